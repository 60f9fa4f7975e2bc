import { sealPaySecret } from "@feilun/wechat-protocol";
import { afterEach, beforeEach, expect, it } from "vitest";
import { addMember } from "../../wecom/contacts/members.ts";
import { signingKey } from "../merchants/merchants.ts";
import { PayBench } from "../pay.testing.ts";

const BASE = "/v3/marketing/favor";

let bench: PayBench;
let who: ReturnType<PayBench["someone"]>;
beforeEach(async () => {
  bench = await PayBench.open();
  who = bench.someone();
});
afterEach(() => bench.close());

const stock = (number: string, more: object = {}, rule: object = {}) => ({
  stock_name: "微信支付代金券",
  belong_merchant: bench.merchant.mchid,
  available_begin_time: "2026-03-10T00:00:00+08:00",
  available_end_time: "2026-04-10T00:00:00+08:00",
  stock_use_rule: {
    ...{ max_coupons: 10, max_amount: 5000, max_coupons_per_user: 2 },
    ...{ natural_person_limit: false, prevent_api_abuse: false },
  },
  coupon_use_rule: { fixed_normal_coupon: { coupon_amount: 500, transaction_minimum: 1000 }, ...rule },
  no_cash: true,
  stock_type: "NORMAL",
  out_request_no: number,
  ...more,
});
const creator = () => ({ stock_creator_mchid: bench.merchant.mchid });
const create = (number: string, more = {}, rule = {}) =>
  bench.call("POST", `${BASE}/coupon-stocks`, stock(number, more, rule));
const step = (stockId: string, name: string) => bench.call("POST", `${BASE}/stocks/${stockId}/${name}`, creator());
const send = (stockId: string, number: string) =>
  bench.call("POST", `${BASE}/users/${who.openid}/coupons`, {
    ...{ ...creator(), stock_id: stockId, out_request_no: number, appid: bench.mini.appid },
  });
async function running(number: string, more = {}, rule = {}) {
  const { stock_id } = (await create(number, more, rule)).json;
  await step(stock_id, "start");
  return stock_id;
}

it("takes the person's voucher off the order by itself, tells its maker, and refunds in proportion", async () => {
  await bench.call("POST", `${BASE}/callbacks`, { mchid: bench.merchant.mchid, notify_url: bench.notifyUrl });
  const stockId = await running("S1");
  expect(await send(stockId, "G1")).toMatchObject({ status: 200 });
  const paid = await bench.paid(who, "T20260310001", 2000);
  expect(paid).toMatchObject({
    amount: { total: 2000, payer_total: 1500 },
    promotion_detail: [{ amount: 500, type: "NOCASH", scope: "GLOBAL", stock_id: stockId, merchant_contribute: 500 }],
  });
  expect((await bench.told("COUPON.USE"))[0]?.resource).toMatchObject({
    status: "USED",
    stock_id: stockId,
    consume_information: { consume_mchid: bench.merchant.mchid, transaction_id: paid.transaction_id },
  });
  expect(bench.merchant.funds.available).toBe(1500 - 9);
  const refund = await bench.call("POST", "/v3/refund/domestic/refunds", {
    out_trade_no: "T20260310001",
    out_refund_no: "R1",
    amount: { refund: 1000, total: 2000, currency: "CNY" },
  });
  expect(refund.json).toMatchObject({
    amount: { refund: 1000, payer_refund: 750, discount_refund: 250, settlement_refund: 750, settlement_total: 1500 },
  });
  const used = `${BASE}/users/${who.openid}/coupons?appid=${bench.mini.appid}&status=USED`;
  expect((await bench.call("GET", used)).json).toMatchObject({
    total_count: 1,
    data: [{ coupon_name: "微信支付代金券" }],
  });
  bench.pass(22 * 3600);
  await bench.call("GET", "/v3/bill/tradebill?bill_date=2026-03-10");
  const [bill] = bench.world.pay.bills.values();
  expect(bill?.text).toContain("`15.00,`5.00,");
});

