import { z } from "zod";
import { relations } from "../../customers/index.ts";
import { pageOf, pageQuery } from "../../kernel/http/cursor.ts";
import { unknownPlaceholders } from "./rules.ts";
import { callResults, codesOf, leftOutReasons, personStatuses } from "./vocabulary.ts";

export const taskParams = z.object({ friendTaskId: z.uuid() });
export const personParams = z.object({ friendPersonNo: z.coerce.number().int().min(1) });
export const pauseParams = z.object({ friendPauseId: z.uuid() });

const name = z.string().trim().min(2, "请填写任务名称").max(60);
const offer = z.string().trim().max(100).default("").describe("Coupon or gift that is offered for adding");
const script = z
  .string()
  .trim()
  .min(10, "请写一段开场话术，至少 10 个字")
  .max(500)
  .refine((text) => unknownPlaceholders(text).length === 0, {
    error: "话术里只能用 {称呼}、{导购}、{门店}、{礼遇} 这几个占位",
  });
const dueOn = z.iso.date().nullable().default(null);
export const taskBody = z.object({
  name,
  offer,
  script,
  strangers: z.enum(["company", "guide"]).default("company").describe("Friends of whom are left out"),
  dueOn,
  orgUnitId: z.uuid().optional().describe("Whose list it is; the top of the caller's scope unless said"),
});
export type NewTask = z.output<typeof taskBody>;
export const editTaskBody = z.object({ name, offer, script, dueOn });

const line = z.object({
  phone: z.string().trim().min(1).max(32),
  name: z.string().trim().max(40).optional(),
  guideCode: z.string().trim().min(1).max(64).optional().describe("Stays with this guide"),
});
export type PersonLine = z.output<typeof line>;
export const mostPeople = 20_000;
const source = z.discriminatedUnion("from", [
  z.object({
    from: z.literal("filter"),
    tagNos: z.array(z.int().min(1)).max(10).default([]),
    tier: z.string().min(1).max(32).optional(),
    relation: z.enum(relations).optional(),
    storeNos: z.array(z.int().min(1)).max(500).default([]),
  }),
  z.object({ from: z.literal("members"), memberNos: z.array(z.int().min(1)).min(1).max(5_000) }),
  z.object({ from: z.literal("lines"), lines: z.array(line).min(1).max(5_000) }),
  z.object({ from: z.literal("file"), fileId: z.uuid() }).describe("CSV or XLSX: 手机号, 姓名, 导购工号"),
]);
export type PeopleSource = z.output<typeof source>;
export const assignBody = z.object({
  source,
  guideIds: z
    .array(z.uuid())
    .max(500)
    .default([])
    .describe("Dealt to these in turn; empty = everybody's own guide, else whoever of their store has fewest"),
  dryRun: z.boolean().default(false).describe("Only says what would be assigned"),
});
export type Assignment = z.output<typeof assignBody>;
export const assignedSchema = z.object({
  added: z.int(),
  guides: z.int().describe("How many guides they went to"),
  leftOut: z.array(z.object({ reason: z.enum(leftOutReasons), people: z.int() })),
});

const share = z.number().nullable().describe("Percent; null = nothing to judge yet");
const rate = z.object({
  requests: z.int(),
  accepted: z.int().describe("Became friends of the guide who asked, in time"),
  judged: z.int().describe("Requests that had the waiting time"),
  rate: share.describe("Accepted among the judged, in percent"),
});
export const rateSchema = rate;

export const taskSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  offer: z.string(),
  script: z.string(),
  strangers: z.enum(["company", "guide"]),
  dueOn: z.string().nullable(),
  unitName: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  mine: z.boolean().describe("Made in the caller's scope: theirs to change and fill"),
  people: z.int(),
  guides: z.int(),
  states: z
    .partialRecord(z.enum(personStatuses), z.int())
    .describe("People in the caller's scope by what became of them"),
});

const by = z.enum(["region", "store", "guide"]).default("store");
export const taskQuery = z.object({ by });
const progressRow = rate.extend({
  key: z.string(),
  name: z.string(),
  people: z.int(),
  open: z.int().describe("Still to be asked"),
});
export const taskAnswer = taskSchema.extend({ rows: z.array(progressRow) });

export const peopleQuery = pageQuery.extend({ status: z.enum(personStatuses).optional() });
const person = {
  no: z.int(),
  taskId: z.uuid(),
  taskName: z.string(),
  offer: z.string(),
  name: z.string().nullable().describe("Masked"),
  phone: z.string().nullable().describe("Masked; null = erased"),
  memberNo: z.int().nullable(),
  guideId: z.uuid(),
  guideName: z.string(),
  storeName: z.string(),
  status: z.enum(personStatuses),
  lastVisitOn: z.string().nullable(),
  valueFen: z.number().describe("Spent in the last year, refunds taken off"),
  callResult: z.enum(codesOf(callResults)).nullable(),
  calledAt: z.iso.datetime().nullable(),
  sentAt: z.iso.datetime().nullable(),
  acceptedAt: z.iso.datetime().nullable(),
};
export const peopleAnswer = pageOf(z.object(person));

export const dayAnswer = z.object({
  day: z.iso.date(),
  used: z.int(),
  limit: z.int(),
  advised: z.int(),
  inWindow: z.boolean(),
  windows: z.array(z.object({ from: z.string(), to: z.string() })),
  next: z.object({ from: z.string(), to: z.string(), tomorrow: z.boolean() }).nullable(),
  callFirst: z.boolean(),
  pause: z
    .object({ pausedAt: z.iso.datetime(), judged: z.int(), accepted: z.int(), line: z.int() })
    .nullable()
    .describe("Adding rests until headquarters lifts it"),
  waiting: z.int().describe("People on open lists still to be asked"),
  recent: rate.describe("The days that the line is judged by"),
  line: z.int(),
});
export const ownPeopleQuery = pageQuery.extend({ part: z.enum(["next", "sent", "done"]).default("next") });

export const revealedSchema = z.object({
  phone: z.string(),
  name: z.string().nullable(),
  script: z.string().describe("Opening words for this person"),
  mayCall: z.boolean().describe("False: said no to calls"),
});
export const callBody = z.object({ result: z.enum(codesOf(callResults)) });
export const attemptAnswer = z.object({
  used: z.int(),
  limit: z.int(),
  warning: z.object({ code: z.literal("outside_window"), message: z.string() }).nullable(),
});

export const reportQuery = z.object({ from: z.iso.date(), to: z.iso.date().describe("First day after"), by });
export const reportAnswer = z.object({
  total: rate,
  rows: z.array(rate.extend({ key: z.string(), name: z.string() })),
  calls: z.array(rate.extend({ call: z.enum(["reached", "no_answer", "none"]) })).describe("Called first against not"),
  cards: z.array(rate.extend({ card: z.enum(["complete", "incomplete", "unknown"]) })).describe("By the guide's card"),
  outsideWindows: rate.describe("Sent outside the advised hours"),
});

export const pausesAnswer = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      guideId: z.uuid(),
      guideName: z.string(),
      storeName: z.string(),
      kind: z.enum(["pause", "warning"]),
      judged: z.int(),
      accepted: z.int(),
      line: z.int(),
      pausedAt: z.iso.datetime(),
      liftedAt: z.iso.datetime().nullable(),
      liftedBy: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
});
export const liftBody = z.object({ reason: z.string().trim().min(2, "请写明恢复的原因").max(200) });
