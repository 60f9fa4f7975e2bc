import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { erasureStatuses, receivedVias } from "./rules.ts";

export const requestParams = z.object({ requestId: z.uuid() });
const note = z.string().trim().min(2, "请写明情况（至少两个字）").max(500);

export const requestBody = z.object({
  receivedVia: z.enum(receivedVias),
  receivedOn: z.iso.date().optional().describe("Day on which the person asked; absent = today"),
  note: note.describe("What the person said and how they proved who they are; erased with the person"),
});
export const reviewBody = z.object({ decision: z.enum(["approve", "reject"]), note });
export const executeBody = z.object({
  confirmation: z.string().max(64).describe("`永久删除 <member number>`, typed by a person: it cannot be undone"),
});

export const requestsQuery = pageQuery.extend({
  status: z.enum(erasureStatuses).optional(),
  memberNo: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
});

export const requestSchema = z.object({
  id: z.uuid(),
  memberNo: z.number().int(),
  storeNo: z.number().int().nullable(),
  storeName: z.string().nullable(),
  status: z.enum(erasureStatuses),
  receivedVia: z.enum(receivedVias),
  receivedOn: z.string(),
  dueOn: z.string().describe("By when the person must have an answer"),
  note: z.string().nullable().describe("Null once executed"),
  requestedAt: z.string(),
  requestedBy: z.string(),
  reviewedAt: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  reviewNote: z.string().nullable(),
  confirmation: z.string().describe("What must be typed to execute"),
  executedAt: z.string().nullable(),
  executedBy: z.string().nullable(),
  erased: z.record(z.string(), z.number().int()).nullable().describe("Rows erased, by table"),
  settledAt: z.string().nullable().describe("When both engines were clean"),
});
