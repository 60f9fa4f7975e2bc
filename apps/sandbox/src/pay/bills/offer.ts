import { createHash } from "node:crypto";
import { PAY_QUOTAS, type PayBillAnswer } from "@feilun/wechat-protocol";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { PayCall } from "../endpoint.ts";
import { BAD_PARAMETER, payRefuse } from "../refusal.ts";
import { type Bill, writeBill } from "./write.ts";

const DAY = 86_400;

/** What every request for a bill says. */
export interface BillQuery {
  readonly bill_date: string;
  readonly tar_type?: "GZIP" | undefined;
}

/** [from, until) of a day that has a bill by now, in virtual seconds: ready at 10:00 of the next day, kept for three months. */
export function billDay({ world }: Pick<PayCall, "world">, day: string): readonly [number, number] {
  const from = Date.parse(`${day}T00:00:00+08:00`) / 1000;
  if (Number.isNaN(from)) payRefuse("PARAM_ERROR", `参数错误：bill_date 须为 yyyy-MM-dd`, { cause: BAD_PARAMETER });
  const until = from + DAY;
  const now = secondsOf(world.clock);
  if (now < until) payRefuse("INVALID_REQUEST", "账单日期须早于今天");
  if (now < until + PAY_QUOTAS.billDelay.amount) payRefuse("STATEMENT_CREATING", "账单正在生成中，请在 10 点后获取");
  if (now - until > PAY_QUOTAS.billHistory.amount * DAY) payRefuse("INVALID_REQUEST", "仅支持三个月内的账单下载申请");
  return [from, until];
}

/** Lays the file out for five minutes. */
export function offerBill(call: PayCall, bill: Bill | undefined, gzip: boolean): PayBillAnswer {
  const { world, host, merchant } = call;
  if (!bill) payRefuse("NO_STATEMENT_EXIST", "账单文件不存在：当日没有数据");
  const text = writeBill(bill);
  const token = opaqueId(world.random, "", 64);
  const expiresAt = secondsOf(world.clock) + PAY_QUOTAS.billUrlLife.amount;
  world.pay.bills.set(token, { mchid: merchant.mchid, text, gzip, expiresAt });
  for (const [old, file] of world.pay.bills) if (file.expiresAt < secondsOf(world.clock)) world.pay.bills.delete(old);
  return {
    hash_type: "SHA1",
    hash_value: createHash("sha1").update(text).digest("hex"),
    download_url: `${host.addresses.pay}/v3/billdownload/file?token=${token}`,
  };
}
