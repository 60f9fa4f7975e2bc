import { addDays } from "../../../kernel/calendar.ts";
import { textList, textLiteral } from "../../shared/sql-text.ts";
import type { FieldType } from "../rule/fields.ts";
import type { Moment, Range, Test, Window } from "../rule/rule.ts";

/** A moment of the rule language as a calendar day. */
export function dayOf(moment: Moment, today: string): string {
  return typeof moment === "string" ? moment : addDays(today, -moment.daysAgo);
}

const dateSql = (moment: Moment, today: string) => `toDate32(${textLiteral(dayOf(moment, today))})`;

/** SQL: a value within inclusive bounds. */
export function rangeSql(value: string, { min, max }: Range): string {
  return [
    ...(min === undefined ? [] : [`${value} >= ${numberSql(min)}`]),
    ...(max === undefined ? [] : [`${value} <= ${numberSql(max)}`]),
  ].join(" and ");
}

/** SQL: a day within a window. */
export function windowSql(day: string, { from, to }: Window, today: string): string {
  return [
    ...(from === undefined ? [] : [`${day} >= ${dateSql(from, today)}`]),
    ...(to === undefined ? [] : [`${day} <= ${dateSql(to, today)}`]),
  ].join(" and ");
}

/** Never in exponent form, which would make an integer a float. */
function numberSql(value: number): string {
  return Number.isInteger(value) ? value.toFixed(0) : String(Number(value.toFixed(6)));
}

interface DayOfYear {
  readonly monthDay: number;
  readonly year: number;
}

/**
 * The days of the year between so many days from today, with the year that each falls in. Who was born on 29 February celebrates on the 28th in
 * a year without a 29th.
 */
function daysOfYear(today: string, fromDays: number, toDays: number): DayOfYear[] {
  return Array.from({ length: toDays - fromDays + 1 }, (_, at) => addDays(today, fromDays + at)).flatMap((day) => {
    const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
    const leap = addDays(`${year}-02-28`, 1).endsWith("02-29");
    const found = { monthDay: month * 100 + date, year };
    return !leap && found.monthDay === 228 ? [found, { monthDay: 229, year }] : [found];
  });
}

function anniversarySql(value: string, type: FieldType, days: readonly DayOfYear[]): string {
  const list = (some: readonly DayOfYear[]) => [...new Set(some.map((day) => day.monthDay))].join(", ");
  if (type === "month_day") return `${value} in (${list(days)})`;
  // The day itself is no anniversary: only years after it.
  const years = [...new Set(days.map((day) => day.year))];
  const monthDay = `toMonth(${value}) * 100 + toDayOfMonth(${value})`;
  const parts = years.map(
    (year) => `(toYear(${value}) < ${year} and ${monthDay} in (${list(days.filter((day) => day.year === year))}))`,
  );
  return `(${parts.join(" or ")})`;
}

/** SQL: 1 where the value is known and meets the test, 0 everywhere else; never null. */
export function testSql(value: string, type: FieldType | "texts", test: Test, today: string): string {
  if ("in" in test) {
    if (type === "texts") return `hasAny(${value}, [${textList(test.in.map(String))}])`;
    if (type === "yes_no") return `ifNull(${value} in (${test.in.map((is) => (is === true ? 1 : 0)).join(", ")}), 0)`;
    return `ifNull(${value} in (${textList(test.in.map(String))}), 0)`;
  }
  if ("between" in test) return `ifNull(${rangeSql(value, test.between)}, 0)`;
  if ("within" in test) return `ifNull(${windowSql(value, test.within, today)}, 0)`;
  if ("known" in test) return type === "texts" ? `notEmpty(${value})` : `isNotNull(${value})`;
  const days = daysOfYear(today, test.anniversary.fromDays, test.anniversary.toDays);
  return `ifNull(${anniversarySql(value, type as FieldType, days)}, 0)`;
}
