import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertMembers } from "../customers/index.ts";
import { appendEvents } from "../events/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../testing/people.ts";
import { testPlatform } from "../testing/platform.ts";
import { testServer } from "../testing/server.ts";
import { hashOfSeed, placeOf } from "./activities/rules.ts";
import { drawDue } from "./activities/run-activity.ts";
import { recordGroup } from "./index.ts";
import { writeWelcomes } from "./posts/write-posts.ts";

const testing = await testPlatform({ now: "2026-06-15T02:00:00Z" });
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);

interface Shown {
  id: string;
  state: string;
  seed: string | null;
  seedHash: string;
  people: number;
  entries: number;
  toHandOver: number;
  code: string;
  errors: { path: string; message: string }[];
  items: {
    id: string;
    result: string;
    points: number;
    streak: number;
    name: string;
    kind: string;
    text: string;
    joined: number;
    gone: number;
    running: number;
    customers: number;
  }[];
  winners: { memberNo: number; originNo: number; prize: string; goods: boolean; givenAt: string | null }[];
  bought: { people: number; others: number };
  costFen: number;
  byGroup: object[];
}
let chain: SmallChain;
let operator: TestPerson;
let manager: TestPerson;
let southern: TestPerson;
let helper: string;
let groups: string[];
let people: number[];

const call = <Body = Shown>(method: string, path: string, body?: unknown, who: { cookie: string } = operator) =>
  server.call<Body>(method, path, { cookie: who.cookie, body });
const report = (id: string, items: object[]) =>
  server.call<Shown>("POST", `/group-activities/${id}/entries`, {
    headers: { authorization: `Bearer ${helper}` },
    body: { items },
  });
const entry = (at: number, chatKey = "chat-n", more: object = {}) => ({ chatKey, personKey: `wm-${at}`, ...more });
const pointsOf = async (memberNo: number) =>
  (
    await sql<{
      points: number;
    }>`select coalesce(sum(points), 0)::int as points from point_entry where member_no = ${memberNo}`.execute(db)
  ).rows[0]?.points;

async function seeGroup(chatKey: string, storeNo: number, who: readonly number[]): Promise<string> {
  const group = {
    platform: "wecom" as const,
    accountKey: "ww1",
    chatKey,
    name: chatKey === "chat-n" ? "北一店福利群" : "南一店福利群",
    notice: "",
    ownerKey: "u1",
    ownerStaffId: null,
    storeNo,
    ownerStatus: 0,
    openedAt: new Date("2026-01-01T00:00:00Z"),
    memberVersion: "1",
    members: who.map((at) => ({
      personKey: `wm-${at}`,
      kind: "customer" as const,
      originNo: people[at] ?? null,
      memberNo: people[at] ?? null,
      joinedAt: new Date("2026-06-14T00:00:00Z"),
      joinWay: "code" as const,
      invitedBy: null,
      sourceState: "",
    })),
  };
  await db.transaction().execute((tx) => recordGroup(tx, group, clock.now()));
  const { rows } = await sql<{ id: string }>`select id from customer_group where chat_key = ${chatKey}`.execute(db);
  return rows[0]?.id ?? "";
}

beforeAll(async () => {
  chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  manager = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.N1.id });
  southern = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.S1.id });
  const admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  people = await db.transaction().execute(async (tx) =>
    (
      await upsertMembers(
        tx,
        platform,
        [0, 1, 2, 3, 4, 5].map((at) => ({
          identifiers: [
            { kind: "external_userid" as const, scope: "ww1", value: `wm-${at}` },
            { kind: "phone" as const, value: String(13_958_201_740 + at) },
          ],
          attributes: { name: "王小明" },
          storeNo: chain.stores.N1.no,
          source: "wecom",
          observedAt: clock.now(),
        })),
      )
    ).map((row) => row.memberNo ?? 0),
  );
  groups = [
    await seeGroup("chat-n", chain.stores.N1.no, [0, 1, 2, 3]),
    await seeGroup("chat-s", chain.stores.S1.no, [4, 5]),
  ];
  const key = await server.call<{ key: string }>("POST", "/api-keys", {
    cookie: admin.cookie,
    body: { name: "抽奖助手", unitId: chain.hq.id, permissions: ["community.report", "community.read"] },
  });
  expect(key.status, JSON.stringify(key.body)).toBe(201);
  helper = key.body.key;
});

