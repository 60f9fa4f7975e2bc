import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "./store.ts";

export interface Pause {
  readonly staffId: string;
  readonly pausedAt: Date;
  readonly until: Date | null;
}

/** Whether a guide takes no new contacts at a moment; null = takes them. */
export async function findPause(tx: Tx, staffId: string, at: Date): Promise<Pause | null> {
  const { rows } = await sql<Pause>`select staff_id as "staffId", paused_at as "pausedAt", until from guide_pause
    where staff_id = ${staffId} and (until is null or until > ${at})`.execute(tx);
  return rows[0] ?? null;
}

/** A guide goes off duty, until a moment or until they are back; codes lead to others from the next minute on. */
export async function pause(tx: Tx, actor: Actor, staffId: string, at: Date, until: Date | null): Promise<void> {
  await sql`insert into guide_pause (staff_id, paused_at, until, paused_by) values (${staffId}, ${at}, ${until}, ${actor.name})
    on conflict (staff_id) do update set paused_at = excluded.paused_at, until = excluded.until, paused_by = excluded.paused_by`.execute(
    tx,
  );
  await audit(tx, actor, { action: "guide.paused", subject: { kind: "staff", id: staffId }, detail: { until } });
}

export async function resume(tx: Tx, actor: Actor, staffId: string): Promise<void> {
  const { numAffectedRows } = await sql`delete from guide_pause where staff_id = ${staffId}`.execute(tx);
  if ((numAffectedRows ?? 0n) > 0n)
    await audit(tx, actor, { action: "guide.resumed", subject: { kind: "staff", id: staffId } });
}

/** Whether somebody serves in a store on a day, or is listed behind a code. */
export async function servesCustomers(tx: Tx, staffId: string, today: string): Promise<boolean> {
  const { rows } = await sql<{ serves: boolean }>`select exists (
      select from staff_post p join org_unit u on u.id = p.org_unit_id and u.kind = 'store'
      where p.staff_id = ${staffId} and p.days @> ${today}::date)
    or exists (select from live_code_guide g join live_code c on c.id = g.code_id and c.archived_at is null where g.staff_id = ${staffId}) as serves`.execute(
    tx,
  );
  return rows[0]?.serves ?? false;
}
