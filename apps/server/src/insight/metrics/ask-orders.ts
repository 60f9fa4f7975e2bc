import type { Platform } from "../../kernel/platform.ts";
import { purchases } from "../settled/history.ts";
import { sliceCondition, sliceParams } from "../shared/slice.ts";
import { type OrderSum, onlineChannels, orderSums, privateChannels } from "./atoms.ts";
import {
  type AnswerRow,
  groupingSets,
  keyExpression,
  periodExpressions,
  periodParams,
  type Question,
} from "./question.ts";

const columns: Record<OrderSum, readonly string[]> = {
  amountLi: ["amount_li"],
  orders: [],
  items: ["items"],
  discountLi: ["discount_li"],
  memberAmountLi: ["amount_li", "member_no"],
  digitalMemberAmountLi: ["amount_li", "member_no"],
  memberOrders: ["member_no"],
  couponOrders: ["coupons"],
  privateAmountLi: ["amount_li", "channel"],
  onlineAmountLi: ["amount_li", "channel"],
  onlineOrders: ["channel"],
};

/** Answers the sums over orders that a question needs with one query. */
export async function askOrders(
  platform: Platform,
  question: Question,
  sums: readonly OrderSum[],
): Promise<AnswerRow[]> {
  if (sums.length === 0) return [];
  const { p, within } = periodExpressions(question, "business_day", "paid_at");
  const { group, total } = groupingSets(question);
  const needed = [...new Set(sums.flatMap((sum) => columns[sum]))];
  const by = question.by === "guide" ? ["guide_no"] : [];
  const read = [...new Set(["business_day", "paid_at", "store_no", "channel", ...by, ...needed])].join(", ");
  return platform.clickhouse.rows<AnswerRow>(
    `select p, k, ${total} as total, ${sums.map((sum) => `${orderSums[sum]} as ${sum}`).join(", ")}
     from (select ${[`${p} as p`, `${keyExpression(question, "business_day")} as k`, ...needed].join(", ")}
           from ${purchases(question.history, read, `${within} and ${sliceCondition(question.slice)}`)})
     group by ${group}`,
    { ...periodParams(question), ...sliceParams(question.slice), ...channelParams(sums) },
    { timeoutMs: 60_000 },
  );
}

function channelParams(sums: readonly OrderSum[]): Record<string, readonly string[]> {
  return {
    ...(sums.includes("privateAmountLi") ? { privateChannels } : {}),
    ...(sums.includes("onlineAmountLi") || sums.includes("onlineOrders") ? { onlineChannels } : {}),
  };
}
