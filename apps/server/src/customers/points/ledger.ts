import { type Kysely, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { scopeCondition } from "../../organization/index.ts";
import { type Adjustment, adjustmentColumns } from "./adjust-points.ts";
import type { entryKinds, pointKinds } from "./rules.ts";

export interface LedgerEntry {
  readonly id: number;
  readonly kind: (typeof entryKinds)[number];
  readonly lotKind: (typeof pointKinds)[number];
  readonly memberNo: number;
  readonly points: number;
  readonly at: Date;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly channel: string | null;
  readonly document: string | null;
  readonly reason: string | null;
  readonly by: string;
  readonly expiresAt: Date | null;
}

export interface LedgerFilter {
  readonly memberNo?: number;
  readonly document?: string;
  readonly kind?: string;
  readonly before?: number;
  readonly limit: number;
}

/** Entries of members in the actor's scope, newest first. */
export async function listEntries(db: Kysely<DB>, actor: Actor, filter: LedgerFilter): Promise<LedgerEntry[]> {
  const conditions = [scopeCondition(actor, "m.store_no")];
  if (filter.memberNo !== undefined) conditions.push(sql`e.member_no = ${filter.memberNo}`);
  if (filter.document !== undefined) conditions.push(sql`e.document = ${filter.document}`);
  if (filter.kind !== undefined) conditions.push(sql`e.kind = ${filter.kind}`);
  if (filter.before !== undefined) conditions.push(sql`e.id < ${filter.before}`);
  const { rows } = await sql<LedgerEntry>`
    select e.id, e.kind, l.kind as "lotKind", e.member_no as "memberNo", e.points, e.at, e.store_no as "storeNo", u.name as "storeName",
      e.channel, e.document, e.reason, e.by, l.expires_at as "expiresAt"
    from point_entry e join point_lot l on l.id = e.lot_id join member m on m.member_no = e.member_no
    left join org_unit u on u.no = e.store_no
    where ${sql.join(conditions, sql` and `)} order by e.id desc limit ${filter.limit}`.execute(db);
  return rows;
}

/** Corrections by hand of members in the actor's scope, newest first. */
export async function listAdjustments(
  db: Kysely<DB>,
  actor: Actor,
  filter: { readonly status?: string; readonly before?: string; readonly limit: number },
): Promise<Adjustment[]> {
  const conditions = [scopeCondition(actor, "m.store_no")];
  if (filter.status !== undefined) conditions.push(sql`a.status = ${filter.status}`);
  if (filter.before !== undefined) conditions.push(sql`a.id < ${filter.before}::uuid`);
  const { rows } = await sql<Adjustment>`
    select ${adjustmentColumns} from point_adjustment a join member m on m.member_no = a.member_no
    where ${sql.join(conditions, sql` and `)} order by a.id desc limit ${filter.limit}`.execute(db);
  return rows;
}
