import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { assignTags, createGroup, createTag, removeTags, upsertMembers } from "../../customers/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { loadOrders } from "../testing/load-facts.ts";
import { reckonSegmentsNow } from "./reckon-segments.ts";
import type { Rule } from "./rule/rule.ts";

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);

interface Shown {
  id: string;
  members: number | null;
  everyone: number;
  sentence: string;
  revision: number;
  upToDate: boolean;
  own: boolean;
  failure: string | null;
  code?: string;
  errors?: { path: string; message: string }[];
  conditions: { path: string; members: number }[];
  sizes: { members: number; entered: number; departed: number }[];
  usedBy: { name: string }[];
}

let chain: SmallChain;
let operator: TestPerson;
let north: TestPerson;
let south: TestPerson;
let tea: number;
let coffee: number;
/** Members by store: two of N1, one of N2, two of S1. */
let people: number[];

const call = <Body = Shown>(method: string, path: string, body?: unknown, who = operator) =>
  server.call<Body>(method, path, { cookie: who.cookie, body });
const ruleOf = (root: Rule) => ({ version: 1, root });
const tagged = (...tags: number[]): Rule => ({ kind: "tag", tags, match: "any" });
const preview = async (root: Rule, who = operator, more: object = {}) =>
  call("POST", "/segments/preview", { rule: ruleOf(root), ...more }, who);
const reckon = () => reckonSegmentsNow(platform, {}, new AbortController().signal);
const assign = (memberNo: number, tagNo: number) =>
  db
    .transaction()
    .execute((tx) => assignTags(tx, [{ originNo: memberNo, memberNo, tagNo }], { source: "manual", by: "测试" }));
const remove = (memberNo: number, tagNo: number) =>
  db.transaction().execute((tx) => removeTags(tx, [{ memberNo, tagNo }], { source: "manual", by: "测试" }));
async function deliver(): Promise<void> {
  await testing.passHorizon();
  await testing.deliver();
}
async function create(name: string, root: Rule, who = operator, more: object = {}): Promise<Shown> {
  const made = await call("POST", "/segments", { name, rule: ruleOf(root), ...more }, who);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}
const members = async (id: string, who = operator, change = "all") =>
  (
    await call<{ items: { memberNo: number }[] }>("GET", `/segments/${id}/members?change=${change}`, undefined, who)
  ).body.items.map((item) => item.memberNo);

beforeAll(async () => {
  chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  north = await aPerson(testing, { roleCode: "region_manager", unitId: chain.north.id });
  south = await aPerson(testing, { roleCode: "region_manager", unitId: chain.south.id });
  const { N1, N2, S1 } = chain.stores;
  await db.transaction().execute(async (tx) => {
    const rows = await upsertMembers(
      tx,
      platform,
      [N1, N1, N2, S1, S1].map((store, at) => ({
        identifiers: [{ kind: "phone" as const, value: String(13_911_110_000 + at) }],
        attributes: { gender: at % 2 === 0 ? ("female" as const) : ("male" as const) },
        storeNo: store.no,
        source: "pos",
        registeredAt: clock.now(),
        observedAt: clock.now(),
      })),
    );
    people = rows.map((row) => row.memberNo ?? 0);
    const group = await createGroup(tx, { name: "喜好", family: "consumption" });
    const how = { groupId: group.id, madeByKind: "company" as const, by: "测试" };
    tea = (await createTag(tx, { ...how, name: "爱喝茶" })).tagNo;
    coffee = (await createTag(tx, { ...how, name: "爱喝咖啡" })).tagNo;
  });
  for (const at of [0, 2, 3]) await assign(people[at] ?? 0, tea);
  await assign(people[1] ?? 0, coffee);
  await loadOrders(platform.clickhouse, [
    { memberNo: people[0], storeNo: N1.no, day: "2026-06-01", amountLi: 100_000 },
    { memberNo: people[0], storeNo: N1.no, day: "2026-05-01", amountLi: 100_000 },
    { memberNo: people[3], storeNo: S1.no, day: "2026-06-10", amountLi: 100_000 },
  ]);
  await deliver();
});

