import { type Kysely, sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";

export interface LeadHandOver {
  /** Whose open leads move. */
  readonly from: string;
  /** Who looks after which customer from now on. */
  readonly takers: readonly { readonly memberNo: number; readonly staffId: string }[];
  /** Who takes leads of nobody named; null: they stay unassigned. */
  readonly fallback: string | null;
  readonly at: Date;
}

/** Moves the open leads of somebody who leaves or changes post, with a step each (GD-14). Set-based. Returns how many. */
export async function handOverLeads(tx: Kysely<DB>, actor: Actor, move: LeadHandOver): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with moved as (
      update lead l set assigned_to = coalesce(
        (select n.staff from unnest(${move.takers.map(({ memberNo }) => memberNo)}::int[], ${move.takers.map(({ staffId }) => staffId)}::uuid[])
          as n(member, staff) where n.member = l.member_no), ${move.fallback}::uuid)
      where l.assigned_to = ${move.from}::uuid and l.status not in ('won', 'lost') returning l.id),
    steps as (
      insert into lead_step (lead_id, at, by, action, note)
      select id, ${move.at}, ${actor.name}, 'assigned', '随客户继承转交' from moved)
    select count(*)::int as count from moved`.execute(tx);
  const count = rows[0]?.count ?? 0;
  if (count > 0)
    await audit(tx, actor, {
      action: "lead.handed_over",
      subject: { kind: "staff", id: move.from },
      detail: { leads: count },
    });
  return count;
}
