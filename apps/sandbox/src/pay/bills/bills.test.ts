import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { signPayRequest } from "@feilun/wechat-protocol";
import { afterEach, beforeEach, expect, it } from "vitest";
import { PayBench } from "../pay.testing.ts";

let bench: PayBench;
beforeEach(async () => {
  bench = await PayBench.open();
});
afterEach(() => bench.close());

const TRADE = "/v3/bill/tradebill?bill_date=2026-03-10";
/** Noon to 10:00 of the next day. */
const UNTIL_READY = 22 * 3600;

async function fetchBill(path: string) {
  const { json } = await bench.call("GET", path);
  const url = new URL(json.download_url);
  const bytes = Buffer.from(await (await download(url)).arrayBuffer());
  const text = (path.includes("GZIP") ? gunzipSync(bytes) : bytes).toString();
  expect(createHash("sha1").update(text).digest("hex")).toBe(json.hash_value);
  const lines = text.trimEnd().split("\n");
  return { lines, url, cells: lines.map((line) => line.split(",").map((cell) => cell.replace(/^`/, ""))) };
}

function download({ pathname, search }: URL) {
  const path = `${pathname}${search}`;
  const [certificate] = bench.merchant.certificates;
  const { mchid } = bench.merchant;
  const key = { mchid, serialNo: certificate?.serialNo ?? "", privateKey: certificate?.privateKey ?? "" };
  const timestamp = Math.floor(Date.now() / 1000);
  const authorization = signPayRequest(key, { method: "GET", path, timestamp, nonce: "n", body: "" });
  return fetch(`${bench.sandbox.addresses.pay}${path}`, { headers: { authorization } });
}

it("lays out the day's payments and refunds after ten o'clock, in yuan, with sums and a hash", async () => {
  const who = bench.someone();
  await bench.paid(who, "T20260310001", 1990, { attach: "store=S001" });
  await bench.paid(who, "T20260310002", 10_000);
  await bench.call("POST", "/v3/refund/domestic/refunds", {
    out_trade_no: "T20260310002",
    out_refund_no: "R1",
    amount: { refund: 4000, total: 10_000, currency: "CNY" },
  });
  expect(await bench.call("GET", TRADE)).toMatchObject({ status: 400, json: { code: "INVALID_REQUEST" } });
  bench.pass(UNTIL_READY - 60);
  expect(await bench.call("GET", TRADE)).toMatchObject({ json: { code: "STATEMENT_CREATING" } });
  bench.pass(60);
  const { lines, cells } = await fetchBill(TRADE);
  expect(lines).toHaveLength(6);
  expect(lines[1]).toMatch(/^`2026-03-10 12:00:00,`wx/);
  const columns = cells[0] ?? [];
  const read = (row: number, name: string) => cells[row]?.[columns.indexOf(name)];
  expect(columns).toHaveLength(27);
  expect(read(1, "商户订单号")).toBe("T20260310001");
  expect(read(1, "订单金额")).toBe("19.90");
  expect(read(1, "商户数据包")).toBe("store=S001");
  expect(read(1, "手续费")).toBe("0.12000");
  expect(read(3, "商户退款单号")).toBe("R1");
  expect(read(3, "申请退款金额")).toBe("40.00");
  expect(read(3, "退款状态")).toBe("SUCCESS");
  expect(cells[5]).toEqual(["3", "119.90", "40.00", "0.00", "0.48000", "119.90", "40.00"]);

  const refunds = await fetchBill(`${TRADE}&bill_type=REFUND&tar_type=GZIP`);
  expect(refunds.lines).toHaveLength(4);
  expect(refunds.cells[0]).toContain("退款成功时间");
  expect((await fetchBill(`${TRADE}&bill_type=SUCCESS`)).lines).toHaveLength(5);
});

it("lays out what moved on the account, whose balance the last row shows", async () => {
  await bench.paid(bench.someone(), "T20260310001");
  bench.pass(UNTIL_READY);
  const { cells } = await fetchBill("/v3/bill/fundflowbill?bill_date=2026-03-10");
  expect(cells.slice(1, 3).map((row) => row.slice(3, 8))).toEqual([
    ["交易", "交易", "收入", "19.90", "19.90"],
    ["交易", "扣除交易手续费", "支出", "0.12", "19.78"],
  ]);
  expect(cells.at(-1)).toEqual(["2", "1", "19.90", "1", "0.12"]);
});

it("keeps an address for five minutes, a day without data has no file, and three months are all", async () => {
  await bench.paid(bench.someone(), "T20260310001");
  bench.pass(UNTIL_READY);
  const { url } = await fetchBill(TRADE);
  bench.pass(301);
  expect((await download(url)).status).toBe(400);
  expect(await bench.call("GET", TRADE.replace("03-10", "03-09"))).toMatchObject({
    json: { code: "NO_STATEMENT_EXIST" },
  });
  expect(await bench.call("GET", TRADE.replace("2026-03-10", "10.3.2026"))).toMatchObject({
    json: { code: "PARAM_ERROR" },
  });
  bench.pass(91 * 86_400);
  expect(await bench.call("GET", TRADE)).toMatchObject({ json: { code: "INVALID_REQUEST" } });
});
