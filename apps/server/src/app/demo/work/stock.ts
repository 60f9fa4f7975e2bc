import { sql } from "kysely";
import { addDays, instantOf } from "../../../kernel/calendar.ts";
import { hashOf } from "../random.ts";
import { bestSellers, hasRows, unitOf } from "./look-up.ts";
import type { Colleague, Office } from "./office.ts";

interface ToDeliver {
  readonly code: string;
  readonly source: string;
  readonly storeCode: string;
}

/** The latest orders that were not carried home from the shop. */
async function ordersToDeliver({ platform }: Office, count: number): Promise<ToDeliver[]> {
  const { rows } = await sql<ToDeliver>`
    select o.order_code as code, o.source, u.code as "storeCode" from sales_order o join org_unit u on u.no = o.store_no and u.kind = 'store'
    where o.channel in ('mini_program', 'wechat_shop', 'ecommerce') and o.member_no is not null and not o.is_gift
    order by o.business_day desc, o.id desc limit ${count}`.execute(platform.db);
  return rows;
}

const places = (flagship: string) => [
  { code: `W-${flagship}`, name: "旗舰店库存", unit: flagship },
  { code: "W-EAST", name: "华东区域仓", unit: "华东大区" },
  { code: "W-CLOUD", name: "全国云仓", unit: "HQ" },
];

/** Where stock lies and how much, as the warehouse system told it; the regional warehouse fell silent two days ago. */
async function tellStock(office: Office, system: Colleague, flagship: string): Promise<string[]> {
  const goods = (await bestSellers(office.platform, 60)).map(({ sku }) => sku);
  const hq = await office.colleague("hq");
  for (const { code, name, unit } of places(flagship)) {
    const { id: unitId } = await unitOf(office.platform, unit);
    await hq.post("/stock/places", { code, name, unitId });
  }
  const tell = async (place: string, quantityOf: (sku: string) => number) => {
    const changedAt = office.platform.clock.now().toISOString();
    await system.post("/stock/levels", {
      place,
      levels: goods.map((sku) => ({ sku, quantity: quantityOf(sku), changedAt })),
    });
  };
  office.at(addDays(office.today, -2), "21:00");
  await tell("W-EAST", (sku) => hashOf(`east${sku}`) % 80);
  office.at(office.today, "23:59");
  // Every fourth best seller is sold out in the shop.
  await tell(`W-${flagship}`, (sku) => (hashOf(`shop${sku}`) % 4 === 0 ? 0 : 2 + (hashOf(sku) % 20)));
  await tell("W-CLOUD", (sku) => (hashOf(`cloud${sku}`) % 9 === 0 ? 0 : 100 + (hashOf(sku) % 300)));
  return goods;
}

type State = "preparing" | "shipped" | "delivered" | "failed";

/** Parcels as the delivery system told them: most arrived, some are on their way, one is late, one found nobody. */
async function tellParcels(
  office: Office,
  system: Colleague,
  flagship: string,
  orders: readonly ToDeliver[],
): Promise<void> {
  const { today, platform } = office;
  const window = (days: number, from: string, until: string) => ({
    windowFrom: instantOf(platform.config.timeZone, addDays(today, days), from).toISOString(),
    windowUntil: instantOf(platform.config.timeZone, addDays(today, days), until).toISOString(),
  });
  const fates: readonly (readonly [State, object])[] = [
    ["shipped", window(1, "09:00", "12:00")],
    ["shipped", window(1, "15:00", "18:00")],
    ["preparing", window(2, "12:00", "15:00")],
    ["shipped", window(-1, "15:00", "18:00")],
    ["failed", window(-1, "18:00", "21:00")],
    ["shipped", {}],
  ];
  const shipments = orders.map(({ code, source, storeCode }, index) => {
    const [state, agreed] = fates[index] ?? (["delivered", window(-2 - (index % 5), "12:00", "15:00")] as const);
    return {
      source: "wms",
      code: `P${code}`,
      ...{ orderSource: source, orderCode: code, storeCode, state },
      placeCode: storeCode === flagship && index % 2 === 0 ? `W-${flagship}` : "W-CLOUD",
      ...(state === "preparing"
        ? {}
        : { carrier: "顺丰同城", trackingNo: `SF${1_000_000 + (hashOf(code) % 9_000_000)}` }),
      stateAt: platform.clock.now().toISOString(),
      ...agreed,
    };
  });
  await system.post("/shipments", { shipments });
}

interface Parcel {
  readonly id: string;
  readonly code: string;
  readonly change: { readonly id: string } | null;
}

/** Customers asked for other times: one answer is awaited, one was yes, one was no. */
async function moveParcels(office: Office, system: Colleague, orders: readonly ToDeliver[]): Promise<void> {
  const hq = await office.colleague("hq");
  const { items } = await hq.get<{ items: Parcel[] }>("/shipments?limit=100");
  const answers = [null, { accepted: true }, { accepted: false, refusal: "该时段运力已满，最早后天上午" }];
  const reasons = ["customer_asked", "nobody_home", "weather"];
  for (const [index, answer] of answers.entries()) {
    const parcel = items.find(({ code }) => code === `P${orders[index]?.code}`);
    if (!parcel) continue;
    const { slots } = await hq.get<{ slots: { from: string; free: number }[] }>(`/shipments/${parcel.id}/slots`);
    const from = slots.filter(({ free }) => free > 0)[index + 3]?.from;
    if (from === undefined) continue;
    const { change } = await hq.post<Parcel>(`/shipments/${parcel.id}/delivery-time`, { from, reason: reasons[index] });
    if (answer && change) await system.post(`/delivery-changes/${change.id}/answer`, answer);
  }
}

/** Stock that the order system keeps for orders of the flagship: some stand, one left, one was cancelled. */
async function keepStock(office: Office, system: Colleague, flagship: string, goods: readonly string[]): Promise<void> {
  const at = office.platform.clock.now().toISOString();
  const day = office.today.replaceAll("-", "").slice(2);
  for (const [index, outcome] of [null, null, null, "consumed", "released"].entries()) {
    const order = { source: "oms", orderCode: `M${day}${String(index + 1).padStart(3, "0")}` };
    const lines = goods.slice(index * 2, index * 2 + 2).map((sku, position) => ({ sku, quantity: 1 + position }));
    const holds = { ...order, storeCode: flagship, holdMinutes: 4_320, lines };
    // What is sold out everywhere cannot be kept.
    const kept = await system.post("/stock/reservations", holds).catch(() => null);
    if (kept && outcome) await system.post("/stock/reservations/end", { ...order, outcome, at });
  }
}

/** Stock, parcels and delivery times of the past days. Invented, but for goods and orders. */
export async function runWarehouses(office: Office, flagship: string): Promise<void> {
  if (await hasRows(office.platform, "stock_place")) return;
  const system = await office.colleague("admin");
  const goods = await tellStock(office, system, flagship);
  const orders = await ordersToDeliver(office, 40);
  await tellParcels(office, system, flagship, orders);
  await moveParcels(office, system, orders);
  await keepStock(office, system, flagship, goods);
}