const lottery = (more: object = {}) => ({
  kind: "lottery",
  name: "周一抽奖",
  rulesText: "群里的朋友点小程序参加，今天 20 点开奖",
  groupIds: [groups[0]],
  startsAt: "2026-06-15T02:00:00Z",
  endsAt: "2026-06-15T12:00:00Z",
  rewards: [
    { name: "保温杯", count: 1, worthFen: 9_900, give: { kind: "goods" } },
    { name: "100 积分", count: 2, worthFen: 100, give: { kind: "points", points: 100 } },
  ],
  ...more,
});

describe("draws in groups [IN-14, CM-22]", () => {
  it("refuse what the law and WeChat do not allow, and groups out of scope [CM-22]", async () => {
    const grand = lottery({ rewards: [{ name: "汽车", count: 1, worthFen: 5_000_001, give: { kind: "goods" } }] });
    expect((await call("POST", "/group-activities", grand)).body.errors[0]?.message).toContain("5 万元");
    const luring = lottery({ rulesText: "转发到三个群就能再抽一次" });
    expect((await call("POST", "/group-activities", luring)).body.errors[0]).toMatchObject({ path: "rulesText" });
    expect(
      (await call("POST", "/group-activities", lottery({ endsAt: "2026-06-15T01:00:00Z" }))).body.errors[0]?.path,
    ).toBe("endsAt");
    expect((await call("POST", "/group-activities", lottery(), southern)).body.errors[0]?.path).toBe("groupIds");
  });

  it("take only who is in the group, once, by whatever identifier, and win by nothing but the seed told before [IN-14, CM-22]", async () => {
    const made = await call("POST", "/group-activities", lottery(), manager);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const { id, seedHash } = made.body;
    expect(made.body).toMatchObject({ state: "open", seed: null });
    const told = await report(id, [
      entry(0),
      entry(0),
      { chatKey: "chat-n", identifier: { kind: "phone", value: "139 5820 1741" } },
      entry(2),
      entry(3),
      entry(4, "chat-s"),
      entry(9),
      entry(1, "chat-n", { at: "2026-06-14T02:00:00Z" }),
      { chatKey: "chat-n", identifier: { kind: "phone", value: "13958209999" } },
    ]);
    expect(told.status, JSON.stringify(told.body)).toBe(200);
    expect(told.body.items.map(({ result }) => result)).toEqual([
      "taken",
      "already",
      "taken",
      "taken",
      "taken",
      "other_group",
      "not_in_group",
      "not_open",
      "unknown",
    ]);
    const [again, twin] = await Promise.all([report(id, [entry(1)]), report(id, [entry(1)])]);
    expect([again.body.items[0]?.result, twin.body.items[0]?.result]).toEqual(["already", "already"]);
    expect(
      (
        await server.call("POST", `/group-activities/${id}/entries`, {
          cookie: manager.cookie,
          body: { items: [entry(1)] },
        })
      ).status,
    ).toBe(403);

    expect(await drawDue(platform)).toBe(0);
    clock.set("2026-06-15T12:00:00Z");
    expect((await Promise.all([drawDue(platform), drawDue(platform)])).reduce((sum, n) => sum + n, 0)).toBe(1);
    await db.transaction().execute((tx) =>
      appendEvents(
        tx,
        [
          { at: "2026-06-14T02:00:00Z", who: 0 },
          { at: "2026-06-15T03:00:00Z", who: 0 },
          { at: "2026-06-15T03:00:00Z", who: 2 },
          { at: "2026-06-01T03:00:00Z", who: 3 },
        ].map(({ at, who }) => ({
          source: "helper",
          eventId: `spoke:${at}:${who}`,
          type: "group.spoke" as const,
          originNo: people[who] ?? 0,
          memberNo: people[who] ?? 0,
          occurredAt: new Date(at),
          channel: "wecom",
          properties: { groupCode: "chat-n" },
        })),
      ),
    );
    await testing.passHorizon();
    await testing.deliver();
    const drawn = (await call("GET", `/group-activities/${id}`, undefined, manager)).body;
    expect(drawn.byGroup).toMatchObject([{ people: 4, customers: 4, spokeBefore: 1, spokeAfter: 2 }]);
    expect(hashOfSeed(drawn.seed ?? "")).toBe(seedHash);
    const { rows } = await sql<{ no: string; memberNo: number }>`
      select no::text as no, member_no as "memberNo" from group_entry where activity_id = ${id}`.execute(db);
    const expected = rows
      .sort((a, b) => (placeOf(drawn.seed ?? "", a.no) < placeOf(drawn.seed ?? "", b.no) ? -1 : 1))
      .slice(0, 3)
      .map(({ memberNo }) => memberNo);
    expect(drawn.winners.map(({ memberNo }) => memberNo)).toEqual(expected);
    expect(drawn.winners.map(({ prize }) => prize)).toEqual(["保温杯", "100 积分", "100 积分"]);
    expect(drawn).toMatchObject({ people: 4, toHandOver: 1, costFen: 10_100, bought: { people: 4, others: 0 } });
    for (const { memberNo, goods } of drawn.winners) expect(await pointsOf(memberNo)).toBe(goods ? 0 : 100);
    expect((await report(id, [entry(1)])).body.items[0]?.result).toBe("not_open");

    const { originNo = 0 } = drawn.winners[0] ?? {};
    expect((await call("POST", `/group-activities/${id}/hand-over`, { originNo }, southern)).status).toBe(404);
    expect((await call("POST", `/group-activities/${id}/hand-over`, { originNo }, manager)).status).toBe(200);
    expect((await call("POST", `/group-activities/${id}/hand-over`, { originNo }, manager)).status).toBe(404);
    expect((await call("POST", `/group-activities/${id}/end`, { note: "改期" }, manager)).body.code).toBe(
      "group_activity_over",
    );
  });
});

