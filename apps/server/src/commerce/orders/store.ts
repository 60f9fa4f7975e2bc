import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { CursorKey } from "../../kernel/http/cursor.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";
import { type OrderLine, readLine, type StoredLine } from "./rules.ts";

export interface OrderFilter {
  readonly memberNo?: number;
  readonly storeNo?: number;
  readonly guideId?: string;
  readonly channel?: string;
  readonly status?: string;
  readonly orderCode?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface OrderRow {
  readonly id: number;
  readonly source: string;
  readonly orderCode: string;
  readonly memberNo: number | null;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  /** Who sold it; null = nobody in particular. */
  readonly guideId: string | null;
  readonly guideName: string | null;
  readonly isGift: boolean;
  readonly channel: string;
  readonly status: "paid" | "partially_refunded" | "refunded";
  readonly paidAt: Date;
  readonly businessDay: string;
  readonly amountFen: number;
  readonly refundedFen: number;
  readonly items: number;
  readonly lineCount: number;
}

const columns = sql`o.id, o.source, o.order_code as "orderCode", o.member_no as "memberNo", o.store_no as "storeNo",
  u.name as "storeName", sold.id as "guideId", sold.name as "guideName", o.is_gift as "isGift", o.channel, o.status, o.paid_at as "paidAt", o.business_day as "businessDay", o.amount_fen as "amountFen",
  o.refunded_fen as "refundedFen", o.items, o.line_count as "lineCount"`;

const tables = sql`sales_order o left join org_unit u on u.no = o.store_no left join staff sold on sold.no = o.guide_no`;

/** Orders newest first, within the actor's scope; one more than `limit` when there are more. */
export async function listOrders(
  db: Db,
  actor: Actor,
  filter: OrderFilter,
  after: CursorKey | null,
  limit: number,
): Promise<OrderRow[]> {
  const conditions: RawBuilder<SqlBool>[] = [scopeCondition(actor, "o.store_no")];
  if (filter.memberNo !== undefined) conditions.push(sql`o.member_no = ${filter.memberNo}`);
  if (filter.storeNo !== undefined) conditions.push(sql`o.store_no = ${filter.storeNo}`);
  if (filter.guideId !== undefined)
    conditions.push(sql`o.guide_no = (select no from staff where id = ${filter.guideId})`);
  if (filter.channel !== undefined) conditions.push(sql`o.channel = ${filter.channel}`);
  if (filter.status !== undefined) conditions.push(sql`o.status = ${filter.status}`);
  if (filter.orderCode !== undefined) conditions.push(sql`o.order_code = ${filter.orderCode}`);
  if (filter.from !== undefined) conditions.push(sql`o.business_day >= ${filter.from}::date`);
  if (filter.to !== undefined) conditions.push(sql`o.business_day <= ${filter.to}::date`);
  if (after) conditions.push(sql`(o.paid_at, o.id) < (${after[0]}::timestamptz, ${after[1]}::bigint)`);
  const { rows } = await sql<OrderRow>`
    select ${columns} from ${tables}
    where ${sql.join(conditions, sql` and `)} order by o.paid_at desc, o.id desc limit ${limit + 1}`.execute(db);
  return rows;
}

export interface OrderDetail extends OrderRow {
  readonly goodsFen: number;
  readonly discountFen: number;
  readonly coupons: readonly string[];
  readonly lines: readonly OrderLine[];
  readonly version: number;
  /** Member number of whoever received it. */
  readonly recipientNo: number | null;
  readonly refunds: readonly {
    readonly refundCode: string;
    readonly refundedAt: string;
    readonly amountFen: number;
    readonly items: number;
    readonly lines: readonly OrderLine[];
  }[];
}

/** One order with its lines and refunds; null when there is none within the actor's scope. */
export async function findOrder(db: Db, actor: Actor, id: number): Promise<OrderDetail | null> {
  type Stored<Row extends { lines: unknown }> = Omit<Row, "lines"> & { readonly lines: readonly StoredLine[] };
  const { rows } = await sql<
    Stored<Omit<OrderDetail, "refunds">> & { readonly refunds: readonly Stored<OrderDetail["refunds"][number]>[] }
  >`
    select ${columns}, round(o.goods_li / 10.0)::bigint as "goodsFen", round(o.discount_li / 10.0)::bigint as "discountFen",
      o.coupons, o.lines, o.version, g.member_no as "recipientNo", coalesce((
        select jsonb_agg(jsonb_build_object('refundCode', r.refund_code, 'refundedAt', r.refunded_at, 'amountFen', r.amount_fen,
          'items', r.items, 'lines', r.lines) order by r.refunded_at, r.id) from refund r where r.order_id = o.id), '[]') as refunds
    from ${tables} left join gift g on g.order_id = o.id
    where o.id = ${id} and ${scopeCondition(actor, "o.store_no")}`.execute(db);
  const order = rows[0];
  if (!order) return null;
  return {
    ...order,
    lines: order.lines.map(readLine),
    refunds: order.refunds.map((refund) => ({ ...refund, lines: refund.lines.map(readLine) })),
  };
}
