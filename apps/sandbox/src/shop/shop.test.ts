import { parseWideJson, type ShopOrder } from "@feilun/wechat-protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Answer, Bench } from "../weixin/weixin.testing.ts";
import { addPerson } from "../world/people.ts";

let bench: Bench;
let product: string;
const DAY = 86_400;

beforeEach(async () => {
  bench = await Bench.open();
  const added = await act("shop.add_product", { title: "双抗精华", price: 29_900, skuCode: "SK-001" });
  product = String(added.productId);
});
afterEach(() => bench.close());

const act = (name: string, input: object = {}) => bench.act(name, { appid: bench.shop.appid, ...input });
const call = (path: string, body: object = {}) => bench.call(`/channels/ec/${path}`, body, bench.shop);
const someone = (nickname: string, phone = "13800000001") => addPerson(bench.world, { nickname, phone }).id;
const kinds = async () => {
  await bench.sandbox.callbacks.drained();
  return bench.heard.map(({ kind }) => kind).sort();
};
async function order(id: unknown): Promise<ShopOrder> {
  const response = await bench.fetch("/channels/ec/order/get", { order_id: id }, bench.shop);
  return (parseWideJson(await response.text()) as { order: ShopOrder }).order;
}
const now = () => Math.floor(bench.world.clock.base / 1000);
const buy = (person: string, more: object = {}) => act("shop.buy", { person, product, ...more });

describe("an order", () => {
  it("is told at each step, with ids beyond 2^53, until it is settled", async () => {
    const person = someone("小美");
    const bought = await buy(person, { count: 2 });
    expect(BigInt(String(bought.orderId))).toBeGreaterThan(2n ** 53n);
    expect(await order(bought.orderId)).toMatchObject({
      status: 20,
      openid: bought.openid,
      order_detail: { price_info: { order_price: 59_800 }, product_infos: [{ sku_cnt: 2, sku_code: "SK-001" }] },
    });
    await call("order/delivery/send", {
      order_id: bought.orderId,
      delivery_list: [{ deliver_type: 1, waybill_id: "SF1", delivery_id: "SF", product_infos: [{ product_cnt: 1 }] }],
    });
    expect(await order(bought.orderId)).toMatchObject({ status: 21 });
    await act("shop.ship", { order: bought.orderId, pieces: 1 });
    expect(await order(bought.orderId)).toMatchObject({ status: 30 });
    await act("shop.confirm_receipt", { person, order: bought.orderId });
    bench.pass(7 * DAY + 1);
    expect(await order(bought.orderId)).toMatchObject({ status: 100, order_detail: { settle_info: {} } });
    expect(await kinds()).toEqual(
      ["new", "pay", "wait_shipping", "deliver", "deliver", "confirm", "settle"]
        .map((step) => `channels_ec_order_${step}`)
        .sort(),
    );
    expect(bench.heard.every((event) => !("orderInfo" in event) || event.orderInfo.orderId === bought.orderId)).toBe(
      true,
    );
  });

  it("is cancelled unpaid after its time, and received by itself", async () => {
    const person = someone("小美");
    const unpaid = await buy(person, { pay: false });
    bench.pass(1801);
    expect(await order(unpaid.orderId)).toMatchObject({ status: 250 });
    const left = await buy(person);
    await act("shop.ship", { order: left.orderId });
    bench.pass(10 * DAY + 1);
    expect(await order(left.orderId)).toMatchObject({ status: 100 });
    await bench.sandbox.callbacks.drained();
    expect(bench.heard).toContainEqual(
      expect.objectContaining({
        kind: "channels_ec_order_cancel",
        orderInfo: { orderId: unpaid.orderId, cancelType: 2 },
      }),
    );
    expect(bench.heard).toContainEqual(
      expect.objectContaining({
        kind: "channels_ec_order_confirm",
        orderInfo: { orderId: left.orderId, confirmType: 2 },
      }),
    );
  });

  it("is listed by pages that rows added meanwhile do not move; ranges have limits", async () => {
    await act("shop.history", { orders: 250, buyers: 10, days: 6 });
    const range = { start_time: now() - 6 * DAY - 60, end_time: now() + 60 };
    const seen: string[] = [];
    let page: Answer = { next_key: "", has_more: true };
    while (page.has_more) {
      page = await call("order/list/get", { create_time_range: range, page_size: 100, next_key: page.next_key });
      seen.push(...(page.order_id_list as string[]));
      if (seen.length === 100) await buy(someone("后来"));
    }
    expect(new Set(seen).size).toBe(251);
    expect(await kinds()).not.toContain("channels_ec_order_settle");
    const long = { start_time: range.start_time - 2 * DAY, end_time: range.end_time };
    expect(await call("order/list/get", { create_time_range: long, page_size: 10 })).toMatchObject({
      errcode: 10_020_004,
    });
    expect(await call("order/list/get", { page_size: 10 })).toMatchObject({ errcode: 47001 });
    expect(await call("order/list/get", { create_time_range: range, page_size: 101 })).toMatchObject({
      errcode: 47001,
    });
    expect(await call("order/get", { order_id: "1" })).toMatchObject({ errcode: 10_020_052 });
  });
});

