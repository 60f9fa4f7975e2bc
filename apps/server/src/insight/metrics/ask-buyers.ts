import type { Platform } from "../../kernel/platform.ts";
import { sliceCondition, sliceParams } from "../shared/slice.ts";
import { type OrderPerson, orderPeople } from "./atoms.ts";
import {
  type AnswerRow,
  keyExpression,
  periodExpressions,
  periodParams,
  periodStart,
  type Question,
  startExpression,
} from "./question.ts";

/**
 * Answers how many people bought, twice, or for the first time, with one query. People are not additive, so the row over all
 * keys is counted by itself; two plain passes are several times faster than grouping sets over millions of people (measured).
 */
export async function askBuyers(
  platform: Platform,
  question: Question,
  people: readonly OrderPerson[],
): Promise<AnswerRow[]> {
  if (people.length === 0) return [];
  const { p, within } = periodExpressions(question, "business_day", "paid_at");
  const where = `member_no > 0 and ${within} and ${sliceCondition(question.slice)}`;
  const firstDay =
    people.includes("newBuyers") || people.includes("returningBuyers")
      ? `left join (${newcomers(question, where)}) first using (member_no)`
      : "";
  const counts = people.map((person) => `${orderPeople[person]} as ${person}`).join(", ");
  const byKey = `select p, k, toUInt8(0) as total, ${counts}
    from (select ${p} as p, ${keyExpression(question, "business_day")} as k, member_no, count() as n,
            min(${startExpression(question, "business_day")}) as start
          from purchase where ${where} group by p, k, member_no) person ${firstDay}
    group by p, k`;
  const overall = `select p, '' as k, toUInt8(1) as total, ${counts}
    from (select ${p} as p, member_no, count() as n, any(${periodStart(question)}) as start
          from purchase where ${where} group by p, member_no) person ${firstDay}
    group by p`;
  return platform.clickhouse.rows<AnswerRow>(
    question.by === "none" ? overall : `${byKey} union all ${overall}`,
    {
      ...periodParams(question),
      ...sliceParams(question.slice),
      earliest: question.periods.map(({ from }) => from).sort()[0] ?? "",
    },
    { timeoutMs: 60_000 },
  );
}

/**
 * SQL: those whose first purchase ever and anywhere lies in one of the periods; every other buyer had bought before. For a part
 * of the chain only its buyers are looked up; for all of it that would cost more than it saves (measured).
 */
function newcomers(question: Question, where: string): string {
  const among =
    question.slice.stores === "all" ? "member_no > 0" : `member_no in (select member_no from purchase where ${where})`;
  return `select member_no, min(business_day) as first_day from purchase
    where business_day < {to0:Date} and ${among} group by member_no having first_day >= {earliest:Date}`;
}
