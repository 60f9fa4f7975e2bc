import { type RawBuilder, type SqlBool, sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";
import type { LeaderStatus } from "./rules.ts";

export interface Leader {
  readonly id: string;
  readonly no: number;
  readonly memberNo: number | null;
  readonly staffId: string | null;
  readonly staffName: string | null;
  readonly storeNo: number;
  readonly storeName: string;
  readonly storePath: string;
  readonly pickupPoint: string;
  readonly pickupAddress: string;
  readonly status: LeaderStatus;
  readonly statusReason: string | null;
  readonly level: string;
  /** Null: the level's. */
  readonly commissionBp: number | null;
  readonly appliedAt: Date;
  readonly approvedAt: Date | null;
  readonly endedAt: Date | null;
  readonly version: number;
  /** Members led now. */
  readonly led: number;
  /** A merge has shown that another leader is the same person. */
  readonly twin: boolean;
}

const columns = sql`l.id, l.no, l.member_no as "memberNo", l.staff_id as "staffId", f.name as "staffName", l.store_no as "storeNo",
  u.name as "storeName", u.path::text as "storePath", l.pickup_point as "pickupPoint", l.pickup_address as "pickupAddress", l.status,
  l.status_reason as "statusReason", l.level, l.commission_bp as "commissionBp", l.applied_at as "appliedAt", l.approved_at as "approvedAt",
  l.ended_at as "endedAt", l.version,
  (select count(distinct b.member_no)::int from leader_binding b where b.leader_no = l.no and b.unbound_at is null) as led,
  exists (select from leader o where o.member_no = l.member_no and o.id <> l.id) as twin`;
const tables = sql`leader l join org_unit u on u.no = l.store_no left join staff f on f.id = l.staff_id`;

export interface LeaderFilter {
  readonly status?: LeaderStatus;
  readonly storeNo?: number;
  readonly level?: string;
}

/** Leaders of stores in scope, newest first, with a number below `before`. */
export async function listLeaders(
  db: Db,
  actor: Actor,
  filter: LeaderFilter,
  before: number | null,
  limit: number,
): Promise<Leader[]> {
  const conditions: RawBuilder<SqlBool>[] = [scopeCondition(actor, "l.store_no")];
  if (filter.status) conditions.push(sql`l.status = ${filter.status}`);
  if (filter.storeNo) conditions.push(sql`l.store_no = ${filter.storeNo}`);
  if (filter.level) conditions.push(sql`l.level = ${filter.level}`);
  if (before !== null) conditions.push(sql`l.no < ${before}`);
  const { rows } = await sql<Leader>`select ${columns} from ${tables}
    where ${sql.join(conditions, sql` and `)} order by l.no desc limit ${limit}`.execute(db);
  return rows;
}

/** @throws Refusal not_found when there is no such leader in the actor's scope */
export async function loadLeader(db: Db | Tx, actor: Actor, id: string, lock = false): Promise<Leader> {
  if (lock) await sql`select from leader where id = ${id} for update`.execute(db);
  const { rows } = await sql<Leader>`select ${columns} from ${tables}
    where l.id = ${id} and ${scopeCondition(actor, "l.store_no")}`.execute(db);
  if (!rows[0]) throw notFound("团长");
  return rows[0];
}

/** Whether one of these is a leader already, wherever; one leader may be both. */
export async function isLeader(
  tx: Tx,
  who: { memberNo: number | null; staffId: string | null },
  except?: string,
): Promise<boolean> {
  const { rows } = await sql`select from leader where (member_no = ${who.memberNo} or staff_id = ${who.staffId})
    and (${except ?? null}::uuid is null or id <> ${except ?? null}::uuid) limit 1`.execute(tx);
  return rows.length > 0;
}

export interface LeaderFields {
  readonly pickupPoint: string;
  readonly pickupAddress: string;
  readonly level: string;
  readonly commissionBp: number | null;
}

export async function insertLeader(
  tx: Tx,
  who: { originNo: number | null; memberNo: number | null; staffId: string | null },
  storeNo: number,
  fields: LeaderFields,
  at: Date,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into leader (origin_no, member_no, staff_id, store_no, pickup_point, pickup_address, status, level, commission_bp, applied_at)
    values (${who.originNo}, ${who.memberNo}, ${who.staffId}, ${storeNo}, ${fields.pickupPoint}, ${fields.pickupAddress}, 'applied',
      ${fields.level}, ${fields.commissionBp}, ${at}) returning id`.execute(tx);
  return rows[0]?.id ?? "";
}

export async function updateLeader(
  tx: Tx,
  id: string,
  who: { originNo: number | null; memberNo: number | null; staffId: string | null },
  storeNo: number,
  fields: LeaderFields,
  expected: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update leader set store_no = ${storeNo}, pickup_point = ${fields.pickupPoint},
      pickup_address = ${fields.pickupAddress}, level = ${fields.level}, commission_bp = ${fields.commissionBp},
      origin_no = coalesce(origin_no, ${who.originNo}), member_no = coalesce(member_no, ${who.memberNo}),
      staff_id = coalesce(staff_id, ${who.staffId}), version = version + 1
    where id = ${id} and version = ${expected}`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function setLeaderStatus(
  tx: Tx,
  id: string,
  status: LeaderStatus,
  reason: string | null,
  at: Date,
): Promise<void> {
  await sql`update leader set status = ${status}, status_reason = ${reason}, version = version + 1,
      applied_at = case when ${status} = 'applied' then ${at}::timestamptz else applied_at end,
      approved_at = case when ${status} = 'approved' then coalesce(approved_at, ${at}::timestamptz) else approved_at end,
      ended_at = case when ${status} in ('ended', 'declined') then ${at}::timestamptz end
    where id = ${id}`.execute(tx);
}

/** Gives members to a leader; whom another leads is handed over at that moment. Returns how many changed. */
export async function insertBindings(
  tx: Tx,
  leaderNo: number,
  memberNos: readonly number[],
  source: string,
  by: string,
  at: Date,
): Promise<number> {
  const news = sql`select n.no from unnest(${[...memberNos]}::int[]) n(no)
    where not exists (select from leader_binding b where b.member_no = n.no and b.leader_no = ${leaderNo} and b.unbound_at is null)`;
  await sql`update leader_binding set unbound_at = ${at}, changed_xid = pg_current_xact_id()
    where unbound_at is null and leader_no <> ${leaderNo} and member_no in (${news})`.execute(tx);
  const { numAffectedRows } =
    await sql`insert into leader_binding (leader_no, origin_no, member_no, source, bound_at, bound_by)
    select distinct ${leaderNo}::int, no, no, ${source}, ${at}::timestamptz, ${by} from (${news}) news`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** Lets members go: those named, or all. Returns how many. */
export async function endBindings(
  tx: Tx,
  leaderNo: number,
  memberNos: readonly number[] | "all",
  at: Date,
): Promise<number> {
  const { numAffectedRows } = await sql`update leader_binding set unbound_at = ${at}, changed_xid = pg_current_xact_id()
    where leader_no = ${leaderNo} and unbound_at is null
      and ${memberNos === "all" ? sql`true` : sql`member_no = any(${[...memberNos]}::int[])`}`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

export interface LedMember {
  readonly memberNo: number;
  readonly boundAt: Date;
  readonly source: string;
}

/** Members led now, the latest first. */
export async function listLed(db: Db, leaderNo: number): Promise<LedMember[]> {
  const { rows } =
    await sql<LedMember>`select member_no as "memberNo", min(bound_at) as "boundAt", min(source) as source
    from leader_binding where leader_no = ${leaderNo} and unbound_at is null group by member_no order by 2 desc, 1 limit 500`.execute(
      db,
    );
  return rows;
}
