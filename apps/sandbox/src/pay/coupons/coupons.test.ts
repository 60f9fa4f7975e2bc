import { afterEach, beforeEach, expect, it } from "vitest";
import { PayBench } from "../pay.testing.ts";

const BASE = "/v3/marketing/busifavor";

let bench: PayBench;
let who: ReturnType<PayBench["someone"]>;
beforeEach(async () => {
  bench = await PayBench.open();
  who = bench.someone();
});
afterEach(() => bench.close());

const stock = (number: string, more: { time?: object; rule?: object; top?: object } = {}) => ({
  stock_name: "满百减十",
  belong_merchant: bench.merchant.mchid,
  goods_name: "全场商品",
  stock_type: "NORMAL",
  coupon_use_rule: {
    coupon_available_time: {
      available_begin_time: "2026-03-10T00:00:00+08:00",
      available_end_time: "2026-04-10T00:00:00+08:00",
      ...more.time,
    },
    fixed_normal_coupon: { discount_amount: 1000, transaction_minimum: 10_000 },
    use_method: "OFF_LINE",
  },
  stock_send_rule: { max_coupons: 100, max_coupons_per_user: 1, ...more.rule },
  out_request_no: number,
  coupon_code_mode: "WECHATPAY_MODE",
  ...more.top,
});
const create = async (number: string, more = {}) =>
  (await bench.call("POST", `${BASE}/stocks`, stock(number, more))).json;
const send = (stockId: string, number: string, more: object = {}) =>
  bench.call("POST", `${BASE}/coupons/send`, {
    ...{ openid: who.openid, appid: bench.mini.appid, stock_id: stockId, out_request_no: number },
    ...more,
  });
const use = (code: string, number: string) =>
  bench.call("POST", `${BASE}/coupons/use`, {
    ...{ coupon_code: code, appid: bench.mini.appid, use_time: "2026-03-10T12:00:00+08:00", use_request_no: number },
  });
const listed = async (more = "") =>
  (await bench.call("GET", `${BASE}/users/${who.openid}/coupons?appid=${bench.mini.appid}${more}`)).json;

it("goes from the stock to the person, is redeemed, given back and made worthless", async () => {
  await bench.call("POST", `${BASE}/callbacks`, { notify_url: bench.notifyUrl });
  expect((await bench.call("GET", `${BASE}/callbacks?mchid=${bench.merchant.mchid}`)).json).toMatchObject({
    notify_url: bench.notifyUrl,
  });
  const { stock_id } = await create("S1");
  expect((await create("S1")).stock_id).toBe(stock_id);
  const sent = await send(stock_id, "G1");
  expect((await send(stock_id, "G1")).json).toEqual(sent.json);
  const code = sent.json.coupon_code;
  expect((await bench.told("COUPON.SEND")).map(({ resource }) => resource)).toMatchObject([
    {
      event_type: "EVENT_TYPE_BUSICOUPON_SEND",
      coupon_code: code,
      openid: who.openid,
      unionid: who.person.unionid,
      send_channel: "BUSICOUPON_SEND_CHANNEL_API",
    },
  ]);
  expect((await use(code, "U1")).json).toMatchObject({
    openid: who.openid,
    wechatpay_use_time: "2026-03-10T12:00:00+08:00",
  });
  expect(await use(code, "U1")).toMatchObject({ status: 200 });
  expect(await use(code, "U2")).toMatchObject({ status: 400, json: { code: "INVALID_REQUEST" } });
  const tie = (outTradeNo: string, step = "associate") =>
    bench.call("POST", `${BASE}/coupons/${step}`, {
      ...{ coupon_code: code, stock_id, out_trade_no: outTradeNo, out_request_no: "A1" },
    });
  expect((await tie("T20260310001")).json).toEqual({ wechatpay_associate_time: "2026-03-10T12:00:00+08:00" });
  expect(await tie("T20260310002")).toMatchObject({ status: 400 });
  expect(await tie("T20260310001", "disassociate")).toMatchObject({ status: 200 });
  const back = { coupon_code: code, stock_id, return_request_no: "B1" };
  expect(await bench.call("POST", `${BASE}/coupons/return`, back)).toMatchObject({ status: 200 });
  expect(await listed("&coupon_state=SENDED")).toMatchObject({ total_count: 1, data: [{ coupon_state: "SENDED" }] });
  const end = { coupon_code: code, stock_id, deactivate_request_no: "D1", deactivate_reason: "发错了" };
  expect(await bench.call("POST", `${BASE}/coupons/deactivate`, end)).toMatchObject({ status: 200 });
  expect(await use(code, "U3")).toMatchObject({ status: 400 });
  const one = `${BASE}/users/${who.openid}/coupons/${code}/appids/${bench.mini.appid}`;
  expect((await bench.call("GET", one)).json).toMatchObject({ coupon_state: "DEACTIVATED", stock_name: "满百减十" });
});

