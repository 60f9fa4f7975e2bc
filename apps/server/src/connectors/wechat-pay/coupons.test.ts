import { sql } from "kysely";
import { afterEach, describe, expect, it } from "vitest";
import { lookAfterCoupons, lookAfterPackets } from "../../commerce/index.ts";
import { aPerson } from "../../testing/people.ts";
import { wechatCoupons, wechatPackets } from "./index.ts";
import { aConnectedMerchant, type Opened } from "./wechat-pay.testing.ts";

const shop = await aConnectedMerchant();
const { platform, rows, call, open, draft, chain, testing } = shop;
const issuer = wechatCoupons(platform);
const SEND = "/v3/marketing/busifavor/coupons/send";

interface Funnel {
  readonly claimed: number;
  readonly reminded: number;
  readonly used: number;
  readonly byFriends: number;
  readonly shares: number;
  readonly offFen: number;
  readonly soldFen: number;
}
interface Batch {
  readonly id: string;
  readonly no: number;
  readonly state: string;
  readonly note: string | null;
  readonly taken: number;
  readonly version: number;
  readonly platformKey: string;
  readonly scene: string;
  readonly funnel: Funnel;
  readonly errors?: { readonly path: string }[];
}
interface Coupon {
  readonly id: string;
  readonly code: string;
  readonly memberNo: number;
  readonly state: string;
  readonly detail?: string;
}
type Answer<Body> = Body & { readonly title?: string };

const days = (n: number) => new Date(platform.clock.now().getTime() + n * 86_400_000).toISOString();
const aBatch = (more: object = {}) =>
  call<Batch>("POST", "/coupon-batches", {
    name: "满50减10",
    goodsName: "全场商品",
    merchantId: shop.account.id,
    appId: shop.mini.appid,
    offFen: 1_000,
    minSpendFen: 5_000,
    startsAt: days(-1),
    endsAt: days(10),
    stock: 100,
    ...more,
  });
const claim = (batch: Batch, openid: string, more: object = {}) =>
  call<Answer<Coupon> & { code: string }>("POST", "/coupons/claims", {
    batchNo: batch.no,
    requestKey: `claim-${openid}`,
    openid,
    via: "scan",
    ...more,
  });
const batchNow = async ({ id }: Batch, cookie?: string) =>
  (await call<Batch>("GET", `/coupon-batches/${id}`, undefined, cookie)).body;
const work = async () => {
  await sql`update coupon set next_try_at = now()`.execute(platform.db);
  await lookAfterCoupons(platform, issuer, new AbortController().signal);
};
const pay = async (opened: Opened, person: string) => {
  await shop.pay(person, opened.opening.params);
  await shop.settle(async () => (await shop.detail(opened.payment.id)).state === "paid");
};

afterEach(() => shop.sandbox.act("faults.clear"));

