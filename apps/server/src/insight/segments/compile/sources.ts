import { numberList, storeCondition } from "../../shared/slice.ts";
import { textList } from "../../shared/sql-text.ts";
import type { BehaviourSource } from "../rule/behaviours.ts";
import type { FieldSource } from "../rule/fields.ts";
import type { BehaviourSql } from "./behaviour-sql.ts";
import type { CompileContext } from "./context.ts";

/** Members whose numbers share these bits share a bitmap: a million each. */
export const bucketBits = 20;

export const bucketSql = `toUInt16(bitShiftRight(member_no, ${bucketBits}))`;

const among = ({ among: numbers }: CompileContext) =>
  numbers === undefined ? "" : `and member_no in (${numberList(numbers)})`;

/** SQL: one row a member with the fields of a source. */
export function fieldRows(source: FieldSource, context: CompileContext): string {
  const only = among(context);
  switch (source) {
    case "profile":
      return `(select * from member_fact final where ${storeCondition(context.scope)} ${channelCondition(context)} ${only})`;
    case "state":
      return `(select * from member_state final where 1 ${only})`;
    case "rfm":
      return `(select * from member_rfm where as_of = (select max(as_of) from rfm_snapshot where as_of <= {day:Date}) ${only})`;
    case "points":
      return `(select member_no, sum(points) as points from point_fact final where member_no > 0 ${only} group by member_no)`;
  }
}

function channelCondition({ scope }: CompileContext): string {
  return scope.channel === undefined ? "" : `and channel in (${textList([scope.channel])})`;
}

const occurrenceRows: Readonly<Record<BehaviourSource, { readonly columns: string; readonly from: string }>> = {
  orders: {
    columns:
      "paid_at as at, business_day as d, amount_li, items, channel, store_no, is_gift, coupons, `lines.sku` as skus",
    from: "purchase",
  },
  refunds: { columns: "refunded_at as at, business_day as d, amount_li, channel, store_no", from: "current_refund" },
  gifts: { columns: "given_at as at, business_day as d, channel, store_no", from: "received_gift" },
  events: {
    columns: "occurred_at as at, toDate(occurred_at, {zone:String}) as d, type, channel, store_no, properties",
    from: "member_event",
  },
};

/** SQL: the aggregates of all conditions on one kind of occurrence, one row a member, in one pass. */
export function behaviourRows(
  source: BehaviourSource,
  conditions: readonly BehaviourSql[],
  context: CompileContext,
): string {
  const { columns, from } = occurrenceRows[source];
  const days = conditions.map((condition) => condition.since);
  const since = days.every((day) => day !== undefined) ? days.sort()[0] : undefined;
  const types = [...new Set(conditions.flatMap((condition) => condition.types))];
  const aggregates = conditions
    .flatMap((condition) => Object.entries(condition.columns))
    .map(([name, sql]) => `${sql} as ${name}`);
  return `(select member_no, ${aggregates.join(", ")}
    from (select member_no, ${columns} from ${from}
      where member_no > 0 ${types.length > 0 ? `and type in (${textList(types)})` : ""} ${among(context)})
    where d <= {day:Date} ${since === undefined ? "" : `and d >= toDate32(${textList([since])})`}
    group by member_no)`;
}
