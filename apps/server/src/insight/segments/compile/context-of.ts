import { sql } from "kysely";
import { conflict } from "../../../kernel/errors.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Slice } from "../../shared/slice.ts";
import { today } from "../../shared/today.ts";
import { leavesOf, type Rule } from "../rule/rule.ts";
import type { CompileContext } from "./context.ts";

async function storesBelow(platform: Platform, units: readonly string[]): Promise<Map<string, number[]>> {
  if (units.length === 0) return new Map();
  const { rows } = await sql<{ id: string; stores: number[] }>`
    select u.id, array(select s.no from org_unit s where s.kind = 'store' and s.path <@ u.path order by s.no) as stores
    from org_unit u where u.id = any(${units}::uuid[])`.execute(platform.db);
  return new Map(rows.map((row) => [row.id, row.stores]));
}

async function versionsOf(platform: Platform, segments: readonly string[]): Promise<Map<string, number>> {
  if (segments.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string; version: number }>`
    select id, name, reckoned_version as version from segment where id = any(${segments}::uuid[])`.execute(platform.db);
  const waiting = rows.find((row) => row.version === 0);
  if (waiting)
    throw conflict(
      "segment_not_reckoned",
      `人群包「${waiting.name}」还没有计算完`,
      "新建的人群包几秒后即可引用，请稍后再试",
    );
  return new Map(rows.map((row) => [row.id, row.version]));
}

/** Looks up what a compilation of these rules needs. */
export async function contextOf(
  platform: Platform,
  rules: readonly Rule[],
  scope: Slice,
  among?: readonly number[],
): Promise<CompileContext> {
  const leaves = rules.flatMap((rule) => [...leavesOf(rule)].map(({ leaf }) => leaf));
  const [storesOf, versionOf] = await Promise.all([
    storesBelow(
      platform,
      leaves.flatMap((leaf) => (leaf.kind === "unit" ? leaf.units : [])),
    ),
    versionsOf(
      platform,
      leaves.flatMap((leaf) => (leaf.kind === "segment" ? [leaf.segment] : [])),
    ),
  ]);
  return { day: today(platform), scope, storesOf, versionOf, among };
}

/** The parameters that a compiled query takes. */
export function compiledParams(platform: Platform, { day }: CompileContext) {
  return { day, zone: platform.config.timeZone, now: platform.clock.now().getTime() };
}
