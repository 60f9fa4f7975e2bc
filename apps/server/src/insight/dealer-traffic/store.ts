import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { type Decision, type Load, type Loser, scopeCondition } from "../../organization/index.ts";

export interface Allocation {
  readonly id: number;
  readonly memberNo: number;
  readonly dealerNo: number;
  readonly dealerId: string;
  readonly dealerName: string;
  readonly storeNo: number;
  readonly storeName: string;
  readonly storePath: string;
  readonly channel: string;
  readonly service: string | null;
  readonly areaCode: string | null;
  readonly shareCode: string | null;
  readonly decidedBy: Decision;
  readonly losers: readonly Loser[];
  readonly metres: number | null;
  readonly ruleUnitId: string | null;
  readonly ruleUnitName: string | null;
  readonly ruleVersion: number;
  readonly commissionBp: number;
  readonly allocatedAt: Date;
  readonly protectedUntil: Date;
  readonly attributedUntil: Date;
  readonly endedAt: Date | null;
  readonly replaces: number | null;
  readonly reason: string | null;
  readonly allocatedBy: string;
}

const columns = sql`a.id, a.member_no as "memberNo", a.dealer_no as "dealerNo", d.id as "dealerId", d.name as "dealerName",
  a.store_no as "storeNo", u.name as "storeName", u.path::text as "storePath", a.channel, a.service, a.area_code as "areaCode",
  a.share_code as "shareCode", a.decided_by as "decidedBy", a.losers, a.metres, a.rule_unit_id as "ruleUnitId", r.name as "ruleUnitName",
  a.rule_version as "ruleVersion", a.commission_bp as "commissionBp", a.allocated_at as "allocatedAt", a.protected_until as "protectedUntil",
  a.attributed_until as "attributedUntil", a.ended_at as "endedAt", a.replaces, a.reason, a.allocated_by as "allocatedBy"`;
const tables = sql`traffic_allocation a join org_unit u on u.no = a.store_no join org_unit d on d.no = a.dealer_no
  left join org_unit r on r.id = a.rule_unit_id`;

