import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { loadOrders, loadRefunds } from "../testing/load-facts.ts";

interface StoreReport {
  code?: string;
  errors?: { path: string }[];
  version: number;
  state: string;
  deadline: string;
  figures: Record<string, number>;
  submittedAt: string | null;
  versions: { version: number; happened: string; reason: string | null; figures: Record<string, number> }[];
  comments: { body: string; by: string }[];
  reminders: { by: string }[];
}
interface Board {
  code?: string;
  expected: number;
  submitted: number;
  late: number;
  rate: number | null;
  figures: Record<string, number>;
  stores: { unitId: string; name: string; state: string; needed: string; figures: Record<string, number> }[];
  top: string[];
  bottom: string[];
  branches: {
    name: string;
    submitted: number;
    expected: number;
    summary: { body: string; submitted: number } | null;
  }[];
  summary: { version: number } | null;
}

const day = "2026-06-15";

describe("daily reports", async () => {
  // 20:00 in Shanghai.
  const feilun = await testPlatform({ now: `${day}T12:00:00Z` });
  const { platform, clock } = feilun;
  const server = await testServer(feilun);
  let chain: SmallChain;
  let operator: TestPerson;
  let region: TestPerson;
  const managers = {} as Record<"N1" | "N2" | "S1", TestPerson>;
  const call = <Body>(who: TestPerson, method: string, path: string, body?: object) =>
    server.call<Body>(method, path, { cookie: who.cookie, ...(body && { body }) });
  const report = (who: TestPerson, code: "N1" | "N2" | "S1", body: object) =>
    call<StoreReport>(who, "PUT", "/daily-reports/store", {
      day,
      orgUnitId: chain.stores[code].id,
      happened: "晚高峰客流比上周多",
      version: 0,
      ...body,
    });
  const board = async (who: TestPerson, unitId?: string) =>
    (await call<Board>(who, "GET", `/daily-reports?day=${day}${unitId ? `&orgUnitId=${unitId}` : ""}`)).body;

  beforeAll(async () => {
    chain = await aSmallChain(feilun);
    const { N1, N2, S1 } = chain.stores;
    operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    region = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.north.id });
    for (const code of ["N1", "N2", "S1"] as const)
      managers[code] = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores[code].id });
    await sql`update store set phase = 'open', opened_on = '2025-01-01'`.execute(platform.db);
    await loadOrders(platform.clickhouse, [
      { orderId: 1, storeNo: N1.no, day, amountLi: 300_000, memberNo: 1 },
      { storeNo: N1.no, day, amountLi: 100_000, memberNo: 1 },
      { storeNo: N2.no, day, amountLi: 50_000 },
      { storeNo: S1.no, day, amountLi: 900_000 },
      { storeNo: N1.no, day: "2026-06-14", amountLi: 7_000_000 },
    ]);
    await loadRefunds(platform.clickhouse, [{ orderId: 1, memberNo: 1, storeNo: N1.no, day, amountLi: 20_000 }]);
  });

  it("is filled in with the day's figures; the manager adds remarks and sends it [OR-08]", async () => {
    const before = await call<StoreReport>(managers.N1, "GET", "/daily-reports/store");
    const figures = { gmv: 40_000, orders: 2, buyers: 1, newMembers: 0, refundAmount: 2_000 };
    expect(before.body).toMatchObject({
      version: 0,
      state: "waiting",
      figures,
      deadline: `${day}T14:30:00.000Z`,
      submittedAt: null,
    });
    expect((await report(managers.N1, "N1", { happened: "" })).body.errors?.[0]?.path).toBe("happened");
    const sent = await report(managers.N1, "N1", { needed: "缺 20 个提袋" });
    expect(sent.body).toMatchObject({ version: 1, state: "on_time", figures });
    expect((await report(managers.N1, "N1", {})).body.code).toBe("report_changed");
  });

  it("shows the branch who has not sent it, and the store that it was reminded [OR-08] [OR-06]", async () => {
    expect(await board(region)).toMatchObject({ expected: 2, submitted: 1, rate: 0.5, figures: { gmv: 45_000 } });
    const remind = () =>
      call<{ missing: number; reminded: string[] }>(region, "POST", "/daily-reports/reminders", {
        day,
        orgUnitId: chain.north.id,
      });
    expect((await remind()).body).toEqual({ missing: 1, reminded: ["北二店"] });
    expect((await remind()).body).toEqual({ missing: 1, reminded: [] });
    const { body } = await call<StoreReport>(managers.N2, "GET", `/daily-reports/store?day=${day}`);
    expect(body.reminders).toMatchObject([{ by: region.actor.name }]);
  });

  it("marks what comes after the deadline, and keeps every version of what is corrected [OR-08]", async () => {
    clock.set(`${day}T14:30:01Z`);
    expect((await board(region)).stores.map(({ name, state }) => [name, state])).toEqual([
      ["北一店", "on_time"],
      ["北二店", "missing"],
    ]);
    expect((await report(managers.N2, "N2", {})).body.state).toBe("late");
    await loadOrders(platform.clickhouse, [{ storeNo: chain.stores.N1.no, day, amountLi: 60_000 }]);
    expect((await report(managers.N1, "N1", { version: 1 })).body.errors?.[0]?.path).toBe("reason");
    const corrected = await report(managers.N1, "N1", { version: 1, happened: "补录一单团购", reason: "漏了一单" });
    // Sent in time, corrected later: it stays in time.
    expect(corrected.body).toMatchObject({ version: 2, state: "on_time", figures: { gmv: 46_000 } });
    expect(corrected.body.versions).toMatchObject([
      { version: 2, reason: "漏了一单", figures: { gmv: 46_000 } },
      { version: 1, reason: null, figures: { gmv: 40_000 } },
    ]);
  });

  it("is commented on by the branch, which hands a summary up to headquarters' one page [OR-08] [OR-06]", async () => {
    const comment = { day, orgUnitId: chain.stores.N1.id, body: "提袋明早送到" };
    expect((await call(managers.N1, "POST", "/daily-reports/comments", comment)).status).toBe(403);
    const commented = await call<StoreReport>(region, "POST", "/daily-reports/comments", comment);
    expect(commented.body.comments).toMatchObject([{ body: "提袋明早送到", by: region.actor.name }]);
    const summary = { day, orgUnitId: chain.north.id, body: "两店正常，北一店缺提袋已安排", version: 0 };
    expect((await call<Board>(region, "PUT", "/daily-reports/summary", summary)).body.summary?.version).toBe(1);
    expect((await call<Board>(region, "PUT", "/daily-reports/summary", summary)).body.code).toBe("summary_changed");

    const chainDay = await board(operator);
    expect(chainDay).toMatchObject({ expected: 4, submitted: 2, late: 1, rate: 0.5, figures: { gmv: 141_000 } });
    expect(chainDay.branches).toMatchObject([
      { name: "北区", submitted: 2, expected: 2, summary: { body: summary.body, submitted: 2 } },
      { name: "南区", submitted: 0, expected: 2, summary: null },
    ]);
    expect(chainDay.stores.find((store) => store.name === "北一店")?.figures.gmv).toBe(46_000);
    const { S1, S2 } = chain.stores;
    expect([chainDay.top[0], chainDay.bottom[0]]).toEqual([S1.id, S2.id]);
  });

  it("keeps each to their part of the chain, and only headquarters moves the deadline [OR-08]", async () => {
    expect((await report(managers.S1, "N1", {})).status).toBe(404);
    expect((await report(region, "N1", { version: 2, reason: "代改一下" })).status).toBe(403);
    expect((await call(region, "GET", `/daily-reports?orgUnitId=${chain.south.id}`)).status).toBe(404);
    expect((await call(region, "GET", "/daily-reports?day=2026-06-20")).status).toBe(400);
    const setting = { deadline: "23:00", version: 0 };
    expect((await call(region, "PUT", "/daily-reports/settings", setting)).status).toBe(403);
    expect((await call(operator, "PUT", "/daily-reports/settings", setting)).body).toEqual({ ...setting, version: 1 });
    expect((await report(managers.S1, "S1", {})).body.state).toBe("on_time");
  });
});
