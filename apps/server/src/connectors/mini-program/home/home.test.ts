import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { createOutbound, workOffOutbound } from "../../../engagement/index.ts";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { addDays, dayIn } from "../../../kernel/calendar.ts";
import { aPerson, type TestPerson } from "../../../testing/people.ts";
import type { WechatAccount } from "../../wechat/index.ts";
import { aConnectedMerchant } from "../../wechat-pay/wechat-pay.testing.ts";
import { callbackWorker, weixinConnector } from "../../weixin/weixin.testing.ts";
import { miniProgramCallbacks, miniProgramChannels } from "../index.ts";

const shop = await aConnectedMerchant();
const { testing, platform, server, sandbox, chain, admin, mini } = shop;
const { db } = platform;
const { until } = callbackWorker(platform, miniProgramCallbacks);
const today = dayIn(platform.config.timeZone, platform.clock.now());
const noon = `${today}T04:00:00Z`;
const night = `${today}T19:00:00Z`;
let account: WechatAccount;
let north: TestPerson;

interface HomeTold {
  readonly visitId: string;
  readonly home: string;
  readonly basis: string;
  readonly store: {
    readonly code: string;
    readonly metres: number | null;
    readonly deliveryMinutes: number | null;
  } | null;
  readonly nearby: readonly { readonly code: string; readonly metres: number }[];
  readonly cities: readonly { readonly city: string }[];
  readonly looked: readonly {
    readonly code: string;
    readonly scanAndGo: string | null;
    readonly homeDelivery: string | null;
    readonly ruleFrom: string;
  }[];
  readonly code: string;
}
interface Report {
  readonly visits: number;
  readonly homes: readonly {
    readonly home: string;
    readonly visits: number;
    readonly share: number;
    readonly orders: number;
    readonly amountFen: number;
  }[];
  readonly stores: readonly { readonly storeName: string }[];
}

const ask = <Body>(path: string, body: object, who = admin, method = "POST") =>
  server.call<Body>(method, `/mini-program/${path}`, { cookie: who.cookie, body });
/** North of the store N1, so many metres away along the meridian. */
const away = (metres: number) => ({ latitude: 39.08 + metres / 111_195, longitude: 117.2 });

async function enter(nickname: string, more: object = {}, phone?: string) {
  const { id: person } = await sandbox.act<{ id: string }>("people.add", { nickname, ...(phone && { phone }) });
  const { code } = await sandbox.act<{ code: string }>("mini.login", { appid: mini.appid, person });
  const { body } = await ask<{ openid: string; memberNo: number; visitId: string }>("sessions", {
    appId: mini.appid,
    code,
    ...more,
  });
  return { person, ...body };
}
const home = async (openid: string, more: object = {}) =>
  (await ask<HomeTold>("home", { appId: mini.appid, openid, ...more })).body;
const tried = async (body: object, who = admin) => (await ask<HomeTold>("home/try", body, who)).body;
const rule = (unitId: string, change: object, who = admin) =>
  ask<{ code: string }>(
    `home/rules/${unitId}`,
    {
      ...{ scanAndGo: null, inStoreMetres: null, homeDelivery: null },
      ...{ deliveryMetres: null, deliveryMinutes: null, deliversClosed: null, version: 0 },
      ...change,
    },
    who,
    "PUT",
  );

beforeAll(async () => {
  account = await weixinConnector(platform, server, sandbox).connect("mini_program", "飞轮商城", mini);
  const week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  await sql`update store set services = '{in_store,home_delivery}',
      opening_hours = ${JSON.stringify(Object.fromEntries(week.map((day) => [day, [["09:00", "22:00"]]])))}::jsonb
    where org_unit_id = ${chain.stores.N1.id}`.execute(db);
  await sql`update store set services = '{in_store}' where org_unit_id <> ${chain.stores.N1.id}`.execute(db);
  north = await aPerson(testing, { roleCode: "region_manager", unitId: chain.north.id });
});

