import { z } from "zod";
import { daySchema } from "../shared/schemas.ts";
import { reportableDays } from "./rules.ts";
import { dailyReportSettingsSchema } from "./settings.ts";

const figures = z
  .object({
    gmv: z.number().int().describe("fen"),
    orders: z.number().int(),
    buyers: z.number().int(),
    newMembers: z.number().int(),
    refundAmount: z.number().int().describe("fen"),
  })
  .describe("By metric id; of that business day");
const state = z
  .enum(["on_time", "late", "missing", "waiting"])
  .describe("Sent in time, sent late, due but not sent, not due yet");
const noted = { at: z.iso.datetime(), by: z.string() };
const unit = z.object({ id: z.uuid(), name: z.string() });

export const dayQuery = z.object({
  day: daySchema.optional().describe("Business day; absent = today"),
  orgUnitId: z.uuid().optional().describe("Absent = the topmost unit of the caller's scope"),
});

export const storeReportAnswer = z.object({
  store: unit,
  day: daySchema,
  today: daySchema,
  deadline: z.iso.datetime(),
  state,
  version: z.number().int().describe("Sent back with a change; 0 = not submitted"),
  figures: figures.describe("As submitted; as they stand now while there is no report"),
  happened: z.string(),
  needed: z.string(),
  submittedAt: z.iso.datetime().nullable(),
  submittedBy: z.string().nullable(),
  versions: z
    .array(
      z.object({
        version: z.number().int(),
        figures,
        happened: z.string(),
        needed: z.string(),
        reason: z.string().nullable().describe("Why it was corrected"),
        ...noted,
      }),
    )
    .describe("Newest first"),
  comments: z.array(z.object({ body: z.string(), ...noted })),
  reminders: z.array(z.object(noted)).describe("Newest first"),
});

export const submitReportBody = z.object({
  day: daySchema.describe(`Today or one of the ${reportableDays} days before`),
  orgUnitId: z.uuid().describe("The store"),
  happened: z.string().trim().min(2, "请写一两句今天发生了什么").max(2_000),
  needed: z.string().trim().max(2_000).default("").describe("What the store needs from above"),
  version: z.number().int().min(0).describe("0 to submit; the version in force to correct it"),
  reason: z.string().trim().min(2, "请写明更正原因").max(200).optional().describe("Required for a correction"),
});

const summary = z.object({
  version: z.number().int(),
  body: z.string(),
  submitted: z.number().int().describe("Reports that were in when it was handed up"),
  expected: z.number().int(),
  ...noted,
});

const tally = {
  expected: z.number().int(),
  submitted: z.number().int(),
  late: z.number().int(),
  rate: z.number().nullable().describe("submitted ÷ expected"),
};

const storeDay = z.object({
  unitId: z.uuid(),
  name: z.string(),
  parentName: z.string(),
  state,
  figures: figures.describe("As submitted; as they stand now while there is no report"),
  happened: z.string(),
  needed: z.string(),
  corrected: z.boolean(),
  submittedAt: z.iso.datetime().nullable(),
  comments: z.number().int(),
  remindedAt: z.iso.datetime().nullable(),
});

export const reportBoardAnswer = z.object({
  unit: unit.extend({ kind: z.enum(["headquarters", "region", "dealer", "tenant", "store"]) }),
  day: daySchema,
  today: daySchema,
  deadline: z.iso.datetime(),
  ...tally,
  figures: figures.describe("Of the whole unit, as the metrics stand now"),
  stores: z.array(storeDay),
  top: z.array(z.uuid()).describe("Stores with most sales, most first"),
  bottom: z.array(z.uuid()).describe("Stores with least sales, least first"),
  branches: z.array(z.object({ unitId: z.uuid(), name: z.string(), ...tally, summary: summary.nullable() })),
  summary: summary.nullable().describe("What this unit itself handed up"),
});

export const remindBody = z.object({ day: daySchema, orgUnitId: z.uuid() });
export const remindAnswer = z.object({
  missing: z.number().int(),
  reminded: z.array(z.string()).describe("Names; stores reminded less than 30 minutes ago are left out"),
});
export const commentBody = z.object({
  day: daySchema,
  orgUnitId: z.uuid().describe("The store"),
  body: z.string().trim().min(1).max(500),
});
export const summaryBody = z.object({
  day: daySchema,
  orgUnitId: z.uuid().describe("The branch"),
  body: z.string().trim().min(2, "请写一两句汇总").max(4_000),
  version: z.number().int().min(0).describe("0 for the first; else the version in force"),
});

export const reportSettingAnswer = dailyReportSettingsSchema.extend({ version: z.number().int() });
export const reportSettingBody = reportSettingAnswer;
