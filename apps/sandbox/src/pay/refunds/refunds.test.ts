import { afterEach, beforeEach, expect, it } from "vitest";
import { PayBench } from "../pay.testing.ts";

const REFUNDS = "/v3/refund/domestic/refunds";

let bench: PayBench;
beforeEach(async () => {
  bench = await PayBench.open();
});
afterEach(() => bench.close());

const draft = (outRefundNo: string, refund: number, more: object = {}) => ({
  out_trade_no: "T20260310001",
  out_refund_no: outRefundNo,
  reason: "不合适",
  notify_url: bench.notifyUrl,
  amount: { refund, total: 1990, currency: "CNY" },
  ...more,
});

it("refunds in parts up to the whole, tells each, and ends the shipping record with the last", async () => {
  const who = bench.someone();
  const { transaction_id } = await bench.paid(who, "T20260310001");
  const first = await bench.call("POST", REFUNDS, draft("R1", 990));
  expect(first.json).toMatchObject({
    status: "PROCESSING",
    out_trade_no: "T20260310001",
    transaction_id,
    channel: "ORIGINAL",
    amount: { refund: 990, total: 1990, payer_refund: 990, currency: "CNY" },
  });
  const order = `/v3/pay/transactions/out-trade-no/T20260310001?mchid=${bench.merchant.mchid}`;
  expect((await bench.call("GET", order)).json).toMatchObject({ trade_state: "REFUND" });
  expect(await bench.told("REFUND.SUCCESS")).toEqual([]);
  bench.pass(3);
  expect((await bench.told("REFUND.SUCCESS"))[0]).toMatchObject({
    signatureHolds: true,
    originalType: "refund",
    resource: {
      refund_status: "SUCCESS",
      out_refund_no: "R1",
      success_time: "2026-03-10T12:00:03+08:00",
      amount: { total: 1990, refund: 990, payer_total: 1990, payer_refund: 990 },
    },
  });
  expect((await bench.call("GET", `${REFUNDS}/R1`)).json).toMatchObject({ status: "SUCCESS" });
  expect(await bench.call("POST", REFUNDS, draft("R2", 1001))).toMatchObject({ status: 400 });
  await bench.call("POST", REFUNDS, draft("R2", 1000));
  bench.pass(3);
  expect(bench.mini.mini.orders.get(transaction_id)?.state).toBe(5);
  // All came in and all went back: the fee too.
  expect(bench.merchant.funds.available).toBe(0);
});

it("takes the same refund once, however often it is asked for", async () => {
  await bench.paid(bench.someone(), "T20260310001");
  const first = await bench.call("POST", REFUNDS, draft("R1", 1990));
  const again = await bench.call("POST", REFUNDS, draft("R1", 1990));
  expect(again.json).toEqual(first.json);
  expect(await bench.call("POST", REFUNDS, draft("R1", 10))).toMatchObject({ json: { code: "INVALID_REQUEST" } });
  expect(bench.merchant.refunds.byRefundNo.size).toBe(1);
});

it("is done though the answer is lost: asked again under the same number it is the same refund", async () => {
  await bench.paid(bench.someone(), "T20260310001");
  await bench.act("faults.add", { platform: "pay", path: REFUNDS, what: { kind: "lost_answer" }, times: 1 });
  await expect(bench.call("POST", REFUNDS, draft("R1", 990))).rejects.toThrow();
  expect(await bench.call("POST", REFUNDS, draft("R1", 990))).toMatchObject({ status: 200 });
  await bench.act("faults.add", { platform: "pay", path: REFUNDS, what: { kind: "lost_request" }, times: 1 });
  await expect(bench.call("POST", REFUNDS, draft("R2", 10))).rejects.toThrow();
  expect(await bench.call("GET", `${REFUNDS}/R2`)).toMatchObject({ status: 404 });
  const payments = [...bench.merchant.orders.byTradeNo.values()].map(({ payment }) => payment?.refunded);
  expect(payments).toEqual([990]);
  const wrong = { platform: "pay", path: REFUNDS, what: { kind: "errcode", errcode: -1 } };
  await expect(bench.act("faults.add", wrong)).rejects.toThrow("SYSTEM_ERROR");
});

it("refuses what cannot be refunded", async () => {
  const who = bench.someone();
  await bench.call("POST", "/v3/pay/transactions/jsapi", bench.draft(who.openid, "T20260310001"));
  expect(await bench.call("POST", REFUNDS, draft("R1", 1))).toMatchObject({ status: 400 });
  expect(await bench.call("POST", REFUNDS, draft("R1", 1, { out_trade_no: "T404404" }))).toMatchObject({ status: 404 });
  await bench.paid(who, "T20260310001");
  const wrong = { amount: { refund: 1, total: 1991, currency: "CNY" } };
  expect(await bench.call("POST", REFUNDS, draft("R1", 1, wrong))).toMatchObject({ json: { code: "PARAM_ERROR" } });
  expect(await bench.call("POST", REFUNDS, draft("R 1", 1))).toMatchObject({
    json: { detail: { field: "/out_refund_no" } },
  });
  bench.merchant.funds.available = 0;
  expect(await bench.call("POST", REFUNDS, draft("R1", 1990))).toMatchObject({
    status: 403,
    json: { code: "NOT_ENOUGH" },
  });
  bench.merchant.funds.available = 1990;
  expect(await bench.call("GET", `${REFUNDS}/R1`)).toMatchObject({
    status: 404,
    json: { code: "RESOURCE_NOT_EXISTS" },
  });
  bench.pass(365 * 86_400 + 1);
  expect(await bench.call("POST", REFUNDS, draft("R1", 1))).toMatchObject({ json: { code: "INVALID_REQUEST" } });
});

it("ends a refund that the payer's card does not take elsewhere, and gives one back that is closed", async () => {
  await bench.paid(bench.someone(), "T20260310001");
  await bench.act("pay.set", { refundOutcome: "ABNORMAL" });
  const { json } = await bench.call("POST", REFUNDS, draft("R1", 1000));
  bench.pass(3);
  expect((await bench.told("REFUND.ABNORMAL"))[0]?.resource).toMatchObject({ refund_status: "ABNORMAL" });
  const redirect = { out_refund_no: "R1", type: "MERCHANT_BANK_CARD" };
  const path = `${REFUNDS}/${json.refund_id}/apply-abnormal-refund`;
  expect((await bench.call("POST", path, redirect)).json).toMatchObject({ status: "PROCESSING" });
  bench.pass(3);
  expect((await bench.told("REFUND.SUCCESS"))[0]?.resource).toMatchObject({
    user_received_account: "商户结算银行账户",
  });

  await bench.act("pay.set", { refundOutcome: "CLOSED" });
  await bench.call("POST", REFUNDS, draft("R2", 990));
  bench.pass(3);
  expect((await bench.told("REFUND.CLOSED"))[0]?.resource).toMatchObject({ refund_status: "CLOSED" });
  await bench.act("pay.set", { refundOutcome: "SUCCESS" });
  expect(await bench.call("POST", REFUNDS, draft("R3", 990))).toMatchObject({ status: 200 });
});