it("pays the merchant in full where the voucher was paid for beforehand", async () => {
  await send(await running("S1", { no_cash: false }), "G1");
  expect(await bench.paid(who, "T20260310001", 2000)).toMatchObject({ promotion_detail: [{ type: "CASH" }] });
  expect(bench.merchant.funds.available).toBe(2000 - 12);
});

it("fits the order or stays: minimum, goods tag, kind of payment", async () => {
  await send(await running("S1", {}, { goods_tag: ["SALE"], trade_type: ["JSAPI"] }), "G1");
  expect(await bench.paid(who, "T20260310001", 2000)).toMatchObject({ promotion_detail: [] });
  expect(await bench.paid(who, "T20260310002", 999, { goods_tag: "SALE" })).toMatchObject({ promotion_detail: [] });
  expect(await bench.paid(who, "T20260310003", 1000, { goods_tag: "SALE" })).toMatchObject({
    amount: { payer_total: 500 },
  });
});

it("goes out only while the stock runs, and within its limits", async () => {
  const { stock_id } = (await create("S1")).json;
  expect(await send(stock_id, "G1")).toMatchObject({ status: 403, json: { code: "RULE_LIMIT" } });
  expect(await step(stock_id, "start")).toMatchObject({ status: 200 });
  expect(await step(stock_id, "start")).toMatchObject({ status: 400 });
  const first = await send(stock_id, "G1");
  expect((await send(stock_id, "G1")).json).toEqual(first.json);
  await step(stock_id, "pause");
  expect(await send(stock_id, "G2")).toMatchObject({ status: 403 });
  await step(stock_id, "restart");
  expect(await send(stock_id, "G2")).toMatchObject({ status: 200 });
  expect(await send(stock_id, "G3")).toMatchObject({ json: { message: "用户已达到领取上限" } });
  expect((await create("S2", { available_end_time: "2026-07-01T00:00:00+08:00" })).json).toMatchObject({
    detail: { field: "/available_end_time" },
  });
  const budget = { ...stock("S3").stock_use_rule, max_amount: 5001 };
  expect((await create("S3", { stock_use_rule: budget })).json).toMatchObject({
    detail: { field: "/stock_use_rule/max_amount" },
  });
});

it("shows the payer a guide's card after the payment", async () => {
  addMember(bench.world, { userid: "LiLei", name: "李雷", departments: [1] });
  const seal = (text: string) => sealPaySecret(signingKey(bench.merchant).publicKey, text);
  const guide = {
    corpid: bench.world.wecom.corpId,
    store_id: 1234,
    userid: "LiLei",
    name: seal("李雷"),
    mobile: seal("13800000000"),
    qr_code: "https://wework.qpic.cn/wwpic/abc/0",
    avatar: "https://wework.qpic.cn/avatar/0",
  };
  expect(await bench.call("POST", "/v3/smartguide/guides", { ...guide, userid: "Nobody" })).toMatchObject({
    json: { detail: { field: "/userid" } },
  });
  const { json } = await bench.call("POST", "/v3/smartguide/guides", guide);
  const { guide_id } = json as unknown as { guide_id: string };
  expect((await bench.call("POST", "/v3/smartguide/guides", guide)).json).toEqual({ guide_id });
  await bench.paid(who, "T20260310001");
  const assign = () => bench.call("POST", `/v3/smartguide/guides/${guide_id}/assign`, { out_trade_no: "T20260310001" });
  expect(await assign()).toMatchObject({ status: 204 });
  expect(await assign()).toMatchObject({ status: 204 });
  const cards = (bench.world.chats.get(`pay/${who.person.id}`) ?? []).filter(({ msgtype }) => msgtype === "guide_card");
  expect(cards).toMatchObject([{ content: { title: "飞轮百货的导购 李雷", url: guide.qr_code } }]);
});