describe("sign-ins in groups [CM-22]", () => {
  it("bring points each day once, and more for days in a row [IN-14, CM-22]", async () => {
    const made = await call("POST", "/group-activities", {
      ...lottery({
        kind: "sign_in",
        name: "每日签到",
        rulesText: "每天在小程序签到一次",
        endsAt: "2026-07-15T12:00:00Z",
        groupIds: groups,
      }),
      rewards: { points: 5, streakDays: 3, streakPoints: 20 },
    });
    const { id } = made.body;
    const before = await pointsOf(people[4] ?? 0);
    expect((await report(id, [entry(4, "chat-s"), entry(4, "chat-s")])).body.items).toMatchObject([
      { result: "taken", points: 5, streak: 1 },
      { result: "already", points: 0 },
    ]);
    clock.set("2026-06-17T02:00:00Z");
    // The helper was offline for a day and tells of both.
    const late = [
      entry(4, "chat-s", { at: "2026-06-17T01:00:00Z" }),
      entry(4, "chat-s", { at: "2026-06-16T01:00:00Z" }),
    ];
    expect((await report(id, late)).body.items).toMatchObject([
      { result: "taken", points: 25, streak: 3 },
      { result: "taken", points: 5, streak: 2 },
    ]);
    expect((await report(id, late)).body.items.map(({ result }) => result)).toEqual(["already", "already"]);
    expect(await pointsOf(people[4] ?? 0)).toBe((before ?? 0) + 35);
  });
});

describe("texts for groups [IN-14]", () => {
  it("wait for a helper or the keeper, each once, and greet newcomers in one text", async () => {
    const posts = (who: { cookie: string }) => call("GET", "/group-posts", undefined, who);
    const operatorNow = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
    const managerNow = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.N1.id });
    const { items } = (await posts(operatorNow)).body;
    expect(items.map(({ kind }) => kind)).toEqual(["winners", "opening", "opening"]);
    expect(items[0]?.text).toContain("保温杯：王**");
    expect((await posts(managerNow)).body.items).toHaveLength(2);
    const own = await server.call<Shown>("GET", "/group-posts?chatKey=chat-s", {
      headers: { authorization: `Bearer ${helper}` },
    });
    expect(own.body.items).toHaveLength(1);
    const [post] = own.body.items;
    expect((await call("POST", `/group-posts/${post?.id}/done`, undefined, managerNow)).status).toBe(404);
    for (let times = 0; times < 2; times += 1)
      expect(
        (await server.call("POST", `/group-posts/${post?.id}/done`, { headers: { authorization: `Bearer ${helper}` } }))
          .status,
      ).toBe(200);
    expect((await posts(operatorNow)).body.items).toHaveLength(2);

    await sql`update customer_group_member set joined_at = ${new Date("2026-06-17T01:50:00Z")} where person_key in ('wm-0', 'wm-1')`.execute(
      db,
    );
    const welcome = { text: "欢迎新朋友", withinMinutes: 30 };
    expect(await writeWelcomes(db, welcome, clock.now())).toBe(1);
    expect(await writeWelcomes(db, welcome, clock.now())).toBe(0);
    const groupsNow = await call("GET", "/groups", undefined, operatorNow);
    expect(groupsNow.body.items).toMatchObject([
      { name: "北一店福利群", customers: 4, joined: 4, gone: 0, running: 1 },
      { name: "南一店福利群", customers: 2 },
    ]);
    expect((await call("GET", "/groups", undefined, managerNow)).body.items).toHaveLength(1);
  });
});
