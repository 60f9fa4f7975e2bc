import type { z } from "zod";
import type { runAnswer } from "../schemas.ts";
import { type DifferenceKind, differenceKinds } from "./report.ts";
import { phases, type SyncRun } from "./run.ts";

/** A run as the console shows it: how far it is, how fast, and what differed. */
export function describeRun(run: SyncRun): z.output<typeof runAnswer> {
  const { report, part, parts, cursor: _, ...rest } = run;
  const seconds = run.startedAt ? ((run.endedAt ?? new Date()).getTime() - run.startedAt.getTime()) / 1000 : 0;
  const at = phases.indexOf(run.phase);
  return {
    ...rest,
    since: run.since.toISOString(),
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    endedAt: run.endedAt?.toISOString() ?? null,
    // Orders are the bulk of a run; the other phases are short.
    progress:
      run.state === "done" ? 1 : at < 1 ? 0 : at === 1 ? 0.05 + (0.85 * part) / Math.max(1, parts) : 0.9 + 0.02 * at,
    perSecond: run.ordersDone > 0 && seconds > 0 ? run.ordersDone / seconds : null,
    warnings: [...run.warnings],
    differences: (Object.keys(report.counts) as DifferenceKind[]).map((kind) => ({
      kind,
      label: differenceKinds[kind],
      count: report.counts[kind] ?? 0,
      examples: report.examples.filter((example) => example.kind === kind).map(({ subject }) => subject),
    })),
  };
}
