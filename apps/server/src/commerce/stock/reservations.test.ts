import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { expireReservationsJob } from "./jobs.ts";

const feilun = await testPlatform();
const { platform, clock } = feilun;
const server = await testServer(feilun);

let chain: SmallChain;
let operator: TestPerson;
let guide: TestPerson;
let southern: TestPerson;
let key: string;

interface Kept {
  readonly id: string;
  readonly state: string;
  readonly expiresAt: string;
  readonly lines: { readonly sku: string; readonly quantity: number; readonly placeCode: string }[];
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: { readonly path: string }[];
}
interface Listed {
  readonly items: {
    readonly id: string;
    readonly orderCode: string;
    readonly state: string;
    readonly endedBy: string | null;
  }[];
}

const push = <Body = Kept>(path: string, body: unknown) =>
  server.call<Body>("POST", path, { headers: { authorization: `Bearer ${key}` }, body });
const call = <Body>(method: string, path: string, who: TestPerson, body?: unknown) =>
  server.call<Body>(method, path, { cookie: who.cookie, body });
const ago = (minutes: number) => new Date(clock.now().getTime() - minutes * 60_000).toISOString();
const levels = (place: string, sku: string, quantity: number, changedAt = ago(1)) =>
  push("/stock/levels", { place, levels: [{ sku, quantity, changedAt }] });
const reserve = (orderCode: string, lines: { sku: string; quantity: number }[], more: object = {}) =>
  push("/stock/reservations", { source: "oms", orderCode, storeCode: "N1", lines, ...more });
const end = (orderCode: string, outcome: string, at = clock.now().toISOString()) =>
  push("/stock/reservations/end", { source: "oms", orderCode, outcome, at });
const free = async (sku: string) =>
  (
    await call<{ items: { own: number; shipping: number }[] }>(
      "GET",
      `/stock/availability?storeNo=${chain.stores.N1.no}&skus=${sku}`,
      operator,
    )
  ).body.items[0];

