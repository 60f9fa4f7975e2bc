import { type RawBuilder, type SqlBool, sql } from "kysely";
import { memberConditions } from "../../customers/index.ts";
import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import { invalid } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { countedPools, membershipParams, membershipQuery } from "../pools/membership.ts";
import { poolSetting } from "../pools/pool.ts";
import { rfmRelation } from "../rfm/relation.ts";
import { rfmGroups } from "../rfm/rules.ts";
import { wholeChain } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import { audienceTargets, columnTraits } from "./rules.ts";
import type { Audience } from "./store.ts";

/** Member numbers to look at next, and the place that is reached with them. */
export interface Candidates {
  readonly condition: RawBuilder<SqlBool>;
  readonly place: number;
}

/** How much is done in one transaction; short ones, since a long one holds every feed back. */
export interface Steps {
  /** Member numbers looked at while choosing. */
  readonly numbers: number;
  /** Members written. */
  readonly members: number;
}
export const usualSteps: Steps = { numbers: 20_000, members: 2_000 };

/**
 * All candidates above a place, ascending, step by step: ranges of numbers, or what ClickHouse says of an RFM group or a pool.
 *
 * @throws Refusal when a pool does not exist any more
 */
export async function* candidates(
  platform: Platform,
  audience: Audience,
  { numbers: stepNumbers }: Steps,
): AsyncGenerator<Candidates> {
  const { rfmGroup, inPool, notInPool } = audience.filter;
  if (rfmGroup === undefined && inPool === undefined && notInPool === undefined) {
    for (let from = audience.place; from < audience.lastPlace; from += stepNumbers) {
      const to = Math.min(from + stepNumbers, audience.lastPlace);
      yield { condition: sql<SqlBool>`m.member_no > ${from} and m.member_no <= ${to}`, place: to };
    }
    return;
  }
  const { text, params } = await analysed(platform, audience);
  const query = `${text} and member_no > {after:UInt32} and member_no <= {last:UInt32} order by member_no`;
  const found = platform.clickhouse.stream<{ member_no: number }>(
    query,
    { ...params, after: audience.place, last: audience.lastPlace },
    { timeoutMs: 300_000 },
  );
  for await (const rows of found) {
    for (let at = 0; at < rows.length; at += stepNumbers) {
      const numbers = rows.slice(at, at + stepNumbers).map((row) => row.member_no);
      yield { condition: sql<SqlBool>`m.member_no = any(${numbers}::int[])`, place: numbers.at(-1) ?? 0 };
    }
  }
}

async function analysed(platform: Platform, { filter }: Audience) {
  const { rfmGroup, inPool, notInPool } = filter;
  const { value: pools } = await readSetting(platform.db, poolSetting);
  const day = today(platform);
  const poolOf = (code: string): string => {
    const found = countedPools(pools).find(({ pool }) => pool.code === code);
    if (!found) throw invalid([{ path: "filter", message: `用户池 ${code} 已不存在或没有统计` }]);
    return `select member_no from (${membershipQuery([found], wholeChain)}) where in_now`;
  };
  const rfm = rfmGroup === undefined ? null : await rfmRelation(platform, day);
  const bits = rfmGroups.find((group) => group.code === rfmGroup)?.bits;
  const base =
    rfm === null
      ? inPool === undefined
        ? "select member_no from member_fact final"
        : poolOf(inPool)
      : `select member_no from (${rfm.sql}) where rfm_group = ${bits}`;
  const conditions = [
    ...(rfm !== null && inPool !== undefined ? [`member_no in (${poolOf(inPool)})`] : []),
    ...(notInPool === undefined ? [] : [`member_no not in (${poolOf(notInPool)})`]),
  ];
  return {
    text: `select member_no from (${base}) where ${["1", ...conditions].join(" and ")}`,
    params: { ...membershipParams(platform, { from: day, to: addDays(day, 1) }), ...rfm?.params },
  };
}

/** SQL: a member `m` of the audience's part of the chain that meets the filter. */
export function belongs({ cipher, config }: Platform, { filter, orgPath }: Audience): RawBuilder<SqlBool> {
  const { registeredFrom, registeredTo, ...rest } = filter;
  const start = (day: string) => instantOf(config.timeZone, day);
  const conditions = memberConditions(cipher, {
    ...rest,
    ...(registeredFrom === undefined ? {} : { registeredFrom: start(registeredFrom) }),
    ...(registeredTo === undefined ? {} : { registeredTo: start(addDays(registeredTo, 1)) }),
  });
  return sql<SqlBool>`${conditions} and ${ofUnit(orgPath)}`;
}

/** SQL: a member `m` of the stores below a unit; for the root everybody. */
export function ofUnit(path: string): RawBuilder<SqlBool> {
  if (!path.includes(".")) return sql<SqlBool>`true`;
  return sql<SqlBool>`m.store_no = any(array(select no from org_unit where kind = 'store' and path <@ ${path}::ltree))`;
}

/** SQL: the member `m` agreed to what the audience is for; who was never asked did not. */
export function agreed(target: Audience["target"]): RawBuilder<SqlBool> {
  const { purpose, channel } = audienceTargets[target].consent;
  return sql<SqlBool>`coalesce((select c.granted from consent_record c where c.member_no = m.member_no and c.purpose = ${purpose}
    and c.channel in (${channel}, 'any') order by c.at desc, c.granted, c.id desc limit 1), false)`;
}

/** SQL: identifiers `i` that the audience's columns are made of. */
export function usedIdentifiers(columns: Audience["columns"]): RawBuilder<SqlBool> {
  const kinds = columns.flatMap(({ kind, scope }) => {
    const { identifier } = columnTraits(kind);
    return identifier === null ? [] : [sql<SqlBool>`(i.kind = ${identifier} and i.scope = ${scope ?? ""})`];
  });
  return sql<SqlBool>`not i.shared and (${sql.join(kinds, sql` or `)})`;
}

/** SQL: why a member `m` is left out; null = is in. */
export function leftOutBecause(platform: Platform, audience: Audience, adultAge: number): RawBuilder<unknown> {
  const { target, columns } = audience;
  const day = dayIn(platform.config.timeZone, platform.clock.now());
  const [year, monthDay] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10))];
  const age = sql`${year}::int - m.birth_year - case when coalesce(m.birth_month_day, 1231) > ${monthDay}::int then 1 else 0 end`;
  return sql`case
    when m.birth_year is not null and ${age} < ${adultAge}::int then 'minor'
    when not ${agreed(target)} then 'no_consent'
    ${target === "wecom" ? sql`when ${unfollowed} then 'unfollowed'` : sql``}
    when not exists (select from identifier i where i.member_no = m.member_no and ${usedIdentifiers(columns)}) then 'no_identifier'
  end`;
}

/** SQL: the member `m` is no contact of any guide any more. */
const unfollowed = sql<SqlBool>`coalesce((select bool_and(latest.type = 'contact.removed') from (
    select distinct on (e.properties ->> 'guideCode') e.type from event_log e
    where e.member_no = m.member_no and e.type in ('contact.added', 'contact.removed')
    order by e.properties ->> 'guideCode', e.occurred_at desc, e.seq desc) latest), false)`;