describe("payment coupons", () => {
  it("go from a scanned code to the claim, WeChat's reminder and a payment that redeems them [CH-34]", async () => {
    const { status, body: batch } = await aBatch({ unitIds: [chain.north.id], validDays: 5 });
    expect([status, batch.state, batch.scene]).toEqual([201, "live", `coupon=${batch.no}`]);
    const who = await shop.someone("扫码");
    const claimed = await claim(batch, who.openid, { storeCode: "N1" });
    expect([claimed.status, claimed.body.state]).toEqual([201, "claimed"]);
    expect(claimed.body.code).toMatch(/^\d{16}$/);
    // The same claim again is the same coupon; another one is more than a person may have.
    expect((await claim(batch, who.openid, { storeCode: "N1" })).body.id).toBe(claimed.body.id);
    expect((await claim(batch, who.openid, { requestKey: "once more" })).body.title).toContain("每人限领 1 张");

    await shop.advance(3 * 86_400);
    const told = await shop.sandbox.look<{ msgtype: string }[]>(`/chat?key=pay/${who.person}`);
    expect(told.map(({ msgtype }) => msgtype)).toEqual(["coupon", "coupon_reminder"]);

    // Too little, elsewhere, somebody else's.
    const small = { lines: [{ sku: "T-1", name: "毛巾", quantity: 1, amountFen: 4_999 }] };
    const { code: couponCode } = claimed.body;
    const refused = async (orderCode: string, openid: string, more: object) =>
      ((await open(draft(orderCode, openid, { couponCode, ...more }))).body as unknown as { title: string }).title;
    expect(await refused("P-0", who.openid, { storeCode: "N1", ...small })).toContain("满 50.00 元可用");
    expect(await refused("P-0", who.openid, { storeCode: "S1" })).toContain("不能在这家门店使用");
    const other = await shop.someone("别人");
    expect(await refused("P-0", other.openid, { storeCode: "N1" })).toContain("不是付款人领的");

    const opened = await open(draft("P-1", who.openid, { storeCode: "N1", couponCode }));
    expect([opened.status, opened.body.payment.amountFen]).toEqual([201, 9_000]);
    // Asked again it is the same payment; for another order the coupon is taken.
    expect((await open(draft("P-1", who.openid, { storeCode: "N1", couponCode }))).status).toBe(201);
    expect(await refused("P-2", who.openid, { storeCode: "N1" })).toContain("正用于另一笔");
    await pay(opened.body, who.person);
    const order = await rows(
      sql`select amount_fen, discount_li::int as off, coupons from sales_order where order_code = 'P-1'`,
    );
    expect(order).toEqual([{ amount_fen: 9_000, off: 10_000, coupons: [couponCode] }]);
    await work();
    expect(
      await rows(sql`select state, told_at is not null as told, note from coupon where code = ${couponCode}`),
    ).toEqual([{ state: "used", told: true, note: null }]);
    expect((await batchNow(batch)).funnel).toMatchObject({ claimed: 1, used: 1, offFen: 1_000, soldFen: 9_000 });
    expect(await rows(sql`select type, member_no from event_log where type like 'coupon.%' order by seq`)).toEqual([
      { type: "coupon.claimed", member_no: claimed.body.memberNo },
      { type: "coupon.redeemed", member_no: claimed.body.memberNo },
    ]);
    expect(await refused("P-3", who.openid, { storeCode: "N1" })).toContain("已经用过");
    // A store sees what was taken or used there.
    const south = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.S1.id });
    const north = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.N1.id });
    expect((await batchNow(batch, south.cookie)).funnel.claimed).toBe(0);
    expect((await batchNow(batch, north.cookie)).funnel).toMatchObject({ claimed: 1, used: 1 });
    const seen = async (cookie: string) =>
      (await call<{ items: Coupon[] }>("GET", `/coupons?batchId=${batch.id}`, undefined, cookie)).body.items.length;
    expect([await seen(south.cookie), await seen(north.cookie)]).toEqual([0, 1]);
  });

  it("are free again when the payment ends unpaid", async () => {
    const { body: batch } = await aBatch();
    const who = await shop.someone("反悔");
    const { code: couponCode } = (await claim(batch, who.openid)).body;
    const { payment } = (await open(draft("C-1", who.openid, { couponCode }))).body;
    expect(await rows(sql`select state from coupon where code = ${couponCode}`)).toEqual([{ state: "held" }]);
    await call("POST", `/payments/${payment.id}/close`);
    expect((await open(draft("C-2", who.openid, { couponCode }))).status).toBe(201);
  });

  it("never exceed the stock or a person's share, however many ask at once, and survive lost answers", async () => {
    const { body: batch } = await aBatch({ stock: 3, perPerson: 2 });
    const one = await shop.someone("抢券");
    const people = [one, one, one, one, await shop.someone("甲"), await shop.someone("乙"), await shop.someone("丙")];
    await shop.fault(SEND, { kind: "lost_answer" }, 2);
    const answers = await Promise.all(
      people.map(({ openid }, i) => claim(batch, openid, { requestKey: `rush-${i}-${openid}` })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    await work();
    const held = await rows<{ n: number }>(
      sql`select count(*)::int as n from coupon where batch_id = ${batch.id} and state = 'claimed' group by member_no order by 1 desc`,
    );
    expect(held.reduce((sum, { n }) => sum + n, 0)).toBe(3);
    expect(held[0]?.n).toBeLessThanOrEqual(2);
    expect((await batchNow(batch)).taken).toBe(3);
  });

  it("taken in WeChat itself are known per member, once", async () => {
    const { body: batch } = await aBatch();
    const who = await shop.someone("卡包");
    const before = (await shop.attempts()).attempts.length;
    await shop.fault("callback", { kind: "duplicate" });
    await shop.sandbox.act("pay.claim_coupon", {
      person: who.person,
      appid: shop.mini.appid,
      stockId: batch.platformKey,
      outRequestNo: "H5-1",
      channel: "H5",
    });
    await shop.heard(before + 2);
    expect(await rows(sql`select via, state, member_no > 0 as known from coupon where batch_id = ${batch.id}`)).toEqual(
      [{ via: "platform", state: "claimed", known: true }],
    );
    expect((await batchNow(batch)).taken).toBe(1);
  });

  it("are handed out to members who did not refuse, and name the field that is wrong", async () => {
    const { body: batch } = await aBatch();
    const people = await Promise.all(["丁", "戊"].map((name) => shop.someone(name)));
    const { body: first } = await aBatch({ name: "先领一张" });
    const memberNos: number[] = [];
    for (const { openid } of people) memberNos.push((await claim(first, openid)).body.memberNo);
    await sql`insert into consent_record (origin_no, member_no, purpose, channel, granted, at, source, recorded_by)
      values (${memberNos[1]}, ${memberNos[1]}, 'marketing', 'any', false, now(), 'test', 'test')`.execute(platform.db);
    const body = { requestKey: "h1", memberNos };
    const handed = await call("POST", `/coupon-batches/${batch.id}/hand-outs`, body);
    expect([handed.status, handed.body]).toEqual([
      202,
      { chosen: 2, given: 1, withoutWechat: 0, refused: 1, limited: 0, left: 0 },
    ]);
    await call("POST", `/coupon-batches/${batch.id}/hand-outs`, body);
    await work();
    expect(await rows(sql`select via, state from coupon where batch_id = ${batch.id}`)).toEqual([
      { via: "handed", state: "claimed" },
    ]);
    const wrong = await aBatch({ minSpendFen: 900, name: "名字实在是太长太长了" });
    expect([wrong.status, wrong.body.errors?.map(({ path }) => path)]).toEqual([400, ["name", "minSpendFen"]]);
  });
});

