import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { PayAnswer } from "@feilun/wechat-protocol";
import type { BillRow } from "../../commerce/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { WechatAccount } from "../wechat/index.ts";
import { exchange } from "./exchange.ts";
import { callPay } from "./pay-api.ts";
import { PayRefusal, untrusted } from "./pay-refusal.ts";

const TOGETHER = 2_000;
const path = "/v3/bill/tradebill";

/**
 * The trade bill of a day (wechat-api.md §4.7), some rows at a time; null where nothing happened. The file itself is not signed: it is believed
 * when its SHA-1 is the one that the signed answer named, else the reading ends with an error.
 *
 * @throws PayRefusal
 */
export async function readBill(
  platform: Platform,
  account: WechatAccount,
  day: string,
): Promise<AsyncIterable<readonly BillRow[]> | null> {
  let offer: PayAnswer<"GET /v3/bill/tradebill">;
  try {
    const query = { bill_date: day, bill_type: "ALL", tar_type: "GZIP" };
    offer = await callPay(platform, account, { method: "GET", path, query });
  } catch (error) {
    if (error instanceof PayRefusal && error.code === "NO_STATEMENT_EXIST") return null;
    throw error;
  }
  const { pathname, searchParams } = new URL(offer.download_url);
  const response = await exchange(account, { method: "GET", path: pathname, query: Object.fromEntries(searchParams) });
  if (!response.ok || !response.body)
    throw untrusted(path, `HTTP ${response.status}`, "账单下载失败", "稍后在对账里重新核对这一天");
  return readRows(response.body, offer.hash_value);
}

async function* readRows(body: ReadableStream, sha1: string): AsyncGenerator<readonly BillRow[]> {
  const hash = createHash("sha1");
  const plain = new PassThrough();
  plain.on("data", (chunk: Buffer) => hash.update(chunk));
  const lines = createInterface({ input: plain, crlfDelay: Number.POSITIVE_INFINITY });
  const reading = pipeline(Readable.fromWeb(body as never), createGunzip(), plain);
  // Its failure is met below, when the lines have ended.
  reading.catch(() => lines.close());
  let columns: ReadonlyMap<string, number> | undefined;
  let part: BillRow[] = [];
  let over = false;
  for await (const line of lines) {
    if (!columns)
      columns = new Map(
        line
          .replace(/^\uFEFF/, "")
          .split(",")
          .map((name, at) => [name.trim(), at]),
      );
    else if (over || !line.startsWith("`")) over = true;
    else {
      const row = rowOf(columns, line.slice(1).split(",`"));
      if (row) part.push(row);
      if (part.length < TOGETHER) continue;
      yield part;
      part = [];
    }
  }
  try {
    await reading;
  } catch (error) {
    throw untrusted(path, String(error), "账单下载中断", "稍后在对账里重新核对这一天");
  }
  if (hash.digest("hex") !== sha1.toLowerCase())
    throw untrusted(path, "hash differs", "账单文件与微信支付给的校验值不符", "稍后在对账里重新核对这一天");
  if (part.length > 0) yield part;
}

const refundStates = {
  SUCCESS: "done",
  PROCESSING: "processing",
  CHANGE: "abnormal",
  ABNORMAL: "abnormal",
  FAIL: "closed",
  CLOSED: "closed",
} as const;

function rowOf(columns: ReadonlyMap<string, number>, cells: readonly string[]): BillRow | undefined {
  const cell = (name: string) => cells[columns.get(name) ?? -1]?.trim() ?? "";
  const state = cell("交易状态");
  if (state !== "SUCCESS" && state !== "REFUND") return undefined;
  const isRefund = state === "REFUND";
  const status = cell("退款状态") as keyof typeof refundStates;
  return {
    tradeNo: cell("商户订单号"),
    transactionId: cell("微信订单号"),
    refundNo: isRefund ? cell("商户退款单号") : null,
    amountFen: fenOf(cell(isRefund ? "申请退款金额" : "订单金额")),
    refundState: isRefund ? (refundStates[status] ?? "processing") : null,
  };
}

/** Bills are in yuan. */
const fenOf = (yuan: string) => Math.round(Number(yuan) * 100);