beforeAll(async () => {
  chain = await aSmallChain(feilun);
  operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
  guide = await aPerson(feilun, { roleCode: "guide", unitId: chain.stores.N1.id });
  southern = await aPerson(feilun, { roleCode: "guide", unitId: chain.stores.S1.id });
  const admin = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
  const made = await call<{ key: string }>("POST", "/api-keys", admin, {
    name: "订单系统",
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
});

describe("stock kept for orders", () => {
  it("comes from the store's shelves first, then from warehouses that serve it, and is promised to nobody else [IN-15]", async () => {
    await levels("W-N1", "A", 2);
    await levels("W-NORTH", "A", 1);
    await levels("CLOUD", "A", 10);
    const kept = await reserve("A-1", [{ sku: "A", quantity: 5 }]);
    expect(kept.status).toBe(200);
    expect(kept.body.lines).toEqual([
      { sku: "A", quantity: 3, placeCode: "CLOUD" },
      { sku: "A", quantity: 2, placeCode: "W-N1" },
    ]);
    expect(new Date(kept.body.expiresAt).getTime() - clock.now().getTime()).toBe(30 * 60_000);
    expect(await free("A")).toMatchObject({ own: 0, shipping: 8 });
    // Asked again: the same reservation; other goods for the same order: refused.
    expect((await reserve("A-1", [{ sku: "A", quantity: 5 }])).body).toEqual(kept.body);
    expect((await reserve("A-1", [{ sku: "A", quantity: 6 }])).body.code).toBe("reservation_differs");
    expect(await free("A")).toMatchObject({ own: 0, shipping: 8 });
    // All lines or none.
    const short = await reserve("A-2", [
      { sku: "A", quantity: 1 },
      { sku: "B", quantity: 1 },
    ]);
    expect(short).toMatchObject({ status: 409, body: { code: "stock_short", detail: "B 要 1 件，只剩 0 件" } });
    expect(await free("A")).toMatchObject({ shipping: 8 });
    expect((await reserve("A-3", [{ sku: "A", quantity: 0 }])).body.errors?.[0]?.path).toBe("lines.0.quantity");
    expect((await reserve("A-3", [{ sku: "A", quantity: 1 }], { storeCode: "X" })).body.errors?.[0]?.path).toBe(
      "storeCode",
    );
  });

  it("is never sold twice, however many orders ask at one moment [IN-15]", async () => {
    await levels("W-N1", "RUSH", 3);
    await levels("CLOUD", "RUSH", 4);
    const asked = await Promise.all(
      Array.from({ length: 16 }, (_, i) => reserve(`RUSH-${i % 12}`, [{ sku: "RUSH", quantity: 1 }])),
    );
    const held = new Set(asked.filter(({ status }) => status === 200).map(({ body }) => body.id));
    expect(held.size).toBe(7);
    expect(asked.filter(({ status }) => status !== 200).every(({ body }) => body.code === "stock_short")).toBe(true);
    expect(await free("RUSH")).toMatchObject({ own: 0, shipping: 0 });
  });

  it("is taken off when the goods leave, unless the warehouse counted since, and given back when the order comes to nothing [IN-15]", async () => {
    await levels("W-N1", "C", 10, ago(10));
    await reserve("C-1", [{ sku: "C", quantity: 4 }]);
    expect((await end("C-1", "consumed", ago(5))).status).toBe(200);
    expect(await free("C")).toMatchObject({ own: 6 });
    expect((await end("C-1", "consumed")).status).toBe(200);
    expect(await free("C")).toMatchObject({ own: 6 });
    expect((await end("C-1", "released")).body.code).toBe("reservation_ended");
    // A count of later than the goods left already knows of it.
    await reserve("C-2", [{ sku: "C", quantity: 2 }]);
    await levels("W-N1", "C", 4, ago(1));
    await end("C-2", "consumed", ago(2));
    expect(await free("C")).toMatchObject({ own: 4 });
    await reserve("C-3", [{ sku: "C", quantity: 4 }]);
    expect(await free("C")).toMatchObject({ own: 0 });
    expect((await end("C-3", "released")).status).toBe(200);
    expect(await free("C")).toMatchObject({ own: 4 });
    // Given back, the order may ask again.
    expect((await reserve("C-3", [{ sku: "C", quantity: 1 }])).body.state).toBe("held");
    expect((await end("NOBODY", "released")).status).toBe(404);
  });

  it("is free again the moment its time is over; what left in time still counts as left [IN-15]", async () => {
    await levels("CLOUD", "E", 2);
    await reserve("E-1", [{ sku: "E", quantity: 1 }], { holdMinutes: 5 });
    await reserve("E-2", [{ sku: "E", quantity: 1 }], { holdMinutes: 5 });
    const left = clock.now().toISOString();
    clock.advance({ minutes: 6 });
    expect(await free("E")).toMatchObject({ shipping: 2 });
    await expireReservationsJob.run({} as never, { platform, signal: new AbortController().signal, attempt: 1 });
    expect((await end("E-1", "consumed")).body.code).toBe("reservation_expired");
    expect((await end("E-2", "consumed", left)).status).toBe(200);
    expect(await free("E")).toMatchObject({ shipping: 1 });
    expect((await reserve("E-1", [{ sku: "E", quantity: 1 }])).body.state).toBe("held");
  });

  it("is listed within the scope, warns of promises beyond the stock, and is released by hand with a reason [IN-15]", async () => {
    await levels("W-N1", "S", 3);
    await reserve("S-1", [{ sku: "S", quantity: 3 }]);
    clock.advance({ minutes: 1 });
    await levels("W-N1", "S", 1, clock.now().toISOString());
    const places = await call<{ items: { code: string; held: number; short: number }[] }>(
      "GET",
      "/stock/places",
      operator,
    );
    expect(places.body.items.find(({ code }) => code === "W-N1")?.short).toBe(1);
    const list = async (who: TestPerson, query = "?state=held") =>
      (await call<Listed>("GET", `/stock/reservations${query}`, who)).body.items;
    const found = (await list(guide)).find(({ orderCode }) => orderCode === "S-1");
    expect(found).toBeDefined();
    expect(await list(southern, "")).toEqual([]);
    const release = (who: TestPerson, reason: string) =>
      call<Kept>("POST", `/stock/reservations/${found?.id}/release`, who, { reason });
    expect((await release(guide, "卡住了")).status).toBe(403);
    expect((await release(operator, "")).body.errors?.[0]?.path).toBe("reason");
    expect((await release(operator, "订单系统漏发释放")).status).toBe(200);
    expect((await release(operator, "再来一次")).status).toBe(404);
    expect((await list(guide, "?state=released")).find(({ orderCode }) => orderCode === "S-1")?.endedBy).toBeTruthy();
    const { rows } = await platform.pool.query(
      "select detail ->> 'reason' as reason from audit_log where action = 'stock.reservation_released'",
    );
    expect(rows).toEqual([{ reason: "订单系统漏发释放" }]);
  });
});
