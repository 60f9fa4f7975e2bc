import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { Friendships } from "./port.ts";
import { peopleWithStatus } from "./status.ts";

export interface OpenPause {
  readonly pausedAt: Date;
  readonly judged: number;
  readonly accepted: number;
  readonly line: number;
}

/** The pause that a guide's adding rests under; null = none. */
export async function openPause(db: Kysely<DB>, guideId: string | null): Promise<OpenPause | null> {
  const { rows } = await sql<OpenPause>`
    select paused_at as "pausedAt", judged, accepted, line from friend_pause where guide_id = ${guideId}::uuid and lifted_at is null`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** How many people of open lists a guide has still to ask. */
export async function waitingFor(
  db: Kysely<DB>,
  friendships: Friendships,
  moment: { readonly now: Date; readonly answerDays: number },
  guideId: string | null,
): Promise<number> {
  const where = sql`p.guide_id = ${guideId}::uuid and t.closed_at is null and p.accepted_at is null`;
  const { rows } = await sql<{ people: number }>`
    select count(*)::int as people from ${peopleWithStatus(friendships, moment, where)} p where p.status in ('waiting', 'called')`.execute(
    db,
  );
  return rows[0]?.people ?? 0;
}
