import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertOrders } from "../../../commerce/index.ts";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { addDays, dayIn } from "../../../kernel/calendar.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import { createAccount, type WechatAccount } from "../../wechat/index.ts";
import { entryOf } from "./rules.ts";
import { visitSetting } from "./settings.ts";

const testing = await testPlatform();
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);
const sandbox = await testSandbox();
let chain: SmallChain;
let admin: TestPerson;
let [mall, content, service]: WechatAccount[] = [];

interface Figures {
  readonly visits: number;
  readonly users: number;
  readonly firstUsers: number;
  readonly newMembers: number;
  readonly orders: number;
  readonly amountFen: number;
}
interface Entries {
  readonly total: Figures;
  readonly entries: readonly (Figures & { readonly entry: string })[];
  readonly ordersWithoutVisit: number;
  readonly otherScenes: readonly object[];
}
interface Program extends Figures {
  readonly accountId: string;
  readonly name: string;
  readonly role: string | null;
  readonly people: number;
  readonly shared: number;
  readonly withUnionid: number;
  readonly phones: number;
}
interface Matrix {
  readonly programs: readonly Program[];
  readonly people: number;
  readonly several: number;
  readonly pairs: readonly { readonly people: number }[];
  readonly jumps: readonly object[];
  readonly advice: readonly { readonly kind: string; readonly text: string }[];
}

const call = <Body>(method: string, path: string, body?: object, who = admin) =>
  server.call<Body>(method, `/mini-program/${path}`, { cookie: who.cookie, body });
const today = () => dayIn(platform.config.timeZone, clock.now());
const period = () => `from=${today()}&to=${addDays(today(), 1)}`;
const entries = async (query = "", who = admin) => {
  await testing.deliver();
  return (await call<Entries>("GET", `entries?${period()}${query}`, undefined, who)).body;
};
const matrix = async (who = admin) => {
  await testing.deliver();
  return (await call<Matrix>("GET", `matrix?${period()}`, undefined, who)).body;
};

async function connect(name: string): Promise<WechatAccount> {
  const made = await sandbox.act<{ appid: string; secret: string }>("weixin.add_mini_program", { name });
  return db.transaction().execute((tx) =>
    createAccount(platform, tx, systemActor("test"), {
      platform: "mini_program",
      accountId: made.appid,
      name,
      baseUrl: sandbox.weixin,
      secrets: { secret: made.secret },
    }),
  );
}
const person = async (nickname: string, phone?: string) =>
  (await sandbox.act<{ id: string }>("people.add", { nickname, ...(phone && { phone }) })).id;

async function enter(who: string, account: WechatAccount | undefined, launch: object) {
  const appId = account?.accountId ?? "";
  const { code } = await sandbox.act<{ code: string }>("mini.login", { appid: appId, person: who });
  clock.advance({ seconds: 1 });
  const answer = await call<{ openid: string; memberNo: number }>("POST", "sessions", { appId, code, ...launch });
  expect(answer.status).toBe(201);
  return answer.body;
}
async function buy(memberNo: number, orderCode: string, channel = "mini_program") {
  clock.advance({ seconds: 1 });
  await db.transaction().execute((tx) =>
    upsertOrders(tx, platform, [
      {
        source: "mall",
        orderCode,
        member: { originNo: memberNo, memberNo },
        storeNo: chain.stores.N1.no,
        channel,
        paidAt: clock.now(),
        businessDay: today(),
        lines: [{ sku: "tea", name: "新茶", quantity: 1, unitPriceLi: 30_000, amountLi: 30_000 }],
      },
    ]),
  );
}

/** Sessions end overnight. */
async function nextDay(hours: number): Promise<void> {
  clock.advance({ hours });
  admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
}

beforeAll(async () => {
  chain = await aSmallChain(testing);
  admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  mall = await connect("商城");
  content = await connect("爱下厨");
  service = await connect("服务家");
});

