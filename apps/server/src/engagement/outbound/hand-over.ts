import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { leaveOutBlocked, leaveOutUnwilling, waitOutQuiet } from "../touch/last-look.ts";
import { HandOverRefused, type OutboundChannel } from "./channel.ts";
import { recordOutcomes } from "./record-outcomes.ts";
import {
  HAND_OVER_MS,
  MOST_TRIES,
  nextSearchMinutes,
  pollMinutes,
  REPETITIONS,
  retryMinutes,
  SENDING_DEAD_MS,
} from "./rules.ts";
import { type Outbound, waitingTargets } from "./store.ts";

/**
 * Hands one waiting message to its platform. It is marked as on its way before the call and as taken after it; when the answer is lost
 * in between, or this process dies, it becomes `uncertain` and is looked for, never sent again blindly.
 */
export async function handOver(
  platform: Platform,
  channel: OutboundChannel,
  outbound: Outbound,
  signal: AbortSignal,
): Promise<void> {
  const { db } = platform;
  if (await waitOutQuiet(platform, outbound)) return;
  const handedAt = new Date();
  const { rows } = await sql`
    update outbound set state = 'sending', handed_at = ${handedAt}, tries = tries + 1, searches = 0,
      next_at = now() + make_interval(secs => ${SENDING_DEAD_MS / 1000})
    where id = ${outbound.id} and state = 'waiting' returning id`.execute(db);
  if (rows.length === 0) return;
  if (outbound.kind === "marketing") await leaveOutUnwilling(db, outbound);
  await leaveOutBlocked(db, outbound, platform.clock.now());
  // Read after the mark: from here on nobody is displaced any more.
  const targets = await waitingTargets(db, outbound.id);
  if (outbound.addressed && targets.length === 0) {
    await sql`update outbound set state = 'settled', settled_at = now() where id = ${outbound.id} and state = 'sending'`.execute(
      db,
    );
    return;
  }
  try {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(HAND_OVER_MS)]);
    const handed = await channel.hand({ ...outbound, handedAt }, targets, bounded);
    await db.transaction().execute(async (tx) => {
      await takeAccepted(tx, outbound.id, handed.platformKey, handed.final);
      await recordOutcomes(tx, outbound, handed.results);
    });
  } catch (error) {
    await db
      .transaction()
      .execute((tx) => noteFailure(tx, channel, { ...outbound, handedAt, tries: outbound.tries + 1 }, error));
  }
}

/** What a hand-over that threw leaves behind. Anything but a clear refusal may have been done. */
async function noteFailure(tx: Tx, channel: OutboundChannel, outbound: Outbound, error: unknown): Promise<void> {
  const refusal = error instanceof HandOverRefused ? error : undefined;
  const uncertain = refusal ? refusal.uncertain : true;
  const reason = refusal?.reason ?? (error instanceof Error ? error.message : String(error));
  if (uncertain && !mayRepeat(channel, outbound)) {
    await sql`
      update outbound set state = 'uncertain', errcode = 0, reason = ${reason}, remedy = ${"系统会到平台核对是否已创建，核对清楚之前不会重发"},
        next_at = now() + make_interval(mins => ${nextSearchMinutes(0) ?? 1}) where id = ${outbound.id} and state = 'sending'`.execute(
      tx,
    );
    return;
  }
  const again = (uncertain || refusal?.retry === "later") && outbound.tries < MOST_TRIES;
  await sql`
    update outbound set state = ${again ? "waiting" : "refused"}, errcode = ${refusal?.errcode ?? 0}, reason = ${reason},
      remedy = ${refusal?.remedy ?? ""}, next_at = now() + make_interval(mins => ${uncertain ? 1 : retryMinutes(outbound.tries)}),
      settled_at = ${again ? null : new Date()} where id = ${outbound.id} and state = 'sending'`.execute(tx);
  if (again) return;
  const { rows } = await sql<{ key: string; originNo: number | null; memberNo: number | null }>`
    select target_key as key, origin_no as "originNo", member_no as "memberNo" from outbound_delivery
    where outbound_id = ${outbound.id} and outcome = 'waiting'`.execute(tx);
  await recordOutcomes(
    tx,
    outbound,
    rows.map((target) => ({ target, outcome: refusal?.outcome ?? ("failed" as const), reason })),
  );
}

/** Whether a lost call may simply be made again: some minutes after it, and only a few times, since those minutes count from the first. */
function mayRepeat({ repetitionMinutes }: OutboundChannel, { handedAt, tries }: Outbound): boolean {
  const since = Date.now() - (handedAt?.getTime() ?? 0);
  return tries <= REPETITIONS && since < (repetitionMinutes / (REPETITIONS + 1)) * 60_000;
}

/** The platform has it: from now on results are asked for. */
async function takeAccepted(tx: Tx, id: string, platformKey: string, final: boolean): Promise<void> {
  await sql`
    update outbound set state = ${final ? "settled" : "accepted"}, platform_key = ${platformKey}, errcode = null, reason = null, remedy = null,
      next_at = now() + make_interval(mins => ${pollMinutes(0)}), settled_at = ${final ? new Date() : null}
    where id = ${id} and state in ('sending', 'uncertain')`.execute(tx);
}

/** A process died while the message was on its way: nobody knows whether it left. */
export async function markUncertain({ db }: Platform, channel: OutboundChannel, outbound: Outbound): Promise<void> {
  const state = mayRepeat(channel, outbound) ? "waiting" : "uncertain";
  await sql`
    update outbound set state = ${state}, errcode = 0, reason = '提交途中程序中断，不知道平台是否已受理',
      remedy = '系统会到平台核对是否已创建，核对清楚之前不会重发', next_at = now()
    where id = ${outbound.id} and state = 'sending'`.execute(db);
}

/**
 * Looks for what a call with a lost answer may have made: found, it goes on from there; searched often enough without a trace, it was
 * never made and may be handed over again; unclear, a person decides.
 */
export async function reconcile(
  platform: Platform,
  channel: OutboundChannel,
  outbound: Outbound,
  signal: AbortSignal,
): Promise<void> {
  const { db } = platform;
  const next = nextSearchMinutes(outbound.searches + 1);
  if (!channel.search) {
    await waitForPerson(db, outbound.id, "该渠道不提供查询，无法核对上次提交是否成功；请人工确认");
    return;
  }
  const known = async (key: string) =>
    (await sql`select from outbound where account_id = ${outbound.accountId} and platform_key = ${key}`.execute(db))
      .rows.length > 0;
  const targets = await waitingTargets(db, outbound.id);
  const search = await channel.search(outbound, targets, known, signal);
  if (search.found === "one") {
    await db.transaction().execute((tx) => takeAccepted(tx, outbound.id, search.platformKey, false));
  } else if (search.found === "unclear") {
    await waitForPerson(db, outbound.id, search.reason);
  } else if (next !== null) {
    await sql`
      update outbound set searches = searches + 1, next_at = now() + make_interval(mins => ${next})
      where id = ${outbound.id} and state = 'uncertain'`.execute(db);
  } else {
    await sql`
      update outbound set state = 'waiting', reason = '已核对：上次提交没有成功，重新提交', remedy = '', next_at = now()
      where id = ${outbound.id} and state = 'uncertain'`.execute(db);
  }
}

async function waitForPerson(db: Platform["db"], id: string, reason: string): Promise<void> {
  await sql`
    update outbound set reason = ${reason}, remedy = '请到平台后台查看：已发出就点“确认已发出”，没有就点“重新提交”', next_at = 'infinity'
    where id = ${id} and state = 'uncertain'`.execute(db);
}
