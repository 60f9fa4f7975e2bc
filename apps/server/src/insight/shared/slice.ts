import { sql } from "kysely";
import { invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { storeNosInScope, unitCondition } from "../../organization/index.ts";

/** The part of the facts that a question is about: never more than the caller may see. */
export interface Slice {
  readonly stores: "all" | readonly number[];
  readonly channel?: string;
  /** The chosen unit, as an ltree path; absent = the caller's whole scope. */
  readonly root?: string;
}

/** Everything; for jobs and for actors who see the whole chain. */
export const wholeChain: Slice = { stores: "all" };

/**
 * The caller's scope, narrowed to a unit and a channel when asked.
 *
 * @throws Refusal when the unit does not exist or lies outside the scope
 */
export async function sliceFor(
  platform: Platform,
  actor: Actor,
  wanted: { readonly orgUnitId?: string; readonly channel?: string },
): Promise<Slice> {
  if (wanted.orgUnitId === undefined) {
    return { stores: await storeNosInScope(platform, actor), channel: wanted.channel };
  }
  const { rows } = await sql<{ path: string; stores: number[] }>`
    select u.path::text as path, array(select no from org_unit s where s.kind = 'store' and s.path <@ u.path order by no) as stores
    from org_unit u where u.id = ${wanted.orgUnitId} and ${unitCondition(actor, "u.path")}`.execute(platform.db);
  const unit = rows[0];
  if (!unit) throw notFound("组织单元");
  // The root of the tree is the whole chain, orders without a store included.
  return { stores: unit.path.includes(".") ? unit.stores : "all", channel: wanted.channel, root: unit.path };
}

/** A whole unit by its ltree path; asked for by Feilun itself, so no scope narrows it. */
export async function sliceOfPath(platform: Platform, path: string): Promise<Slice> {
  // The root of the tree is the whole chain, orders without a store included.
  if (!path.includes(".")) return { stores: "all", root: path };
  const { rows } = await sql<{ no: number }>`
    select no from org_unit where kind = 'store' and path <@ ${path}::text::ltree order by no`.execute(platform.db);
  return { stores: rows.map((row) => row.no), root: path };
}

/** Refuses a period that is empty or absurdly long. */
export function assertPeriod(from: string, to: string, maxDays = 3_700): void {
  if (from >= to) throw invalid([{ path: "to", message: "结束日期要晚于开始日期（不含结束当天）" }]);
  if ((Date.parse(to) - Date.parse(from)) / 86_400_000 > maxDays) {
    throw invalid([{ path: "from", message: `时间范围最长 ${Math.floor(maxDays / 365)} 年，请缩短` }]);
  }
}

/** Whole numbers as SQL text: lists of stores would not fit into a URL as a parameter. */
export function numberList(numbers: readonly number[]): string {
  return numbers.map((value) => Math.trunc(value)).join(",");
}

/** SQL: rows of the slice's stores; `column` is a store_no. */
export function storeCondition(slice: Slice, column = "store_no"): string {
  if (slice.stores === "all") return "1";
  return slice.stores.length === 0 ? "0" : `${column} in (${numberList(slice.stores)})`;
}

/** SQL: rows of the slice; the caller passes `sliceParams(slice)` along. */
export function sliceCondition(slice: Slice): string {
  return slice.channel === undefined
    ? storeCondition(slice)
    : `${storeCondition(slice)} and channel = {channel:String}`;
}

export function sliceParams(slice: Slice): Record<string, string> {
  return slice.channel === undefined ? {} : { channel: slice.channel };
}

/** SQL: members who belong to the slice by their own store and channel; `1` when that is everyone. */
export function memberCondition(slice: Slice, column = "member_no"): string {
  if (slice.stores === "all" && slice.channel === undefined) return "1";
  return `${column} in (select member_no from member_fact final where ${sliceCondition(slice)})`;
}
