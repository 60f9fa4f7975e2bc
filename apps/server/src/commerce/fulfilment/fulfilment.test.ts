import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { upsertOrders } from "../orders/upsert-orders.ts";
import { upsertProducts } from "../products/upsert-products.ts";

const feilun = await testPlatform();
const { platform, clock } = feilun;
const server = await testServer(feilun);

let chain: SmallChain;
let operator: TestPerson;
let guide: TestPerson;
let southern: TestPerson;
let key: string;

interface Shipment {
  readonly id: string;
  readonly state: string;
  readonly storeName: string;
  readonly placeName: string;
  readonly orderId: number | null;
  readonly windowFrom: string | null;
  readonly change: { readonly id: string; readonly state: string; readonly refusal: string | null } | null;
  readonly code?: string;
}
interface Answer {
  readonly written: number;
  readonly superseded: number;
  readonly emptied: number;
  readonly errors?: { path: string }[];
}
interface Slots {
  readonly fixed: string | null;
  readonly slots: { readonly from: string; readonly until: string; readonly free: number }[];
}
interface Stock {
  readonly known: boolean;
  readonly items: {
    sku: string;
    own: number;
    shipping: number;
    staleQuantity: number;
    promise: string;
    sold: number;
  }[];
}

const call = <Body>(method: string, path: string, who: TestPerson, body?: unknown) =>
  server.call<Body>(method, path, { cookie: who.cookie, body });
const push = <Body = Answer>(path: string, body: unknown, token = key) =>
  server.call<Body>("POST", path, { headers: { authorization: `Bearer ${token}` }, body });
const ago = (minutes: number) => new Date(clock.now().getTime() - minutes * 60_000).toISOString();
const levels = (place: string, sku: string, quantity: number, changedAt: string) =>
  push("/stock/levels", { place, levels: [{ sku, quantity, changedAt }] });
const available = async (skus: string, storeNo = chain.stores.N1.no) =>
  (await call<Stock>("GET", `/stock/availability?storeNo=${storeNo}&skus=${skus}`, operator)).body.items;

beforeAll(async () => {
  chain = await aSmallChain(feilun);
  operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
  guide = await aPerson(feilun, { roleCode: "guide", unitId: chain.stores.N1.id });
  southern = await aPerson(feilun, { roleCode: "guide", unitId: chain.stores.S1.id });
  const admin = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
  const made = await call<{ key: string }>("POST", "/api-keys", admin, {
    name: "仓储系统",
    permissions: ["stock.push"],
    unitId: chain.hq.id,
  });
  key = made.body.key;
  for (const [code, name, unitId] of [
    ["W-N1", "北一店库存", chain.stores.N1.id],
    ["W-NORTH", "北区仓", chain.north.id],
    ["CLOUD", "云仓", chain.hq.id],
  ])
    expect((await call("POST", "/stock/places", operator, { code, name, unitId })).status).toBe(201);
  await platform.db.transaction().execute((tx) =>
    upsertProducts(tx, [
      { sku: "T1", name: "乌龙茶" },
      { sku: "T2", name: "绿茶" },
    ]),
  );
});

