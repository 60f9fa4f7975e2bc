import { z } from "zod";
import { importKindNames } from "../mapping/fields.ts";
import { importPlanSchema } from "../mapping/plan.ts";
import type { RunRow } from "./store.ts";

/** A run as the API and the CLI show it. Every row of the file is accounted for: read = accepted + rejected. */
export const runReportSchema = z.object({
  id: z.uuid(),
  no: z.int(),
  kind: z.enum(importKindNames),
  status: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  phase: z.enum(["reading", "applying", "finished"]),
  fileId: z.uuid(),
  fileName: z.string(),
  fileBytes: z.int(),
  bytesRead: z.int(),
  rows: z.object({
    read: z.int().describe("accepted + rejected"),
    accepted: z.int(),
    rejected: z.int(),
    unchanged: z.int().describe("Part of accepted: said nothing new"),
    applied: z.int().describe("Accepted rows that are written so far"),
  }),
  documents: z
    .object({ created: z.int(), updated: z.int(), unchanged: z.int() })
    .describe("Orders and refunds, or master records"),
  outcomes: z
    .array(
      z.object({
        of: z.enum(["orders", "refunds", "members", "stores", "products", "events"]),
        created: z.int(),
        updated: z.int(),
        unchanged: z.int(),
      }),
    )
    .describe("The documents by what they are; they add up to `documents`"),
  membersCreated: z.int().nullable().describe("People whom nobody knew before; null = this kind of file does not tell"),
  progress: z.number().min(0).max(1),
  rowsPerSecond: z.int().nullable(),
  remainingSeconds: z.int().nullable(),
  failureCode: z.string().nullable(),
  failure: z.string().nullable(),
  createdAt: z.iso.datetime(),
  createdByName: z.string(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  plan: importPlanSchema,
});

export type RunReport = z.output<typeof runReportSchema>;

/** Share of the reading phase in an import of orders; measured. */
const readingShare = 0.4;

function progressOf(run: RunRow): number {
  if (run.status === "done") return 1;
  const read = run.fileBytes === 0 ? 0 : Math.min(1, run.bytesRead / run.fileBytes);
  if (run.kind !== "orders") return read;
  if (run.phase === "reading") return read * readingShare;
  return readingShare + (1 - readingShare) * (run.rowsAccepted === 0 ? 1 : run.rowsApplied / run.rowsAccepted);
}

/** Documents by what they are: an order file holds orders and refunds. */
function outcomesOf({ kind, created, updated, unchanged, refunds }: RunRow): RunReport["outcomes"] {
  if (kind !== "orders") return [{ of: kind, created, updated, unchanged }];
  const orders = {
    of: "orders" as const,
    created: created - refunds.created,
    updated: updated - refunds.updated,
    unchanged: unchanged - refunds.unchanged,
  };
  return [orders, { of: "refunds", ...refunds }];
}

export function presentRun(run: RunRow, now: Date): RunReport {
  const progress = Math.round(progressOf(run) * 1_000) / 1_000;
  const end = run.finishedAt ?? now;
  const seconds = run.startedAt === null ? 0 : Math.max(0, (end.getTime() - run.startedAt.getTime()) / 1_000);
  const running = run.status === "running" && seconds > 1 && progress > 0.01;
  return {
    id: run.id,
    no: run.no,
    kind: run.kind,
    status: run.status,
    phase: run.phase,
    fileId: run.fileId,
    fileName: run.fileName,
    fileBytes: run.fileBytes,
    bytesRead: Math.min(run.bytesRead, run.fileBytes),
    rows: {
      read: run.rowsRead,
      accepted: run.rowsAccepted,
      rejected: run.rowsRejected,
      unchanged: run.rowsUnchanged,
      applied: run.rowsApplied,
    },
    documents: { created: run.created, updated: run.updated, unchanged: run.unchanged },
    outcomes: outcomesOf(run),
    membersCreated: run.membersCreated,
    progress,
    rowsPerSecond: seconds > 0 && run.rowsRead > 0 ? Math.round(run.rowsRead / seconds) : null,
    remainingSeconds: running ? Math.ceil((seconds / progress) * (1 - progress)) : null,
    failureCode: run.failureCode,
    failure: run.failure,
    createdAt: run.createdAt.toISOString(),
    createdByName: run.createdByName,
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    plan: run.plan,
  };
}
