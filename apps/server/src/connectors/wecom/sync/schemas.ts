import { z } from "zod";

export const runParams = z.object({ runId: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });

export const corpAnswer = z.object({ corpId: z.string(), name: z.string(), hasContactSync: z.boolean() });

const count = z.number().int();

export const runAnswer = z.object({
  id: count,
  corpId: z.string(),
  kind: z.enum(["full", "reconcile"]),
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  phase: z.enum(["directory", "tags", "customers", "groups", "finish"]),
  requestedBy: z.string(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  takes: count.describe("How often a worker took it up"),
  customersDone: count,
  groupsDone: count,
  membersDone: count.describe("Members whose part of the present phase is done"),
  membersTotal: count,
  progress: z.number().min(0).max(1).describe("Of the present phase"),
  perSecond: z.number().nullable().describe("Customers or groups per second in the present phase"),
  remainingSeconds: z.number().nullable(),
  warnings: z.array(z.object({ code: z.string(), title: z.string(), detail: z.string() })),
  differences: z.array(z.object({ kind: z.string(), label: z.string(), count, examples: z.array(z.string()) })),
  failure: z.string().nullable(),
});
