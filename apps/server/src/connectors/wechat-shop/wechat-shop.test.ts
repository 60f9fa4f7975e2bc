import { sql } from "kysely";
import { afterEach, describe, expect, it } from "vitest";
import { resolveMembers, upsertMembers } from "../../customers/index.ts";
import type { Finding, WechatAccount } from "../wechat/index.ts";
import { shopExaminer } from "./index.ts";
import { aConnectedShop } from "./wechat-shop.testing.ts";

const shop = await aConnectedShop();
const { platform, rows, act, account, server, admin, person, buy, settle } = shop;

afterEach(() => shop.sandbox.act("faults.clear"));

const orderOf = async (code: string) =>
  (
    await rows<{
      memberNo: number;
      status: string;
      amountFen: number;
      refundedFen: number;
      isGift: boolean;
      version: number;
    }>(sql`
      select member_no as "memberNo", status, amount_fen as "amountFen", refunded_fen as "refundedFen", is_gift as "isGift", version
      from sales_order where source = 'wechat_shop' and order_code = ${code}`)
  )[0];
const memberByOpenid = async (openid: string) => {
  const [member] = await platform.db.transaction().execute((tx) =>
    resolveMembers(tx, platform, [
      {
        identifiers: [{ kind: "shop_openid", scope: account.accountId, value: openid }],
        occurredAt: new Date(),
        source: "test",
      },
    ]),
  );
  return member?.memberNo as number;
};
const eventsOf = async (memberNo: number) =>
  (await rows<{ type: string }>(sql`select type from event_log where member_no = ${memberNo} order by type`)).map(
    (row) => row.type,
  );

