import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";

export interface Shipment {
  readonly id: string;
  readonly source: string;
  readonly code: string;
  readonly orderSource: string;
  readonly orderCode: string;
  readonly orderId: number | null;
  readonly memberNo: number | null;
  readonly storeNo: number;
  readonly storeName: string | null;
  readonly orgPath: string;
  readonly placeName: string | null;
  readonly carrier: string | null;
  readonly trackingNo: string | null;
  readonly state: "preparing" | "shipped" | "delivered" | "failed" | "cancelled";
  readonly stateAt: Date;
  readonly windowFrom: Date | null;
  readonly windowUntil: Date | null;
  readonly deliveredAt: Date | null;
  readonly waiting: boolean;
  readonly change: Change | null;
}

export interface Change {
  readonly id: string;
  readonly askedFrom: string;
  readonly askedUntil: string;
  readonly reason: "customer_asked" | "nobody_home" | "store_busy" | "weather" | "stock_late";
  readonly state: "waiting" | "accepted" | "refused";
  readonly refusal: string | null;
  readonly askedAt: string;
  readonly askedBy: string;
  readonly toldAt: string | null;
}

export const attentions = ["late", "failed", "refused", "untold", "waiting"] as const;
export type Attention = (typeof attentions)[number];

const instant = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
const rowsOf = sql`
  select h.id, h.source, h.code, h.order_source as "orderSource", h.order_code as "orderCode", o.id as "orderId", o.member_no as "memberNo",
    h.store_no as "storeNo", u.name as "storeName", u.path::text as "orgPath", p.name as "placeName", h.carrier, h.tracking_no as "trackingNo",
    h.state, h.state_at as "stateAt", h.window_from as "windowFrom", h.window_until as "windowUntil", h.delivered_at as "deliveredAt",
    coalesce(c.state = 'waiting', false) as waiting,
    case when c.id is not null then json_build_object('id', c.id, 'askedFrom', ${instant("c.asked_from")}, 'askedUntil', ${instant("c.asked_until")},
      'reason', c.reason, 'state', c.state, 'refusal', c.refusal, 'askedAt', ${instant("c.asked_at")}, 'askedBy', c.asked_by,
      'toldAt', ${instant("c.told_at")}) end as change
  from shipment h join org_unit u on u.no = h.store_no
  left join stock_place p on p.no = h.place_no
  left join sales_order o on o.source = h.order_source and o.order_code = h.order_code
  left join lateral (select * from delivery_change c where c.shipment_id = h.id order by c.id desc limit 1) c on true`;

/** What somebody should look at; the latest change of a shipment is the one that counts. */
function needing(attention: Attention, now: Date): RawBuilder<SqlBool> {
  const open = sql`h.state in ('preparing', 'shipped')`;
  return {
    late: sql<SqlBool>`(${open} and h.window_until < ${now})`,
    failed: sql<SqlBool>`h.state = 'failed'`,
    refused: sql<SqlBool>`(${open} and c.state = 'refused' and c.told_at is null)`,
    untold: sql<SqlBool>`(${open} and c.state = 'accepted' and c.told_at is null)`,
    waiting: sql<SqlBool>`c.state = 'waiting'`,
  }[attention];
}

export interface ShipmentFilter {
  readonly attention?: Attention;
  readonly storeNo?: number;
  readonly orderId?: number;
  readonly state?: string;
}

/** Shipments of the scope, the newest first. */
export async function listShipments(
  db: Db,
  actor: Actor,
  filter: ShipmentFilter,
  page: { readonly now: Date; readonly before: string | null; readonly limit: number },
): Promise<Shipment[]> {
  const { attention, storeNo, orderId, state } = filter;
  const { rows } = await sql<Shipment>`
    ${rowsOf} where ${scopeCondition(actor, "h.store_no")}
      ${attention ? sql`and ${needing(attention, page.now)}` : sql``}
      ${storeNo === undefined ? sql`` : sql`and h.store_no = ${storeNo}`}
      ${orderId === undefined ? sql`` : sql`and (h.order_source, h.order_code) = (select source, order_code from sales_order where id = ${orderId})`}
      ${state ? sql`and h.state = ${state}` : sql``}
      ${page.before ? sql`and h.id < ${page.before}::uuid` : sql``}
    order by h.id desc limit ${page.limit}`.execute(db);
  return rows;
}

export async function findShipment(db: Db | Tx, actor: Actor, id: string): Promise<Shipment | null> {
  const { rows } = await sql<Shipment>`
    ${rowsOf} where h.id = ${id} and ${scopeCondition(actor, "h.store_no")}`.execute(db);
  return rows[0] ?? null;
}

/** How many shipments of the scope need what. */
export async function countAttention(db: Db, actor: Actor, now: Date): Promise<Record<Attention, number>> {
  const counts = attentions.map((each) => sql`count(*) filter (where ${needing(each, now)})::int as ${sql.ref(each)}`);
  const { rows } = await sql<Record<Attention, number>>`
    select ${sql.join(counts)} from shipment h
    left join lateral (select * from delivery_change c where c.shipment_id = h.id order by c.id desc limit 1) c on true
    where h.state in ('preparing', 'shipped', 'failed') and ${scopeCondition(actor, "h.store_no")}`.execute(db);
  return rows[0] ?? { late: 0, failed: 0, refused: 0, untold: 0, waiting: 0 };
}

/** How many open parcels of a store stand in each window that begins between two moments, changes that wait counted where they want to go. */
export async function takenSlots(
  tx: Db | Tx,
  storeNo: number,
  from: Date,
  until: Date,
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ at: Date; taken: number }>`
    select coalesce(c.asked_from, h.window_from) as at, count(*)::int as taken
    from shipment h left join delivery_change c on c.shipment_id = h.id and c.state = 'waiting'
    where h.store_no = ${storeNo} and h.state in ('preparing', 'shipped')
      and coalesce(c.asked_from, h.window_from) between ${from} and ${until}
    group by 1`.execute(tx);
  return new Map(rows.map(({ at, taken }) => [at.getTime(), taken]));
}
