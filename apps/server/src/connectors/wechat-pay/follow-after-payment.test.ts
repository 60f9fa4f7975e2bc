import { sql } from "kysely";
import { expect, it } from "vitest";
import { remindCoupons, workOffOutbound } from "../../engagement/index.ts";
import { aPerson } from "../../testing/people.ts";
import { miniProgramChannels } from "../mini-program/index.ts";
import { weixinConnector } from "../weixin/weixin.testing.ts";
import { tieFollows } from "./follows/tie-follows.ts";
import { aConnectedMerchant } from "./wechat-pay.testing.ts";

const shop = await aConnectedMerchant();
const { platform, sandbox, server, call, open, draft, chain, testing, rows } = shop;
const weixin = weixinConnector(platform, server, sandbox);

const official = await weixin.add("official_account", "好物");
const mini = await weixin.connect("mini_program", "好物", shop.mini);
/** A visitor of the mini program, known by unionid as well. */
async function aVisitor(nickname: string) {
  const person = (await sandbox.act<{ id: string }>("people.add", { nickname })).id;
  const { code } = await sandbox.act<{ code: string }>("mini.login", { appid: mini.accountId, person });
  const { body } = await call<{ openid: string; memberNo: number }>("POST", "/mini-program/sessions", {
    appId: mini.accountId,
    code,
  });
  return { person, ...body };
}
const { settle } = shop;

it("lets the payer tick to follow, whoever's merchant it is, and counts who does by merchant and store [CH-29]", async () => {
  const dealer = await shop.connect("南区经销商", chain.south.id);
  for (const { mchid } of [shop.settings, dealer.settings])
    await sandbox.act("pay.edit_merchant", { mchid, followAppid: official.accountId });
  const pay = async (
    who: { person: string; openid: string },
    orderCode: string,
    storeCode: string,
    follow: boolean,
  ) => {
    const { body } = await open(draft(orderCode, who.openid, { storeCode }));
    const before = (await shop.attempts()).attempts.length;
    const sheet = { person: who.person, params: body.opening.params };
    const look = await sandbox.act<{ follow?: { name: string } }>("pay.look", sheet);
    await sandbox.act("pay.pay", { ...sheet, follow });
    await shop.heard(before + 1);
    return look.follow?.name;
  };
  const [one, two, three] = [await aVisitor("一"), await aVisitor("二"), await aVisitor("三")];
  expect(await pay(one, "W-1", "N1", true)).toBe("好物");
  expect(await pay(two, "W-2", "N1", false)).toBe("好物");
  expect(await pay(three, "W-3", "S1", true)).toBe("好物");
  await settle(async () => {
    const known = await rows<{ n: number }>(
      sql`select count(*)::int as n from official_follower where subscribe_scene = 'ADD_SCENE_PAID' and following`,
    );
    return known[0]?.n === 2;
  });
  // Who follows already is not asked again.
  expect(await pay(one, "W-4", "N1", false)).toBeUndefined();
  expect([await tieFollows(platform), await tieFollows(platform)]).toEqual([2, 0]);
  const today = new Date().toISOString().slice(0, 10);
  const figures = async (cookie?: string) =>
    (
      await call<{ items: { merchantName: string; storeName: string; payments: number; followers: number }[] }>(
        "GET",
        `/wechat-pay/follows?from=2020-01-01&to=${today < "2099" ? "2099-01-01" : today}`,
        undefined,
        cookie,
      )
    ).body.items;
  expect(await figures()).toMatchObject([
    { merchantName: "飞轮百货", storeName: "北一店", payments: 3, payers: 2, followers: 1, staying: 1 },
    { merchantName: "南区经销商", storeName: "南一店", payments: 1, payers: 1, followers: 1, staying: 1 },
  ]);
  const south = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.S1.id });
  expect((await figures(south.cookie)).map(({ storeName }) => storeName)).toEqual(["南一店"]);
  // The source stands in the person's history.
  const { body: history } = await call<{ items: { type: string; summary: string }[] }>(
    "GET",
    `/members/${one.memberNo}/timeline`,
  );
  expect(history.items.find(({ type }) => type === "account.followed")?.summary).toContain("支付后关注");
});