describe("stock", () => {
  it("lets a cloud warehouse serve any store, and a regional one its region [IN-15]", async () => {
    await levels("W-N1", "T1", 3, ago(10));
    await levels("W-NORTH", "T1", 40, ago(10));
    await levels("CLOUD", "T1", 500, ago(10));
    expect(await available("T1,T2")).toMatchObject([
      { sku: "T1", own: 3, shipping: 540, promise: "in_store" },
      { sku: "T2", own: 0, shipping: 0, promise: "none" },
    ]);
    expect(await available("T1", chain.stores.S1.no)).toMatchObject([{ own: 0, shipping: 500, promise: "ships" }]);
  });

  it("never turns newer stock back by a late or doubled message, and refuses one from the future [IN-15]", async () => {
    const at = ago(5);
    expect((await levels("W-N1", "T1", 1, at)).body).toMatchObject({ written: 1, superseded: 0 });
    expect((await levels("W-N1", "T1", 1, at)).body).toMatchObject({ written: 0, superseded: 1 });
    expect((await levels("W-N1", "T1", 9, ago(8))).body).toMatchObject({ written: 0, superseded: 1 });
    expect(await available("T1")).toMatchObject([{ own: 1 }]);
    const future = await levels("W-N1", "T1", 7, ago(-60));
    expect(future.status).toBe(400);
    expect(future.body.errors?.[0]?.path).toBe("levels.0.changedAt");
    expect((await levels("NOPE", "T1", 7, at)).status).toBe(404);
  });

  it("empties by a full count what the count does not name [IN-15]", async () => {
    await levels("W-N1", "T2", 6, ago(4));
    const asOf = ago(2);
    await levels("W-N1", "T1", 2, asOf);
    expect((await push("/stock/counts", { place: "W-N1", asOf })).body).toEqual({ emptied: 1 });
    expect(await available("T1,T2")).toMatchObject([{ own: 2 }, { own: 0 }]);
  });

  it("lists what sells at a store and does not lie there, and promises nothing by stale stock [IN-15]", async () => {
    await platform.db.transaction().execute((tx) =>
      upsertOrders(tx, platform, [
        {
          source: "pos",
          orderCode: "O-1",
          member: null,
          storeNo: chain.stores.N1.no,
          channel: "store",
          paidAt: new Date(ago(60)),
          businessDay: "2026-06-15",
          lines: [{ sku: "T2", name: "绿茶", quantity: 4, unitPriceLi: 10_000, amountLi: 40_000 }],
        },
      ]),
    );
    await feilun.deliver();
    await levels("CLOUD", "T2", 20, ago(1));
    const path = `/stock/gaps?storeNo=${chain.stores.N1.no}`;
    expect((await call<Stock>("GET", path, guide)).body).toMatchObject({
      known: true,
      items: [{ sku: "T2", sold: 4, own: 0, shipping: 20, promise: "ships" }],
    });
    expect((await call("GET", path, southern)).status).toBe(404);
    const rule = { value: { staleHours: 1 }, version: 0 };
    expect((await call("PUT", "/stock/rules", guide, rule)).status).toBe(403);
    expect((await call("PUT", "/stock/rules", operator, rule)).status).toBe(200);
    clock.advance({ hours: 2 });
    expect(await available("T2")).toMatchObject([{ shipping: 0, staleQuantity: 20, promise: "stale" }]);
    const places = await call<{ items: { code: string; stale: boolean }[] }>("GET", "/stock/places", guide);
    expect(places.body.items.map(({ stale }) => stale)).toEqual([true, true, true]);
  });
});

