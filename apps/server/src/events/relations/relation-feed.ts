import type { Feed } from "../../kernel/clickhouse/feed-spec.ts";

/** The values of one field of the steps as ClickHouse's text form of an array; the values are our own vocabulary. */
const arrayOf = (expression: string) =>
  `'[' || coalesce((select string_agg('''' || translate(${expression}, '''\\', '') || '''', ',' order by n) from jsonb_array_elements(s.steps) with ordinality as e(step, n)), '') || ']'`;

const time = "'YYYY-MM-DD HH24:MI:SS.MS'";

export const relationFeed: Feed = {
  name: "relation_history",
  source: "relation_history",
  target:
    "relation_history (member_no, version, state, since, steps.at, steps.from, steps.to, steps.cause, steps.channel)",
  select: `s.member_no, s.changed_xid::text, s.state, to_char(s.since at time zone 'UTC', ${time}),
    ${arrayOf(`to_char((step->>'at')::timestamptz at time zone 'UTC', ${time})`)}, ${arrayOf("step->>'from'")}, ${arrayOf("step->>'to'")},
    ${arrayOf("step->>'cause'")}, ${arrayOf("coalesce(step->>'channel', '')")}`,
  orderBy: "s.member_no",
};