describe("the home page by the visitor's place [CH-21]", () => {
  it("is scan-and-go in the store, delivery around it, and the stores nearby beyond", async () => {
    const at = (metres: number) => tried({ position: away(metres), at: noon });
    expect(await at(40)).toMatchObject({ home: "scan_and_go", basis: "inside", store: { code: "N1", metres: 40 } });
    expect(await at(2_000)).toMatchObject({
      home: "home_delivery",
      basis: "in_range",
      store: { code: "N1", metres: 2_000, deliveryMinutes: 60 },
    });
    const far = await at(10_000);
    expect(far).toMatchObject({ home: "nearby", basis: "out_of_range", store: null });
    expect(far.nearby[0]).toMatchObject({ code: "N1", metres: 10_000 });
    expect(far.looked[0]).toMatchObject({
      scanAndGo: "相距 10 公里，超出店内范围 150 米",
      homeDelivery: "相距 10 公里，超出配送范围 3 公里",
      ruleFrom: "系统默认",
    });
    // A browser's WGS-84 of the same spot lies some hundred metres off in GCJ-02.
    const shifted = await tried({ position: { ...away(0), datum: "wgs84" }, at: noon });
    expect(shifted.nearby[0]?.metres).toBeGreaterThan(200);
  });

  it("keeps to opening hours, and to the nearest unit's rule: chain, region, store", async () => {
    expect(await tried({ position: away(40), at: night })).toMatchObject({ home: "nearby" });
    expect((await rule(chain.hq.id, { deliversClosed: true, deliveryMinutes: 90 })).status).toBe(200);
    expect(await tried({ position: away(40), at: night })).toMatchObject({
      home: "home_delivery",
      store: { deliveryMinutes: 90 },
    });
    expect((await rule(chain.north.id, { deliveryMinutes: 45 }, north)).status).toBe(200);
    expect((await rule(chain.stores.N1.id, { deliveryMetres: 1_000 }, north)).status).toBe(200);
    expect(await tried({ position: away(900), at: night })).toMatchObject({ store: { deliveryMinutes: 45 } });
    const beyond = await tried({ position: away(2_000), at: noon });
    expect([beyond.home, beyond.looked[0]?.ruleFrom]).toEqual(["nearby", "系统默认、北一店、北区、总部"]);
    // Others' units, others' versions, and a store's people.
    expect((await rule(chain.south.id, { deliveryMinutes: 45 }, north)).status).toBe(404);
    expect((await rule(chain.north.id, { deliveryMinutes: 50 })).body.code).toBe("home_rule_changed");
    const manager = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.N1.id });
    expect((await rule(chain.stores.N1.id, { deliveryMinutes: 50, version: 1 }, manager)).status).toBe(403);
    expect((await rule(chain.stores.N1.id, { deliveryMetres: 10, version: 1 })).status).toBe(400);
    // All null: the store follows the region again.
    for (const unitId of [chain.stores.N1.id, chain.north.id, chain.hq.id])
      expect((await rule(unitId, { version: 1 })).status).toBe(200);
    expect(await tried({ position: away(2_000), at: noon })).toMatchObject({ store: { deliveryMinutes: 60 } });
    const { rows } = await sql<{ action: string; n: number }>`
      select action, count(*)::int as n from audit_log where action like 'mini_program_home.%' group by 1 order by 1`.execute(
      db,
    );
    expect(rows).toEqual([
      { action: "mini_program_home.rule_removed", n: 3 },
      { action: "mini_program_home.rule_saved", n: 3 },
    ]);
  });

  it("falls back to the last store, the guide's store, then a list, when the place is refused", async () => {
    const stranger = await enter("不给位置");
    expect(await home(stranger.openid)).toMatchObject({ home: "nearby", basis: "nowhere", store: null });
    expect((await home(stranger.openid)).cities.map(({ city }) => city)).toContain("天津市");
    await home(stranger.openid, { pickedStoreCode: "S1" });
    expect(await home(stranger.openid)).toMatchObject({ home: "nearby", basis: "last_store", store: { code: "S1" } });

    const guided = await enter("有导购");
    const guide = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.N2.id });
    await sql`update member set guide_id = ${guide.id} where member_no = ${guided.memberNo}`.execute(db);
    expect(await home(guided.openid)).toMatchObject({ basis: "guide_store", store: { code: "N2" } });
    const wrong = await ask<{ code: string; errors: { path: string }[] }>("home", {
      appId: mini.appid,
      openid: guided.openid,
      pickedStoreCode: "X9",
    });
    expect([wrong.status, wrong.body.errors[0]?.path]).toEqual([400, "pickedStoreCode"]);
    // The position is kept nowhere.
    const { rows } = await sql`select from event_log where properties::text ~ 'latitude|39\\.0'`.execute(db);
    expect(rows).toHaveLength(0);
  });
});

