import type { Platform } from "../../kernel/platform.ts";
import type { ProjectFigures } from "../../organization/index.ts";
import { queryMetrics } from "../metrics/query-metrics.ts";
import { metrics as registry } from "../metrics/registry/index.ts";
import { sliceOfUnit } from "./slice-of-unit.ts";

/**
 * A project's metrics for one unit over [from, to), as they stand now. Whoever has a part in the project sees its unit's figures by
 * being named in it, so the unit and not the caller's scope is what narrows the question.
 */
export async function measureProject(
  platform: Platform,
  wanted: { readonly metrics: readonly string[]; readonly unitId: string; readonly from: string; readonly to: string },
): Promise<ProjectFigures> {
  // A metric that a later version drops is a blank, not a broken page.
  const known = new Set(registry.map((metric) => metric.id));
  const metrics = wanted.metrics.filter((metric) => known.has(metric));
  if (metrics.length === 0) return {};
  const { total } = await queryMetrics(platform, await sliceOfUnit(platform, wanted.unitId), {
    metrics,
    from: wanted.from,
    to: wanted.to,
    by: "none",
    compare: "none",
  });
  return Object.fromEntries(wanted.metrics.map((metric) => [metric, total[metric]?.value ?? null]));
}