describe("delivery", () => {
  const told = (more: object = {}) => ({
    source: "wms",
    code: "P-1",
    orderSource: "pos",
    orderCode: "O-1",
    storeCode: "N1",
    placeCode: "CLOUD",
    state: "preparing",
    stateAt: ago(30),
    windowFrom: ago(-180),
    windowUntil: ago(-240),
    ...more,
  });
  const list = async (who: TestPerson, query = "") =>
    (await call<{ items: Shipment[] }>("GET", `/shipments${query}`, who)).body.items;
  const slotsOf = async (id: string) => (await call<Slots>("GET", `/shipments/${id}/slots`, guide)).body;
  const ask = (id: string, from: string | undefined, who = guide) =>
    call<Shipment>("POST", `/shipments/${id}/delivery-time`, who, { from, reason: "customer_asked" });

  it("lets the cloud warehouse ship a sale that stays the store's, whatever the order of messages [IN-15]", async () => {
    expect((await push("/shipments", { shipments: [told()] })).body).toMatchObject({ written: 1 });
    expect((await push("/shipments", { shipments: [told()] })).body).toMatchObject({ superseded: 1 });
    expect((await push("/shipments", { shipments: [told({ state: "shipped", stateAt: ago(10) })] })).body.written).toBe(
      1,
    );
    expect((await push("/shipments", { shipments: [told({ stateAt: ago(20) })] })).body.superseded).toBe(1);
    const [shipment] = await list(guide);
    expect(shipment).toMatchObject({ state: "shipped", storeName: "北一店", placeName: "云仓" });
    expect(shipment?.orderId).not.toBeNull();
    expect(await list(southern)).toEqual([]);
    const wrong = await push("/shipments", { shipments: [told({ storeCode: "S1", placeCode: "W-NORTH" })] });
    expect(wrong.body.errors?.[0]?.path).toBe("shipments.0.placeCode");
  });

  it("has the group's keeper move a delivery within the rules, and tell the customer what the system answered [IN-15]", async () => {
    const id = (await list(guide))[0]?.id as string;
    const { fixed, slots } = await slotsOf(id);
    expect(fixed).toBeNull();
    const slot = slots.at(-1);
    expect((await ask(id, slot?.from, southern)).status).toBe(404);
    expect((await ask(id, ago(30))).status).toBe(400);
    const asked = await ask(id, slot?.from);
    expect(asked.body).toMatchObject({ change: { state: "waiting" } });
    expect((await ask(id, slots[0]?.from)).body.code).toBe("delivery_fixed");
    expect((await call<Shipment>("POST", `/shipments/${id}/told`, guide)).body.code).toBe("change_unanswered");

    const waiting = await server.call<{ items: Shipment[] }>("GET", "/delivery-changes", {
      headers: { authorization: `Bearer ${key}` },
    });
    const changeId = waiting.body.items[0]?.change?.id;
    const answer = `/delivery-changes/${changeId}/answer`;
    expect((await push(answer, { accepted: false })).status).toBe(400);
    expect((await push(answer, { accepted: true })).status).toBe(200);
    expect((await push(answer, { accepted: true })).status).toBe(200);
    expect((await push(answer, { accepted: false, refusal: "车已出发" })).status).toBe(409);
    const [moved] = await list(guide, "?attention=untold");
    expect(moved).toMatchObject({ windowFrom: slot?.from, change: { state: "accepted" } });
    await call("POST", `/shipments/${id}/told`, guide);
    expect(await list(guide, "?attention=untold")).toEqual([]);
  });

  it("shows a refusal with its reason, and offers no slot that is full [IN-15]", async () => {
    const rules = await call<{ value: object; version: number }>("GET", "/delivery-rules", operator);
    const tight = { ...rules.body.value, capacity: 1 };
    expect((await call("PUT", "/delivery-rules", guide, { value: tight, version: 0 })).status).toBe(403);
    expect((await call("PUT", "/delivery-rules", operator, { value: tight, version: 0 })).status).toBe(200);
    await push("/shipments", { shipments: [told({ code: "P-2" })] });
    const [second, first] = await list(guide);
    const { slots } = await slotsOf(second?.id as string);
    expect(slots.find(({ from }) => from === first?.windowFrom)?.free).toBe(0);
    expect((await ask(second?.id as string, first?.windowFrom ?? "")).body.code).toBe("slot_full");
    const asked = await ask(second?.id as string, slots.find(({ free }) => free > 0)?.from);
    await push(`/delivery-changes/${asked.body.change?.id}/answer`, { accepted: false, refusal: "车已出发" });
    expect(await list(guide, "?attention=refused")).toMatchObject([
      { windowFrom: second?.windowFrom, change: { state: "refused", refusal: "车已出发" } },
    ]);
    expect((await call("GET", "/shipments/attention", guide)).body).toMatchObject({ refused: 1, waiting: 0, late: 0 });
    clock.advance({ hours: 5 });
    expect((await call("GET", "/shipments/attention", guide)).body).toMatchObject({ late: 1 });
    expect((await slotsOf(second?.id as string)).fixed).toContain("不足 60 分钟");
  });
});