describe("the mini program's functions together", () => {
  /** Accepts a notice on the phone and is sent it through the product. */
  async function sendNotice(who: { person: string; openid: string; memberNo: number }): Promise<void> {
    const token = await fetch(`${sandbox.weixin}/cgi-bin/stable_token`, {
      method: "POST",
      body: JSON.stringify({ grant_type: "client_credential", appid: mini.appid, secret: mini.secret }),
    }).then((response) => response.json() as Promise<{ access_token: string }>);
    const url = (path: string) => `${sandbox.weixin}${path}?access_token=${token.access_token}`;
    const { priTmplId: id } = await fetch(url("/wxaapi/newtmpl/addtemplate"), {
      method: "POST",
      body: JSON.stringify({ tid: "1002", kidList: [1, 3], sceneDesc: "到货提醒" }),
    }).then((response) => response.json() as Promise<{ priTmplId: string }>);
    const { data } = await fetch(url("/wxaapi/newtmpl/gettemplate")).then(
      (response) => response.json() as Promise<{ data: { content: string }[] }>,
    );
    const names = [...(data[0]?.content ?? "").matchAll(/\{\{(\w+)\.DATA\}\}/g)].map((match) => match[1] ?? "");
    await sandbox.act("weixin.answer_subscription", {
      appid: mini.appid,
      person: who.person,
      answers: { [id]: "accept" },
    });
    await until(
      async () => (await sql`select from subscription_grant where accepted > used`.execute(db)).rows.length > 0,
    );
    await db.transaction().execute((tx) =>
      createOutbound(
        platform,
        tx,
        systemActor("test"),
        { name: "mini_subscribe", maxTargets: 1 },
        {
          businessKey: "arrived-1",
          accountId: account.id,
          title: "到货提醒",
          content: { template: { id, data: Object.fromEntries(names.map((name) => [name, "1"])) } },
          targets: [{ key: who.openid, originNo: who.memberNo, memberNo: who.memberNo }],
        },
      ),
    );
    await workOffOutbound(platform, miniProgramChannels(platform), new AbortController().signal);
    await until(
      async () => (await sql`select from outbound_delivery where outcome = 'delivered'`.execute(db)).rows.length > 0,
    );
  }

  async function buy(who: { person: string; openid: string }, orderCode: string): Promise<void> {
    const { body } = await shop.open(shop.draft(orderCode, who.openid, { storeCode: "N1" }));
    const before = (await shop.attempts()).attempts.length;
    await shop.pay(who.person, body.opening.params);
    await shop.heard(before + 1);
  }

  it("signs in, registers by phone, notifies, passes a card on, shows the home by place and takes the order [IN-03]", async () => {
    await sql`update store set opening_hours = null where org_unit_id = ${chain.stores.N1.id}`.execute(db);
    const sharer = await enter("分享人", { scene: "1089" }, "13800004444");
    const { code: phoneCode } = await sandbox.act<{ code: string }>("mini.authorise_phone", {
      appid: mini.appid,
      person: sharer.person,
    });
    const registered = await ask<{ memberNo: number }>("registrations", {
      appId: mini.appid,
      openid: sharer.openid,
      phoneCode,
      storeCode: "N1",
    });
    expect(registered.status).toBe(201);
    await sendNotice(sharer);

    const share = async (openid: string) =>
      (await ask<{ shareKey: string }>("shares", { appId: mini.appid, openid, page: "pages/tea", title: "新茶" })).body
        .shareKey;
    const card = await share(sharer.openid);
    const friend = await enter("朋友", { scene: "1007", shareKey: card });
    const secondHand = await enter("朋友的朋友", { scene: "1008", shareKey: await share(friend.openid) });
    // Looking at one's own card brings nobody.
    await ask("visits", { appId: mini.appid, openid: sharer.openid, scene: "1007", shareKey: card });

    const shown = await home(friend.openid, { visitId: friend.visitId });
    expect(shown.basis).toBe("nowhere");
    testing.clock.advance({ seconds: 0.001 });
    expect(await home(friend.openid, { visitId: friend.visitId, position: away(30) })).toMatchObject({
      home: "scan_and_go",
      store: { code: "N1", metres: 30 },
    });
    await home(secondHand.openid, { visitId: secondHand.visitId, position: away(2_500) });
    await buy(friend, "IN-03-1");
    await buy(secondHand, "IN-03-2");

    await testing.deliver();
    const period = `from=${today}&to=${addDays(today, 1)}`;
    const homes = await server.call<Report>("GET", `/mini-program/home/report?${period}`, { cookie: north.cookie });
    expect(homes.body.homes.map(({ home: name, orders, amountFen }) => [name, orders, amountFen])).toEqual([
      ["scan_and_go", 1, 10_000],
      ["home_delivery", 1, 10_000],
      ["nearby", 0, 0],
    ]);
    const shares = await server.call<{
      total: object;
      sharers: { memberNo: number; visits: number }[];
      hands: object[];
    }>("GET", `/mini-program/shares/report?${period}`, { cookie: admin.cookie });
    expect(shares.body.total).toEqual({ visits: 2, newMembers: 2, orders: 2, amountFen: 20_000 });
    expect(shares.body.sharers.map(({ memberNo, visits }) => [memberNo, visits])).toEqual(
      expect.arrayContaining([
        [registered.body.memberNo, 1],
        [friend.memberNo, 1],
      ]),
    );
    expect(shares.body.hands).toEqual([
      { hand: 1, cards: 1, visits: 1, orders: 1 },
      { hand: 2, cards: 1, visits: 1, orders: 1 },
    ]);
    // Where the friend came from stands in their record, and on their profile.
    const profile = await server.call<{ items: { entryName: string; sharer: object }[] }>(
      "GET",
      `/members/${friend.memberNo}/mini-programs`,
      { cookie: admin.cookie },
    );
    expect(profile.body.items).toMatchObject([
      { name: "飞轮商城", entryName: "好友与群分享", sharer: { memberNo: registered.body.memberNo, staffName: null } },
    ]);
    const { rows } = await sql<{ card: string }>`
      select first_share_key as card from mini_program_user where member_no = ${friend.memberNo}`.execute(db);
    expect(rows).toEqual([{ card }]);
  });
});
