import { type Kysely, type RawBuilder, sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { containing } from "../../kernel/postgres/like.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { unitCondition, unitOrAboveCondition } from "../../organization/index.ts";
import type { SegmentRule } from "./rule/rule.ts";

type Db = Kysely<DB>;

export interface Segment {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly orgUnitId: string;
  readonly orgUnitName: string;
  /** ltree path of the unit. */
  readonly orgPath: string;
  readonly rule: SegmentRule;
  /** Counts the changes of the rule. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly savedAt: Date;
  readonly savedBy: string;
  readonly archivedAt: Date | null;
  /** 0 = not reckoned yet. */
  readonly reckonedVersion: number;
  readonly reckonedAt: Date | null;
  /** The revision that was reckoned. */
  readonly reckonedRule: number | null;
  readonly members: number | null;
  readonly failure: string | null;
  /** The actor may change it. */
  readonly own: boolean;
}

const columns = (
  actor: Actor,
) => sql`s.id, s.name, s.note, s.org_unit_id as "orgUnitId", u.name as "orgUnitName", u.path::text as "orgPath", s.rule,
  s.revision, s.created_at as "createdAt", s.created_by as "createdBy", s.saved_at as "savedAt", s.saved_by as "savedBy",
  s.archived_at as "archivedAt", s.reckoned_version as "reckonedVersion", s.reckoned_at as "reckonedAt", s.reckoned_rule as "reckonedRule",
  s.members, s.failure, ${unitCondition(actor, "u.path")} as own`;

const from = sql`from segment s join org_unit u on u.id = s.org_unit_id`;

/** Segments of the actor's part of the chain and of the units above it, who was changed last first; `limit + 1` of them. */
export async function listSegments(
  db: Db,
  actor: Actor,
  wanted: {
    readonly search?: string;
    readonly archived: boolean;
    readonly before: { readonly savedAt: string; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<Segment[]> {
  const { search, archived, before } = wanted;
  const { rows } = await sql<Segment>`select ${columns(actor)} ${from}
    where ${unitOrAboveCondition(actor, "u.path")} and (s.archived_at is not null) = ${archived}
      and (${search ?? null}::text is null or s.name ilike ${containing(search ?? "")})
      and (${before?.id ?? null}::uuid is null or (s.saved_at, s.id) < (${before?.savedAt ?? null}::timestamptz, ${before?.id ?? null}::uuid))
    order by s.saved_at desc, s.id desc limit ${wanted.limit + 1}`.execute(db);
  return rows;
}

async function find(db: Db, actor: Actor, id: string, condition: RawBuilder<unknown>): Promise<Segment> {
  const { rows } = await sql<Segment>`select ${columns(actor)} ${from} where s.id = ${id} and ${condition}`.execute(db);
  if (!rows[0]) throw notFound("这个人群包");
  return rows[0];
}

/** @throws Refusal `not_found` when the actor does not see it */
export function requireSegment(db: Db, actor: Actor, id: string): Promise<Segment> {
  return find(db, actor, id, unitOrAboveCondition(actor, "u.path"));
}

/** Locks it until the transaction ends. @throws Refusal `not_found` when the actor may not change it */
export function lockSegment(tx: Db, actor: Actor, id: string): Promise<Segment> {
  return find(tx, actor, id, sql`${unitCondition(actor, "u.path")} for update of s`);
}

/** What uses a segment: other segments' rules. */
export async function usersOfSegment(db: Db, id: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select s.id, s.name from segment_reference r join segment s on s.id = r.segment_id
    where r.refers_to = ${id} and s.archived_at is null order by s.name`.execute(db);
  return rows;
}

export interface SegmentSize {
  readonly at: Date;
  readonly members: number;
  readonly entered: number;
  readonly departed: number;
}

/** The last reckonings, oldest first. */
export async function sizesOf(db: Db, id: string, last: number): Promise<SegmentSize[]> {
  const { rows } = await sql<SegmentSize>`
    select at, members, entered, departed from segment_size where segment_id = ${id} order by version desc limit ${last}`.execute(
    db,
  );
  return rows.reverse();
}