describe("trying a rule", () => {
  it("counts within the caller's scope, each condition by itself, and says the rule in words", async () => {
    const root: Rule = {
      kind: "all",
      of: [
        tagged(tea),
        {
          kind: "not",
          of: {
            kind: "behaviour",
            of: "purchase",
            measure: "count",
            range: { min: 2 },
            window: { from: { daysAgo: 89 } },
          },
        },
      ],
    };
    const { status, body } = await preview(root);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({
      members: 2,
      everyone: 5,
      sentence: "有标签「喜好：爱喝茶」，且不满足（最近 90 天购买至少 2 次）",
      conditions: [
        { path: "root", members: 2 },
        { path: "root.of[0]", members: 3 },
        { path: "root.of[1]", members: 4 },
        { path: "root.of[1].of", members: 1 },
      ],
    });
    expect((await preview(root, north)).body).toMatchObject({ members: 1, everyone: 3 });
    expect((await preview(root, operator, { orgUnitId: chain.south.id })).body).toMatchObject({
      members: 1,
      everyone: 2,
    });
    expect((await preview(root, north, { orgUnitId: chain.south.id })).status).toBe(404);
  });

  it("divides them by store and tier, and shows some of them masked", async () => {
    const ask = (by: string) =>
      call<{ parts: { label: string; members: number; everyone: number }[] }>("POST", "/segments/breakdown", {
        rule: ruleOf(tagged(tea)),
        by,
      });
    expect((await ask("store")).body.parts).toEqual([
      { key: String(chain.stores.N1.no), label: "北一店", members: 1, everyone: 2 },
      { key: String(chain.stores.N2.no), label: "北二店", members: 1, everyone: 1 },
      { key: String(chain.stores.S1.no), label: "南一店", members: 1, everyone: 2 },
    ]);
    expect((await ask("tier")).body.parts).toEqual([{ key: "", label: "尚未分层", members: 3, everyone: 5 }]);
    const { body } = await call<{ items: { memberNo: number; phone: string }[] }>("POST", "/segments/sample", {
      rule: ruleOf(tagged(tea)),
    });
    expect(body.items.map((item) => item.memberNo)).toEqual([people[3], people[2], people[0]]);
    expect(body.items[0]?.phone).toBe("139****0003");
  });

  it("refuses what a rule cannot ask, naming the condition", async () => {
    const problems = async (root: unknown) => (await preview(root as Rule)).body.errors;
    expect(await problems({ kind: "all", of: [tagged(tea, 9_999)] })).toEqual([
      { path: "rule.root.of[0].tags[1]", message: "标签 9999 不存在或已归档" },
    ]);
    expect(await problems({ kind: "attribute", field: "gender", test: { between: { min: 1 } } })).toEqual([
      { path: "rule.root.test", message: "「性别」不能用“数值范围”来判断，可以用：属于、已知" },
    ]);
    expect(
      await problems({ kind: "behaviour", of: "purchase", measure: { sum: "channel" }, range: { min: 1 } }),
    ).toEqual([{ path: "rule.root.measure.sum", message: "「渠道」不是数值，不能求和或求平均" }]);
    expect(
      await problems({ kind: "sequence", steps: [{ of: "purchase" }, { of: "cart.added" }], withinDays: 3 }),
    ).toMatchObject([{ path: "rule.root.steps[0].of" }]);
    let deep: unknown = tagged(tea);
    for (let level = 0; level < 9; level += 1) deep = { kind: "not", of: deep };
    expect(await problems(deep)).toEqual([{ path: "rule.root", message: "条件最多嵌套 8 层，现在是 10 层" }]);
    const bottomless = `${'{"kind":"not","of":'.repeat(40_000)}1${"}".repeat(40_000)}`;
    const response = await fetch(`${server.url}/api/v1/segments/preview`, {
      method: "POST",
      headers: { cookie: operator.cookie, "content-type": "application/json" },
      body: `{"rule":{"version":1,"root":${bottomless}}}`,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "invalid_input" });
  });
});

describe("tags as ClickHouse sees them", () => {
  it("follow removal, a second profile that still carries the tag, a merge and its undo", async () => {
    const [first = 0, second = 0] = people;
    const carriers = async () => {
      await deliver();
      return (await preview(tagged(coffee))).body.members;
    };
    await assign(first, coffee);
    expect(await carriers()).toBe(2);
    const merge = await call("POST", "/identity/merges", {
      memberNos: [first, second],
      note: "同一个人",
    });
    expect(merge.status, JSON.stringify(merge.body)).toBe(200);
    expect(await carriers()).toBe(1);
    await remove(first, coffee);
    expect(await carriers()).toBe(0);
    const { rows } = await sql<{ id: string }>`select max(id)::text as id from merge_log`.execute(db);
    const undone = await call("POST", `/identity/merges/${rows[0]?.id}/undo`, { note: "认错人了" });
    expect(undone.status, JSON.stringify(undone.body)).toBe(200);
    await assign(second, coffee);
    expect(await carriers()).toBe(1);
  });
});

