import type { Platform } from "../../kernel/platform.ts";
import type { Slice } from "../shared/slice.ts";
import { compileRules } from "./compile/compile-rules.ts";
import { compiledParams, contextOf } from "./compile/context-of.ts";
import { askLimits } from "./count-rules.ts";
import type { Rule } from "./rule/rule.ts";

export interface Overlap {
  /** Positions of the segments that these members are in; they are in no other of them. */
  readonly of: readonly number[];
  readonly members: number;
}

/** How several segments overlap: the members of each combination and of no other, largest first; combinations without members are left out. */
export async function overlapOf(
  platform: Platform,
  segmentIds: readonly string[],
  slice: Slice,
): Promise<{ readonly sizes: readonly number[]; readonly parts: readonly Overlap[] }> {
  const rules = segmentIds.map((segment): Rule => ({ kind: "segment", segment }));
  const context = await contextOf(platform, rules, slice);
  const all = rules.map((_, at) => at);
  const combinations = Array.from({ length: 2 ** rules.length - 1 }, (_, bits) =>
    all.filter((at) => ((bits + 1) >> at) & 1),
  );
  const exactly = combinations.map((inside) => {
    const both = inside.map((at) => `r${at}`).reduce((left, right) => `bitmapAnd(${left}, ${right})`);
    const alone = all.filter((at) => !inside.includes(at)).reduce((left, at) => `bitmapAndnot(${left}, r${at})`, both);
    return `sum(bitmapCardinality(${alone}))`;
  });
  const { sizes, counts } = await platform.clickhouse.row<{ sizes: number[]; counts: number[] }>(
    `select [${all.map((at) => `sum(bitmapCardinality(r${at}))`).join(", ")}] as sizes, [${exactly.join(", ")}] as counts
     from (${compileRules(rules, context)})`,
    compiledParams(platform, context),
    askLimits,
  );
  const parts = combinations.map((of, at) => ({ of, members: counts[at] ?? 0 }));
  return { sizes, parts: parts.filter((part) => part.members > 0).sort((a, b) => b.members - a.members) };
}
