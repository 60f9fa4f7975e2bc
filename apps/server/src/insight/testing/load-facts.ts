import type { ClickHouse } from "../../kernel/clickhouse/client.ts";
import type { SetOrder } from "./data-sets.ts";

export interface FactOrder {
  readonly memberNo?: number;
  readonly originNo?: number;
  readonly storeNo?: number;
  readonly guideNo?: number;
  readonly gift?: boolean;
  readonly channel?: string;
  readonly day: string;
  readonly amountLi: number;
  readonly items?: number;
  readonly coupons?: readonly string[];
  readonly lines?: readonly { readonly sku: string; readonly quantity: number; readonly amountLi: number }[];
  readonly orderId?: number;
  readonly version?: number;
  readonly deleted?: boolean;
}

let nextId = 1_000_000;

/** Writes order facts as the commerce wing's feed would. */
export async function loadOrders(clickhouse: ClickHouse, orders: readonly FactOrder[]): Promise<void> {
  const rows = orders.map((order) => ({
    order_id: order.orderId ?? nextId++,
    version: order.version ?? 1,
    is_deleted: order.deleted ? 1 : 0,
    origin_no: order.originNo ?? order.memberNo ?? 0,
    member_no: order.memberNo ?? 0,
    store_no: order.storeNo ?? 0,
    guide_no: order.guideNo ?? 0,
    is_gift: order.gift ? 1 : 0,
    channel: order.channel ?? "store",
    paid_at: `${order.day} 04:00:00`,
    business_day: order.day,
    amount_li: order.amountLi,
    items: order.items ?? 1,
    coupons: order.coupons ?? [],
    "lines.sku": (order.lines ?? []).map((line) => line.sku),
    "lines.quantity": (order.lines ?? []).map((line) => line.quantity),
    "lines.amount_li": (order.lines ?? []).map((line) => line.amountLi),
  }));
  const columns = Object.keys(rows[0] ?? {}).join(", ");
  for (let at = 0; at < rows.length; at += 10_000) {
    await clickhouse.insert(`order_fact (${columns})`, rows.slice(at, at + 10_000));
  }
}

export async function loadRefunds(
  clickhouse: ClickHouse,
  refunds: readonly {
    orderId: number;
    memberNo?: number;
    storeNo?: number;
    channel?: string;
    day: string;
    amountLi: number;
  }[],
): Promise<void> {
  await clickhouse.insert(
    "refund_fact (refund_id, version, order_id, origin_no, member_no, store_no, channel, refunded_at, business_day, amount_li, items)",
    refunds.map((refund) => ({
      refund_id: nextId++,
      version: 1,
      order_id: refund.orderId,
      origin_no: refund.memberNo ?? 0,
      member_no: refund.memberNo ?? 0,
      store_no: refund.storeNo ?? 0,
      channel: refund.channel ?? "store",
      refunded_at: `${refund.day} 05:00:00`,
      business_day: refund.day,
      amount_li: refund.amountLi,
      items: 1,
    })),
  );
}

/** Gives the customers of a data set member numbers in the order of their ids as text, and loads their orders. */
export async function loadDataSet(
  clickhouse: ClickHouse,
  orders: readonly SetOrder[],
  storeNos: ReadonlyMap<string, number> = new Map(),
): Promise<Map<string, number>> {
  const customers = [...new Set(orders.map((order) => order.customer))].sort();
  const memberNos = new Map(customers.map((customer, index) => [customer, index + 1]));
  await loadOrders(
    clickhouse,
    orders.map((order) => ({
      ...order,
      memberNo: memberNos.get(order.customer),
      storeNo: storeNos.get(order.country) ?? 0,
    })),
  );
  return memberNos;
}

export interface FactMember {
  readonly memberNo: number;
  readonly registeredAt?: string | null;
  readonly seenAt?: string;
  readonly storeNo?: number;
  readonly channel?: string;
  readonly city?: string;
  readonly version?: number;
  readonly deleted?: boolean;
}

/** Writes members as the customers wing's feed would. */
export async function loadMembers(clickhouse: ClickHouse, members: readonly FactMember[]): Promise<void> {
  await clickhouse.insert(
    "member_fact (member_no, owner_no, version, is_deleted, first_seen_at, registered_at, store_no, channel, relation, city)",
    members.map((member) => ({
      member_no: member.memberNo,
      owner_no: member.memberNo,
      version: member.version ?? 1,
      is_deleted: member.deleted ? 1 : 0,
      first_seen_at: member.seenAt ?? member.registeredAt ?? "2020-01-01 00:00:00",
      registered_at: member.registeredAt ?? null,
      store_no: member.storeNo ?? 0,
      channel: member.channel ?? "store",
      relation: member.registeredAt ? "member" : "visitor",
      city: member.city ?? "",
    })),
  );
}

/** Writes events as the events wing's feed would. `at` is UTC, `YYYY-MM-DD HH:MM:SS`. */
export async function loadEvents(
  clickhouse: ClickHouse,
  events: readonly {
    memberNo: number;
    type: string;
    at: string;
    storeNo?: number;
    channel?: string;
    receivedAt?: string;
    properties?: object;
  }[],
): Promise<void> {
  await clickhouse.insert(
    "event (seq, type, origin_no, member_no, occurred_at, received_at, store_no, channel, properties)",
    events.map((event) => ({
      seq: nextId++,
      type: event.type,
      origin_no: event.memberNo,
      member_no: event.memberNo,
      occurred_at: event.at,
      received_at: event.receivedAt ?? new Date().toISOString().replace("T", " ").replace("Z", ""),
      store_no: event.storeNo ?? 0,
      channel: event.channel ?? "wecom",
      properties: JSON.stringify(event.properties ?? {}),
    })),
  );
}