describe("social coupons", () => {
  it("go from a payer to friends: so many, each friend once, never to the payer", async () => {
    const { body: batch } = await aBatch({ kind: "social", shareCount: 2, shareMinFen: 10_000 });
    const payer = await shop.someone("付款人");
    const { body: opened } = await open(draft("S-1", payer.openid));
    await pay(opened, payer.person);
    const share = () =>
      call<{ key: string; allowance: number }>("POST", "/coupons/shares", { batchNo: batch.no, orderCode: "S-1" });
    const { key, allowance } = (await share()).body;
    expect((await share()).body.key).toBe(key);
    expect(allowance).toBe(2);
    const friends = await Promise.all(["友一", "友二", "友三"].map((name) => shop.someone(name)));
    const by = (openid: string, more: object = {}) => claim(batch, openid, { via: "friend", shareKey: key, ...more });
    expect((await by(payer.openid)).body.title).toContain("要由好友来领");
    expect((await claim(batch, payer.openid)).body.title).toContain("由付款的客户分享");
    const answers = await Promise.all(friends.map(({ openid }) => by(openid)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 409]);
    expect((await batchNow(batch)).funnel).toMatchObject({ shares: 1, byFriends: 2, claimed: 2 });
    // A smaller payment gives nothing away.
    const { body: small } = await open(
      draft("S-2", payer.openid, { lines: [{ sku: "T", name: "皂", quantity: 1, amountFen: 900 }] }),
    );
    await pay(small, payer.person);
    const refused = await call<{ title: string }>("POST", "/coupons/shares", { batchNo: batch.no, orderCode: "S-2" });
    expect([refused.status, refused.body.title]).toEqual([409, "付款满 100.00 元才能分享"]);
  });
});