describe("segments", () => {
  it("are reckoned with who entered and who left, and read within the caller's scope", async () => {
    const segment = await create("爱茶的客户", tagged(tea));
    expect(segment).toMatchObject({ members: null, upToDate: false, own: true, revision: 1 });
    expect(await members(segment.id)).toEqual([]);
    await reckon();
    await remove(people[0] ?? 0, tea);
    await assign(people[4] ?? 0, tea);
    await deliver();
    await reckon();
    const { body } = await call("GET", `/segments/${segment.id}`);
    expect(body).toMatchObject({
      members: 3,
      upToDate: true,
      sizes: [
        { members: 3, entered: 3, departed: 0 },
        { members: 3, entered: 1, departed: 1 },
      ],
    });
    expect(await members(segment.id)).toEqual([people[4], people[3], people[2]]);
    expect(await members(segment.id, operator, "entered")).toEqual([people[4]]);
    expect(await members(segment.id, operator, "departed")).toEqual([people[0]]);
    // Headquarters' segment is seen in the region, with the region's members only, and cannot be changed there.
    expect(await members(segment.id, north)).toEqual([people[2]]);
    expect(await members(segment.id, north, "entered")).toEqual([]);
    const body2 = { name: "改名", rule: ruleOf(tagged(coffee)), basedOn: 1 };
    expect((await call("PUT", `/segments/${segment.id}`, body2, north)).status).toBe(404);
    const own = await create("南区爱茶", tagged(tea), south);
    expect((await call("GET", `/segments/${own.id}`, undefined, north)).status).toBe(404);
    await reckon();
    expect((await call("GET", `/segments/${own.id}`)).body.members).toBe(2);
  });

  it("build on each other without circles, in the right order, and are kept while in use", async () => {
    const base = await create("咖啡", tagged(coffee));
    const early: Rule = {
      kind: "all",
      of: [
        { kind: "segment", segment: base.id },
        { kind: "attribute", field: "gender", test: { in: ["male"] } },
      ],
    };
    expect((await preview(early)).body).toMatchObject({ code: "segment_not_reckoned" });
    const upper = await create("咖啡男", early);
    await reckon();
    expect((await call("GET", `/segments/${upper.id}`)).body).toMatchObject({
      members: 1,
      sentence: "在人群包「咖啡」里，且性别为男",
    });
    const circle = await call("PUT", `/segments/${base.id}`, {
      name: "咖啡",
      rule: ruleOf({ kind: "segment", segment: upper.id }),
      basedOn: 1,
    });
    expect(circle.body.errors).toMatchObject([{ path: "rule.root" }]);
    expect((await call("GET", `/segments/${base.id}`)).body).toMatchObject({
      revision: 1,
      usedBy: [{ name: "咖啡男" }],
    });
    expect((await call("POST", `/segments/${base.id}/archive`, { archived: true })).body.code).toBe("segment_in_use");
    expect((await call("POST", `/segments/${upper.id}/archive`, { archived: true })).status).toBe(200);
    expect((await call("POST", `/segments/${base.id}/archive`, { archived: true })).status).toBe(200);
    expect((await preview({ kind: "segment", segment: base.id })).body.errors).toEqual([
      { path: "rule.root.segment", message: "这个人群包不存在或已归档" },
    ]);
  });

  it("keep every rule they had, refuse a change made on an old one, and a name twice in one unit", async () => {
    const segment = await create("版本", tagged(tea));
    const change = (root: Rule, basedOn: number, name = "版本") =>
      call("PUT", `/segments/${segment.id}`, { name, rule: ruleOf(root), basedOn });
    expect((await change(tagged(coffee), 1)).body.revision).toBe(2);
    expect((await change(tagged(tea), 1)).body.code).toBe("segment_changed");
    await create("另一个", tagged(tea));
    expect((await change(tagged(coffee), 2, "另一个")).body.code).toBe("segment_name_taken");
    expect((await call("POST", "/segments", { name: "版本", rule: ruleOf(tagged(tea)) })).body.code).toBe(
      "segment_name_taken",
    );
    const { rows } = await sql<{
      revision: number;
    }>`select revision from segment_revision where segment_id = ${segment.id} order by 1`.execute(db);
    expect(rows.map((row) => row.revision)).toEqual([1, 2]);
  });

  it("tell how they overlap", async () => {
    const one = await create("甲", { kind: "attribute", field: "gender", test: { in: ["female"] } });
    const two = await create("乙", { kind: "unit", units: [chain.north.id] });
    await reckon();
    const { body } = await call<{ segments: object[]; parts: object[] }>("POST", "/segments/overlap", {
      segmentIds: [one.id, two.id],
    });
    expect(body).toEqual({
      segments: [
        { id: one.id, name: "甲", members: 3 },
        { id: two.id, name: "乙", members: 3 },
      ],
      parts: [
        { segmentIds: [one.id, two.id], members: 2 },
        { segmentIds: [one.id], members: 1 },
        { segmentIds: [two.id], members: 1 },
      ],
    });
  });
});
