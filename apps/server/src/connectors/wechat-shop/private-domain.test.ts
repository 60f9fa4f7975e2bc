import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { addDays, dayIn } from "../../kernel/calendar.ts";
import { aPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testSandbox } from "../../testing/sandbox.ts";
import { testServer } from "../../testing/server.ts";
import { aCodeWorld, type CodeAnswer } from "../wecom/codes/codes.testing.ts";
import { connectShop } from "./wechat-shop.testing.ts";

const testing = await testPlatform({ now: new Date().toISOString() });
const server = await testServer(testing);
const sandbox = await testSandbox();
let world: Awaited<ReturnType<typeof aCodeWorld>>;
let shop: Awaited<ReturnType<typeof connectShop>>;
let parcel: CodeAnswer;
let live: CodeAnswer;

const today = dayIn("Asia/Shanghai", new Date());
const period = `from=${addDays(today, -1)}&to=${addDays(today, 1)}`;
interface Conversion {
  readonly buyers: number;
  readonly already: number;
  readonly followed: number;
  readonly open: number;
  readonly ways: readonly { id: string; kind: string; shown: number; arrived: number }[];
}
interface Buyers {
  readonly items: readonly {
    memberNo: number;
    orders: number;
    scene: string | null;
    ways: string[];
    followedAt: string | null;
  }[];
}
const path = () => `/wechat-shop/shops/${shop.account.id}`;
const conversion = () => world.ask<Conversion>("GET", `${path()}/conversion?${period}`);
const buyers = async (state: string) =>
  (await world.ask<Buyers>("GET", `${path()}/buyers?${period}&state=${state}&limit=50`)).items;
const scan = async (person: string, code: CodeAnswer) => {
  const { qrUrl } = await world.ask<CodeAnswer>("GET", `/live-codes/${code.id}`);
  await sandbox.act("wecom.scan_contact_way", { person, code: qrUrl });
  await shop.settle();
  await world.refresh();
};
/** Orders and friendships are told to the second: one after the other. */
const later = () => sandbox.act("clock.advance", { ms: 5_000 });
const buyAndReceive = async (person: string, more: object = {}) => {
  const { orderId } = await shop.buy(person, more);
  await shop.act("shop.ship", { order: orderId });
  await shop.settle();
  await later();
};

beforeAll(async () => {
  world = await aCodeWorld(testing, server, sandbox);
  await world.sync();
  await world.listen();
  shop = await connectShop(testing, server, sandbox);
  const staffId = await world.staffId("李雷");
  const code = (name: string, material: string) =>
    world.ask<CodeAnswer>("POST", "/live-codes", {
      kind: "staff",
      name,
      channel: "wechat_shop",
      material,
      guides: [{ staffId }],
    });
  parcel = await code("小店包裹卡", "parcel_card");
  live = await code("直播间码", "live");
  await world.refresh();
});

