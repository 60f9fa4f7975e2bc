import { type PaySharingOrder, sealPaySecret } from "@feilun/wechat-protocol";
import { afterEach, beforeEach, expect, it } from "vitest";
import { addMerchant, signingKey } from "../merchants/merchants.ts";
import type { Merchant } from "../merchants/state.ts";
import { PayBench } from "../pay.testing.ts";

const SHARE = "/v3/profitsharing/orders";
const SHARED = { settle_info: { profit_sharing: true } };

let bench: PayBench;
let dealer: Merchant;
let transactionId: string;

beforeEach(async () => {
  bench = await PayBench.open();
  dealer = addMerchant(bench.world, { name: "江南经销商", apiV3Key: bench.merchant.apiV3Key });
  await bench.act("pay.set", { feeBasisPoints: 0 });
  transactionId = (await bench.paid(bench.someone(), "T20260310001", 10_000, SHARED)).transaction_id;
});
afterEach(() => bench.close());

const seal = (text: string) => sealPaySecret(signingKey(bench.merchant).publicKey, text);
const receiver = (amount: number, account = dealer.mchid) => ({
  ...{ type: "MERCHANT_ID", account, amount, description: "经销商货款" },
});
const draft = (number: string, receivers: object[], more: object = {}) => ({
  ...{ appid: bench.mini.appid, transaction_id: transactionId, out_order_no: number, receivers },
  unfreeze_unsplit: false,
  ...more,
});
const addDealer = (name = dealer.name) =>
  bench.call("POST", "/v3/profitsharing/receivers/add", {
    ...{ appid: bench.mini.appid, type: "MERCHANT_ID", account: dealer.mchid, relation_type: "DISTRIBUTOR" },
    name: seal(name),
  });
const left = async () => {
  const path = `/v3/profitsharing/transactions/${transactionId}/amounts`;
  return ((await bench.call("GET", path)).json as unknown as { unsplit_amount: number }).unsplit_amount;
};
const result = async (number: string) =>
  (await bench.call("GET", `${SHARE}/${number}?transaction_id=${transactionId}`)).json as unknown as PaySharingOrder;

it("passes a part on to a receiver, tells the receiving merchant at its own address, and frees the rest", async () => {
  await bench.act("pay.edit_merchant", { mchid: dealer.mchid, sharingNotifyUrl: bench.notifyUrl });
  expect(await addDealer("别的公司")).toMatchObject({ status: 400, json: { detail: { field: "/name" } } });
  expect(await addDealer()).toMatchObject({ status: 200 });
  expect(bench.merchant.funds).toMatchObject({ available: 0, frozen: 10_000 });
  bench.pass(60);
  const first = await bench.call("POST", SHARE, draft("P1", [receiver(2000)]));
  expect(first.json).toMatchObject({ state: "PROCESSING", receivers: [{ result: "PENDING", amount: 2000 }] });
  expect((await bench.call("POST", SHARE, draft("P1", [receiver(2000)]))).json).toEqual(first.json);
  expect(await bench.call("POST", SHARE, draft("P1", [receiver(1)]))).toMatchObject({ status: 400 });
  bench.pass(3);
  expect(await result("P1")).toMatchObject({ state: "FINISHED", receivers: [{ result: "SUCCESS" }] });
  const told = (await bench.told()).find(({ originalType }) => originalType === "profitsharing");
  expect(told).toMatchObject({
    type: "TRANSACTION.SUCCESS",
    resource: { out_order_no: "P1", receiver: { account: dealer.mchid, amount: 2000 } },
  });
  expect(dealer.funds.available).toBe(2000);
  expect(await left()).toBe(8000);
  const unfreeze = { transaction_id: transactionId, out_order_no: "P2", description: "完结" };
  expect(await bench.call("POST", `${SHARE}/unfreeze`, unfreeze)).toMatchObject({ status: 200 });
  bench.pass(3);
  expect(await left()).toBe(0);
  expect(bench.merchant.funds).toMatchObject({ available: 8000, frozen: 0 });
});

it("refuses too early, beyond the ratio, too much, twice the same receiver and payments that are not to be shared", async () => {
  await addDealer();
  expect(await bench.call("POST", SHARE, draft("P1", [receiver(1)]))).toMatchObject({
    json: { message: "订单处理中，请稍后重试" },
  });
  bench.pass(60);
  expect(await bench.call("POST", SHARE, draft("P1", [receiver(3001)]))).toMatchObject({
    json: { code: "RULE_LIMIT", message: "分账金额超出最大分账比例" },
  });
  expect(await bench.call("POST", SHARE, draft("P1", [receiver(10_001)]))).toMatchObject({
    json: { message: "分账金额不足" },
  });
  expect(await bench.call("POST", SHARE, draft("P1", [receiver(1), receiver(1)]))).toMatchObject({
    json: { detail: { field: "/receivers/1" } },
  });
  const plain = await bench.paid(bench.someone(), "T20260310002");
  bench.pass(60);
  const other = draft("P1", [receiver(1)], { transaction_id: plain.transaction_id });
  expect(await bench.call("POST", SHARE, other)).toMatchObject({ json: { message: "非分账订单不支持分账" } });
});

it("finishes without success where there is no relation: the amount stays with the order", async () => {
  bench.pass(60);
  await bench.call("POST", SHARE, draft("P1", [receiver(500)]));
  bench.pass(3);
  expect(await result("P1")).toMatchObject({
    state: "FINISHED",
    receivers: [{ result: "CLOSED", fail_reason: "NO_RELATION" }],
  });
  expect(await left()).toBe(10_000);
});

it("takes a share back, at most what was shared, and lists all in the day's bill", async () => {
  await addDealer();
  bench.pass(60);
  await bench.call("POST", SHARE, draft("P1", [receiver(2000)], { unfreeze_unsplit: true }));
  bench.pass(3);
  const back = (number: string, amount: number) => ({
    ...{ out_order_no: "P1", out_return_no: number, return_mchid: dealer.mchid, amount, description: "退货" },
  });
  const path = "/v3/profitsharing/return-orders";
  expect((await bench.call("POST", path, back("B1", 1500))).json).toMatchObject({ result: "SUCCESS", amount: 1500 });
  expect(await bench.call("POST", path, back("B2", 501))).toMatchObject({ status: 400 });
  dealer.funds.available = 0;
  expect((await bench.call("POST", path, back("B3", 500))).json).toMatchObject({ result: "FAILED" });
  expect((await bench.call("GET", `${path}/B1?out_order_no=P1`)).json).toMatchObject({ result: "SUCCESS" });
  expect(bench.merchant.funds.available).toBe(9500);
  bench.pass(22 * 3600);
  const bill = await bench.call("GET", "/v3/profitsharing/bills?bill_date=2026-03-10");
  expect(bill.json.download_url).toContain("/v3/billdownload/file?token=");
  const [file] = bench.world.pay.bills.values();
  expect(file?.text).toContain("`3,`20.00,`15.00");
});

it("frees what nobody shared after thirty days, and refunds out of what is held back", async () => {
  await bench.call("POST", "/v3/refund/domestic/refunds", {
    transaction_id: transactionId,
    out_refund_no: "R1",
    amount: { refund: 4000, total: 10_000, currency: "CNY" },
  });
  expect(bench.merchant.funds).toMatchObject({ available: 0, frozen: 6000 });
  bench.pass(30 * 86_400);
  expect(bench.merchant.funds).toMatchObject({ available: 6000, frozen: 0 });
});