describe("a gift", () => {
  it("shows the giver at once and the receiver when they accept; what nobody takes goes back after a day", async () => {
    const giver = someone("送礼人", "13800000001");
    const receiver = someone("收礼人", "13800000002");
    const gift = await act("shop.gift", { person: giver, product, copies: 2, sendType: 1, note: "生日快乐" });
    const [first, second] = gift.orderIds as string[];
    expect(await order(first)).toMatchObject({
      status: 12,
      openid: "",
      is_present: true,
      present_giver_openid: gift.openid,
      present_order_id_str: gift.giftId,
      present_order_id: gift.giftId,
    });
    const accepted = await act("shop.accept_gift", { person: receiver, gift: gift.giftId });
    expect(accepted.orderId).toBe(first);
    expect(await order(first)).toMatchObject({
      status: 20,
      openid: accepted.openid,
      present_giver_openid: gift.openid,
    });
    bench.pass(DAY + 1);
    expect(await order(second)).toMatchObject({ status: 250 });
    expect(await call("order/presentsuborder/get", { present_order_id: gift.giftId })).toMatchObject({
      order_ids: [first, second],
    });
    expect(await act("shop.refund", { person: giver, order: first })).toMatchObject({
      error: "只有收货的人可以申请售后",
    });
    const back = await act("shop.refund", { person: receiver, order: first });
    await act("shop.answer_refund", { aftersale: back.aftersaleId });
    expect(await kinds()).toContain("channels_ec_present_aftersale_update");
  });
});

describe("a gift that the merchant pays for", () => {
  it("is one order however often it is asked for, and nobody pays", async () => {
    const receiver = someone("收礼人");
    const { skus } = (await bench.call("/channels/ec/product/get", { product_id: product }, bench.shop)).product as {
      skus: { sku_id: string }[];
    };
    const { openid } = await bench.act("mini.open", { appid: bench.mini.appid, person: receiver });
    const ask = () =>
      bench.call(
        "/channels/ec/order/presentorder/create",
        {
          idempotent_id: "k1",
          activity_id: "a1",
          openid,
          shop_appid: bench.shop.appid,
          product_id: product,
          sku_id: skus[0]?.sku_id,
        },
        bench.mini,
      );
    const first = await ask();
    expect(await ask()).toEqual(first);
    const { order_ids } = await call("order/presentsuborder/get", { present_order_id: first.present_order_id });
    const [orderId] = order_ids as string[];
    expect(await order(orderId)).toMatchObject({ status: 12, order_present_info: { is_b2c_free_present: 1 } });
    expect((await order(orderId)).order_detail.pay_info).toBeUndefined();
  });
});

describe("after-sales", () => {
  it("go through their states, give back every fen, and end the order", async () => {
    const person = someone("小美");
    const bought = await buy(person, { count: 3 });
    const part = await act("shop.refund", { person, order: bought.orderId, count: 1 });
    await act("shop.answer_refund", { aftersale: part.aftersaleId });
    const rest = await act("shop.refund", { person, order: bought.orderId, type: "RETURN" });
    expect(Number(part.amount) + Number(rest.amount)).toBe(bought.amount);
    await act("shop.answer_refund", { aftersale: rest.aftersaleId });
    await act("shop.send_back", { aftersale: rest.aftersaleId });
    expect(await call("aftersale/acceptapply", { after_sale_order_id: rest.aftersaleId })).toMatchObject({
      errcode: 0,
    });
    expect(await order(bought.orderId)).toMatchObject({ status: 200 });
    const found = await call("aftersale/getaftersalelist", {
      begin_update_time: now() - 60,
      end_update_time: now() + 60,
    });
    expect(found.after_sale_order_id_list).toEqual([part.aftersaleId, rest.aftersaleId]);
    expect(await call("aftersale/getaftersaleorder", { after_sale_order_id: rest.aftersaleId })).toMatchObject({
      after_sale_order: { status: "MERCHANT_RETURN_SUCCESS", refund_info: { amount: rest.amount } },
    });
    expect(await call("aftersale/getaftersalelist", { begin_update_time: 0, end_update_time: DAY + 1 })).toMatchObject({
      errcode: 10_020_004,
    });
  });
});

