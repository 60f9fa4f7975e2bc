import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { upsertMembers } from "../members/upsert-members.ts";

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform, clock } = testing;
const server = await testServer(testing);

let chain: SmallChain;
let admin: TestPerson;
let operator: TestPerson;
let colleague: TestPerson;
let manager: TestPerson;
let memberNo: number;
let southern: number;

interface Balance {
  readonly available: number;
  readonly debt: number;
  readonly frozen: object | null;
}
interface Entries {
  readonly items: readonly { readonly kind: string; readonly points: number; readonly reason: string | null }[];
  readonly nextCursor: string | null;
}

const member = (phone: string, storeNo: number) =>
  platform.db.transaction().execute(async (tx) => {
    const [made] = await upsertMembers(tx, platform, [
      {
        identifiers: [
          { kind: "phone", value: phone },
          { kind: "openid", scope: "wx-mini", value: `mini-${phone}` },
        ],
        storeNo,
        source: "pos",
        registeredAt: clock.now(),
        observedAt: clock.now(),
      },
    ]);
    return made?.memberNo as number;
  });
const adjust = (who: TestPerson, body: object) =>
  server.call<{ id: string; status: string; code: string; title: string }>("POST", "/points/adjust", {
    cookie: who.cookie,
    body,
  });
const pointsOf = async (who: TestPerson, no = memberNo) =>
  (
    await server.call<Entries & { balance: Balance; memberNo: number }>("GET", `/members/${no}/points`, {
      cookie: who.cookie,
    })
  ).body;

beforeAll(async () => {
  chain = await aSmallChain(testing);
  admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  colleague = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  manager = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.N1.id });
  memberNo = await member("13922220001", chain.stores.N1.no);
  southern = await member("13922220002", chain.stores.S1.no);
});

describe("corrections by hand", () => {
  it("carries out small ones at once, with their reason in the ledger and the trail", async () => {
    const done = await adjust(manager, { businessKey: "a-1", memberNo, points: 300, reason: "补录线下活动积分" });
    expect(done).toMatchObject({ status: 200, body: { status: "done" } });
    expect(
      await adjust(manager, { businessKey: "a-1", memberNo, points: 300, reason: "补录线下活动积分" }),
    ).toMatchObject({
      body: { id: done.body.id },
    });
    const { balance, items } = await pointsOf(manager);
    expect(balance.available).toBe(300);
    expect(items).toMatchObject([{ kind: "adjusted", points: 300, reason: "补录线下活动积分" }]);
    const { rows } = await sql`select action, actor_name from audit_log where action = 'points.adjusted'`.execute(
      platform.db,
    );
    expect(rows).toEqual([{ action: "points.adjusted", actor_name: manager.actor.name }]);
  });

  it("takes no more than there is, says how much there is, and needs a reason", async () => {
    const refused = await adjust(manager, { businessKey: "a-2", memberNo, points: -301, reason: "重复发放" });
    expect(refused).toMatchObject({ status: 409, body: { code: "points_insufficient" } });
    expect(refused.body).toMatchObject({ detail: expect.stringContaining("可用 300") });
    expect(await adjust(manager, { businessKey: "a-3", memberNo, points: 10, reason: "" })).toMatchObject({
      status: 400,
    });
    expect(await adjust(manager, { businessKey: "a-4", memberNo: southern, points: 10, reason: "外区" })).toMatchObject(
      {
        status: 404,
      },
    );
  });

  it("lets large ones wait for somebody else's approval", async () => {
    const waiting = await adjust(operator, { businessKey: "a-5", memberNo, points: 5_000, reason: "大客户补偿" });
    expect(waiting.body.status).toBe("waiting");
    expect((await pointsOf(operator)).balance.available).toBe(300);
    const decide = (who: TestPerson, approve: boolean) =>
      server.call<{ code: string; status: string }>("POST", `/points/adjustments/${waiting.body.id}/decision`, {
        cookie: who.cookie,
        body: { approve, note: "已核对" },
      });
    expect((await decide(operator, true)).status).toBe(403);
    expect((await decide(manager, true)).status).toBe(403);
    expect(await decide(colleague, true)).toMatchObject({ status: 200, body: { status: "done" } });
    expect(await decide(colleague, false)).toMatchObject({ status: 409, body: { code: "adjustment_decided" } });
    expect((await pointsOf(operator)).balance.available).toBe(5_300);
    const again = await adjust(operator, { businessKey: "a-6", memberNo, points: -5_000, reason: "撤回补偿" });
    await server.call("POST", `/points/adjustments/${again.body.id}/decision`, {
      cookie: colleague.cookie,
      body: { approve: false, note: "不撤回" },
    });
    expect((await pointsOf(operator)).balance.available).toBe(5_300);
    const list = await server.call<{ items: { status: string; own: boolean }[] }>(
      "GET",
      "/points/adjustments?limit=2",
      {
        cookie: operator.cookie,
      },
    );
    expect(list.body.items).toMatchObject([
      { status: "rejected", own: true },
      { status: "done", own: true },
    ]);
  });
});