describe("buyers of the shop on their way into the private domain [AQ-28]", () => {
  it("takes codes that make friends, from a day on, and names what is wrong with others", async () => {
    const put = (kind: string, codeId: string) =>
      world.ask<{ id: string }>("POST", `${path()}/ways`, { kind, codeId, fromDay: addDays(today, -1) });
    await put("parcel_card", parcel.id);
    await put("live_screen", live.id);
    const link = await world.ask<CodeAnswer>("POST", "/live-codes", {
      kind: "link",
      name: "官网",
      material: "other",
      targetUrl: "https://example.com",
    });
    const refused = await server.call<{ errors: { path: string }[] }>("POST", `${path()}/ways`, {
      cookie: world.operator.cookie,
      body: { kind: "parcel_card", codeId: link.id, fromDay: today },
    });
    expect([refused.status, refused.body.errors[0]?.path]).toEqual([400, "codeId"]);
  });

  it("tells who was a friend already, who became one after buying, and who is none, by friendships alone", async () => {
    const friend = await shop.person("早已是好友");
    await sandbox.act("wecom.add_friend", { person: friend, userid: "LiLei" });
    await shop.settle();
    await later();
    const byCard = await shop.person("扫了包裹卡");
    const byLive = await shop.person("看了直播没加");
    const receiver = await shop.person("收礼的人");
    await buyAndReceive(friend);
    await buyAndReceive(byCard);
    await buyAndReceive(byLive, { scene: 2 });
    const gift = await shop.act<{ giftId: string }>("shop.gift", { person: friend, product: shop.product });
    const { orderId } = await shop.act<{ orderId: string }>("shop.accept_gift", {
      person: receiver,
      gift: gift.giftId,
    });
    await shop.act("shop.ship", { order: orderId });
    await shop.settle();
    await later();

    expect(await conversion()).toMatchObject({ buyers: 4, already: 1, followed: 0, open: 3 });
    await scan(byCard, parcel);
    const measured = await conversion();
    expect(measured).toMatchObject({ buyers: 4, already: 1, followed: 1, open: 2 });
    expect(
      measured.ways
        .map(({ kind, shown, arrived }) => ({ kind, shown, arrived }))
        .sort((a, b) => (a.kind < b.kind ? -1 : 1)),
    ).toEqual([
      { kind: "live_screen", shown: 1, arrived: 0 },
      { kind: "parcel_card", shown: 3, arrived: 1 },
    ]);
    expect(
      (await buyers("open")).map(({ orders, scene, ways }) => ({ orders, scene, ways: [...ways].sort() })),
    ).toEqual([
      { orders: 1, scene: "其他", ways: ["包裹卡：小店包裹卡"] },
      { orders: 1, scene: "直播", ways: ["包裹卡：小店包裹卡", "直播间二维码：直播间码"] },
    ]);
    expect(await buyers("followed")).toMatchObject([{ orders: 1, followedAt: expect.any(String) }]);
  });

  it("counts nobody who was lost again, and shows a code until the day it was taken away", async () => {
    const { external, userid } = (
      await world.rows<{ external: string; userid: string }>(sql`
        select f.external_userid as external, f.userid from wecom_follow f join live_code c on c.state = f.source_state where c.id = ${parcel.id}`)
    )[0] ?? { external: "", userid: "" };
    await sandbox.act("wecom.delete_customer", { userid, externalUserid: external });
    await shop.settle();
    expect(await conversion()).toMatchObject({ followed: 0, open: 3 });
    const way = (await conversion()).ways.find(({ kind }) => kind === "live_screen");
    await world.ask("POST", `${path()}/ways/${way?.id}/end`, { toDay: addDays(today, -1) });
    expect((await conversion()).ways.find(({ kind }) => kind === "live_screen")).toMatchObject({
      shown: 0,
      toDay: addDays(today, -1),
    });
  });

  it("tells where orders were placed, lives one by one, with what went back", async () => {
    const viewer = await shop.person("看直播的人");
    const first = await shop.buy(viewer, { scene: 2, liveId: "live-9", count: 2 });
    const { aftersaleId } = await shop.act<{ aftersaleId: string }>("shop.refund", {
      person: viewer,
      order: first.orderId,
      count: 1,
    });
    await shop.act("shop.answer_refund", { aftersale: aftersaleId });
    await shop.settle();
    const { items } = await world.ask<{ items: object[] }>("GET", `${path()}/sources?${period}`);
    expect(items).toEqual([
      { scene: "其他", liveId: null, orders: 3, buyers: 2, amountFen: 89_700, refundedFen: 0 },
      { scene: "直播", liveId: "live-9", orders: 1, buyers: 1, amountFen: 59_800, refundedFen: 29_900 },
      { scene: "直播", liveId: null, orders: 1, buyers: 1, amountFen: 29_900, refundedFen: 0 },
    ]);
  });

  it("is headquarters' to see: a store's people are refused", async () => {
    const manager = await aPerson(testing, { roleCode: "store_manager", unitId: world.chain.stores.N1.id });
    const answer = await server.call("GET", `${path()}/conversion?${period}`, { cookie: manager.cookie });
    expect(answer.status).toBe(403);
  });
});
