import { setTimeout as sleep } from "node:timers/promises";
import { parseWecomEvent, parseXml } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";
import { findAccount, WechatRefusal } from "../../wechat/index.ts";
import { wecomApi } from "../wecom-api.ts";
import type { Welcome, WelcomeComposer } from "./composer.ts";

/** Told by every callback of a new contact; has slots of its own, so that no sync stands before it. */
export const sendWelcomesJob = "wecom.send_welcomes";

/** Callbacks that may bring a welcome code. */
export const welcomeEvents: ReadonlySet<string> = new Set([
  "change_external_contact.add_external_contact",
  "change_external_contact.add_half_external_contact",
]);

/** A code lives 20 s from the meeting; what is older is told as missed (wecom-api.md §4.3). */
const CODE_LIFE_MS = 20_000;
const LANES = 8;
const BATCH = 100;
/** Somebody else is sending with this code right now. */
const busy = 41096;
/** Delivered already, or they talk already. */
const delivered = 41051;
const expired = 41050;

type Outcome = "sent" | "already" | "off" | "missed" | "refused";

interface Waiting {
  readonly seq: number;
  readonly accountId: string;
  readonly payload: string;
  readonly receivedAt: Date;
}

interface Settled {
  readonly outcome: Outcome;
  readonly errcode?: number;
  readonly reason?: string;
}

/**
 * Greets everybody who has just been met, beside all other work on the same callbacks. Each code is taken once; the platform lets it
 * serve once, so that a lost answer may be asked again without a second greeting.
 *
 * @returns how many were settled
 */
export async function sendWelcomes(platform: Platform, compose: WelcomeComposer, signal: AbortSignal): Promise<number> {
  let settled = 0;
  while (!signal.aborted) {
    const queue = await takeWaiting(platform);
    if (queue.length === 0) return settled;
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        for (let next = queue.shift(); next && !signal.aborted; next = queue.shift()) {
          await welcomeOne(platform, compose, next, signal);
          settled++;
        }
      }),
    );
  }
  return settled;
}

/** Takes callbacks nobody has greeted for yet. A process that died with one in hand leaves it `sending`: its code is past by then. */
async function takeWaiting({ db, cipher }: Platform): Promise<Waiting[]> {
  const { rows } = await sql<{ seq: number; accountId: string; receivedAt: Date; sealed: string }>`
    with due as (
      select c.seq, c.wechat_account_id, c.payload_sealed, c.occurred_at, c.received_at, a.account_id as corp_id
      from wechat_callback c join wechat_account a on a.id = c.wechat_account_id
      where c.event in ('change_external_contact.add_external_contact', 'change_external_contact.add_half_external_contact')
        and c.received_at > now() - interval '10 minutes'
        and not exists (select from wecom_welcome w where w.callback_seq = c.seq)
      order by c.seq limit ${BATCH}),
    taken as (
      insert into wecom_welcome (callback_seq, corp_id, userid, external_userid, occurred_at, received_at)
      select seq, corp_id, '', '', occurred_at, received_at from due on conflict do nothing returning callback_seq)
    select d.seq, d.wechat_account_id as "accountId", d.received_at as "receivedAt", d.payload_sealed as sealed
    from due d join taken t on t.callback_seq = d.seq order by d.seq`.execute(db);
  return rows.map(({ sealed, ...row }) => ({ ...row, payload: cipher.open(sealed) }));
}

async function welcomeOne(
  platform: Platform,
  compose: WelcomeComposer,
  waiting: Waiting,
  signal: AbortSignal,
): Promise<void> {
  const event = parseWecomEvent(parseXml(waiting.payload));
  if (
    event.kind !== "change_external_contact.add_external_contact" &&
    event.kind !== "change_external_contact.add_half_external_contact"
  )
    return;
  const { userId: userid, externalUserId: externalUserid, state = "", welcomeCode } = event;
  const account = await findAccount(platform, platform.db, waiting.accountId);
  let settled: Settled;
  if (!welcomeCode)
    settled = { outcome: "off", reason: "企业微信没有给欢迎语代码（已聊过天、已发过，或后台另设了欢迎语）" };
  else
    try {
      const welcome = await compose({ platform, corpId: account.accountId, userid, externalUserid, state });
      settled = welcome
        ? await send(platform, waiting, { code: welcomeCode, welcome, account: waiting.accountId }, signal)
        : { outcome: "off", reason: "没有设置欢迎语" };
    } catch (error) {
      if (signal.aborted) {
        // Stopped before it was sent: whoever runs next may still be in time.
        await sql`delete from wecom_welcome where callback_seq = ${waiting.seq}`.execute(platform.db);
        return;
      }
      platform.log.warn({ err: error }, "a welcome message could not be composed");
      settled = { outcome: "refused", reason: error instanceof Error ? error.message : String(error) };
    }
  await sql`
    update wecom_welcome set userid = ${userid}, external_userid = ${externalUserid}, source_state = ${state}, outcome = ${settled.outcome},
      errcode = ${settled.errcode ?? null}, reason = ${settled.reason ?? null}, settled_at = now()
    where callback_seq = ${waiting.seq}`.execute(platform.db);
}

async function send(
  platform: Platform,
  { receivedAt }: Waiting,
  what: { readonly code: string; readonly welcome: Welcome; readonly account: string },
  signal: AbortSignal,
): Promise<Settled> {
  const api = wecomApi(platform, await findAccount(platform, platform.db, what.account));
  const { text, attachments } = what.welcome;
  const body = {
    welcome_code: what.code,
    ...(text && { text: { content: text } }),
    ...(attachments && attachments.length > 0 && { attachments }),
  };
  const deadline = receivedAt.getTime() + CODE_LIFE_MS;
  let uncertain = false;
  for (;;) {
    if (Date.now() > deadline) return { outcome: "missed", reason: "20 秒内没有发出，欢迎语代码已失效" };
    try {
      await api.post("/cgi-bin/externalcontact/send_welcome_msg", body, {
        repeatable: false,
        timeoutMs: 5_000,
        signal,
      });
      return { outcome: "sent" };
    } catch (error) {
      if (!(error instanceof WechatRefusal)) throw error;
      const { errcode, cause, remedy } = error;
      if (errcode === delivered)
        return uncertain ? { outcome: "sent" } : { outcome: "already", errcode, reason: cause };
      if (errcode === expired) return { outcome: "missed", errcode, reason: cause };
      uncertain ||= error.uncertain;
      if (errcode !== busy && errcode !== 0) return { outcome: "refused", errcode, reason: `${cause}。${remedy}` };
      await sleep(300, undefined, { signal });
    }
  }
}
