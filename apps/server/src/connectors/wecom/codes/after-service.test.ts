import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertProducts } from "../../../commerce/index.ts";
import { resolveMembers } from "../../../customers/index.ts";
import { processInbox } from "../../../events/index.ts";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { addDays, dayIn } from "../../../kernel/calendar.ts";
import { aPerson, somebody, type TestPerson } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import { createAccount } from "../../wechat/index.ts";
import { welcomeSetting } from "../settings.ts";
import { aCodeWorld, type CodeAnswer } from "./codes.testing.ts";

interface Cards {
  readonly rows: readonly { name: string; guides: number; complete: number; unknown: number }[];
  readonly open: readonly { staffId: string; guideName: string; complete: boolean | null; missing: string[] }[];
}
interface Serviced {
  readonly code: { qrUrl: string } | null;
  readonly items: readonly { memberNo: number; name: string | null; service: string }[];
}
interface Talk {
  readonly code: { qrUrl: string; by: string; guideName: string | null; storeName: string | null } | null;
}

const test = await testPlatform({ now: new Date().toISOString() });
const { platform, clock } = test;
const { db } = platform;
const server = await testServer(test);
const sandbox = await testSandbox();
const today = dayIn(platform.config.timeZone, clock.now());
const period = `from=${addDays(today, -1)}&to=${addDays(today, 2)}`;
let world: Awaited<ReturnType<typeof aCodeWorld>>;
let admin: TestPerson;
let lilei: TestPerson;
let hanmei: TestPerson;
let appId: string;
let friend: string;

const call = async <Body>(method: string, path: string, body?: object, who = admin): Promise<Body> => {
  const answer = await server.call<Body>(method, path, { cookie: who.cookie, ...(body && { body }) });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
};
const phoneOf = (i: number) => `139000011${String(i).padStart(2, "0")}`;

/** Somebody in WeChat whom the store knows by phone. */
async function aVisitor(i: number): Promise<{ person: string; memberNo: number }> {
  const added = { nickname: `客${i}`, phone: phoneOf(i) };
  const { id, unionid } = await sandbox.act<{ id: string; unionid: string }>("people.add", added);
  const identifiers = [
    { kind: "phone" as const, value: phoneOf(i) },
    { kind: "unionid" as const, value: unionid },
  ];
  const storeNo = world.chain.stores.N1.no;
  const [member] = await db
    .transaction()
    .execute((tx) => resolveMembers(tx, platform, [{ identifiers, occurredAt: clock.now(), source: "pos", storeNo }]));
  return { person: id, memberNo: member?.memberNo ?? 0 };
}

async function tell(...events: { type: string; phone: string; properties: object }[]): Promise<void> {
  const body = events.map(({ type, phone, properties }, at) => ({
    eventId: `${type}-${phone}-${at}`,
    type,
    occurredAt: clock.now().toISOString(),
    identifiers: [{ kind: "phone", value: phone }],
    storeCode: "N1",
    properties,
  }));
  await call("POST", "/events", { events: body });
  await processInbox(platform);
}

const scan = async (person: string, code: string | undefined) => {
  await sandbox.act("wecom.scan_contact_way", { person, code });
  await world.work(1);
};
const enter = async (person: string) => {
  const { code } = await sandbox.act<{ code: string }>("mini.login", { appid: appId, person });
  return call<{ openid: string; memberNo: number }>("POST", "/mini-program/sessions", { appId, code });
};

beforeAll(async () => {
  world = await aCodeWorld(test, server, sandbox);
  await sandbox.act("wecom.fill_card", {
    userid: "LiLei",
    avatar: "https://img/a",
    position: "导购",
    company: "北一店",
  });
  await world.sync();
  await world.listen();
  admin = await aPerson(test, { roleCode: "admin", unitId: world.chain.hq.id });
  lilei = await somebody(test, "李雷");
  hanmei = await somebody(test, "韩梅");
  const made = await sandbox.act<{ appid: string; secret: string }>("weixin.add_mini_program", { name: "好物商城" });
  appId = made.appid;
  await db.transaction().execute(async (tx) => {
    await createAccount(platform, tx, systemActor("test"), {
      platform: "mini_program",
      accountId: appId,
      name: "好物商城",
      baseUrl: sandbox.weixin,
      secrets: {
        secret: made.secret,
        callbackToken: "t0ken",
        callbackAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA",
      },
    });
    await upsertProducts(tx, [{ sku: "lens", name: "护眼镜片" }]);
  });
});

