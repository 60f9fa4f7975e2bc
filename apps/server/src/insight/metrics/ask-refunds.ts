import type { Platform } from "../../kernel/platform.ts";
import { sliceCondition, sliceParams } from "../shared/slice.ts";
import { type RefundSum, refundSums } from "./atoms.ts";
import {
  type AnswerRow,
  groupingSets,
  keyExpression,
  periodExpressions,
  periodParams,
  type Question,
} from "./question.ts";

/** Answers the refund atoms of a question with one query over `refund_fact`. */
export async function askRefunds(
  platform: Platform,
  question: Question,
  sums: readonly RefundSum[],
): Promise<AnswerRow[]> {
  if (sums.length === 0) return [];
  const { p, within } = periodExpressions(question, "business_day", "refunded_at");
  const { group, total } = groupingSets(question);
  return platform.clickhouse.rows<AnswerRow>(
    `select p, k, ${total} as total, ${sums.map((sum) => `${refundSums[sum]} as ${sum}`).join(", ")}
     from (select ${p} as p, ${keyExpression(question, "business_day")} as k, order_id, amount_li, items
           from current_refund where ${within} and ${sliceCondition(question.slice)})
     group by ${group}`,
    { ...periodParams(question), ...sliceParams(question.slice) },
    { timeoutMs: 60_000 },
  );
}
