import { z } from "zod";

/** Fields of the page that a finding can lead to. */
export const modelFields = ["baseUrl", "model", "key", "timeoutSeconds", "dailyTokens", "purposeTokens"] as const;

export const findingSchema = z.object({
  check: z.string().describe("Stable: scripts branch on it"),
  name: z.string(),
  state: z.enum(["ok", "warning", "failed", "skipped"]),
  detail: z.string().describe("What was seen"),
  cause: z.string().optional(),
  remedy: z.string().optional().describe("What to do"),
  field: z.enum(modelFields).optional().describe("Where on the page it is mended"),
});
export type Finding = z.output<typeof findingSchema>;
