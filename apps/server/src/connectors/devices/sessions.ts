import { sql } from "kysely";
import { recordConsent } from "../../customers/index.ts";
import { conflict, invalid, Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { publicAddress } from "../../kernel/public-address.ts";
import { readSetting } from "../../kernel/settings.ts";
import { newPairingToken, pairingHash, pairingTokenShape } from "./rules.ts";
import { consentVersionOf, deviceSetting } from "./settings.ts";
import { callingDevice } from "./store.ts";
import { spendRate } from "./take-events.ts";
import { tellSessions } from "./tell-sessions.ts";
import { hasSessions } from "./vocabulary.ts";

export interface ScreenCode {
  readonly token: string;
  /** What the screen shows as QR code; null until the installation knows its own address. */
  readonly url: string | null;
  readonly expiresAt: Date;
  readonly consent: string;
}

/**
 * A code for the screen by which whoever uses the device keeps what they do; a new one ends the one before.
 *
 * @throws Refusal `forbidden`, `device_without_sessions`, `device_session_taken`, `device_too_fast`
 */
export async function openCode(platform: Platform, tx: Tx, actor: Actor, sessionKey: string): Promise<ScreenCode> {
  const device = await callingDevice(tx, actor);
  if (!hasSessions(device.kind)) throw conflict("device_without_sessions", "客流计只数人，不认人，没有可保存的体验");
  const { value: rules } = await readSetting(tx, deviceSetting);
  const now = platform.clock.now();
  await spendRate(tx, device, 1, rules.eventsPerMinute, now);
  const token = newPairingToken();
  const expiresAt = new Date(now.getTime() + rules.codeMinutes * 60_000);
  const { rows } = await sql`
    insert into device_session as s (device_no, session_key, started_at, token_hash, token_expires_at)
    values (${device.no}, ${sessionKey}, ${now}, ${pairingHash(token)}, ${expiresAt})
    on conflict (device_no, session_key) do update set token_hash = excluded.token_hash, token_expires_at = excluded.token_expires_at
      where s.identified_at is null
    returning no`.execute(tx);
  if (rows.length === 0) throw taken();
  await sql`update store_device set last_seen_at = ${now}, silent_at = null where no = ${device.no}`.execute(tx);
  const host = await publicAddress(tx);
  return { token, url: host && `${host}/d/${token}`, expiresAt, consent: rules.consent };
}

const taken = () =>
  conflict(
    "device_session_taken",
    "这次体验已经保存到一位会员名下",
    "请在屏幕上点「重新开始」，用新的码保存你自己的体验",
  );

export interface SessionShown {
  readonly no: number;
  readonly deviceName: string;
  readonly storeName: string;
  /** Goods that were tried or looked at. */
  readonly goods: readonly string[];
  readonly memberNo: number | null;
  readonly consent: string;
  /** Of the words to be agreed to. */
  readonly consentVersion: number;
}

const unknownCode = () =>
  new Refusal({
    code: "device_code_ended",
    status: 404,
    title: "这个码已经失效",
    detail: "码只在屏幕上短时间有效，请在设备上重新生成后再扫",
  });

/** What the code on a screen would keep. @throws Refusal `device_code_ended` */
export async function lookAtCode(platform: Platform, db: Db | Tx, token: string): Promise<SessionShown> {
  const { value, version } = await readSetting(db, deviceSetting);
  const { rows } = pairingTokenShape.test(token)
    ? await sql<Omit<SessionShown, "consent" | "consentVersion">>`
        select s.no, d.name as "deviceName", u.name as "storeName", s.member_no as "memberNo",
          array(select coalesce(p.name, e.sku) from device_event e left join product p on p.sku = e.sku
            where e.session_no = s.no and e.sku is not null group by e.sku, p.name order by max(e.occurred_at) desc limit 20) as goods
        from device_session s join store_device d on d.no = s.device_no join org_unit u on u.no = d.store_no
        where s.token_hash = ${pairingHash(token)} and (s.token_expires_at > ${platform.clock.now()} or s.member_no is not null)`.execute(
        db,
      )
    : { rows: [] };
  if (!rows[0]) throw unknownCode();
  return { ...rows[0], consent: value.consent, consentVersion: version };
}

export interface Keeper {
  readonly originNo: number;
  readonly memberNo: number;
  readonly by: "mini_program" | "web";
}

/**
 * The customer keeps the session: it and what comes of it belongs to them from now on, with what they agreed to. By the same person again it
 * is the same; of several at once one has it.
 *
 * @throws Refusal `device_code_ended`, `device_session_taken`, `invalid_input` when the words have changed since they were shown
 */
export async function keepSession(
  platform: Platform,
  tx: Tx,
  token: string,
  keeper: Keeper,
  consentVersion: number,
): Promise<SessionShown> {
  const { no, consentVersion: version } = await lookAtCode(platform, tx, token);
  if (version !== consentVersion)
    throw invalid([{ path: "consentVersion", message: "同意的文字刚刚更新过，请让客户看过新的文字再同意" }]);
  const now = platform.clock.now();
  const { rows } = await sql<{ memberNo: number | null; identifiedAt: Date | null }>`
    select member_no as "memberNo", identified_at as "identifiedAt" from device_session where no = ${no} for update`.execute(
    tx,
  );
  const session = rows[0];
  if (!session || (session.identifiedAt !== null && session.memberNo !== keeper.memberNo)) throw taken();
  if (session.identifiedAt === null) {
    await sql`update device_session set origin_no = ${keeper.originNo}, member_no = ${keeper.memberNo}, identified_at = ${now},
      identified_by = ${keeper.by} where no = ${no}`.execute(tx);
    const { originNo, memberNo } = keeper;
    await recordConsent(tx, [
      {
        ...{ originNo, memberNo, purpose: "profiling", channel: "any", granted: true, at: now },
        ...{
          source: "device",
          textVersion: consentVersionOf(version),
          evidence: { session: no, by: keeper.by },
          by: "客户本人",
        },
      },
    ]);
    const { value: rules } = await readSetting(tx, deviceSetting);
    await tellSessions(tx, [no], { receivedAt: now, tasteDays: rules.tasteDays });
  }
  return lookAtCode(platform, tx, token);
}
