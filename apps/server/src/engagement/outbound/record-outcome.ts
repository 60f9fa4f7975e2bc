import { sql } from "kysely";
import type { Tx } from "../../kernel/postgres/database.ts";
import { recordOutcomes } from "./record-outcomes.ts";
import type { Outcome } from "./rules.ts";
import { findOutbound } from "./store.ts";

/**
 * What a platform told later of a message to one person, named by the platform's id of the message or, where it gives none, by the last
 * one of the channel and template to them. Unknown messages (sent by other programs) change nothing.
 *
 * @returns whether it was news
 */
export async function recordOutcome(
  tx: Tx,
  told: {
    readonly accountId: string;
    readonly targetKey: string;
    readonly outcome: Outcome;
    readonly at: Date;
    readonly reason?: string;
  } & ({ readonly platformKey: string } | { readonly channel: string; readonly templateId: string }),
): Promise<boolean> {
  const { rows } = await sql<{ id: string; originNo: number | null; memberNo: number | null }>`
    select o.id, d.origin_no as "originNo", d.member_no as "memberNo" from outbound o
    join outbound_delivery d on d.outbound_id = o.id and d.target_key = ${told.targetKey}
    where o.account_id = ${told.accountId} and ${
      "platformKey" in told
        ? sql`o.platform_key = ${told.platformKey}`
        : sql`o.channel = ${told.channel} and o.content->'template'->>'id' = ${told.templateId} and o.handed_at <= ${told.at}::timestamptz + interval '1 minute'
            and d.outcome in ('waiting', 'sent')`
    } order by o.handed_at desc limit 1`.execute(tx);
  const row = rows[0];
  const outbound = row && (await findOutbound(tx, row.id));
  if (!row || !outbound) {
    await refuseWhileOnTheWay(tx, told);
    return false;
  }
  const target = { key: told.targetKey, originNo: row.originNo, memberNo: row.memberNo };
  // Its end is told of: the call whose answer was lost had arrived.
  await sql`
    update outbound set state = 'settled', settled_at = now(), reason = null, remedy = null, errcode = null
    where id = ${row.id} and state = 'uncertain'`.execute(tx);
  const { outcome, at, reason } = told;
  return (await recordOutcomes(tx, outbound, [{ target, outcome, at, ...(reason ? { reason } : {}) }])) > 0;
}

/** The platform may tell the end of a message before the answer to its hand-over is written here: told again, it will be known. */
async function refuseWhileOnTheWay(
  tx: Tx,
  told: { readonly accountId: string; readonly targetKey: string },
): Promise<void> {
  const { rows } = await sql`
    select from outbound o join outbound_delivery d on d.outbound_id = o.id and d.target_key = ${told.targetKey}
    where o.account_id = ${told.accountId} and o.state = 'sending' limit 1`.execute(tx);
  if (rows.length > 0) throw new Error("the hand-over of this message is not written yet");
}