describe("an order of the shop [IN-05]", () => {
  it("is a sale once, with its steps, though every callback comes twice and they overtake each other", async () => {
    await shop.sandbox.act("faults.add", {
      platform: "weixin",
      path: "callback",
      what: { kind: "duplicate" },
      times: 4,
    });
    await shop.sandbox.act("faults.add", {
      platform: "weixin",
      path: "callback",
      what: { kind: "delay", ms: 150 },
      times: 3,
    });
    const buyer = await person("小美");
    const { orderId, openid, amount } = await buy(buyer, { count: 2, scene: 2, liveId: "live-7" });
    await act("shop.ship", { order: orderId });
    await act("shop.confirm_receipt", { person: buyer, order: orderId });
    await settle();
    expect(await orderOf(orderId)).toMatchObject({ status: "paid", amountFen: amount, isGift: false });
    const [kept] = await rows(sql`
      select status, scene, live_id, shipped_at is not null as shipped, received_at is not null as received from wechat_shop_order where order_id = ${orderId}`);
    expect(kept).toEqual({ status: 100, scene: 2, live_id: "live-7", shipped: true, received: true });
    expect(await eventsOf(await memberByOpenid(openid))).toEqual(["order.paid"]);
    const [sold] = await rows<{ lines: unknown[] }>(sql`select lines from sales_order where order_code = ${orderId}`);
    expect(sold?.lines).toEqual([["SK-001", "双抗精华", 2, 299_000, 598_000]]);
  });

  it("is none while it is unpaid, nor when it ends so", async () => {
    const buyer = await person("不付款");
    const { orderId } = await buy(buyer, { pay: false });
    await settle();
    expect(await orderOf(orderId)).toBeUndefined();
    await act("shop.cancel", { person: buyer, order: orderId });
    await settle();
    expect(await orderOf(orderId)).toBeUndefined();
    expect(await rows(sql`select status from wechat_shop_order where order_id = ${orderId}`)).toEqual([
      { status: 250 },
    ]);
  });

  it("gives money back by its after-sales, to the fen, each once", async () => {
    const buyer = await person("退货");
    const { orderId } = await buy(buyer, { count: 3 });
    const part = await act<{ aftersaleId: string; amount: number }>("shop.refund", {
      person: buyer,
      order: orderId,
      count: 1,
    });
    await settle();
    expect(await orderOf(orderId)).toMatchObject({ status: "paid", refundedFen: 0 });
    await shop.sandbox.act("faults.add", {
      platform: "weixin",
      path: "callback",
      what: { kind: "duplicate" },
      times: 3,
    });
    await act("shop.answer_refund", { aftersale: part.aftersaleId });
    await settle();
    expect(await orderOf(orderId)).toMatchObject({ status: "partially_refunded", refundedFen: part.amount });
    const rest = await act<{ aftersaleId: string }>("shop.refund", { person: buyer, order: orderId, type: "RETURN" });
    await act("shop.answer_refund", { aftersale: rest.aftersaleId });
    await act("shop.send_back", { aftersale: rest.aftersaleId });
    await act("shop.answer_refund", { aftersale: rest.aftersaleId });
    await settle();
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded", refundedFen: 89_700 });
    const refunds = await rows<{ amount: number; sku: string }>(sql`
      select amount_fen as amount, lines->0->>0 as sku from refund where order_code = ${orderId} order by id`);
    expect(refunds).toEqual([
      { amount: 29_900, sku: "SK-001" },
      { amount: 59_800, sku: "SK-001" },
    ]);
  });

  it("takes coupons off and names them; claiming one is on the time line", async () => {
    const buyer = await person("用券");
    const token = await fetch(`${shop.sandbox.weixin}/cgi-bin/stable_token`, {
      method: "POST",
      body: JSON.stringify({
        grant_type: "client_credential",
        appid: account.accountId,
        secret: account.secrets.secret,
      }),
    }).then(async (answer) => ((await answer.json()) as { access_token: string }).access_token);
    const api = async <Answer>(path: string, body: object) =>
      (await (
        await fetch(`${shop.sandbox.weixin}/channels/ec/${path}?access_token=${token}`, {
          method: "POST",
          body: JSON.stringify(body),
        })
      ).json()) as Answer;
    const { data } = await api<{ data: { coupon_id: string } }>("coupon/create", {
      type: 104,
      name: "立减 20",
      discount_info: { discount_fee: 2000 },
      receive_info: { start_time: 0, end_time: 4_000_000_000, limit_num_one_person: 1, total_num: 10 },
      valid_info: { valid_type: 2, valid_day_num: 7 },
    });
    await api("coupon/update_status", { coupon_id: data.coupon_id, status: 2 });
    const { userCouponId } = await act<{ userCouponId: string }>("shop.take_coupon", {
      person: buyer,
      coupon: data.coupon_id,
    });
    const { orderId, openid } = await buy(buyer, { coupon: userCouponId });
    await settle();
    expect(await orderOf(orderId)).toMatchObject({ amountFen: 27_900 });
    expect(await rows(sql`select coupons, discount_li from sales_order where order_code = ${orderId}`)).toEqual([
      { coupons: [data.coupon_id], discount_li: 20_000 },
    ]);
    expect(await eventsOf(await memberByOpenid(openid))).toEqual(["coupon.claimed", "order.paid"]);
  });
});

