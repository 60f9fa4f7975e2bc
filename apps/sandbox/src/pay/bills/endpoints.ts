import { gzipSync } from "node:zlib";
import { z } from "zod";
import { secondsOf } from "../../world/clock.ts";
import { FileReply, type PayEndpoint, payEndpoint } from "../endpoint.ts";
import { payRefuse } from "../refusal.ts";
import { fundFlowBill } from "./fund-flow-bill.ts";
import { billDay, offerBill } from "./offer.ts";
import { tradeBill } from "./trade-bill.ts";

const bill = {
  bill_date: z.string().regex(/^\d{4}-\d\d-\d\d$/, "bill_date 须为 yyyy-MM-dd"),
  tar_type: z.literal("GZIP").optional(),
};

/** Bills: wechat-api.md §4.7. */
export const billEndpoints: readonly PayEndpoint[] = [
  payEndpoint(
    "GET",
    "/v3/bill/tradebill",
    { query: z.object({ ...bill, bill_type: z.enum(["ALL", "SUCCESS", "REFUND"]).default("ALL") }) },
    (call) => {
      const { bill_date, bill_type, tar_type } = call.query;
      const day = billDay(call, bill_date);
      return offerBill(call, tradeBill(call.merchant, bill_type, day, call.world.pay.settings), tar_type === "GZIP");
    },
  ),
  payEndpoint(
    "GET",
    "/v3/bill/fundflowbill",
    { query: z.object({ ...bill, account_type: z.enum(["BASIC", "OPERATION", "FEES"]).default("BASIC") }) },
    (call) => {
      const { bill_date, account_type, tar_type } = call.query;
      const day = billDay(call, bill_date);
      const flow = account_type === "BASIC" ? fundFlowBill(call.merchant, day) : undefined;
      return offerBill(call, flow, tar_type === "GZIP");
    },
  ),
  payEndpoint(
    "GET",
    "/v3/billdownload/file",
    { query: z.object({ token: z.string() }) },
    ({ world, merchant, query }) => {
      const file = world.pay.bills.get(query.token);
      if (!file || file.mchid !== merchant.mchid || file.expiresAt <= secondsOf(world.clock))
        payRefuse("INVALID_REQUEST", "下载地址无效或已过期，请重新申请账单");
      const bytes = Buffer.from(file.text);
      return file.gzip
        ? new FileReply("application/x-gzip", gzipSync(bytes))
        : new FileReply("text/plain; charset=utf-8", bytes);
    },
  ),
];