describe("red packets", () => {
  interface Campaign {
    readonly id: string;
    readonly no: number;
    readonly spentFen: number;
    readonly version: number;
    readonly figures: { readonly paid: number; readonly paidFen: number; readonly lapsed: number };
    readonly errors?: { readonly path: string }[];
  }
  interface Taken {
    readonly packets: {
      readonly id: string;
      readonly amountFen: number;
      readonly state: string;
      readonly package: string;
    }[];
  }
  const payer = wechatPackets(platform);
  const aCampaign = (more: object = {}) =>
    call<Campaign>("POST", "/red-packet-campaigns", {
      name: "会员日红包",
      merchantId: shop.account.id,
      appId: shop.mini.appid,
      reward: "会员日到店礼",
      remark: "谢谢光临",
      minFen: 30,
      maxFen: 200,
      budgetFen: 1_000,
      perPerson: 2,
      perPersonDay: 2,
      startsAt: days(-1),
      endsAt: days(10),
      ...more,
    });
  const campaignNow = async ({ id }: Campaign) =>
    (await call<{ items: Campaign[] }>("GET", "/red-packet-campaigns")).body.items.find((item) => item.id === id);
  const grant = (campaign: Campaign, requestKey: string, memberNos: number[]) =>
    call<{ granted: number; known: number; denied: object }>("POST", `/red-packet-campaigns/${campaign.id}/grants`, {
      requestKey,
      memberNos,
    });
  const take = async (campaign: Campaign, openid: string) =>
    (await call<Taken>("POST", "/red-packets/claims", { campaignNo: campaign.no, openid })).body.packets;
  const lookAfter = async () => {
    await sql`update red_packet set next_try_at = now()`.execute(platform.db);
    await lookAfterPackets(platform, payer, new AbortController().signal);
  };
  async function aMember(name: string) {
    const who = await shop.someone(name);
    const { body: batch } = await aBatch({ name: "认人" });
    return { ...who, memberNo: (await claim(batch, who.openid)).body.memberNo };
  }
  const transfers = () =>
    shop.sandbox
      .act<{ available: number }>("pay.merchant", { mchid: shop.settings.mchid })
      .then(({ available }) => available);

  it("are paid once although answers and notices are lost or doubled, and what nobody takes goes back to the budget", async () => {
    const { status, body: campaign } = await aCampaign();
    expect(status).toBe(201);
    const [one, two] = [await aMember("红包一"), await aMember("红包二")];
    expect((await grant(campaign, "g1", [one.memberNo, two.memberNo])).body.granted).toBe(2);
    expect((await grant(campaign, "g1", [one.memberNo, two.memberNo])).body).toMatchObject({ granted: 0, known: 2 });
    const before = await transfers();
    await shop.fault("/v3/fund-app/mch-transfer/transfer-bills", { kind: "lost_answer" }, 3);
    // The platform has it and we do not know: the same number again, not a second packet.
    expect((await take(campaign, one.openid)).map(({ state }) => state)).toEqual(["asked"]);
    await lookAfter();
    const [packet] = await take(campaign, one.openid);
    if (!packet) throw new Error("no packet");
    expect(packet.state).toBe("waiting");
    const heard = (await shop.attempts()).attempts.length;
    await shop.fault("callback", { kind: "duplicate" });
    await shop.sandbox.act("pay.confirm_transfer", { person: one.person, package: packet.package });
    await shop.advance(5);
    await shop.heard(heard + 2);
    expect(before - (await transfers())).toBe(packet.amountFen);
    expect((await campaignNow(campaign))?.figures).toMatchObject({ paid: 1, paidFen: packet.amountFen });
    // Nobody takes the second within a day, and its notice is lost: it is asked for.
    expect(await take(campaign, two.openid)).toHaveLength(1);
    await shop.fault("callback", { kind: "drop" });
    await shop.advance(86_405);
    await lookAfter();
    const after = await campaignNow(campaign);
    expect([after?.figures.lapsed, after?.spentFen]).toEqual([1, packet.amountFen]);
    expect(before - (await transfers())).toBe(packet.amountFen);
  });

  it("never exceed the budget or a person's share, however many are given at once", async () => {
    const { body: campaign } = await aCampaign({ minFen: 100, maxFen: 150, budgetFen: 260 });
    const [one, two] = [await aMember("限额一"), await aMember("限额二")];
    const answers = await Promise.all(
      ["a", "b", "c", "d"].map((key) => grant(campaign, key, [one.memberNo, two.memberNo])),
    );
    expect(answers.reduce((sum, { body }) => sum + body.granted, 0)).toBe(2);
    const spent = (await campaignNow(campaign))?.spentFen ?? 0;
    expect(spent).toBeLessThanOrEqual(260);
    expect(
      await rows(sql`select sum(amount_fen)::int as s from red_packet where campaign_id = ${campaign.id}`),
    ).toEqual([{ s: spent }]);
    const wrong = await aCampaign({ minFen: 100, maxFen: 50, budgetFen: 40 });
    expect([wrong.status, wrong.body.errors?.map(({ path }) => path)]).toEqual([400, ["maxFen", "budgetFen"]]);
  });
});