describe("a gift order [ID-11]", () => {
  const gifts = async (memberNo: number, direction: "sent" | "received") =>
    (
      await server.call<{ items: { orderCode: string; otherNo: number | null }[] }>(
        "GET",
        `/members/${memberNo}/gifts?direction=${direction}`,
        { cookie: admin.cookie },
      )
    ).body.items.map(({ orderCode, otherNo }) => [orderCode, otherNo]);

  it("keeps who pays and, once they accept, who receives; only the payer is a buyer", async () => {
    const giver = await person("送礼人");
    const receiver = await person("收礼人");
    const gift = await act<{ giftId: string; orderIds: string[]; openid: string }>("shop.gift", {
      person: giver,
      product: shop.product,
      note: "生日快乐",
    });
    const [orderId = ""] = gift.orderIds;
    await settle();
    const payerNo = await memberByOpenid(gift.openid);
    expect(await orderOf(orderId)).toMatchObject({ memberNo: payerNo, isGift: true, amountFen: 29_900 });
    expect(await gifts(payerNo, "sent")).toEqual([[orderId, null]]);

    const accepted = await act<{ openid: string }>("shop.accept_gift", { person: receiver, gift: gift.giftId });
    await settle();
    const receiverNo = await memberByOpenid(accepted.openid);
    expect(receiverNo).not.toBe(payerNo);
    expect(await gifts(payerNo, "sent")).toEqual([[orderId, receiverNo]]);
    expect(await gifts(receiverNo, "received")).toEqual([[orderId, payerNo]]);
    expect(await orderOf(orderId)).toMatchObject({ memberNo: payerNo, isGift: true });
    expect(await eventsOf(receiverNo)).toEqual(["gift.received"]);

    const { aftersaleId } = await act<{ aftersaleId: string }>("shop.refund", { person: receiver, order: orderId });
    await act("shop.answer_refund", { aftersale: aftersaleId });
    await settle();
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded", memberNo: payerNo });
    expect(await rows(sql`select member_no from refund where order_code = ${orderId}`)).toEqual([
      { member_no: payerNo },
    ]);
  });

  it("that nobody takes within a day goes back to the payer in full, once", async () => {
    const giver = await person("没人领");
    const gift = await act<{ orderIds: string[] }>("shop.gift", {
      person: giver,
      product: shop.product,
      copies: 2,
      sendType: 1,
    });
    await settle();
    await shop.sandbox.act("clock.advance", { ms: 86_401_000 });
    await settle();
    for (const orderId of gift.orderIds)
      expect(await orderOf(orderId)).toMatchObject({ status: "refunded", amountFen: 29_900, refundedFen: 29_900 });
  });
});

describe("the shop's membership [ID-04]", () => {
  it("matches who gives their phone with the member that has it; nobody becomes two", async () => {
    const phone = "13911112222";
    const [known] = await platform.db.transaction().execute((tx) =>
      upsertMembers(tx, platform, [
        {
          identifiers: [{ kind: "phone", value: phone }],
          registeredAt: new Date("2026-01-01"),
          source: "mini_program",
          observedAt: new Date("2026-01-01"),
        },
      ]),
    );
    const who = await person("老会员", phone);
    const { openid } = await buy(who);
    await settle();
    await act("shop.join_membership", { person: who });
    await settle();
    expect(await memberByOpenid(openid)).toBe(known?.memberNo);
    expect(
      await rows(sql`select member_no, phone_given, left_at from wechat_shop_member where openid = ${openid}`),
    ).toEqual([{ member_no: known?.memberNo, phone_given: true, left_at: null }]);
    expect((await eventsOf(known?.memberNo as number)).filter((type) => type === "member.registered")).toHaveLength(1);
    await act("shop.leave_membership", { person: who });
    await settle();
    expect(
      await rows(sql`select left_at is not null as left from wechat_shop_member where openid = ${openid}`),
    ).toEqual([{ left: true }]);
    expect(await memberByOpenid(openid)).toBe(known?.memberNo);
  });

  it("ties nothing to a phone that was declined, until it is given", async () => {
    const phone = "13911113333";
    const [known] = await platform.db
      .transaction()
      .execute((tx) =>
        resolveMembers(tx, platform, [
          { identifiers: [{ kind: "phone", value: phone }], occurredAt: new Date(), source: "pos" },
        ]),
      );
    const who = await person("不给号码", phone);
    const { openid } = await act<{ openid: string }>("shop.join_membership", { person: who, phone: false });
    await settle();
    expect(await memberByOpenid(openid)).not.toBe(known?.memberNo);
    expect(await rows(sql`select phone_given from wechat_shop_member where openid = ${openid}`)).toEqual([
      { phone_given: false },
    ]);
    const of = await memberByOpenid(openid);
    expect(await rows(sql`select from consent_record where member_no = ${of}`)).toEqual([]);
    await act("shop.join_membership", { person: who, phone: true });
    await settle();
    const { rows: now } = await sql<{ n: number }>`
      select count(distinct member_no)::int as n from identifier where member_no in (${known?.memberNo}, ${await memberByOpenid(openid)})`.execute(
      platform.db,
    );
    expect(now).toEqual([{ n: 1 }]);
  });

  it("is read page by page where the platform tells nobody of joining and leaving", async () => {
    await act("shop.set", { memberEvents: false });
    const who = await person("没有事件", "13911114444");
    const { openid } = await act<{ openid: string }>("shop.join_membership", { person: who });
    const { report } = await shop.sync("reconcile", 1);
    expect(report.counts.member_added).toBe(1);
    expect(report.examples.filter(({ kind }) => kind === "member_added")).toEqual([]);
    expect(await rows(sql`select phone_given, grade, score from wechat_shop_member where openid = ${openid}`)).toEqual([
      { phone_given: true, grade: 1, score: 0 },
    ]);
    await act("shop.leave_membership", { person: who });
    expect((await shop.sync("reconcile", 1)).report.counts.member_left).toBe(1);
    await act("shop.set", { memberEvents: true });
  });
});

