import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertOrders } from "../../../commerce/index.ts";
import { upsertMembers } from "../../../customers/index.ts";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { dayIn } from "../../../kernel/calendar.ts";
import { publicAddressSetting } from "../../../kernel/public-address.ts";
import { writeSetting } from "../../../kernel/settings.ts";
import { createKey } from "../../../organization/api-keys/keys.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import { createAccount, type WechatAccount } from "../../wechat/index.ts";

const testing = await testPlatform();
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);
const sandbox = await testSandbox();
const corpId = "ww1234567890abcdef";
let chain: SmallChain;
let [operator, guide, manager, southerner]: TestPerson[] = [];
let mall: WechatAccount;

interface Own {
  readonly friends: number;
  readonly members: number;
  readonly orders: number;
  readonly amountFen: number;
}
interface Workbench {
  readonly figures: { readonly today: Own; readonly month: Own };
  readonly shared: { readonly visits: number; readonly newMembers: number };
  readonly codes: readonly { readonly id: string; readonly name: string; readonly path: string }[];
  readonly functions: readonly { readonly id: string; readonly kind: string; readonly name: string }[];
  readonly team: readonly { readonly staffId: string; readonly month: Own }[];
}
interface Functions {
  readonly items: readonly {
    readonly id: string;
    readonly name: string;
    readonly version: number;
    readonly openings: number;
    readonly people: number;
  }[];
  readonly errors: readonly { readonly path: string }[];
  readonly code: string;
}

const as = <Body>(who: TestPerson | undefined, method: string, path: string, body?: object) =>
  server.call<Body>(method, `/workbench${path}`, { cookie: who?.cookie, body });
const bench = async (who: TestPerson | undefined) => (await as<Workbench>(who, "GET", "")).body;
const draft = (more: object = {}) => ({
  kind: "web",
  name: "会员 CRM",
  address: "https://crm.example.com/guide?from=wb",
  unitId: chain.hq.id,
  roleCodes: ["guide", "store_manager"],
  ...more,
});
const put = (more: object, who = operator) => as<Functions>(who, "POST", "/functions", draft(more));
const picture = (who: TestPerson | undefined, path: string) =>
  fetch(`${server.url}/api/v1/workbench${path}`, { headers: { cookie: who?.cookie ?? "" } });
const pngOf = async (response: Response) =>
  [
    response.status,
    Buffer.from(await response.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ] as const;

beforeAll(async () => {
  chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  guide = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.N1.id });
  manager = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.N1.id });
  southerner = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.S1.id });
  const made = await sandbox.act<{ appid: string; secret: string }>("weixin.add_mini_program", { name: "商城" });
  await db.transaction().execute(async (tx) => {
    await writeSetting(tx, systemActor("test"), publicAddressSetting, { url: "https://feilun.example.com" }, 0);
    mall = await createAccount(platform, tx, systemActor("test"), {
      platform: "mini_program",
      accountId: made.appid,
      name: "商城",
      baseUrl: sandbox.weixin,
      secrets: { secret: made.secret },
    });
  });
});

