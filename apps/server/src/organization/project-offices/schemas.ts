import { z } from "zod";
import { rhythms } from "./rules.ts";
import { parts } from "./store.ts";

const day = z.iso.date();

const member = z.object({
  staffId: z.uuid(),
  part: z.enum(parts),
  unitId: z.uuid().nullable().default(null).describe("Whose figures they answer for; null = the project's unit"),
  departmentId: z.uuid().nullable().default(null),
  task: z.string().trim().max(300).default(""),
});

const fields = {
  name: z.string().trim().min(2, "请填写项目名称").max(60),
  purpose: z.string().trim().max(1_000).default(""),
  endsOn: day,
  rhythm: z.enum(rhythms),
  rhythmDay: z.number().int().min(1).max(31).describe("Weekly, biweekly: ISO weekday; monthly: day of the month"),
  metrics: z.array(z.string().max(60)).min(1, "请至少选一个指标").max(12).describe("Names of the metrics registry"),
};

export const openProjectBody = z.object({
  unitId: z.uuid(),
  startsOn: day,
  ...fields,
  members: z.array(member).min(2, "请指定发起人和负责人").max(200),
});
export const editProjectBody = z.object({ ...fields, basedOn: z.number().int().min(1) });
export const memberBody = member;
export const milestoneBody = z.object({
  name: z.string().trim().min(2, "请填写里程碑").max(80),
  dueOn: day,
  memberId: z.uuid().nullable().default(null).describe("Member who answers for it"),
});
export const reachBody = z.object({ done: z.boolean() });
export const moveBody = z.object({ dueOn: day });
export const closeBody = z.object({
  lessons: z.string().trim().min(10, "请写下经验与教训（至少 10 个字）").max(5_000),
});
export const projectParams = z.object({ projectId: z.uuid() });
export const projectMemberParams = z.object({ projectId: z.uuid(), projectMemberId: z.uuid() });
export const milestoneParams = z.object({ projectId: z.uuid(), milestoneId: z.uuid() });
export const meetingParams = z.object({ projectId: z.uuid(), meetingId: z.uuid() });

export const figures = z.record(z.string(), z.number().nullable()).describe("By metric, in its unit");
export const reportStates = ["upcoming", "due", "overdue", "filed", "filed_late"] as const;

const report = z.object({
  memberId: z.uuid(),
  staffName: z.string(),
  part: z.enum(parts),
  unitName: z.string(),
  departmentName: z.string().nullable(),
  isMe: z.boolean(),
  state: z.enum(reportStates),
  filed: z
    .object({
      version: z.number().int(),
      figures,
      remarks: z.string(),
      needs: z.string(),
      filedAt: z.iso.datetime({ offset: true }),
      filedBy: z.string(),
    })
    .nullable(),
});

export const meetingSchema = z.object({
  id: z.uuid(),
  dueOn: day,
  periodFrom: day,
  periodTo: day.describe("The day after the last"),
  figures: figures
    .nullable()
    .describe("Of the whole project as they stood on the day; null before, and for whoever sees only their part"),
  reports: z.array(report).describe("One per person who reports, as far as the caller may see"),
});

const summary = {
  id: z.uuid(),
  unitId: z.uuid(),
  unitName: z.string(),
  name: z.string(),
  purpose: z.string(),
  startsOn: day,
  endsOn: day,
  state: z.enum(["planned", "running", "over", "closed"]),
  seesAll: z.boolean().describe("Sees and changes everything; otherwise one's own part"),
  sponsor: z.string().nullable(),
  lead: z.string().nullable(),
  nextMeeting: day.nullable(),
  overdueReports: z.number().int(),
  milestones: z.object({ total: z.number().int(), reached: z.number().int(), overdue: z.number().int() }),
};

export const projectsAnswer = z.object({ items: z.array(z.object(summary)) });
export const projectAnswer = z.object({
  ...summary,
  rhythm: z.enum(rhythms),
  rhythmDay: z.number().int(),
  metrics: z.array(z.string()),
  lessons: z.string().nullable(),
  closedAt: z.iso.datetime().nullable(),
  closedBy: z.string().nullable(),
  version: z.number().int(),
  members: z.array(
    z.object({
      id: z.uuid(),
      staffId: z.uuid(),
      staffName: z.string(),
      part: z.enum(parts),
      unitId: z.uuid(),
      unitName: z.string(),
      departmentName: z.string().nullable(),
      task: z.string(),
      joinedOn: day,
      left: z.boolean(),
      isMe: z.boolean(),
    }),
  ),
  milestoneList: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      dueOn: day,
      memberId: z.uuid().nullable(),
      ownerName: z.string().nullable(),
      doneOn: day.nullable(),
      doneBy: z.string().nullable(),
      overdue: z.boolean(),
    }),
  ),
  meetings: z.array(meetingSchema),
  history: z
    .array(
      z.object({ at: z.iso.datetime(), by: z.string(), action: z.string(), detail: z.record(z.string(), z.unknown()) }),
    )
    .describe("What was done, the latest first, at most 100; for whoever sees all"),
});
