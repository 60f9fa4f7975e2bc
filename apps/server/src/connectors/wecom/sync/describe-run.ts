import { type Kysely, sql } from "kysely";
import type { z } from "zod";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import { type DifferenceKind, differenceKinds } from "./report.ts";
import type { SyncRun } from "./run.ts";
import type { runAnswer } from "./schemas.ts";

/** A run as the console shows it: how far its present phase is, how fast, and how long it will take at that speed. */
export async function describeRun(db: Kysely<DB>, run: SyncRun): Promise<z.output<typeof runAnswer>> {
  const { rows } = await sql<{ done: number; total: number; first: Date | null }>`
    select coalesce(sum(cardinality(userids)) filter (where done_at is not null), 0)::int as done,
      coalesce(sum(cardinality(userids)), 0)::int as total, min(started_at) as first
    from wecom_sync_part where run_id = ${run.id} and what = ${run.phase === "groups" ? "groups" : "customers"}`.execute(
    db,
  );
  const { done = 0, total = 0 } = rows[0] ?? {};
  const running = run.state === "running" && (run.phase === "customers" || run.phase === "groups");
  const seconds = running && run.phaseAt ? Math.max(0.001, (Date.now() - run.phaseAt.getTime()) / 1000) : null;
  const items = run.phase === "groups" ? run.groupsDone : run.customersDone;
  const { counts, examples } = run.report;
  return {
    id: run.id,
    corpId: run.corpId,
    kind: run.kind,
    state: run.state,
    phase: run.phase,
    requestedBy: run.requestedBy,
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    endedAt: run.endedAt?.toISOString() ?? null,
    takes: run.takes,
    customersDone: run.customersDone,
    groupsDone: run.groupsDone,
    membersDone: done,
    membersTotal: total,
    progress: run.state === "done" || total === 0 ? (run.state === "done" ? 1 : 0) : done / total,
    perSecond: seconds === null ? null : items / seconds,
    remainingSeconds: seconds === null || done === 0 ? null : (seconds / done) * (total - done),
    warnings: [...run.warnings],
    differences: (Object.keys(differenceKinds) as DifferenceKind[]).flatMap((kind) => {
      const count = counts[kind] ?? 0;
      const named = examples.filter((example) => example.kind === kind).map(({ subject }) => subject);
      return count === 0 ? [] : [{ kind, label: differenceKinds[kind], count, examples: named }];
    }),
    failure: run.failure,
  };
}