describe("entries of the mini program", () => {
  it("counts openings, people and orders by entry, each order for the last opening before it [CH-18]", async () => {
    const [poster, shared, hybrid] = [await person("海报"), await person("分享"), await person("红包雨")];
    const first = await enter(poster, mall, { scene: "1048" });
    await buy(first.memberNo, "E-1");
    // Comes back from the pull-down list, told twice: one opening.
    const again = { appId: mall?.accountId, openid: first.openid, scene: "1089", visitKey: "visit-0001" };
    clock.advance({ seconds: 1 });
    for (const _ of [1, 2]) expect((await call("POST", "visits", again)).status).toBe(201);
    await buy(first.memberNo, "E-2");
    await enter(shared, mall, { scene: "1008" });
    const marked = await enter(hybrid, mall, { scene: "1007", mark: "red_packet_rain" });
    await buy(marked.memberNo, "E-3");
    await enter(await person("门店码"), mall, { scene: "store=N1", storeCode: "N1" });
    await enter(await person("生人"), mall, { scene: "1999" });
    // In the store, and of somebody who never opened a mini program: neither is an entry's.
    await buy(first.memberNo, "E-4", "store");
    clock.advance({ hours: 1 });

    const told = await entries();
    expect(told.entries.map(({ entry, visits, users, orders }) => [entry, visits, users, orders])).toEqual(
      expect.arrayContaining([
        ["poster", 1, 1, 1],
        ["pull_down", 1, 1, 1],
        ["share", 1, 1, 0],
        ["red_packet_rain", 1, 1, 1],
        ["other", 2, 2, 0],
      ]),
    );
    expect(told.total).toMatchObject({
      visits: 6,
      users: 5,
      firstUsers: 5,
      newMembers: 5,
      orders: 3,
      amountFen: 9_000,
    });
    expect(told.otherScenes).toEqual([{ scene: 1999, visits: 1, label: null }]);

    // What the list does not know is set, and earlier openings are read anew.
    const { value, version } = (
      await call<{ value: { scenes: object[]; marks: object[] }; version: number }>("GET", "visit-settings")
    ).body;
    const set = await call("PUT", "visit-settings", {
      value: {
        ...value,
        scenes: [{ scene: 1999, entry: "ad" }],
        marks: [...value.marks, { mark: "store=N1", entry: "offline_code" }],
      },
      version,
    });
    expect(set.status).toBe(200);
    const anew = await entries();
    expect(anew.entries.map(({ entry }) => entry)).toEqual(expect.arrayContaining(["ad", "offline_code"]));
    expect(anew.otherScenes).toEqual([]);
    expect((await entries("&appId=nobody")).total.visits).toBe(0);
    // An opening holds for a day, not longer.
    await nextDay(30);
    await buy(marked.memberNo, "E-5");
    expect(await entries()).toMatchObject({ total: { visits: 0, orders: 1 }, entries: [], ordersWithoutVisit: 1 });
    // The time line tells of it.
    const line = await server.call<{ items: { type: string; summary: string }[] }>(
      "GET",
      `/members/${marked.memberNo}/timeline`,
      { cookie: admin.cookie },
    );
    expect(JSON.stringify(line.body)).toContain("红包雨与红包");
  });

  it("reads launches alike in the verb and in the report", () => {
    const rules = visitSetting.initial;
    expect(entryOf({ scene: 1047 }, rules)).toBe("offline_code");
    expect(entryOf({ scene: 1047, mark: "social_coupon" }, rules)).toBe("social_coupon");
    expect(entryOf({ mark: "x", shareKey: "k" }, rules)).toBe("share");
    expect(entryOf({}, rules)).toBe("other");
  });

  it("shows a region the people of its own stores only", async () => {
    const south = await aPerson(testing, { roleCode: "region_manager", unitId: chain.south.id });
    const wide = `from=${today().slice(0, 7)}-01&to=${addDays(today(), 1)}`;
    const of = async (who: TestPerson, query = "") =>
      (await call<Entries>("GET", `entries?${wide}${query}`, undefined, who)).body.total.visits;
    expect(await of(south)).toBe(0);
    // Only who scanned the code of N1 belongs to a store.
    expect(await of(admin, `&orgUnitId=${chain.stores.N1.id}`)).toBe(1);
    const beyond = await call("GET", `entries?${wide}&orgUnitId=${chain.north.id}`, undefined, south);
    expect(beyond.status).toBe(404);
    const guide = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.N1.id });
    expect((await call("GET", `entries?${wide}`, undefined, guide)).status).toBe(403);
  });
});

describe("the matrix of mini programs", () => {
  const setRole = (account: WechatAccount | undefined, role: string, version = 0) =>
    call<{ code: string }>("PUT", `matrix/${account?.id}/role`, { role, version });

  it("shows roles, people, jumps and orders side by side, and what is missing [CH-20]", async () => {
    await nextDay(24);
    expect((await setRole(mall, "mall")).status).toBe(200);
    expect((await setRole(content, "content")).status).toBe(200);
    expect((await setRole(content, "after_sales")).body.code).toBe("mini_program_changed");
    const before = await matrix();
    expect(before.advice.map(({ kind }) => kind)).toEqual(["no_role", "missing_role", "missing_role", "missing_role"]);

    // One person over three programs, tied by unionid: registers a product, reads a recipe, buys in the mall.
    const who = await person("九阳用户", "13800006666");
    const registered = await enter(who, service, { scene: "1011" });
    const { code: phoneCode } = await sandbox.act<{ code: string }>("mini.authorise_phone", {
      appid: service?.accountId,
      person: who,
    });
    const done = await call("POST", "registrations", {
      appId: service?.accountId,
      openid: registered.openid,
      phoneCode,
    });
    expect(done.status).toBe(201);
    const reader = await enter(who, content, { scene: "1037", fromAppId: service?.accountId });
    const withoutJump = await matrix();
    expect(withoutJump.advice.map(({ kind, text }) => [kind, text.includes("爱下厨")])).toContainEqual([
      "no_jump",
      true,
    ]);
    const buyer = await enter(who, mall, { scene: "1037", fromAppId: content?.accountId });
    await buy(buyer.memberNo, "M-1");
    expect(new Set([registered.memberNo, reader.memberNo, buyer.memberNo]).size).toBe(1);

    const shown = await matrix();
    const of = (account: WechatAccount | undefined) =>
      shown.programs.find(({ accountId }) => accountId === account?.id);
    expect(of(service)).toMatchObject({
      role: null,
      people: 1,
      phones: 1,
      visits: 1,
      shared: 1,
      withUnionid: 1,
      orders: 0,
    });
    expect(of(mall)).toMatchObject({ role: "mall", people: 6, shared: 1, visits: 1, orders: 1, amountFen: 3_000 });
    expect(shown).toMatchObject({ people: 6, several: 1 });
    expect(shown.pairs.map(({ people }) => people)).toEqual([1, 1, 1]);
    expect(shown.jumps).toHaveLength(2);
    expect(shown.jumps).toContainEqual({
      fromAppId: content?.accountId,
      toAppId: mall?.accountId,
      visits: 1,
      users: 1,
    });
    expect(shown.advice.map(({ kind }) => kind)).not.toContain("no_jump");
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from audit_log where action = 'mini_program.role_set'`.execute(db);
    expect(rows).toEqual([{ n: 2 }]);
  });
});