describe("the guide's workbench [IN-23]", () => {
  it("shows one's own friends, members and orders of today and the month, and a manager their people's", async () => {
    const [member] = await db.transaction().execute((tx) =>
      upsertMembers(tx, platform, [
        {
          identifiers: [{ kind: "phone", value: "13800001234" }],
          registeredAt: clock.now(),
          storeNo: chain.stores.N1.no,
          source: "pos",
          observedAt: clock.now(),
        },
      ]),
    );
    const memberNo = member?.memberNo ?? 0;
    await sql`update member set guide_id = ${guide?.id} where member_no = ${memberNo}`.execute(db);
    await sql`insert into wecom_member (corp_id, userid, name, status, staff_id, matched_by)
      values (${corpId}, 'LiLei', '李雷', 1, ${guide?.id}, 'code')`.execute(db);
    await sql`insert into wecom_follow (corp_id, userid, external_userid, origin_no, member_no, state, began_at)
      values (${corpId}, 'LiLei', 'wmA', ${memberNo}, ${memberNo}, 'active', ${clock.now()}),
        (${corpId}, 'LiLei', 'wmB', null, null, 'lost', ${clock.now()})`.execute(db);
    const { rows } = await sql<{ no: number }>`select no from staff where id = ${guide?.id}`.execute(db);
    const sale = (orderCode: string, daysAgo: number) => {
      const paidAt = new Date(clock.now().getTime() - daysAgo * 86_400_000);
      return {
        source: "pos",
        orderCode,
        member: { originNo: memberNo, memberNo },
        storeNo: chain.stores.N1.no,
        channel: "store",
        guideNo: rows[0]?.no,
        paidAt,
        businessDay: dayIn(platform.config.timeZone, paidAt),
        lines: [{ sku: "tea", name: "新茶", quantity: 1, unitPriceLi: 50_000, amountLi: 50_000 }],
      };
    };
    await db.transaction().execute((tx) => upsertOrders(tx, platform, [sale("W-1", 0), sale("W-2", 3)]));
    await testing.deliver();
    const own = await bench(guide);
    expect(own.figures).toEqual({
      today: { friends: 1, members: 1, orders: 1, amountFen: 5_000 },
      month: { friends: 1, members: 1, orders: 2, amountFen: 10_000 },
    });
    expect(own.team).toEqual([]);
    const led = await bench(manager);
    expect(led.figures.month.orders).toBe(0);
    expect(led.team.map(({ staffId, month }) => [staffId, month.orders])).toEqual([
      [guide?.id, 2],
      [manager?.id, 0],
    ]);
    expect((await bench(southerner)).figures.month).toEqual({ friends: 0, members: 0, orders: 0, amountFen: 0 });
  });

  it("hands out one's own codes as pictures, and nobody else's", async () => {
    const code = await server.call<{ id: string }>("POST", "/live-codes", {
      cookie: manager?.cookie,
      body: { kind: "store", name: "北一店台卡", storeNo: chain.stores.N1.no },
    });
    expect(code.status).toBe(201);
    expect((await bench(guide)).codes.map(({ name }) => name)).toEqual(["北一店台卡"]);
    expect((await bench(southerner)).codes).toEqual([]);
    expect(await pngOf(await picture(guide, `/codes/${code.body.id}/qr.png`))).toEqual([200, "PNG"]);
    expect((await picture(southerner, `/codes/${code.body.id}/qr.png`)).status).toBe(404);
  });

  it("shows what headquarters embeds, by unit and role, in its order; checks what is entered", async () => {
    expect((await put({ name: "区域培训", unitId: chain.south.id, position: 2 })).status).toBe(201);
    expect((await put({ position: 1 })).status).toBe(201);
    expect((await put({ name: "店长日报", roleCodes: ["store_manager"], position: 3 })).status).toBe(201);
    expect((await put({ name: "停用的", enabled: false })).status).toBe(201);
    expect((await bench(guide)).functions.map(({ name }) => name)).toEqual(["会员 CRM"]);
    expect((await bench(manager)).functions.map(({ name }) => name)).toEqual(["会员 CRM", "店长日报"]);
    expect((await bench(southerner)).functions.map(({ name }) => name)).toEqual(["会员 CRM", "区域培训"]);
    const wrong = async (more: object) => (await put(more)).body.errors[0]?.path;
    expect(await wrong({ address: "http://crm.example.com" })).toBe("address");
    expect(await wrong({ kind: "mini_program", address: "", appId: "wxnobody", page: "pages/a" })).toBe("appId");
    expect(await wrong({ roleCodes: ["boss"] })).toBe("roleCodes");
    expect((await put({}, guide)).status).toBe(403);
    // A region sets its own part only.
    const region = await aPerson(testing, { roleCode: "region_manager", unitId: chain.north.id });
    expect((await put({}, region)).status).toBe(404);
    expect((await put({ name: "北区排班", unitId: chain.north.id, position: 9 }, region)).status).toBe(201);
    const listed = (await as<Functions>(region, "GET", "/functions")).body.items;
    expect(listed.map(({ name }) => name)).toEqual(["北区排班"]);
    const id = listed[0]?.id;
    expect((await as(southerner, "POST", `/functions/${id}/open`)).status).toBe(404);
    const edited = { ...draft({ name: "北区排班表", unitId: chain.north.id }), version: 1 };
    expect((await as(region, "PUT", `/functions/${id}`, edited)).status).toBe(200);
    expect((await as<Functions>(region, "PUT", `/functions/${id}`, edited)).body.code).toBe(
      "workbench_function_changed",
    );
    expect((await as<Functions>(region, "DELETE", `/functions/${id}`)).body.items).toEqual([]);
  });

  it("tells the embedded system once, and within two minutes, who opened it", async () => {
    const admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
    const { key } = await db
      .transaction()
      .execute((tx) =>
        createKey(
          tx,
          admin.actor,
          { name: "CRM", permissions: ["workbench.verify"], unitId: chain.hq.id },
          clock.now(),
        ),
      );
    const id = (await bench(guide)).functions[0]?.id;
    const open = async () => (await as<{ url: string; path: string }>(guide, "POST", `/functions/${id}/open`)).body.url;
    const verify = (token: string | null) =>
      server.call<{ code: string; staff: object; posts: object[] }>("POST", "/workbench/identities", {
        headers: { authorization: `Bearer ${key}` },
        body: { token },
      });
    const url = new URL(await open());
    expect([url.host, url.searchParams.get("from")]).toEqual(["crm.example.com", "wb"]);
    const token = url.searchParams.get("feilun_token");
    const told = await verify(token);
    const { rows: staff } = await sql<{ code: string; name: string }>`
      select code, name from staff where id = ${guide?.id}`.execute(db);
    expect(told.body).toMatchObject({ staff: staff[0], posts: [{ unitCode: "N1", roleCode: "guide" }] });
    expect((await verify(token)).body.code).toBe("token_used");
    expect((await verify(`${token?.split(".")[0]}.${"0".repeat(32)}`)).body.code).toBe("token_unknown");
    const late = new URL(await open()).searchParams.get("feilun_token");
    clock.advance({ minutes: 3 });
    expect((await verify(late)).body.code).toBe("token_expired");
    // A guide's own session is no embedded system.
    expect((await as(guide, "POST", "/identities", { token: late })).status).toBe(403);
    const used = (await as<Functions>(operator, "GET", "/functions")).body.items.find((each) => each.id === id);
    expect(used).toMatchObject({ openings: 2, people: 1 });
    const { rows } = await sql`select from audit_log where action = 'workbench.identity_told'`.execute(db);
    expect(rows).toHaveLength(1);
  });

  it("lets guides pass a mini program page on under their own name, and shows what it brought", async () => {
    const page = { kind: "share", name: "新茶上市", address: "", appId: mall.accountId, page: "pages/index/index" };
    expect((await put(page)).status).toBe(201);
    const opened = { ...page, kind: "mini_program", name: "导购小程序" };
    expect((await put(opened)).status).toBe(201);
    const { functions } = await bench(guide);
    const of = (kind: string) => functions.find((each) => each.kind === kind)?.id;
    expect(await pngOf(await picture(guide, `/functions/${of("share")}/card.png`))).toEqual([200, "PNG"]);
    await picture(guide, `/functions/${of("share")}/card.png`);
    const { rows } = await sql<{
      key: string;
    }>`select key from mini_program_share where staff_id = ${guide?.id}`.execute(db);
    expect(rows).toHaveLength(1);
    const inside = await as<{ appId: string; path: string }>(guide, "POST", `/functions/${of("mini_program")}/open`);
    expect(inside.body.path).toMatch(/^pages\/index\/index\?feilun_token=/);

    // A customer scans the code: the mini program hands on what stands in it.
    const admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
    const { id: person } = await sandbox.act<{ id: string }>("people.add", { nickname: "扫码的客人" });
    const { code } = await sandbox.act<{ code: string }>("mini.login", { appid: mall.accountId, person });
    const entered = await server.call("POST", "/mini-program/sessions", {
      cookie: admin.cookie,
      body: { appId: mall.accountId, code, scene: `s=${rows[0]?.key}` },
    });
    expect(entered.status).toBe(201);
    await testing.deliver();
    expect((await bench(guide)).shared).toEqual({ visits: 1, newMembers: 1 });
    expect((await bench(southerner)).shared).toEqual({ visits: 0, newMembers: 0 });
  });
});
