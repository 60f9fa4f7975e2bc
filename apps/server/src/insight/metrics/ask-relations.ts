import type { Platform } from "../../kernel/platform.ts";
import { sliceCondition, sliceParams } from "../shared/slice.ts";
import { type RelationCount, relationCounts } from "./atoms.ts";
import {
  type AnswerRow,
  groupingSets,
  keyExpression,
  periodExpressions,
  periodParams,
  type Question,
} from "./question.ts";

const closeness = (column: string) => `transform(${column}, ['fan', 'group', 'contact', 'member'], [1, 2, 3, 4], 0)`;

/** Answers how relations moved: one query over the steps of `relation_history`, by the store and channel of the member. */
export async function askRelations(
  platform: Platform,
  question: Question,
  atoms: readonly RelationCount[],
): Promise<AnswerRow[]> {
  if (atoms.length === 0) return [];
  const { p, within } = periodExpressions(question, "day", "at");
  const { group, total } = groupingSets(question);
  return platform.clickhouse.rows<AnswerRow>(
    `select p, k, ${total} as total, ${atoms.map((atom) => `${relationCounts[atom]} as ${atom}`).join(", ")}
     from (
       select ${p} as p, ${keyExpression(question, "day")} as k, way
       from (
         select h.at as at, toDate(h.at, {zone:String}) as day, h.way as way, m.store_no as store_no, m.channel as channel
         from (
           select member_no, step_at as at, ${closeness("step_to")} - ${closeness("step_from")} as way
           from (select member_no, steps.at as ats, steps.from as froms, steps.to as tos from relation_history final)
           array join ats as step_at, froms as step_from, tos as step_to) as h
         inner join (select member_no, store_no, channel from member_fact final where ${sliceCondition(question.slice)}) as m on m.member_no = h.member_no)
       where ${within})
     group by ${group}`,
    { ...periodParams(question), ...sliceParams(question.slice), zone: question.timeZone },
    { timeoutMs: 60_000 },
  );
}
