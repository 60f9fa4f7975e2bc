import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../kernel/calendar.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { loadOrders } from "../testing/load-facts.ts";

interface Part {
  unitId: string;
  name: string;
  proposed: number | null;
  target: number | null;
  actual: number | null;
  progress: number | null;
  expected: number | null;
  pace: number | null;
  splitConfirmed: boolean;
}
interface Goals {
  code?: string;
  title?: string;
  version: number;
  target: number | null;
  actual: number | null;
  expectedShare: number;
  expectedBy: string;
  expected: number | null;
  pace: number | null;
  split: { state: string; sum: number | null; difference: number | null; gapReason: string | null };
  parts: Part[];
  days: { day: string; target: number }[];
  people: { staffId: string; leads: boolean; target: number; actual: number | null; days: number[] }[];
  personActuals: { available: boolean };
}
interface Proposal {
  basis: string;
  basisMonth: string | null;
  parts: { unitId: string; target: number; basisValue: number | null }[];
  assignments: { staffId: string; day: string; target: number }[];
}

const month = "2026-06";
/** 12:00 in Shanghai on the 16th: half of the month's 31 half-days are over, 15.5 of 30. */
const now = "2026-06-16T04:00:00Z";

describe("goals of a month", async () => {
  const feilun = await testPlatform({ now });
  const { platform } = feilun;
  const server = await testServer(feilun);
  let chain: SmallChain;
  let [operator, region, manager, guide, stranger] = [] as unknown as TestPerson[] as [
    TestPerson,
    TestPerson,
    TestPerson,
    TestPerson,
    TestPerson,
  ];
  const look = async (who: TestPerson, unitId?: string, metric = "gmv") =>
    (
      await server.call<Goals>(
        "GET",
        `/goals?month=${month}&metric=${metric}${unitId === undefined ? "" : `&orgUnitId=${unitId}`}`,
        { cookie: who.cookie },
      )
    ).body;
  const change = (who: TestPerson, method: string, path: string, body: object) =>
    server.call<Goals>(method, path, { cookie: who.cookie, body: { month, metric: "gmv", ...body } });
  const propose = async (who: TestPerson, orgUnitId: string) =>
    (
      await server.call<Proposal>("GET", `/goals/proposal?month=${month}&metric=gmv&orgUnitId=${orgUnitId}`, {
        cookie: who.cookie,
      })
    ).body;
  /** Proposes, saves and confirms: what a manager does who agrees with the proposal. */
  const splitAsProposed = async (who: TestPerson, orgUnitId: string) => {
    const { parts, assignments } = await propose(who, orgUnitId);
    const { version } = await look(who, orgUnitId);
    const saved = await change(who, "PUT", "/goals/split", {
      orgUnitId,
      version,
      parts: parts.map(({ unitId, target }) => ({ unitId, target })),
      assignments,
    });
    expect(saved.status).toBe(200);
    const confirmed = await change(who, "POST", "/goals/split/confirm", { orgUnitId, version: saved.body.version });
    expect(confirmed.status).toBe(200);
    return confirmed.body;
  };

  beforeAll(async () => {
    chain = await aSmallChain(feilun);
    const { N1, N2, S1, S2 } = chain.stores;
    operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    region = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.north.id });
    manager = await aPerson(feilun, { roleCode: "store_manager", unitId: N1.id });
    guide = await aPerson(feilun, { roleCode: "guide", unitId: N1.id });
    stranger = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.south.id });
    // As if the two had worked there all month.
    await sql`update staff_post set from_day = '2026-05-01'`.execute(platform.db);
    const lastJune = (storeNo: number, amountLi: number) => ({ storeNo, day: "2025-06-20", amountLi });
    await loadOrders(platform.clickhouse, [
      lastJune(N1.no, 400_000),
      lastJune(N2.no, 200_000),
      lastJune(S1.no, 100_000),
      lastJune(S2.no, 200_000),
      { storeNo: N1.no, day: "2026-06-02", amountLi: 3_000_000, memberNo: 11 },
      { storeNo: N2.no, day: "2026-06-16", amountLi: 1_000_000, memberNo: 11 },
      { storeNo: S1.no, day: "2026-06-15", amountLi: 500_000, memberNo: 12 },
      { storeNo: S1.no, day: addDays("2026-06-30", 1), amountLi: 9_000_000 },
    ]);
  });

  it("goes from headquarters over the region to the store and its people, and results come back up [OR-07] [OR-06]", async () => {
    const set = await change(operator, "PUT", "/goals", { target: 900_000, version: 0 });
    expect(set.body).toMatchObject({ target: 900_000, split: { state: "none" } });
    expect((await look(region)).target).toBeNull();
    expect((await propose(operator, chain.hq.id)).basis).toBe("last_year");

    const chainView = await splitAsProposed(operator, chain.hq.id);
    expect(chainView.split).toMatchObject({ state: "confirmed", difference: 0 });
    expect(chainView.parts.map(({ name, target }) => [name, target])).toEqual([
      ["北区", 600_000],
      ["南区", 300_000],
    ]);
    const regionView = await splitAsProposed(region, chain.north.id);
    // 北一店 hangs on the region itself, 北二店 below a city of it: both are parts, one as a store and one as a region.
    expect(regionView.parts.map(({ name, target, actual }) => [name, target, actual])).toEqual([
      ["北京", 200_000, 100_000],
      ["北一店", 400_000, 300_000],
    ]);
    const storeView = await splitAsProposed(manager, chain.stores.N1.id);
    expect(storeView).toMatchObject({ target: 400_000, actual: 300_000, split: { state: "confirmed", difference: 0 } });
    expect(storeView.people.filter((person) => person.target > 0).map((person) => person.staffId)).toEqual([guide.id]);
    expect(storeView.days).toHaveLength(30);
    expect(storeView.personActuals.available).toBe(true);

    const { body: own } = await server.call<{ items: { target: number; unitName: string; days: unknown[] }[] }>(
      "GET",
      `/me/goals?month=${month}`,
      { cookie: guide.cookie },
    );
    expect(own.items).toMatchObject([{ target: 400_000, unitName: "北一店" }]);
    expect(own.items[0]?.days).toHaveLength(30);

    const up = await look(operator);
    expect(up).toMatchObject({ target: 900_000, actual: 450_000, expectedBy: "even_days" });
    expect(up.expectedShare).toBeCloseTo(15.5 / 30, 12);
    const north = up.parts.find((part) => part.name === "北区");
    expect(north).toMatchObject({
      actual: 400_000,
      progress: 400_000 / 600_000,
      expected: 310_000,
      splitConfirmed: true,
    });
    expect(north?.pace).toBeCloseTo(400 / 310, 12);
  });

  it("counts a buyer of two stores once above them [OR-07]", async () => {
    const { actual, parts } = await look(region, undefined, "buyers");
    expect(actual).toBe(1);
    expect(parts.map((part) => part.actual)).toEqual([1, 1]);
  });

  it("locks what is confirmed, and lets parts differ from the whole only with a reason [OR-07]", async () => {
    const orgUnitId = chain.north.id;
    const { version, parts } = await look(region, orgUnitId);
    const [second, first] = parts.map((part) => part.unitId);
    const draft = {
      orgUnitId,
      parts: [
        { unitId: first, target: 450_000 },
        { unitId: second, target: 200_000 },
      ],
    };
    expect(await change(region, "PUT", "/goals/split", { ...draft, version })).toMatchObject({
      status: 409,
      body: { code: "split_confirmed" },
    });
    expect(await change(region, "POST", "/goals/split/reopen", { orgUnitId, version })).toMatchObject({ status: 400 });
    const open = await change(region, "POST", "/goals/split/reopen", { orgUnitId, version, reason: "北一店加了专柜" });
    // What was handed down stays in force while the region thinks again.
    expect(open.body.parts[1]).toMatchObject({ target: 400_000, splitConfirmed: true });
    const saved = await change(region, "PUT", "/goals/split", { ...draft, version: open.body.version });
    expect(saved.body.split).toMatchObject({ state: "draft", sum: 650_000, difference: 50_000 });
    expect(saved.body.parts[1]).toMatchObject({ target: 400_000, proposed: 450_000 });
    const again = { orgUnitId, version: saved.body.version };
    expect((await change(region, "POST", "/goals/split/confirm", again)).body).toMatchObject({
      code: "split_differs",
      title: "分解合计比目标多 500.00 元",
    });
    expect((await change(region, "POST", "/goals/split/confirm", { ...again, version: 1 })).body.code).toBe(
      "goal_changed",
    );
    const confirmed = await change(region, "POST", "/goals/split/confirm", { ...again, reason: "留出 500 元冲刺目标" });
    expect(confirmed.body.split).toMatchObject({ difference: 50_000, gapReason: "留出 500 元冲刺目标" });
    // The store's own split was made for another whole: it is open again, and says by how much it is off.
    expect(await look(manager, chain.stores.N1.id)).toMatchObject({
      target: 450_000,
      split: { state: "draft", sum: 400_000, difference: -50_000 },
    });
    const { body: history } = await server.call<{ items: { kind: string; reason: string | null }[] }>(
      "GET",
      `/goals/changes?month=${month}&metric=gmv&orgUnitId=${chain.stores.N1.id}`,
      { cookie: manager.cookie },
    );
    expect(history.items.slice(0, 2)).toMatchObject([
      { kind: "split_reopened", reason: "上级调整了目标，需要重新分解" },
      { kind: "handed_down" },
    ]);
    const { rows } = await sql<{ actions: string[] }>`select array_agg(distinct action order by action) as actions
      from audit_log where subject_kind = 'goal'`.execute(platform.db);
    expect(rows[0]?.actions).toEqual(["goal.set", "goal.split_confirmed", "goal.split_reopened", "goal.split_saved"]);
  });

  it("is set by whoever stands at the unit or above, and by nobody else [OR-07]", async () => {
    expect((await change(region, "PUT", "/goals", { target: 1, version: 0 })).body.code).toBe("whole_chain_only");
    expect((await change(guide, "PUT", "/goals", { target: 1, version: 0 })).status).toBe(403);
    const body = { orgUnitId: chain.north.id, version: 1, parts: [] };
    expect((await change(stranger, "PUT", "/goals/split", body)).status).toBe(404);
    expect((await change(manager, "PUT", "/goals/split", body)).status).toBe(404);
    const south = { orgUnitId: chain.south.id, version: (await look(stranger)).version };
    const outside = [{ unitId: chain.stores.N1.id, target: 5 }];
    expect(await change(stranger, "PUT", "/goals/split", { ...south, parts: outside })).toMatchObject({
      status: 400,
      body: { code: "invalid_input" },
    });
    const { S1, S2 } = chain.stores;
    const both = [S1, S2].map(({ id }) => ({ unitId: id, target: 150_000 }));
    const drafted = await change(stranger, "PUT", "/goals/split", { ...south, parts: both });
    expect(drafted.body.split).toMatchObject({ state: "draft", sum: 300_000, difference: 0 });
    // What is left out of the next draft has none any more.
    const one = { ...south, version: drafted.body.version, parts: both.slice(0, 1) };
    const halved = await change(stranger, "PUT", "/goals/split", one);
    expect(halved.body.split.sum).toBe(150_000);
    const incomplete = { ...south, version: halved.body.version };
    expect((await change(stranger, "POST", "/goals/split/confirm", incomplete)).body.code).toBe("split_incomplete");
  });

  it("proposes nothing for days on which nobody is posted, and still adds up", async () => {
    const orgUnitId = chain.stores.N1.id;
    await sql`update staff_post set from_day = '2026-06-21' where staff_id = ${guide.id}`.execute(platform.db);
    const { assignments } = await propose(manager, orgUnitId);
    expect(assignments.map((each) => each.day)).toEqual(
      Array.from({ length: 10 }, (_, index) => addDays("2026-06-21", index)),
    );
    expect(assignments.reduce((sum, each) => sum + each.target, 0)).toBe((await look(manager, orgUnitId)).target);
    await sql`update staff_post set from_day = '2026-05-01' where staff_id = ${guide.id}`.execute(platform.db);
  });

  it("gives a day only to those who are posted on it, and no goal to a month that is over", async () => {
    const orgUnitId = chain.stores.N1.id;
    const { version } = await look(manager, orgUnitId);
    const assign = (staffId: string, day: string) =>
      change(manager, "PUT", "/goals/split", { orgUnitId, version, assignments: [{ staffId, day, target: 5 }] });
    expect((await assign(stranger.id, "2026-06-20")).status).toBe(400);
    expect((await assign(guide.id, "2026-07-01")).status).toBe(400);
    const past = await change(operator, "PUT", "/goals", { month: "2026-05", target: 5, version: 0 });
    expect(past.body.code).toBe("month_over");
  });

  it("tells what each person reached of the store's result, and what nobody is named for [OR-07] [ID-13]", async () => {
    const { rows } = await sql<{ no: number }>`select no from staff where id = ${guide.id}`.execute(platform.db);
    const away = { storeNo: chain.stores.N2.no, day: "2026-05-02", memberNo: 21 };
    await loadOrders(platform.clickhouse, [
      { ...away, amountLi: 70_000, guideNo: rows[0]?.no },
      { ...away, amountLi: 30_000, guideNo: 9_999, memberNo: 22 },
      { ...away, amountLi: 20_000, memberNo: 23 },
    ]);
    await sql`update staff_post set org_unit_id = ${chain.stores.N2.id} where staff_id = ${guide.id}`.execute(
      platform.db,
    );
    const { body } = await server.call<
      Goals & {
        personActuals: { available: boolean; withoutGuide: number | null; ofOthers: number | null };
      }
    >("GET", `/goals?month=2026-05&metric=gmv&orgUnitId=${chain.stores.N2.id}`, { cookie: operator.cookie });
    await sql`update staff_post set org_unit_id = ${chain.stores.N1.id} where staff_id = ${guide.id}`.execute(
      platform.db,
    );
    expect(body.actual).toBe(12_000);
    expect(body.people.find((person) => person.staffId === guide.id)?.actual).toBe(7_000);
    expect(body.personActuals).toMatchObject({ available: true, ofOthers: 3_000, withoutGuide: 2_000 });
  });
});