/** The allocation that still protects a member, the first when a merge has brought two together. */
export async function findProtecting(db: Db | Tx, memberNo: number, at: Date): Promise<Allocation | null> {
  const { rows } = await sql<Allocation>`select ${columns} from ${tables}
    where a.member_no = ${memberNo} and a.ended_at is null and a.protected_until > ${at} order by a.allocated_at, a.id limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** An allocation to a store in the actor's scope; null when there is none. */
export async function findAllocation(db: Db | Tx, actor: Actor, id: number): Promise<Allocation | null> {
  const { rows } = await sql<Allocation>`select ${columns} from ${tables}
    where a.id = ${id} and ${scopeCondition(actor, "a.store_no")}`.execute(db);
  return rows[0] ?? null;
}

export interface AllocationFilter {
  readonly from?: string;
  readonly to?: string;
  readonly dealerNo?: number;
  readonly memberNo?: number;
  readonly decidedBy?: string;
}

/** The ledger, newest first: allocations to stores in the actor's scope, before `before`. */
export async function listAllocations(
  db: Db,
  actor: Actor,
  filter: AllocationFilter,
  before: number | null,
  limit: number,
): Promise<Allocation[]> {
  const conditions: RawBuilder<SqlBool>[] = [scopeCondition(actor, "a.store_no")];
  if (filter.from) conditions.push(sql`a.business_day >= ${filter.from}::date`);
  if (filter.to) conditions.push(sql`a.business_day < ${filter.to}::date`);
  if (filter.dealerNo) conditions.push(sql`a.dealer_no = ${filter.dealerNo}`);
  if (filter.memberNo) conditions.push(sql`a.member_no = ${filter.memberNo}`);
  if (filter.decidedBy) conditions.push(sql`a.decided_by = ${filter.decidedBy}`);
  if (before !== null) conditions.push(sql`a.id < ${before}`);
  const { rows } = await sql<Allocation>`select ${columns} from ${tables}
    where ${sql.join(conditions, sql` and `)} order by a.id desc limit ${limit}`.execute(db);
  return rows;
}

export interface NewAllocation {
  readonly originNo: number;
  readonly memberNo: number;
  readonly dealerNo: number;
  readonly storeNo: number;
  readonly channel: string;
  readonly service: string | null;
  readonly areaCode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly shareCode: string | null;
  readonly ownStoreNo: number | null;
  readonly decidedBy: Decision;
  readonly losers: readonly Loser[];
  readonly metres: number | null;
  readonly ruleUnitId: string | null;
  readonly ruleVersion: number;
  readonly commissionBp: number;
  readonly at: Date;
  readonly businessDay: string;
  readonly protectedUntil: Date;
  readonly attributedUntil: Date;
  readonly replaces: number | null;
  readonly reason: string | null;
  readonly by: string;
}

/** Writes an allocation. Whatever was attributed before ends here: an order counts once. Returns its id. */
export async function insertAllocation(tx: Tx, row: NewAllocation): Promise<number> {
  await sql`update traffic_allocation set attributed_until = ${row.at}, changed_xid = pg_current_xact_id()
    where member_no = ${row.memberNo} and attributed_until > ${row.at}`.execute(tx);
  const { rows } = await sql<{ id: number }>`
    insert into traffic_allocation (origin_no, member_no, dealer_no, store_no, channel, service, area_code, latitude, longitude, share_code,
      own_store_no, decided_by, losers, metres, rule_unit_id, rule_version, commission_bp, allocated_at, business_day, protected_until,
      attributed_until, replaces, reason, allocated_by)
    values (${row.originNo}, ${row.memberNo}, ${row.dealerNo}, ${row.storeNo}, ${row.channel}, ${row.service}, ${row.areaCode}, ${row.latitude},
      ${row.longitude}, ${row.shareCode}, ${row.ownStoreNo}, ${row.decidedBy}, ${JSON.stringify(row.losers)}::jsonb, ${row.metres},
      ${row.ruleUnitId}, ${row.ruleVersion}, ${row.commissionBp}, ${row.at}, ${row.businessDay}::date, ${row.protectedUntil},
      ${row.attributedUntil}, ${row.replaces}, ${row.reason}, ${row.by})
    returning id`.execute(tx);
  return rows[0]?.id ?? 0;
}

export async function endAllocation(tx: Tx, id: number, at: Date): Promise<void> {
  await sql`update traffic_allocation set ended_at = ${at}, attributed_until = least(attributed_until, ${at}), changed_xid = pg_current_xact_id()
    where id = ${id}`.execute(tx);
}

/** How much each dealer was given today and over the 30 days to it; what was taken away by hand does not count. */
export async function loadLoads(db: Db | Tx, day: string): Promise<Map<number, Load>> {
  const { rows } = await sql<Load & { dealer_no: number }>`
    select dealer_no, count(*) filter (where business_day = ${day}::date)::int as today, count(*)::int as recent
    from traffic_allocation where business_day > ${day}::date - 30 and business_day <= ${day}::date and ended_at is null
    group by dealer_no`.execute(db);
  return new Map(rows.map(({ dealer_no, today, recent }) => [dealer_no, { today, recent }]));
}

export interface PastEnquiry {
  readonly day: string;
  readonly dealerNo: number;
  readonly service: string | null;
  readonly areaCode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly sharePath: string | null;
  readonly ownStoreNo: number | null;
}

/** What customers asked for in a period, oldest first; what was given by hand is left out. */
export async function listEnquiries(db: Db, from: string, to: string, limit: number): Promise<PastEnquiry[]> {
  const { rows } = await sql<PastEnquiry>`
    select a.business_day as day, a.dealer_no as "dealerNo", a.service, a.area_code as "areaCode", a.latitude::float8 as latitude,
      a.longitude::float8 as longitude, u.path::text as "sharePath", a.own_store_no as "ownStoreNo"
    from traffic_allocation a left join share_code c on c.code = a.share_code left join org_unit u on u.id = c.org_unit_id
    where a.business_day >= ${from}::date and a.business_day < ${to}::date and a.replaces is null order by a.id limit ${limit}`.execute(
    db,
  );
  return rows;
}
