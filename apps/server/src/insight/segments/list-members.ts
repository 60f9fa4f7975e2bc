import type { Platform } from "../../kernel/platform.ts";
import type { Slice } from "../shared/slice.ts";
import { compileRules } from "./compile/compile-rules.ts";
import { compiledParams, contextOf } from "./compile/context-of.ts";
import { askLimits } from "./count-rules.ts";
import type { Rule } from "./rule/rule.ts";

/** Numbers of members that a rule holds for, who came last first; those before `before`, at most `limit` of them. */
export async function listRuleMembers(
  platform: Platform,
  rule: Rule,
  slice: Slice,
  page: { readonly before: number | null; readonly limit: number },
): Promise<number[]> {
  const context = await contextOf(platform, [rule], slice);
  // Newest buckets hold the largest numbers; of each no more than a page is unpacked.
  const rows = await platform.clickhouse.rows<{ member_no: number }>(
    `select arrayJoin(arrayReverse(arraySlice(arraySort(bitmapToArray(bitmapSubsetInRange(r0, 0, {before:UInt32}))), -{limit:UInt32}))) as member_no
     from (${compileRules([rule], context)}) order by member_no desc limit {limit:UInt32}`,
    { ...compiledParams(platform, context), before: page.before ?? 4_294_967_295, limit: page.limit },
    askLimits,
  );
  return rows.map((row) => row.member_no);
}