describe("fronts", () => {
  it("spend by the identifier that they know, once per number, and give back [MB-02]", async () => {
    const { body } = await server.call<{ key: string }>("POST", "/api-keys", {
      cookie: admin.cookie,
      body: { name: "小程序", permissions: ["points.spend", "member.read"], unitId: chain.hq.id },
    });
    const headers = { authorization: `Bearer ${body.key}` };
    const spend = (body: object) =>
      server.call<{ spendId: string; balance: Balance; code: string }>("POST", "/points/spend", {
        headers,
        body: { channel: "mini_program", points: 300, ...body },
      });
    const identifier = { kind: "openid", scope: "wx-mini", value: "mini-13922220001" };
    const first = await spend({ businessKey: "mall-1", identifier, document: "MALL-1" });
    expect(first).toMatchObject({ status: 200, body: { balance: { available: 5_000 } } });
    expect((await spend({ businessKey: "mall-1", identifier })).body.spendId).toBe(first.body.spendId);
    expect(await spend({ businessKey: "mall-2", memberNo, points: 5_001 })).toMatchObject({
      status: 409,
      body: { code: "points_insufficient" },
    });
    expect(await spend({ businessKey: "mall-3" })).toMatchObject({ status: 400 });
    expect(await spend({ businessKey: "mall-3", identifier: { ...identifier, value: "nobody" } })).toMatchObject({
      status: 404,
    });
    const back = await server.call("POST", "/points/reverse", {
      headers,
      body: { businessKey: "mall-1-back", spendKey: "mall-1", points: 100 },
    });
    expect(back).toMatchObject({ status: 200, body: { points: 100, balance: { available: 5_100 } } });
    const found = await server.call<Entries>("GET", "/points/entries?document=MALL-1", { cookie: operator.cookie });
    expect(found.body.items.map((entry) => [entry.kind, entry.points])).toEqual([
      ["returned", 100],
      ["spent", -300],
    ]);
  });

  it("cannot spend what is frozen", async () => {
    const freeze = (frozen: boolean) =>
      server.call<Balance>("POST", `/members/${memberNo}/points/freeze`, {
        cookie: manager.cookie,
        body: { frozen, reason: "疑似薅羊毛" },
      });
    expect((await freeze(true)).body.frozen).toMatchObject({ reason: "疑似薅羊毛", by: manager.actor.name });
    const spend = () =>
      server.call("POST", "/points/spend", {
        cookie: admin.cookie,
        body: { businessKey: "frozen-1", memberNo, points: 1, channel: "store" },
      });
    expect(await spend()).toMatchObject({ status: 409, body: { code: "points_frozen" } });
    expect((await freeze(false)).body.frozen).toBeNull();
    expect((await spend()).status).toBe(200);
  });
});

describe("rules and the board", () => {
  it("keeps every version of the rule, and lets only the chain's administrators change it [MB-01]", async () => {
    const save = (who: TestPerson, body: object) =>
      server.call<{ version: number; code: string }>("POST", "/points/rules", { cookie: who.cookie, body });
    const rule = { pointsPerYuan: 1, expiry: { kind: "fixed", monthDay: "12-31", years: 1 }, joiningGift: 50 };
    expect((await save(manager, { fromDay: "2026-06-01", rule, basedOn: 0 })).status).toBe(403);
    expect((await save(admin, { fromDay: "2026-06-01", rule, basedOn: 0 })).status).toBe(201);
    expect(await save(admin, { fromDay: "2026-07-01", rule, basedOn: 0 })).toMatchObject({
      status: 409,
      body: { code: "point_rule_changed" },
    });
    expect((await save(admin, { fromDay: "2026-06-14", rule, basedOn: 1 })).status).toBe(400);
    const leap = { ...rule, expiry: { kind: "fixed", monthDay: "02-29", years: 1 } };
    expect((await save(admin, { fromDay: "2026-07-01", rule: leap, basedOn: 1 })).status).toBe(400);
    expect((await save(admin, { fromDay: "2026-07-01", rule: { pointsPerYuan: 2 }, basedOn: 1 })).status).toBe(201);
    const { body } = await server.call<{ items: { version: number; rule: { pointsPerYuan: number } }[] }>(
      "GET",
      "/points/rules",
      { cookie: manager.cookie },
    );
    expect(body.items.map((item) => item.rule.pointsPerYuan)).toEqual([2, 1]);
  });

  it("shows what is owed and that the books agree", async () => {
    const { status, body } = await server.call("GET", "/points/board", { cookie: operator.cookie });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      available: 5_099,
      pending: 0,
      holders: 1,
      issued: 5_300,
      spent: 201,
      expiring: [{ month: null, points: 5_099, members: 1 }],
      check: { agrees: true, inLots: 5_099, inLedger: 5_099 },
    });
    expect((await server.call("GET", "/points/board", { cookie: manager.cookie })).status).toBe(403);
  });
});
