import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { type Collected, HandOverRefused, type OutboundChannel } from "./channel.ts";
import { recordOutcomes } from "./record-outcomes.ts";
import { POLL_DAYS, pollMinutes } from "./rules.ts";
import { findOutbound, listSenders, type Outbound, writeSenders } from "./store.ts";

/**
 * Asks the platform what became of an accepted message and writes it down batch by batch. Settled when every sender has confirmed and was
 * read, or the days of waiting are over; until then asked ever more rarely.
 */
export async function collect(
  platform: Platform,
  channel: OutboundChannel,
  outbound: Outbound,
  signal: AbortSignal,
): Promise<void> {
  const { db } = platform;
  if (!channel.collect) return;
  const before = await listSenders(db, outbound.id);
  const collected = new Set(before.flatMap((row) => (row.collectedAt ? [row.senderKey] : [])));
  try {
    for await (const batch of channel.collect(outbound, collected, signal)) {
      await db.transaction().execute(async (tx) => {
        if (batch.platformKey)
          await sql`update outbound set platform_key = ${batch.platformKey} where id = ${outbound.id}`.execute(tx);
        if (batch.refused) await refuse(tx, outbound, batch.refused);
        await writeSenders(tx, outbound.id, batch.senders);
        await recordOutcomes(tx, outbound, batch.results);
      });
    }
  } catch (error) {
    if (!(error instanceof HandOverRefused)) throw error;
    await sql`
      update outbound set errcode = ${error.errcode}, reason = ${error.reason}, remedy = ${error.remedy} where id = ${outbound.id}`.execute(
      db,
    );
    await nextPoll(db, outbound);
    return;
  }
  if ((await findOutbound(db, outbound.id))?.state !== "accepted") return;
  const senders = await listSenders(db, outbound.id);
  const open = senders.filter((row) => row.collectedAt === null).length;
  const tooOld = outbound.handedAt !== null && Date.now() - outbound.handedAt.getTime() > POLL_DAYS * 86_400_000;
  if (tooOld || (senders.length > 0 && open === 0))
    await db
      .transaction()
      .execute((tx) => settle(tx, outbound, "settled", senders.length > 0 && open === 0 ? "not_chosen" : "expired"));
  else await nextPoll(db, outbound);
}

async function nextPoll(db: Platform["db"], outbound: Outbound): Promise<void> {
  await sql`
    update outbound set polls = polls + 1, next_at = now() + make_interval(mins => ${pollMinutes(outbound.polls)})
    where id = ${outbound.id} and state = 'accepted'`.execute(db);
}

/** Taken first, refused afterwards: over, with the reason. */
async function refuse(tx: Tx, { id }: Outbound, refused: NonNullable<Collected["refused"]>): Promise<void> {
  await sql`
    update outbound set state = 'refused', errcode = ${refused.errcode}, reason = ${refused.reason}, remedy = ${refused.remedy},
      settled_at = now() where id = ${id}`.execute(tx);
  await sql`
    update outbound_delivery set outcome = 'failed', reason = ${refused.reason} where outbound_id = ${id} and outcome = 'waiting'`.execute(
    tx,
  );
}

/** Ends a message; who still waits gets the outcome that is left. */
export async function settle(
  tx: Tx,
  outbound: Outbound,
  state: "settled" | "cancelled",
  rest: "not_chosen" | "expired" | "cancelled",
): Promise<void> {
  await sql`
    update outbound set state = ${state}, settled_at = now(), errcode = null, reason = null, remedy = null where id = ${outbound.id}`.execute(
    tx,
  );
  await sql`
    update outbound_delivery set outcome = ${rest} where outbound_id = ${outbound.id} and outcome = 'waiting'`.execute(
    tx,
  );
}