describe("members", () => {
  it("join with their phone or without it, earn points, and are read-only", async () => {
    const open = someone("给手机号", "13800000001");
    const shy = someone("不给手机号", "13800000002");
    const { openid } = await act("shop.join_membership", { person: open });
    const declined = await act("shop.join_membership", { person: shy, phone: false });
    expect(
      (await bench.told("channels_ec_vip_join"))
        .map(({ userInfo }) => (userInfo as { phoneNumber?: string }).phoneNumber)
        .sort(),
    ).toEqual(["13800000001", undefined]);
    const info = (who: unknown) => call("vip/user/info/get", { openid: who, need_phone_number: true });
    expect(await info(openid)).toMatchObject({ info: { user_info: { phone_number: "13800000001" } } });
    expect((await info(declined.openid)).info).not.toHaveProperty("user_info");
    const bought = await buy(open);
    await act("shop.ship", { order: bought.orderId });
    await act("shop.confirm_receipt", { person: open, order: bought.orderId });
    expect(await call("vip/user/score/get", { openid })).toMatchObject({ info: { score: "299" } });
    expect(await call("vip/user/list/get", { page_num: 1, page_size: 200 })).toMatchObject({ total_num: 2 });
    expect(await call("vip/user/score/increase", { openid })).toMatchObject({ errcode: 48001 });
    expect(await call("vip/user/info/get", { openid: "nobody" })).toMatchObject({ errcode: 10_100_003 });
  });
});

describe("coupons, sharers and products", () => {
  it("gives a coupon out, takes it off an order and keeps its limits", async () => {
    const person = someone("小美");
    const created = await call("coupon/create", {
      type: 104,
      name: "立减 20",
      discount_info: { discount_fee: 2000 },
      receive_info: { start_time: 0, end_time: now() + DAY, limit_num_one_person: 1, total_num: 10 },
      valid_info: { valid_type: 2, valid_day_num: 7 },
    });
    const coupon = (created.data as { coupon_id: string }).coupon_id;
    expect(await act("shop.take_coupon", { person, coupon })).toMatchObject({ error: "优惠券未生效" });
    await call("coupon/update_status", { coupon_id: coupon, status: 2 });
    const own = await act("shop.take_coupon", { person, coupon });
    expect(await act("shop.take_coupon", { person, coupon })).toMatchObject({ error: "已达领取上限" });
    const bought = await buy(person, { coupon: own.userCouponId });
    expect(bought.amount).toBe(27_900);
    expect(await kinds()).toEqual(
      expect.arrayContaining(["channels_ec_coupon_receive", "channels_ec_user_coupon_use"]),
    );
    expect(await call("coupon/get_list", { status: 2, page: 12, page_size: 10 })).toMatchObject({
      errcode: 10_021_036,
    });
  });

  it("names the sharer in the order; the eleventh ordinary one is refused", async () => {
    const sharers = Array.from({ length: 11 }, (_, at) => someone(`分享员${at}`));
    for (const person of sharers.slice(0, 10)) await act("shop.become_sharer", { person });
    expect(await act("shop.become_sharer", { person: sharers[10] })).toMatchObject({ errcode: 10_070_002 });
    const bought = await buy(someone("小美"), { sharer: { person: sharers[0], scene: 8 } });
    const { order_list } = await call("sharer/get_sharer_order_list", { page: 1, page_size: 100 });
    expect(order_list).toEqual([expect.objectContaining({ order_id: bought.orderId, share_scene: 8, sharer_type: 0 })]);
    expect(await call("promoter/get_bind_sharer_list", { page_size: 20 })).toMatchObject({ errcode: 48001 });
  });

  it("shows a product to buyers only after its review", async () => {
    const waiting = await act("shop.add_product", { title: "待审", price: 100, audit: true });
    expect((await call("product/list/get", { page_size: 30 })).product_ids).toEqual([product]);
    await act("shop.end_audit", { product: waiting.productId });
    expect((await call("product/list/get", { page_size: 30 })).product_ids).toEqual([product, waiting.productId]);
    expect(await call("product/list/get", { page_size: 31 })).toMatchObject({ errcode: 47001 });
    expect(await bench.call("/channels/ec/product/list/get", {}, bench.mini)).toMatchObject({ errcode: 48001 });
    expect(await bench.call("/cgi-bin/menu/get", undefined, bench.shop)).toMatchObject({ errcode: 48001 });
  });
});