it("reminds of a coupon before it ends, once, and only who agreed [CH-34]", async () => {
  const { access_token: token } = (await fetch(`${sandbox.weixin}/cgi-bin/stable_token`, {
    method: "POST",
    body: JSON.stringify({ grant_type: "client_credential", appid: mini.accountId, secret: shop.mini.secret }),
  }).then((answer) => answer.json())) as { access_token: string };
  const { priTmplId: templateId } = (await fetch(`${sandbox.weixin}/wxaapi/newtmpl/addtemplate?access_token=${token}`, {
    method: "POST",
    body: JSON.stringify({ tid: "1002", kidList: [1, 3], sceneDesc: "到期提醒" }),
  }).then((answer) => answer.json())) as { priTmplId: string };
  const { data } = (await fetch(`${sandbox.weixin}/wxaapi/newtmpl/gettemplate?access_token=${token}`).then((answer) =>
    answer.json(),
  )) as { data: { content: string }[] };
  const fields = [...(data[0]?.content ?? "").matchAll(/\{\{(\w+)\.DATA\}\}/g)].map((match) => match[1] ?? "");
  const days = (n: number) => new Date(platform.clock.now().getTime() + n * 86_400_000).toISOString();
  const { body: batch } = await call<{ id: string; no: number }>("POST", "/coupon-batches", {
    name: "周末券",
    goodsName: "全场商品",
    merchantId: shop.account.id,
    appId: mini.accountId,
    offFen: 500,
    minSpendFen: 3_000,
    startsAt: days(-1),
    endsAt: days(2),
    stock: 10,
    reminder: {
      days: 3,
      accountId: mini.id,
      templateId,
      data: Object.fromEntries(fields.map((field, i) => [field, i === 0 ? "{券名}" : "{到期}"])),
      page: "pages/index/index",
    },
  });
  const [agreed, silent] = [await aVisitor("同意"), await aVisitor("没问过")];
  for (const { openid } of [agreed, silent]) {
    await call("POST", "/coupons/claims", { batchNo: batch.no, requestKey: `take-${openid}`, openid, via: "scan" });
    await sql`insert into subscription_grant (wechat_account_id, openid, template_id, accepted)
      values (${mini.id}, ${openid}, ${templateId}, 1)`.execute(platform.db);
    await sandbox.act("weixin.answer_subscription", {
      appid: mini.accountId,
      person: openid === agreed.openid ? agreed.person : silent.person,
      answers: { [templateId]: "accept" },
    });
  }
  await sql`insert into consent_record (origin_no, member_no, purpose, channel, granted, at, source, recorded_by)
    values (${agreed.memberNo}, ${agreed.memberNo}, 'marketing', 'mini_program', true, now(), 'test', 'test')`.execute(
    platform.db,
  );
  const never = new AbortController().signal;
  expect([await remindCoupons(platform, never), await remindCoupons(platform, never)]).toEqual([1, 0]);
  await workOffOutbound(platform, miniProgramChannels(platform), never);
  expect(await rows(sql`select outcome, reason, member_no from outbound_delivery`)).toEqual([
    { outcome: "sent", reason: null, member_no: agreed.memberNo },
  ]);
  const notice = await sandbox.look<{ content: object }[]>(`/chat?key=notice/${agreed.person}`);
  expect(JSON.stringify(notice)).toContain("周末券");
  const { body: after } = await call<{ funnel: object }>("GET", `/coupon-batches/${batch.id}`);
  expect(after.funnel).toMatchObject({ claimed: 2, reminded: 1, used: 0 });
});

it("carries one customer through payment, coupon with reminder, following, a gift to friends and a red packet [IN-06]", async () => {
  const days = (n: number) => new Date(platform.clock.now().getTime() + n * 86_400_000).toISOString();
  const aBatch = async (more: object) =>
    (
      await call<{ no: number }>("POST", "/coupon-batches", {
        goodsName: "全场商品",
        merchantId: shop.account.id,
        appId: mini.accountId,
        offFen: 1_000,
        minSpendFen: 5_000,
        startsAt: days(-1),
        endsAt: days(2),
        stock: 10,
        ...more,
      })
    ).body;
  const claim = async (batch: { no: number }, openid: string, more: object = { via: "scan" }) =>
    (
      await call<{ code: string; memberNo: number; state: string }>("POST", "/coupons/claims", {
        batchNo: batch.no,
        requestKey: `story-${openid}`,
        openid,
        ...more,
      })
    ).body;
  const [payer, friend] = [await aVisitor("付款人"), await aVisitor("好友")];
  const coupon = await claim(await aBatch({ name: "迎新券" }), payer.openid);
  await shop.advance(60);
  const words = async () =>
    (await sandbox.look<{ msgtype: string }[]>(`/chat?key=pay/${payer.person}`)).map(({ msgtype }) => msgtype);
  expect(await words()).toEqual(["coupon", "coupon_reminder"]);

  const { body } = await open(draft("STORY-1", payer.openid, { couponCode: coupon.code, storeCode: "N2" }));
  await sandbox.act("pay.pay", { person: payer.person, params: body.opening.params, follow: true });
  await settle(async () => (await shop.detail(body.payment.id)).state === "paid");
  expect(await rows(sql`select amount_fen, coupons from sales_order where order_code = 'STORY-1'`)).toEqual([
    { amount_fen: 9_000, coupons: [coupon.code] },
  ]);
  await settle(async () => (await tieFollows(platform)) === 1);

  const gift = await aBatch({ name: "好友立减", kind: "social", shareCount: 1 });
  const { body: share } = await call<{ key: string }>("POST", "/coupons/shares", {
    batchNo: gift.no,
    orderCode: "STORY-1",
  });
  expect((await claim(gift, friend.openid, { via: "friend", shareKey: share.key })).state).toBe("claimed");

  const { body: campaign } = await call<{ id: string; no: number }>("POST", "/red-packet-campaigns", {
    name: "老客红包",
    merchantId: shop.account.id,
    appId: mini.accountId,
    reward: "感谢分享",
    remark: "谢谢",
    minFen: 66,
    maxFen: 66,
    budgetFen: 660,
    perPerson: 1,
    perPersonDay: 1,
    startsAt: days(-1),
    endsAt: days(2),
  });
  await call("POST", `/red-packet-campaigns/${campaign.id}/grants`, { requestKey: "g", memberNos: [payer.memberNo] });
  const taken = await call<{ packets: { package: string }[] }>("POST", "/red-packets/claims", {
    campaignNo: campaign.no,
    openid: payer.openid,
  });
  await sandbox.act("pay.confirm_transfer", { person: payer.person, package: taken.body.packets[0]?.package });
  await shop.advance(5);
  const packets = () =>
    rows<{ state: string }>(sql`select state, amount_fen from red_packet where campaign_id = ${campaign.id}`);
  await settle(async () => (await packets())[0]?.state === "paid");
  expect(await packets()).toEqual([{ state: "paid", amount_fen: 66 }]);
  expect((await words()).toSorted()).toEqual(["coupon", "coupon_reminder", "payment", "transfer"]);
});
