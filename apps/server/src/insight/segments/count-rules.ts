import type { Platform } from "../../kernel/platform.ts";
import type { Slice } from "../shared/slice.ts";
import { compileRules } from "./compile/compile-rules.ts";
import { compiledParams, contextOf } from "./compile/context-of.ts";
import type { Rule } from "./rule/rule.ts";

/** Bounds of one question: an operator drags a slider, so what takes longer is given up rather than queued. */
export const askLimits = { timeoutMs: 30_000, maxMemoryBytes: 2 * 1024 ** 3 } as const;

export interface RuleCounts {
  /** Members of the slice. */
  readonly everyone: number;
  /** Members of the slice that each rule holds for, in the order of the rules. */
  readonly members: readonly number[];
}

/** How many members of a slice each of the rules holds for; every source is read once for all of them. */
export async function countRules(
  platform: Platform,
  rules: readonly Rule[],
  slice: Slice,
  options: { readonly signal?: AbortSignal } = {},
): Promise<RuleCounts> {
  const context = await contextOf(platform, rules, slice);
  const counts = rules.map((_, at) => `sum(bitmapCardinality(r${at}))`).join(", ");
  return platform.clickhouse.row<RuleCounts>(
    `select sum(bitmapCardinality(everyone)) as everyone, [${counts}] as members from (${compileRules(rules, context)})`,
    compiledParams(platform, context),
    { ...askLimits, ...options },
  );
}
