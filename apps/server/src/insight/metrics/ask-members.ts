import type { Platform } from "../../kernel/platform.ts";
import { purchases } from "../settled/history.ts";
import { sliceCondition, sliceParams } from "../shared/slice.ts";
import { type ConversionCount, conversionCounts, type MemberCount, memberCounts } from "./atoms.ts";
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

const days = {
  registered_day: "toDate(registered_at, {zone:String})",
  seen_day: "toDate(first_seen_at, {zone:String})",
  digital_day: "if(digital = 1, toDate(registered_at, {zone:String}), null)",
  outside_day: "if(from_outside = 1, toDate(first_seen_at, {zone:String}), null)",
};

const dayColumns = Object.keys(days).join(", ");

/** Active members with the calendar days they appeared on, in the shop's zone; the rest of the row as it is. */
function people(question: Question): string {
  const columns = Object.entries(days).map(([name, expression]) => `${expression} as ${name}`);
  return `select member_no, store_no, channel, ${columns.join(", ")} from member_fact final where ${sliceCondition(question.slice)}`;
}

/**
 * Answers the member atoms with one query over `member_fact`: those who appeared in a bucket, and those who stand at its end.
 * Over time the standing number runs on from the one before the period.
 */
export async function askMembers(
  platform: Platform,
  question: Question,
  atoms: readonly MemberCount[],
): Promise<AnswerRow[]> {
  if (atoms.length === 0) return [];
  const time = isTimeGrain(question.by);
  const params = { ...periodParams(question), ...sliceParams(question.slice), zone: question.timeZone };
  const counts = question.periods.flatMap((_period, index) =>
    atoms.map((atom) => {
      const { day, kind } = memberCounts[atom];
      const from = kind === "appeared" ? `${day} >= {from${index}:Date} and ` : "";
      return `countIf(${from}${day} < {to${index}:Date}) as ${atom}_${index}`;
    }),
  );
  const key = time ? "''" : keyExpression(question, "registered_day");
  const wide = await platform.clickhouse.rows<Record<string, number | string>>(
    `select k, ${question.by === "none" || time ? "1" : "grouping(k)"} as total, ${counts.join(", ")}
     from (select ${key} as k, ${dayColumns} from (${people(question)}))
     group by ${question.by === "none" || time ? "k" : "grouping sets ((k), ())"}`,
    params,
    { timeoutMs: 60_000 },
  );
  const rows = wide.flatMap((row) =>
    question.periods.map(
      (_period, index): AnswerRow => ({
        p: index,
        k: String(row.k),
        total: Number(row.total),
        ...Object.fromEntries(atoms.map((atom) => [atom, Number(row[`${atom}_${index}`])])),
      }),
    ),
  );
  return time ? [...rows, ...(await memberSeries(platform, question, atoms, rows, params))] : rows;
}

async function memberSeries(
  platform: Platform,
  question: Question,
  atoms: readonly MemberCount[],
  totals: readonly AnswerRow[],
  params: Record<string, string>,
): Promise<AnswerRow[]> {
  const columns = [...new Set(atoms.map((atom) => memberCounts[atom].day))];
  // One pass: each member appears once per kind of day that is asked for.
  const appeared = await platform.clickhouse.rows<{ p: number; k: string; day: string; n: number }>(
    `select ${periodExpressions(question, "d").p} as p, ${keyExpression(question, "d")} as k, kind as day, count() as n
     from (select kind_day.1 as kind, assumeNotNull(kind_day.2) as d
           from (select arrayJoin([${columns.map((column) => `('${column}', ${column})`).join(", ")}]) as kind_day from (${people(question)}))
           where kind_day.2 is not null)
     where ${periodExpressions(question, "d").within} group by p, k, day`,
    params,
    { timeoutMs: 60_000 },
  );
  const found = new Map(appeared.map((row) => [`${row.p} ${row.k} ${row.day}`, row.n]));
  return question.periods.flatMap((period, p) => {
    const buckets = bucketsOf(question.by as "day", period);
    const series = buckets.map((k) => ({ p, k, total: 0 }) as AnswerRow & Partial<Record<MemberCount, number>>);
    for (const atom of atoms) {
      const { day, kind } = memberCounts[atom];
      const steps = buckets.map((k) => found.get(`${p} ${k} ${day}`) ?? 0);
      const end = totals.find((row) => row.p === p)?.[atom] ?? 0;
      let standing = kind === "standing" ? end - steps.reduce((sum, step) => sum + step, 0) : 0;
      steps.forEach((step, index) => {
        standing += step;
        Object.assign(series[index] as object, { [atom]: kind === "standing" ? standing : step });
      });
    }
    return series;
  });
}

/** Answers how many of those who registered bought within seven days, with one query over `member_fact`. */
export async function askConversion(
  platform: Platform,
  question: Question,
  atoms: readonly ConversionCount[],
): Promise<AnswerRow[]> {
  if (atoms.length === 0) return [];
  const { p, within } = periodExpressions(question, "registered_day");
  const { group, total } = groupingSets(question);
  const registered = `select member_no, store_no, channel, assumeNotNull(registered_day) as registered_day
    from (${people(question)}) where registered_day is not null and ${within}`;
  return platform.clickhouse.rows<AnswerRow>(
    `select p, k, ${total} as total, ${atoms.map((atom) => `${conversionCounts[atom]} as ${atom}`).join(", ")}
     from (
       select ${p} as p, ${keyExpression(question, "registered_day")} as k,
         arrayExists(d -> d >= registered_day and d < registered_day + 7, order_days) as converted
       from (${registered}) m left join (
         select member_no, groupUniqArray(business_day) as order_days
         from ${purchases(question.history, "member_no, business_day", "business_day >= {firstDay:Date} and business_day < {lastDay:Date} + 7")}
         where member_no in (select member_no from (${registered}))
         group by member_no) o using (member_no))
     group by ${group}`,
    {
      ...periodParams(question),
      ...sliceParams(question.slice),
      zone: question.timeZone,
      firstDay: question.periods.map((period) => period.from).sort()[0] ?? "",
      lastDay:
        question.periods
          .map((period) => period.to)
          .sort()
          .at(-1) ?? "",
    },
    { timeoutMs: 60_000 },
  );
}