it("is claimed by the person on the phone, and told with the channel", async () => {
  await bench.call("POST", `${BASE}/callbacks`, { notify_url: bench.notifyUrl });
  const { stock_id } = await create("S1");
  const claim = { person: who.person.id, appid: bench.mini.appid, stockId: stock_id, outRequestNo: "C1" };
  await bench.act("pay.claim_coupon", claim);
  await expect(bench.act("pay.claim_coupon", { ...claim, outRequestNo: "C2" })).rejects.toThrow("领取上限");
  expect((await bench.told("COUPON.SEND"))[0]?.resource).toMatchObject({
    send_channel: "BUSICOUPON_SEND_CHANNEL_MINIAPP",
  });
  expect(await listed()).toMatchObject({ total_count: 1 });
});

it("keeps the stock's limits per person, per day and in all", async () => {
  const perUser = await create("S1");
  await send(perUser.stock_id, "G1");
  expect(await send(perUser.stock_id, "G2")).toMatchObject({ status: 403, json: { code: "RULE_LIMIT" } });
  const perDay = await create("S2", { rule: { max_coupons_per_user: 9, max_coupons_by_day: 1 } });
  await send(perDay.stock_id, "G3");
  expect(await send(perDay.stock_id, "G4")).toMatchObject({ json: { message: "批次今日的券已发完" } });
  bench.pass(86_400);
  expect(await send(perDay.stock_id, "G4")).toMatchObject({ status: 200 });
  const all = await create("S3", { rule: { max_coupons_per_user: 9, max_coupons: 1 } });
  await send(all.stock_id, "G5");
  expect(await send(all.stock_id, "G6")).toMatchObject({ json: { message: "批次的券已发完" } });
});

it("is good from and until when the stock says: waiting days, days after receipt, week days", async () => {
  const { stock_id } = await create("S1", { time: { wait_days_after_receive: 1, available_day_after_receive: 3 } });
  const code = (await send(stock_id, "G1")).json.coupon_code;
  expect(await use(code, "U1")).toMatchObject({ json: { code: "RULE_LIMIT" } });
  bench.pass(4 * 86_400);
  expect(await listed()).toMatchObject({
    data: [{ coupon_state: "EXPIRED", expire_time: "2026-03-14T12:00:00+08:00" }],
  });
  expect(await use(code, "U1")).toMatchObject({ json: { code: "INVALID_REQUEST" } });
  // The clock stands on a Saturday now.
  const sundays = await create("S2", { time: { available_week: { week_day: [0] } } });
  const second = (await send(sundays.stock_id, "G2")).json.coupon_code;
  expect(await use(second, "U2")).toMatchObject({ status: 403 });
  bench.pass(86_400);
  expect(await use(second, "U2")).toMatchObject({ status: 200 });
});

it("takes the merchant's own codes: uploaded beforehand or given with each coupon", async () => {
  const uploaded = await create("S1", {
    top: { coupon_code_mode: "MERCHANT_UPLOAD" },
    rule: { max_coupons_per_user: 9 },
  });
  expect(await send(uploaded.stock_id, "G1")).toMatchObject({ json: { message: "预存的券码已用完，请上传券码" } });
  const codes = (list: string[]) =>
    bench.call("POST", `${BASE}/stocks/${uploaded.stock_id}/couponcodes`, {
      ...{ coupon_code_list: list, upload_request_no: "L1" },
    });
  expect((await codes(["A1", "A2", "A1"])).json).toMatchObject({ success_count: 2, duplicate_codes: ["A1"] });
  expect((await codes(["A2", "A3"])).json).toMatchObject({ success_codes: ["A3"], exist_codes: ["A2"] });
  expect((await send(uploaded.stock_id, "G1")).json).toEqual({ coupon_code: "A1" });
  const given = await create("S2", { top: { coupon_code_mode: "MERCHANT_API" } });
  expect(await send(given.stock_id, "G2")).toMatchObject({ json: { detail: { field: "/coupon_code" } } });
  expect((await send(given.stock_id, "G2", { coupon_code: "OWN1" })).json).toEqual({ coupon_code: "OWN1" });
});

it("refuses a stock by the field that is wrong", async () => {
  expect(await create("S1", { top: { stock_type: "DISCOUNT" } })).toMatchObject({
    detail: { field: "/coupon_use_rule/discount_coupon" },
  });
  expect(await create("S1", { top: { stock_name: "一二三四五六七八" } })).toMatchObject({
    detail: { field: "/stock_name" },
  });
  expect(await create("S1", { rule: { max_coupons_per_user: 101 } })).toMatchObject({
    detail: { field: "/stock_send_rule/max_coupons_per_user" },
  });
  expect(await create("S1", { time: { irregular_available_time: [] } })).toMatchObject({
    detail: { field: "/coupon_use_rule/coupon_available_time/irregular_available_time" },
  });
});

it("is reminded of once, some days before it ends, while it is unused", async () => {
  const lines = () => (bench.world.chats.get(`pay/${who.person.id}`) ?? []).map(({ msgtype }) => msgtype);
  const { stock_id } = await create("S1", {
    rule: { max_coupons_per_user: 2 },
    time: { available_day_after_receive: 5 },
  });
  await send(stock_id, "G1");
  const used = (await send(stock_id, "G2")).json.coupon_code;
  await use(used, "U1");
  bench.pass(86_400);
  expect(lines()).toEqual(["coupon", "coupon"]);
  bench.pass(4 * 86_400);
  expect(lines()).toEqual(["coupon", "coupon", "coupon_reminder"]);
});
