import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "../../kernel/audit/audit.ts";
import { upsertStores } from "../../organization/index.ts";
import { createUnit } from "../../organization/tree/change-tree.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { loadOrders, loadRefunds } from "../testing/load-facts.ts";

interface Answer {
  id: number;
  memberNo: number;
  memberName: string | null;
  dealerNo: number;
  dealerName: string;
  storeNo: number;
  storeName: string;
  decidedBy: string;
  repeated: boolean;
  losers: { dealerName: string; reason: string }[];
  ruleUnitName: string | null;
  code: string;
  errors: { path: string }[];
}
interface Figures {
  name: string;
  allocated: number;
  converted: number;
  orders: number;
  salesFen: number;
  refundFen: number;
  netFen: number;
  commissionFen: number;
  share: number;
  fairShare: number;
}

const today = "2026-06-15";
const spot = { latitude: 31.23, longitude: 121.47 };

describe("CASE-20 three dealers of one chain", async () => {
  const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
  const { platform, clock } = feilun;
  const server = await testServer(feilun);
  const chain = await aSmallChain(feilun);
  const dealers: Record<string, { id: string; no: number }> = {};
  const storeNos: Record<string, number> = {};
  let hq: TestPerson;
  let dealerTwo: TestPerson;
  let guide: TestPerson;
  let next = 13_500_000_000;

  const call = <Body = Answer>(who: TestPerson, method: string, path: string, body?: object) =>
    server.call<Body>(method, path, { cookie: who.cookie, ...(body && { body }) });
  const ask = async (more: object = {}, phone = String(next++)) => {
    const { status, body } = await call(hq, "POST", "/traffic/allocations", {
      identifiers: [{ kind: "phone", value: phone }],
      channel: "mini_program",
      ...("areaCode" in more ? {} : spot),
      ...more,
    });
    return { status, ...body };
  };
  /** Sessions end when nobody has used them for half a day: people sign in again. */
  const goTo = async (moment: Date) => {
    clock.set(moment);
    hq = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    dealerTwo = await aPerson(feilun, { roleCode: "region_manager", unitId: dealers.二号经销商?.id ?? "" });
  };
  const report = async (who: TestPerson) =>
    (await call<{ dealers: Figures[] }>(who, "GET", "/traffic/report?from=2026-06-01&to=2026-08-01")).body.dealers;
  const setTerms = (name: string, terms: object, version: number) =>
    call(hq, "PUT", `/traffic/dealers/${dealers[name]?.id}`, {
      accepts: true,
      areaCodes: [],
      radiusMetres: null,
      dailyCap: null,
      weight: 100,
      commissionBp: 0,
      ...terms,
      version,
    });

  beforeAll(async () => {
    await platform.db.transaction().execute(async (tx) => {
      for (const name of ["一号经销商", "二号经销商", "三号经销商"])
        await createUnit(tx, systemActor("test"), { parentId: chain.south.id, kind: "dealer", name });
      const place = (code: string, dealer: string, latitude: number) => ({
        code,
        name: `${code}店`,
        regionPath: `南区/${dealer}`,
        format: "specialty",
        ownership: "dealer" as const,
        latitude,
        longitude: 121.47,
        areaCode: "310101",
      });
      await upsertStores(
        tx,
        [place("D1", "一号经销商", 31.24), place("D2", "二号经销商", 31.28), place("D3", "三号经销商", 31.33)],
        { today },
      );
    });
    const { rows } = await sql<{ id: string; no: number; key: string }>`
      select id, no, case kind when 'store' then code else name end as key from org_unit where kind in ('dealer', 'store')`.execute(
      platform.db,
    );
    for (const { key, id, no } of rows) {
      if (key.endsWith("经销商")) dealers[key] = { id, no };
      else storeNos[key] = no;
    }
    await sql`update store set services = '{in_store,home_delivery}' from org_unit u where u.id = org_unit_id and u.code = 'D3'`.execute(
      platform.db,
    );
    await sql`update store set phase = 'open' where org_unit_id in (select id from org_unit where code like 'D_')`.execute(
      platform.db,
    );
    hq = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    dealerTwo = await aPerson(feilun, { roleCode: "region_manager", unitId: dealers.二号经销商?.id ?? "" });
    guide = await aPerson(feilun, { roleCode: "guide", unitId: chain.stores.N1.id });
  });

  it("the nearest dealer with the wanted service gets the customer, explained [OR-10] [OR-14]", async () => {
    expect(await ask()).toMatchObject({
      status: 200,
      dealerName: "一号经销商",
      decidedBy: "nearest",
      ruleUnitName: null,
      losers: [
        { dealerName: "二号经销商", reason: "nearest" },
        { dealerName: "三号经销商", reason: "nearest" },
      ],
    });
    expect(await ask({ service: "home_delivery" })).toMatchObject({
      dealerName: "三号经销商",
      decidedBy: "only_one",
      losers: expect.arrayContaining([expect.objectContaining({ dealerName: "一号经销商", reason: "no_service" })]),
    });
    expect(await ask({ service: "express" })).toMatchObject({ status: 409, code: "no_dealer_fits" });
    expect((await call(guide, "POST", "/traffic/allocations", { memberNo: 1, ...spot, channel: "x" })).status).toBe(
      403,
    );
  });

  it("a dealer's share code points back to the dealer though another is nearer, and can be retired [OR-10] [ID-13]", async () => {
    const made = await call(hq, "POST", "/traffic/share-codes", {
      code: "WED-D2",
      name: "周三福利日",
      unitId: dealers.二号经销商?.id,
    });
    expect(made.status).toBe(201);
    expect(await ask({ shareCode: "WED-D2" })).toMatchObject({ dealerName: "二号经销商", decidedBy: "share_code" });
    await call(hq, "POST", "/traffic/share-codes/WED-D2/retire");
    expect(await ask({ shareCode: "WED-D2" })).toMatchObject({ status: 400, errors: [{ path: "shareCode" }] });
    const mall = await call(hq, "POST", "/traffic/share-codes", {
      code: "NOT",
      name: "直营",
      unitId: chain.stores.N1.id,
    });
    expect(mall).toMatchObject({ status: 400, body: { errors: [{ path: "unitId" }] } });
  });

  it("the same customer goes to the same dealer while protected, also after a merge, and anew afterwards [OR-10]", async () => {
    const first = await ask({}, "13511110001");
    expect(first).toMatchObject({ dealerName: "一号经销商", repeated: false });
    const far = { latitude: 31.33, longitude: 121.47 };
    expect(await ask(far, "13511110001")).toMatchObject({ id: first.id, repeated: true });
    const other = await ask(far, "13511110002");
    expect(other.dealerName).toBe("三号经销商");
    const merged = await call<{ memberNo: number }>(hq, "POST", "/identity/merges", {
      memberNos: [first.memberNo, other.memberNo],
      note: "同一个人",
    });
    expect(merged.status).toBeLessThan(300);
    expect(await ask(far, "13511110002")).toMatchObject({ id: first.id, repeated: true });
    const start = clock.now();
    await goTo(new Date(start.getTime() + 91 * 86_400_000));
    expect(await ask(far, "13511110002")).toMatchObject({ dealerName: "三号经销商", repeated: false });
    await goTo(start);
  });

  it("holds a daily cap however many ask at once, and a protected territory [OR-10]", async () => {
    expect((await setTerms("三号经销商", { areaCodes: ["310115"], commissionBp: 1_000 }, 0)).status).toBe(200);
    expect(await ask({ areaCode: "310115" })).toMatchObject({ dealerName: "三号经销商", decidedBy: "territory" });
    expect(await setTerms("二号经销商", { areaCodes: ["3101"] }, 0)).toMatchObject({
      status: 400,
      body: { errors: [{ path: "areaCodes" }] },
    });
    const { rows } = await sql<{ given: number }>`select count(*)::int as given from traffic_allocation
      where dealer_no = ${dealers.一号经销商?.no} and business_day = ${today} and ended_at is null`.execute(
      platform.db,
    );
    const given = rows[0]?.given ?? 0;
    await setTerms("一号经销商", { dailyCap: given + 2, commissionBp: 500 }, 0);
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask()));
    expect(answers.filter((each) => each.dealerName === "一号经销商")).toHaveLength(2);
    expect(answers.find((each) => each.dealerName === "二号经销商")?.losers[0]).toMatchObject({
      dealerName: "一号经销商",
      reason: "capacity",
    });
    await setTerms("一号经销商", { commissionBp: 500 }, 1);
  });

  it("a region's own rule holds for its dealers; a stale edit is refused [OR-10]", async () => {
    const rule = {
      criteria: ["weight", "nearest"],
      bandMetres: 1_000,
      maxMetres: null,
      protectionDays: 7,
      attributionDays: 30,
    };
    expect((await call(hq, "PUT", `/traffic/rules/${chain.south.id}`, { ...rule, version: 0 })).status).toBe(200);
    expect(await call(hq, "PUT", `/traffic/rules/${chain.south.id}`, { ...rule, version: 0 })).toMatchObject({
      status: 409,
      body: { code: "traffic_changed" },
    });
    expect(await ask()).toMatchObject({ ruleUnitName: "南区", decidedBy: "weight" });
    expect((await call(hq, "DELETE", `/traffic/rules/${chain.south.id}`)).status).toBe(200);
    expect(await ask()).toMatchObject({ ruleUnitName: null });
    expect((await call(dealerTwo, "PUT", `/traffic/rules/${chain.hq.id}`, { ...rule, version: 0 })).status).toBe(403);
  });

  it("books each order's share once, by the rate of its day; a refund takes it back; the preview is a CSV [OR-10] [CO-28]", async () => {
    const before = await report(hq);
    const { memberNo } = await ask({}, "13522220001");
    await feilun.deliver();
    await goTo(new Date("2026-06-20T04:00:00Z"));
    await loadOrders(platform.clickhouse, [
      { memberNo, day: "2026-06-16", amountLi: 1_000_000, orderId: 71, channel: "mini_program" },
      { memberNo, day: "2026-06-18", amountLi: 500_000, orderId: 72, channel: "mini_program" },
      // Before the allocation, and after its window: nobody's.
      { memberNo, day: "2026-06-14", amountLi: 900_000, orderId: 73 },
      { memberNo, day: "2026-07-20", amountLi: 900_000, orderId: 74 },
    ]);
    await loadRefunds(platform.clickhouse, [{ orderId: 72, memberNo, day: "2026-06-19", amountLi: 200_000 }]);
    const one = (figures: Figures[]) => figures.find((each) => each.name === "一号经销商");
    const after = one(await report(hq));
    expect(after).toMatchObject({
      allocated: (one(before)?.allocated ?? 0) + 1,
      converted: 1,
      orders: 2,
      salesFen: 150_000,
      refundFen: 20_000,
      netFen: 130_000,
      commissionFen: 6_500,
    });
    const shares = (await report(hq)).map((each) => each.share).reduce((sum, share) => sum + share, 0);
    expect(shares).toBeCloseTo(1, 9);

    // Given to another by hand: what comes from then on counts there, and nothing twice.
    const ledger = await call<{ items: Answer[] }>(hq, "GET", `/traffic/allocations?memberNo=${memberNo}`);
    const moved = await call(hq, "POST", `/traffic/allocations/${ledger.body.items[0]?.id}/override`, {
      storeNo: storeNos.D2,
      reason: "客户要求到二号店",
    });
    expect(moved).toMatchObject({ status: 200, body: { dealerName: "二号经销商", decidedBy: "by_hand" } });
    await feilun.deliver();
    await loadOrders(platform.clickhouse, [{ memberNo, day: "2026-06-22", amountLi: 300_000, orderId: 75 }]);
    const figures = await report(hq);
    expect(one(figures)).toMatchObject({ orders: 2, netFen: 130_000 });
    expect(figures.find((each) => each.name === "二号经销商")).toMatchObject({ orders: 1, netFen: 30_000 });
    expect(await ask({}, "13522220001")).toMatchObject({ dealerName: "二号经销商", repeated: true });

    const csv = await server.call<string>("GET", "/traffic/settlement.csv?from=2026-06-01&to=2026-08-01", {
      cookie: hq.cookie,
    });
    expect(csv.body).toContain("一号经销商,");
    expect(csv.body).toContain(",2,1500.00,200.00,1300.00,65.00");
  });

  it("a dealer sees its own customers, money and terms, and nothing of the others [OR-10] [OR-05]", async () => {
    const paths = [
      "/traffic/report?from=2026-06-01&to=2026-08-01",
      "/traffic/allocations",
      "/traffic/dealers",
      "/traffic/share-codes",
    ];
    for (const path of paths) {
      const { status, body } = await call<object>(dealerTwo, "GET", path);
      expect([path, status]).toEqual([path, 200]);
      expect(JSON.stringify(body)).toContain("二号经销商");
      expect(JSON.stringify(body)).not.toMatch(/一号经销商|三号经销商|D1店|D3店/);
    }
    const foreign = await call<{ items: Answer[] }>(
      hq,
      "GET",
      `/traffic/allocations?dealerNo=${dealers.一号经销商?.no}`,
    );
    const id = foreign.body.items[0]?.id;
    const grab = { storeNo: storeNos.D2, reason: "想要" };
    expect((await call(dealerTwo, "POST", `/traffic/allocations/${id}/override`, grab)).status).toBe(403);
  });

  it("replays a past period by another rule and other terms, and writes nothing [OR-10]", async () => {
    const count = async () =>
      (await sql<{ n: number }>`select count(*)::int as n from traffic_allocation`.execute(platform.db)).rows[0]?.n;
    const before = await count();
    const rule = {
      criteria: ["share_code", "nearest"],
      bandMetres: 1_000,
      maxMetres: null,
      protectionDays: 90,
      attributionDays: 30,
    };
    const body = { from: "2026-06-01", to: "2026-07-01", rule };
    type Played = {
      replayed: number;
      moved: number;
      unserved: number;
      dealers: { name: string; actual: number; simulated: number }[];
    };
    const same = (await call<Played>(hq, "POST", "/traffic/simulations", body)).body;
    const total = same.dealers.reduce((sum, each) => sum + each.simulated, 0);
    expect(total + same.unserved).toBe(same.replayed);
    const closed = {
      accepts: false,
      areaCodes: [],
      radiusMetres: null,
      dailyCap: null,
      weight: 100,
      commissionBp: 0,
      dealerNo: dealers.一号经销商?.no,
    };
    const other = (await call<Played>(hq, "POST", "/traffic/simulations", { ...body, terms: [closed] })).body;
    expect(other.dealers.find((each) => each.name === "一号经销商")?.simulated).toBe(0);
    expect(other.moved).toBeGreaterThan(same.moved);
    expect(await count()).toBe(before);
  });

  it("computes what customers of a share code bought back to its dealer and the dealer's store [AQ-04] [OR-10]", async () => {
    const two = async () => (await report(hq)).find((each) => each.name === "二号经销商");
    const before = await two();
    await call(hq, "POST", "/traffic/share-codes", {
      code: "SHARE-D2",
      name: "店主分享",
      unitId: dealers.二号经销商?.id,
    });
    const shared = await ask({ shareCode: "SHARE-D2" }, "13533330001");
    const organic = await ask({}, "13533330002");
    expect([shared.dealerName, organic.dealerName]).toEqual(["二号经销商", "一号经销商"]);
    await feilun.deliver();
    await goTo(new Date("2026-07-10T04:00:00Z"));
    await loadOrders(platform.clickhouse, [
      { memberNo: shared.memberNo, day: "2026-07-08", amountLi: 880_000, orderId: 91, channel: "mini_program" },
      { memberNo: organic.memberNo, day: "2026-07-08", amountLi: 990_000, orderId: 92, channel: "mini_program" },
    ]);
    const after = await two();
    expect({
      allocated: (after?.allocated ?? 0) - (before?.allocated ?? 0),
      orders: (after?.orders ?? 0) - (before?.orders ?? 0),
      salesFen: (after?.salesFen ?? 0) - (before?.salesFen ?? 0),
    }).toEqual({ allocated: 1, orders: 1, salesFen: 88_000 });
    const ledger = await call<{ items: { shareCode: string | null; storeNo: number }[] }>(
      hq,
      "GET",
      `/traffic/allocations?memberNo=${shared.memberNo}`,
    );
    expect(ledger.body.items).toMatchObject([{ shareCode: "SHARE-D2", storeNo: storeNos.D2 }]);
  });
});
