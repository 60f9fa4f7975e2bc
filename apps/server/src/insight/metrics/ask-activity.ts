import { instantOf } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { purchases } from "../settled/history.ts";
import { sliceCondition, sliceParams } from "../shared/slice.ts";
import { type ActivityCount, activityCounts } from "./atoms.ts";
import {
  type AnswerRow,
  groupingSets,
  keyExpression,
  periodExpressions,
  periodParams,
  type Question,
} from "./question.ts";

/** Answers who was active: one query over orders and customer-started events together, since a person counts once. */
export async function askActivity(
  platform: Platform,
  question: Question,
  atoms: readonly ActivityCount[],
  interactionTypes: readonly string[],
): Promise<AnswerRow[]> {
  if (atoms.length === 0) return [];
  const { p, within } = periodExpressions(question, "day");
  const { group, total } = groupingSets(question);
  const orders = purchases(
    question.history,
    "member_no, store_no, channel, business_day",
    `member_no > 0 and ${periodExpressions(question, "business_day").within} and ${sliceCondition(question.slice)}`,
  );
  // The instants bound what is read: an expression over occurred_at could not prune partitions.
  const eventBounds = question.periods
    .map(
      (_period, index) =>
        `(occurred_at >= {at${index}:DateTime64(3,'UTC')} and occurred_at < {until${index}:DateTime64(3,'UTC')})`,
    )
    .join(" or ");
  return platform.clickhouse.rows<AnswerRow>(
    `select p, k, ${total} as total, ${atoms.map((atom) => `${activityCounts[atom]} as ${atom}`).join(", ")}
     from (select ${p} as p, ${keyExpression(question, "day")} as k, member_no from (
       select member_no, store_no, toString(channel) as channel, business_day as day from ${orders}
       union all
       select member_no, store_no, toString(channel) as channel, toDate(occurred_at, {zone:String}) as day from member_event
       where type in {types:Array(String)} and (${eventBounds}) and ${sliceCondition(question.slice)})
       where ${within})
     group by ${group}`,
    {
      ...periodParams(question),
      ...sliceParams(question.slice),
      ...Object.fromEntries(
        question.periods.flatMap((period, index) => [
          [`at${index}`, instantText(question.timeZone, period.from)],
          [`until${index}`, instantText(question.timeZone, period.to)],
        ]),
      ),
      zone: question.timeZone,
      types: interactionTypes,
    },
    { timeoutMs: 60_000 },
  );
}

/** The first instant of a day in the shop's zone, as ClickHouse reads it. */
export function instantText(timeZone: string, day: string): string {
  return instantOf(timeZone, day).toISOString().replace("T", " ").replace("Z", "");
}
