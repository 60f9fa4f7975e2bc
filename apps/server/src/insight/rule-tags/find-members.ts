import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import { memberCondition, type Slice, sliceParams } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import { compileRule, type RuleContext } from "./compile-rule.ts";
import type { TagRule } from "./condition.ts";

async function contextOf(platform: Platform, rule: TagRule): Promise<RuleContext> {
  const cities = rule.conditions.flatMap((condition) => (condition.kind === "city" ? condition.cities : []));
  if (cities.length === 0) return { storesInCity: () => [] };
  const { rows } = await sql<{
    no: number;
    city: string;
  }>`select u.no, s.city from store s join org_unit u on u.id = s.org_unit_id
    where s.city = any(${cities}::text[])`.execute(platform.db);
  return { storesInCity: (city) => rows.filter((row) => row.city === city).map((row) => row.no) };
}

function params(platform: Platform) {
  return { day: today(platform), zone: platform.config.timeZone };
}

/** The numbers of all members that meet a rule today, ascending, in batches. */
export async function* membersOfRule(platform: Platform, rule: TagRule): AsyncGenerator<number[]> {
  const query = `${compileRule(rule, await contextOf(platform, rule))} order by member_no`;
  for await (const rows of platform.clickhouse.stream<{ member_no: number }>(query, params(platform), {
    timeoutMs: 300_000,
  })) {
    yield rows.map((row) => row.member_no);
  }
}

/** How many members of the slice meet a rule, of how many, and the first few of them. */
export async function previewRule(
  platform: Platform,
  slice: Slice,
  rule: TagRule,
): Promise<{ members: number; ofMembers: number; sample: number[] }> {
  const query = compileRule(rule, await contextOf(platform, rule));
  const [found, all] = await Promise.all([
    platform.clickhouse.row<{ members: number; sample: number[] }>(
      `select count() as members, arraySort(groupArraySorted(10)(member_no)) as sample from (${query}) where ${memberCondition(slice)}`,
      { ...params(platform), ...sliceParams(slice) },
      { timeoutMs: 60_000 },
    ),
    platform.clickhouse.row<{ members: number }>(
      `select count() as members from member_fact final where ${memberCondition(slice)}`,
      sliceParams(slice),
    ),
  ]);
  return { members: found.members, ofMembers: all.members, sample: found.sample };
}
