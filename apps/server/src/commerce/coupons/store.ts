import { sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";
import type { BatchKind, BatchState, CouponReminder, CouponState, CouponWay } from "./rules.ts";

export interface Batch {
  readonly id: string;
  readonly no: number;
  readonly kind: BatchKind;
  readonly name: string;
  readonly goodsName: string;
  readonly merchantId: string;
  readonly appId: string;
  readonly offFen: number;
  readonly minSpendFen: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly validDays: number | null;
  readonly stock: number;
  readonly perPerson: number;
  readonly unitIds: readonly string[];
  readonly unitNames: readonly string[];
  readonly shareCount: number | null;
  readonly shareMinFen: number | null;
  readonly reminder: CouponReminder | null;
  readonly state: BatchState;
  readonly note: string | null;
  readonly platformKey: string | null;
  readonly taken: number;
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: Date;
}

const batchColumns = sql`b.id, b.no, b.kind, b.name, b.goods_name as "goodsName", b.merchant_id as "merchantId", b.app_id as "appId",
  b.off_fen as "offFen", b.min_spend_fen as "minSpendFen", b.starts_at as "startsAt", b.ends_at as "endsAt", b.valid_days as "validDays",
  b.stock, b.per_person as "perPerson", b.unit_ids as "unitIds",
  array(select u.name from org_unit u where u.id = any(b.unit_ids) order by u.path) as "unitNames",
  b.share_count as "shareCount", b.share_min_fen as "shareMinFen", b.reminder, b.state, b.note, b.platform_key as "platformKey", b.taken,
  b.version, b.created_by as "createdBy", b.created_at as "createdAt"`;

/** @throws Refusal `not_found` */
export async function findBatch(db: Db, by: { readonly id: string } | { readonly no: number }): Promise<Batch> {
  const which = "id" in by ? sql`b.id = ${by.id}` : sql`b.no = ${by.no}`;
  const { rows } = await sql<Batch>`select ${batchColumns} from coupon_batch b where ${which}`.execute(db);
  if (!rows[0]) throw notFound("这批支付券");
  return rows[0];
}

/** Held until the transaction ends: what is counted against its stock is counted once. @throws Refusal `not_found` */
export async function lockBatch(tx: Tx, by: { readonly id: string } | { readonly no: number }): Promise<Batch> {
  const which = "id" in by ? sql`b.id = ${by.id}` : sql`b.no = ${by.no}`;
  const { rows } = await sql<Batch>`select ${batchColumns} from coupon_batch b where ${which} for update`.execute(tx);
  if (!rows[0]) throw notFound("这批支付券");
  return rows[0];
}

/** Newest first. */
export async function listBatches(db: Db, before: number | null, limit: number): Promise<Batch[]> {
  const { rows } = await sql<Batch>`
    select ${batchColumns} from coupon_batch b where ${before}::int is null or b.no < ${before} order by b.no desc limit ${limit + 1}`.execute(
    db,
  );
  return rows;
}

/** What became of a batch's coupons, from claim over reminder to redemption. Money in fen. */
export interface Funnel {
  readonly claimed: number;
  readonly reminded: number;
  readonly used: number;
  readonly usedAfterReminder: number;
  readonly expired: number;
  readonly waiting: number;
  readonly refused: number;
  readonly shares: number;
  readonly byFriends: number;
  readonly offFen: number;
  readonly soldFen: number;
}

const noFigures: Funnel = {
  claimed: 0,
  reminded: 0,
  used: 0,
  usedAfterReminder: 0,
  expired: 0,
  waiting: 0,
  refused: 0,
  shares: 0,
  byFriends: 0,
  offFen: 0,
  soldFen: 0,
};

/** Per batch; who sees part of the chain counts what was taken or used in its stores. */
export async function funnels(
  db: Db,
  actor: Actor,
  batchIds: readonly string[],
  now: Date,
): Promise<(id: string) => Funnel> {
  const { rows } = await sql<Funnel & { id: string }>`
    select c.batch_id as id, count(*) filter (where c.state in ('claimed', 'held', 'used', 'returning'))::int as claimed,
      count(*) filter (where c.reminded_at is not null)::int as reminded, count(*) filter (where c.state = 'used')::int as used,
      count(*) filter (where c.state = 'used' and c.reminded_at < c.used_at)::int as "usedAfterReminder",
      count(*) filter (where c.state = 'claimed' and c.valid_until <= ${now})::int as expired,
      count(*) filter (where c.state = 'asked')::int as waiting, count(*) filter (where c.state = 'refused')::int as refused,
      count(distinct c.share_key)::int as shares, count(*) filter (where c.via = 'friend' and c.state <> 'refused')::int as "byFriends",
      coalesce(sum(p.coupon_off_fen) filter (where c.state = 'used'), 0)::bigint as "offFen",
      coalesce(sum(p.amount_fen) filter (where c.state = 'used'), 0)::bigint as "soldFen"
    from coupon c left join payment p on p.id = c.payment_id
    where c.batch_id = any(${batchIds}::uuid[])
      and (${scopeCondition(actor, "c.store_no")} or ${scopeCondition(actor, "c.used_store_no")})
    group by 1`.execute(db);
  const found = new Map(rows.map(({ id, ...figures }) => [id, figures]));
  return (id) => found.get(id) ?? noFigures;
}

export interface Coupon {
  readonly id: string;
  readonly batchId: string;
  readonly batchName: string;
  readonly code: string | null;
  readonly appId: string;
  readonly openid: string;
  readonly originNo: number;
  readonly memberNo: number;
  readonly via: CouponWay;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly state: CouponState;
  readonly note: string | null;
  readonly claimedAt: Date | null;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly remindedAt: Date | null;
  readonly usedAt: Date | null;
  readonly orderCode: string | null;
  readonly offFen: number;
  readonly minSpendFen: number;
  readonly tries: number;
}

const couponColumns = sql`c.id, c.batch_id as "batchId", b.name as "batchName", c.code, c.app_id as "appId", c.openid,
  c.origin_no as "originNo", c.member_no as "memberNo", c.via, c.store_no as "storeNo",
  (select name from org_unit u where u.no = c.store_no) as "storeName", c.state, c.note, c.claimed_at as "claimedAt",
  c.valid_from as "validFrom", c.valid_until as "validUntil", c.reminded_at as "remindedAt", c.used_at as "usedAt",
  (select p.order_code from payment p where p.id = c.payment_id) as "orderCode", b.off_fen as "offFen", b.min_spend_fen as "minSpendFen", c.tries`;

export async function loadCoupon(db: Db, id: string): Promise<Coupon | undefined> {
  const { rows } = await sql<Coupon>`
    select ${couponColumns} from coupon c join coupon_batch b on b.id = c.batch_id where c.id = ${id}`.execute(db);
  return rows[0];
}

export async function couponByRequest(db: Db, batchId: string, requestKey: string): Promise<Coupon | undefined> {
  const { rows } = await sql<Coupon>`
    select ${couponColumns} from coupon c join coupon_batch b on b.id = c.batch_id
    where c.batch_id = ${batchId} and c.request_key = ${requestKey}`.execute(db);
  return rows[0];
}

/** Coupons of a batch or of a member, newest first, as far as the actor sees. */
export async function listCoupons(
  db: Db,
  actor: Actor,
  filter: {
    readonly batchId?: string | undefined;
    readonly memberNo?: number | undefined;
    readonly state?: CouponState | undefined;
  },
  after: string | null,
  limit: number,
): Promise<Coupon[]> {
  const { rows } = await sql<Coupon>`
    select ${couponColumns} from coupon c join coupon_batch b on b.id = c.batch_id
    where (${scopeCondition(actor, "c.store_no")} or ${scopeCondition(actor, "c.used_store_no")}
        or exists (select from member m where m.member_no = c.member_no and ${scopeCondition(actor, "m.store_no")}))
      and (${filter.batchId ?? null}::uuid is null or c.batch_id = ${filter.batchId ?? null})
      and (${filter.memberNo ?? null}::int is null or c.member_no = ${filter.memberNo ?? null})
      and (${filter.state ?? null}::text is null or c.state = ${filter.state ?? null})
      and (${after}::uuid is null or c.id < ${after})
    order by c.id desc limit ${limit + 1}`.execute(db);
  return rows;
}
