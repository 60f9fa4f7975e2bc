import type { History } from "../settled/history.ts";
import { numberList, type Slice } from "../shared/slice.ts";
import type { Atom } from "./atoms.ts";
import type { Period, TimeGrain } from "./period.ts";
import type { MetricGrain } from "./registry/metric.ts";

/** One question to the facts; every source table answers it with one query. */
export interface Question {
  /** The period, and the one it is compared with. They do not overlap. */
  readonly periods: readonly [Period] | readonly [Period, Period];
  readonly by: "none" | MetricGrain;
  readonly slice: Slice;
  readonly timeZone: string;
  readonly history: History;
  /** Cuts the compared period off at an instant (ClickHouse text, UTC): today so far stands against a week ago by this hour. */
  readonly comparedUntil?: string;
  /** Needed for `by: "region"`: store numbers and, in the same order, the units they count for. */
  readonly regions?: { readonly stores: readonly number[]; readonly regions: readonly number[] };
}

/** A row of an answer: `p` = which period, `total` = 1 for the row over all keys. */
export type AnswerRow = { readonly p: number; readonly total: number; readonly k: string } & Partial<
  Record<Atom, number>
>;

export function isTimeGrain(by: Question["by"]): by is TimeGrain {
  return by === "day" || by === "week" || by === "month";
}

const bucketStart: Record<TimeGrain, (day: string) => string> = {
  day: (day) => day,
  week: (day) => `toStartOfWeek(${day}, 1)`,
  month: (day) => `toStartOfMonth(${day})`,
};

/** SQL: the key that a row is grouped under, as text. `day` is an expression of type Date. */
export function keyExpression(question: Question, day: string): string {
  const { by } = question;
  if (by === "none") return "''";
  if (isTimeGrain(by)) return `toString(${bucketStart[by](day)})`;
  if (by === "channel") return "toString(channel)";
  if (by === "store") return "toString(store_no)";
  if (by === "guide") return "toString(guide_no)";
  const { stores, regions } = question.regions ?? { stores: [], regions: [] };
  return stores.length === 0
    ? "'0'"
    : `toString(transform(store_no, [${numberList(stores)}], [${numberList(regions)}], 0))`;
}

/** SQL: first day of the bucket, clipped to the period: "before the bucket" must not look into the period's first days. */
export function startExpression(question: Question, day: string): string {
  return isTimeGrain(question.by)
    ? `greatest(${bucketStart[question.by](day)}, ${periodStart(question)})`
    : periodStart(question);
}

/** SQL: first day of the period that the row's `p` names. */
export function periodStart(question: Question): string {
  return question.periods.length === 1 ? "{from0:Date}" : "if(p = 0, {from0:Date}, {from1:Date})";
}

/** SQL: which of the periods a day lies in, and the condition that it lies in one. `instant` is a DateTime64 to cut off by. */
export function periodExpressions(question: Question, day: string, instant?: string): { p: string; within: string } {
  const within0 = `${day} >= {from0:Date} and ${day} < {to0:Date}`;
  if (question.periods.length === 1) return { p: "0", within: `(${within0})` };
  const cut =
    instant !== undefined && question.comparedUntil !== undefined
      ? ` and ${instant} < {comparedUntil:DateTime64(3,'UTC')}`
      : "";
  return {
    p: `if(${within0}, 0, 1)`,
    within: `((${within0}) or (${day} >= {from1:Date} and ${day} < {to1:Date}${cut}))`,
  };
}

export function periodParams(question: Question): Record<string, string> {
  const days = question.periods.flatMap((period, index) => [
    [`from${index}`, period.from],
    [`to${index}`, period.to],
  ]);
  return Object.fromEntries(
    question.comparedUntil === undefined ? days : [...days, ["comparedUntil", question.comparedUntil]],
  );
}

/** SQL: by key and over all of them, in one pass. */
export function groupingSets(question: Question): { group: string; total: string } {
  return question.by === "none"
    ? { group: "p, k", total: "1" }
    : { group: "grouping sets ((p, k), (p))", total: "grouping(k)" };
}