describe("who shared a product", () => {
  it("is kept with the order, and the staff member that they are named as is credited from then on", async () => {
    const sharer = await person("店员小李");
    await act("shop.become_sharer", { person: sharer });
    const first = await buy(await person("顾客一"), { sharer: { person: sharer, scene: 8 } });
    await settle();
    const shown = await server.call<{
      items: { openid: string; nickname: string; orders: number; amountFen: number }[];
    }>("GET", `/wechat-shop/shops/${account.id}/sharers`, { cookie: admin.cookie });
    expect(shown.body.items).toMatchObject([{ nickname: "店员小李", orders: 1, amountFen: 29_900 }]);
    const put = (staffId: string | null) =>
      server.call<{ errors?: { path: string }[] }>(
        "PUT",
        `/wechat-shop/shops/${account.id}/sharers/${shown.body.items[0]?.openid}`,
        { cookie: admin.cookie, body: { staffId } },
      );
    const refused = await put("00000000-0000-7000-8000-000000000000");
    expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([400, "staffId"]);
    expect((await put(admin.id)).status).toBe(200);
    const second = await buy(await person("顾客二"), { sharer: { person: sharer, scene: 4 } });
    await settle();
    const credited = await rows(sql`
      select o.order_code as code, s.name, w.share_scene as scene from sales_order o left join staff s on s.no = o.guide_no
      join wechat_shop_order w on w.order_id = o.order_code where o.order_code in (${first.orderId}, ${second.orderId}) order by o.id`);
    expect(credited).toEqual([
      { code: first.orderId, name: null, scene: 8 },
      { code: second.orderId, name: expect.any(String), scene: 4 },
    ]);
  });
});

describe("the set-up doctor of a shop [IN-05]", () => {
  const look = (changed: Partial<WechatAccount> = {}) =>
    shopExaminer.examine(platform, { ...account, ...changed }, { now: Date.now });
  const of = (findings: readonly Finding[], check: string) => findings.find((finding) => finding.check === check);

  it("asks each family of interfaces, and sees whether buyers can be known elsewhere", async () => {
    const findings = await look();
    for (const check of [
      "secret",
      "shop_orders",
      "shop_products",
      "shop_aftersales",
      "shop_members",
      "shop_sharers",
      "unionid",
    ])
      expect(of(findings, check)).toMatchObject({ state: "ok" });
  });

  it("tells a needed family that was not granted from one that may be missing", async () => {
    const refuse = (path: string) =>
      shop.sandbox.act("faults.add", { platform: "weixin", path, what: { kind: "errcode", errcode: 48001 }, times: 1 });
    await refuse("/channels/ec/order/list/get");
    await refuse("/channels/ec/vip/user/list/get");
    const findings = await look();
    expect(of(findings, "shop_orders")).toMatchObject({
      state: "failed",
      errcode: 48001,
      remedy: expect.stringContaining("订单接口"),
    });
    expect(of(findings, "shop_members")).toMatchObject({ state: "warning", errcode: 48001 });
    expect(of(await look({ secrets: { ...account.secrets, secret: "0".repeat(32) } }), "shop_orders")).toMatchObject({
      state: "skipped",
    });
  });
});
