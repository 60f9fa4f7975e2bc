export interface FunctionStrength {
  readonly planned: number;
  readonly filled: number;
}

/** Heads planned, heads at work, and heads missing; a function with too many people does not make up for one with too few. */
export function headCount(functions: readonly FunctionStrength[]): { planned: number; filled: number; gap: number } {
  return functions.reduce<{ planned: number; filled: number; gap: number }>(
    (sum, { planned, filled }) => ({
      planned: sum.planned + planned,
      filled: sum.filled + filled,
      gap: sum.gap + Math.max(0, planned - filled),
    }),
    { planned: 0, filled: 0, gap: 0 },
  );
}

/** Whether putting `id` under `above` would make a department report to itself; `aboveOf` = who each reports to now. */
export function makesCircle(id: string, above: string, aboveOf: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = above; at !== undefined && !seen.has(at); at = aboveOf.get(at)) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}
