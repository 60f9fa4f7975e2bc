import type { Platform } from "../../kernel/platform.ts";
import { memberCondition, sliceCondition, sliceParams } from "../shared/slice.ts";
import { type PointStanding, type PointSum, pointSums } from "./atoms.ts";
import { bucketsOf } from "./period.ts";
import {
  type AnswerRow,
  groupingSets,
  isTimeGrain,
  keyExpression,
  periodExpressions,
  periodParams,
  type Question,
} from "./question.ts";

const day = "toDate(at, {zone:String})";

function paramsOf(question: Question) {
  return { ...periodParams(question), ...sliceParams(question.slice), zone: question.timeZone };
}

/** Answers what moved in the ledger of points with one query over `point_fact`, by the store and channel of the movement. */
export async function askPoints(
  platform: Platform,
  question: Question,
  sums: readonly PointSum[],
): Promise<AnswerRow[]> {
  if (sums.length === 0) return [];
  const { p, within } = periodExpressions(question, "day", "at");
  const { group, total } = groupingSets(question);
  return platform.clickhouse.rows<AnswerRow>(
    `select p, k, ${total} as total, ${sums.map((sum) => `${pointSums[sum]} as ${sum}`).join(", ")}
     from (select ${p} as p, ${keyExpression(question, "day")} as k, kind, points
           from (select ${day} as day, at, store_no, channel, kind, points from point_fact final where ${sliceCondition(question.slice)})
           where ${within})
     group by ${group}`,
    paramsOf(question),
    { timeoutMs: 60_000 },
  );
}

/**
 * Answers what members of the slice hold at the end of each bucket: the sum of the whole ledger up to then. Over time the number
 * runs back from the one at the period's end.
 */
export async function askPointStanding(
  platform: Platform,
  question: Question,
  atoms: readonly PointStanding[],
): Promise<AnswerRow[]> {
  if (atoms.length === 0) return [];
  const entries = `select ${day} as day, '' as channel, points from point_fact final where ${memberCondition(question.slice)}`;
  const ends = question.periods.map((_period, index) => `sumIf(points, day < {to${index}:Date}) as end_${index}`);
  const [held] = await platform.clickhouse.rows<Record<string, number>>(
    `select ${ends.join(", ")} from (${entries})`,
    paramsOf(question),
    { timeoutMs: 60_000 },
  );
  const totals = question.periods.map(
    (_period, p): AnswerRow => ({ p, k: "", total: 1, pointsHeld: Number(held?.[`end_${p}`] ?? 0) }),
  );
  const { by } = question;
  if (!isTimeGrain(by)) return totals;
  const { p, within } = periodExpressions(question, "day");
  const steps = await platform.clickhouse.rows<{ p: number; k: string; step: number }>(
    `select ${p} as p, ${keyExpression(question, "day")} as k, sum(points) as step from (${entries}) where ${within} group by p, k`,
    paramsOf(question),
    { timeoutMs: 60_000 },
  );
  const found = new Map(steps.map((row) => [`${row.p} ${row.k}`, Number(row.step)]));
  return [
    ...totals,
    ...question.periods.flatMap((period, index) => {
      let standing = totals[index]?.pointsHeld ?? 0;
      return bucketsOf(by, period)
        .toReversed()
        .map((k): AnswerRow => {
          const row = { p: index, k, total: 0, pointsHeld: standing };
          standing -= found.get(`${index} ${k}`) ?? 0;
          return row;
        });
    }),
  ];
}