describe("inviting where people are", () => {
  it("shows whose card is complete, what is missing, and asks a person where the platform is silent [AQ-16]", async () => {
    const cards = () => call<Cards>("GET", "/guide-cards?by=store");
    const first = await cards();
    expect(first.rows.find(({ name }) => name === "北一店")).toMatchObject({ guides: 2, complete: 1, unknown: 0 });
    const card = (seen: Cards) => seen.open.find(({ guideName }) => guideName === "韩梅");
    expect(first.open.some(({ guideName }) => guideName === "李雷")).toBe(false);
    expect(card(first)).toMatchObject({ complete: false, missing: ["photo", "position"] });
    // Requests of the one and the other, so that their acceptance can be compared.
    const task = await call<{ id: string }>("POST", "/friend-tasks", {
      name: "名片对比",
      script: "您好，我是门店的导购，请通过一下",
    });
    const lines = [
      { phone: phoneOf(50), guideCode: "LiLei" },
      { phone: phoneOf(51), guideCode: "HanMei" },
    ];
    await call("POST", `/friend-tasks/${task.id}/people`, { source: { from: "lines", lines } });
    for (const who of [lilei, hanmei]) {
      const { items } = await call<{ items: { no: number }[] }>("GET", "/friend-adding/people", undefined, who);
      await call("POST", `/friend-adding/people/${items[0]?.no}/call`, { result: "reached" }, who);
      await call("POST", `/friend-adding/people/${items[0]?.no}/requests`, undefined, who);
    }
    await sandbox.act("wecom.fill_card", { userid: "HanMei", position: "导购" });
    await world.sync();
    const second = await cards();
    expect(card(second)).toMatchObject({ complete: null, missing: ["photo"] });
    await call("PUT", `/guide-cards/${hanmei.id}/photo`, { photoReal: true });
    expect(card(await cards())).toBeUndefined();
    await sql`insert into setting (key, value, version, updated_by) values (${welcomeSetting.key}, '{"enabled":false,"text":"您好"}', 1, 'test')`.execute(
      db,
    );
    expect(card(await cards())).toMatchObject({ complete: false, missing: ["greeting"] });
    await sql`delete from setting where key = ${welcomeSetting.key}`.execute(db);
    const { cards: rates } = await call<{ cards: object[] }>("GET", `/friend-adding/report?${period}`);
    expect(rates).toMatchObject([
      { card: "complete", requests: 1 },
      { card: "incomplete", requests: 1 },
    ]);
  });

  it("has the guide show the code right after the eye check, and counts who followed [AQ-32]", async () => {
    const [one, other] = [await aVisitor(1), await aVisitor(2)];
    const check = { serviceKind: "eye_check", title: "验光", guideCode: "LiLei" };
    await tell(
      { type: "service.recorded", phone: phoneOf(1), properties: check },
      { type: "service.recorded", phone: phoneOf(2), properties: check },
    );
    const serviced = () => call<Serviced>("GET", "/friend-adding/serviced", undefined, lilei);
    const before = await serviced();
    expect(before.code).toBeNull();
    expect(before.items.map(({ memberNo }) => memberNo).toSorted()).toEqual([one.memberNo, other.memberNo].toSorted());
    expect(before.items[0]?.service).toBe("验光");
    expect((await call<Serviced>("GET", "/friend-adding/serviced", undefined, hanmei)).items).toEqual([]);
    const { items } = await call<{ items: { kind: string; title: string }[] }>("GET", "/me/to-dos", undefined, lilei);
    expect(items).toMatchObject([{ kind: "serviced_customer", title: "刚服务完 2 位客户，请出示你的企业微信码" }]);
    await call<CodeAnswer>("POST", "/live-codes", {
      kind: "staff",
      name: "李雷胸牌",
      orgUnitId: world.chain.stores.N1.id,
      storeNo: world.chain.stores.N1.no,
      material: "badge",
      guides: [{ staffId: lilei.id }],
    });
    await world.refresh();
    const { code } = await serviced();
    expect(code?.qrUrl).toBeTruthy();
    await scan(one.person, code?.qrUrl);
    friend = one.person;
    expect((await serviced()).items.map(({ memberNo }) => memberNo)).toEqual([other.memberNo]);
    const report = await call("GET", `/friend-adding/service-report?${period}&by=guide`);
    const counts = { serviced: 2, before: 0, invited: 1, byCode: 1, share: 50 };
    expect(report).toEqual({ hours: 24, total: counts, rows: [{ key: lilei.id, name: "李雷", ...counts }] });
  });

  it("leads from product talk in the mini program to friend, member, group and follower [AQ-13]", async () => {
    await sandbox.act("clock.advance", { ms: 60_000 });
    clock.set(new Date(Date.now() + 60_000));
    const { person, memberNo } = await aVisitor(3);
    const { openid } = await enter(person);
    const talk = (body: object) => call<Talk>("POST", "/mini-program/product-talks", { appId, sku: "lens", ...body });
    const own = await enter(friend);
    expect((await talk({ openid: own.openid })).code).toMatchObject({ by: "guide", guideName: "李雷" });
    expect((await talk({ openid })).code).toBeNull();
    await call("POST", "/live-codes", {
      kind: "store",
      name: "商品页客服",
      storeNo: world.chain.stores.N1.no,
      material: "mini_program",
    });
    await world.refresh();
    const shown = await talk({ openid });
    expect(shown.code).toMatchObject({ by: "store", storeName: "北一店" });
    await scan(person, shown.code?.qrUrl);
    const { code: phoneCode } = await sandbox.act<{ code: string }>("mini.authorise_phone", { appid: appId, person });
    await call("POST", "/mini-program/registrations", { appId, openid, phoneCode, storeCode: "N1" });
    await tell(
      { type: "group.joined", phone: phoneOf(3), properties: { groupCode: "g1" } },
      { type: "account.followed", phone: phoneOf(3), properties: {} },
    );
    const { total, products } = await call<{ total: object; products: object[] }>(
      "GET",
      `/mini-program/product-talks/report?${period}`,
    );
    const chain = { talked: 2, friendsBefore: 1, friends: 1, members: 1, inGroup: 1, followers: 1 };
    expect(total).toEqual(chain);
    expect(products).toEqual([{ sku: "lens", product: "护眼镜片", ...chain }]);
    const { rows } = await sql<{ sku: string }>`
      select properties ->> 'sku' as sku from event_log where type = 'product.talk_started' and member_no = ${memberNo}`.execute(
      db,
    );
    expect(rows).toEqual([{ sku: "lens" }, { sku: "lens" }]);
  });
});
