import { z } from "zod";
import { pageOf } from "../../kernel/http/cursor.ts";
import { unitKinds } from "../tree/rules.ts";
import { feedbackKinds, noticeKinds } from "./store.ts";

const attachment = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("link"),
    title: z.string().trim().min(1, "请给链接起个名字").max(60),
    url: z.url({ protocol: /^https?$/, error: "请填写 http 或 https 开头的网址" }).max(1_000),
  }),
  z.object({
    kind: z.literal("text"),
    title: z.string().trim().min(1, "请给素材起个名字").max(60),
    text: z.string().trim().min(1, "请填写素材内容").max(5_000),
  }),
]);

const text = {
  title: z.string().trim().min(2, "请填写标题").max(80),
  body: z.string().trim().min(2, "请填写内容").max(10_000),
  attachments: z.array(attachment).max(20).default([]),
};

const target = {
  unitIds: z.array(z.uuid()).max(500).default([]).describe("Posts at or below these units"),
  roleCodes: z.array(z.string().max(40)).max(50).default([]).describe("Of these roles; empty = all"),
  postIds: z.array(z.uuid()).max(500).default([]).describe("And these single posts"),
};

const moment = z.iso.datetime({ offset: true });

export const reachBody = z.object(target);
export const reachAnswer = z.object({ people: z.number().int() });
export const publishBody = z.object({
  kind: z.enum(noticeKinds).default("activity"),
  ...text,
  ...target,
  confirmBy: moment.nullable().default(null).describe("Must be confirmed by then; null = reading is enough"),
});
export const reviseBody = z.object({
  ...text,
  material: z.boolean().describe("Readers confirm anew"),
  note: z.string().trim().min(2, "请写一句改了什么").max(300),
  confirmBy: moment.optional().describe("New deadline"),
  takesUp: z.array(z.uuid()).max(500).default([]).describe("Feedback that this version takes up"),
  basedOn: z.number().int().min(1).describe("Version that was edited"),
});
export const closeBody = z.object({ note: z.string().trim().min(2, "请写一句收尾说明").max(500) });
export const replyBody = z.object({ reply: z.string().trim().min(2, "请填写回复").max(1_000) });
export const noticeParams = z.object({ noticeId: z.uuid() });
export const feedbackParams = z.object({ noticeId: z.uuid(), feedbackId: z.uuid() });
export const progressQuery = z.object({
  orgUnitId: z.uuid().optional().describe("Looks below this unit; else the top of one's scope"),
});
export const versionBody = z.object({ version: z.number().int().min(1).describe("The version that was read") });
export const feedbackBody = z.object({
  kind: z.enum(feedbackKinds),
  body: z.string().trim().min(2, "请写清楚情况").max(1_000),
});

const version = {
  version: z.number().int(),
  title: z.string(),
  body: z.string(),
  attachments: z.array(attachment),
  material: z.boolean(),
  note: z.string(),
  publishedAt: z.iso.datetime(),
  publishedBy: z.string(),
};

const tally = {
  reached: z.number().int().describe("People in the caller's scope whom it reaches"),
  read: z.number().int(),
  confirmed: z.number().int(),
  feedback: z.number().int(),
  openFeedback: z.number().int().describe("Neither answered nor taken up"),
};

export const noticeSchema = z.object({
  id: z.uuid(),
  kind: z.enum(noticeKinds),
  unitName: z.string().describe("Who issued it"),
  ...version,
  materialVersion: z.number().int(),
  unitNames: z.array(z.string()),
  roleNames: z.array(z.string()),
  posts: z.number().int().describe("Single posts it is for"),
  confirmBy: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  closingNote: z.string().nullable(),
  mine: z.boolean().describe("Issued within the caller's scope: theirs to revise and close, if they may publish"),
  ...tally,
});
export const noticesAnswer = pageOf(noticeSchema);
export const noticeAnswer = noticeSchema.extend({ versions: z.array(z.object(version)).describe("Newest first") });

export const progressAnswer = z.object({
  unit: z.object({ id: z.uuid(), name: z.string(), kind: z.enum(unitKinds) }),
  rows: z.array(z.object({ unitId: z.uuid(), unitName: z.string(), unitKind: z.enum(unitKinds), ...tally })),
  people: z
    .array(
      z.object({
        staffId: z.uuid(),
        staffName: z.string(),
        roleName: z.string(),
        unitName: z.string(),
        read: z.boolean(),
        confirmed: z.boolean(),
        confirmedAt: z.iso.datetime().nullable(),
      }),
    )
    .describe("At or below the unit, those who have done least first, at most 200"),
});

const feedback = z.object({
  id: z.uuid(),
  version: z.number().int(),
  kind: z.enum(feedbackKinds),
  body: z.string(),
  at: z.iso.datetime(),
  staffId: z.uuid(),
  staffName: z.string(),
  unitName: z.string(),
  reply: z.string().nullable(),
  repliedAt: z.iso.datetime().nullable(),
  repliedBy: z.string().nullable(),
  takenUpIn: z.number().int().nullable().describe("Version that takes it up"),
});
export const feedbackAnswer = z.object({
  byKind: z.record(z.enum(feedbackKinds), z.number().int()),
  items: z.array(feedback),
});

const receivedFields = {
  id: z.uuid(),
  kind: z.enum(noticeKinds),
  unitName: z.string(),
  version: z.number().int(),
  title: z.string(),
  note: z.string(),
  publishedAt: z.iso.datetime(),
  publishedBy: z.string(),
  confirmBy: z.iso.datetime().nullable(),
  overdue: z.boolean(),
  closedAt: z.iso.datetime().nullable(),
  state: z.enum(["unread", "to_confirm", "changed", "done"]),
};
export const receivedAnswer = z.object({
  unread: z.number().int(),
  toConfirm: z.number().int(),
  overdue: z.number().int(),
  items: z.array(z.object(receivedFields)),
});
export const receivedCountAnswer = receivedAnswer.omit({ items: true });

const change = z.object({ kind: z.enum(["same", "added", "removed"]), text: z.string() });
export const receivedNoticeAnswer = z.object({
  ...receivedFields,
  body: z.string(),
  attachments: z.array(attachment),
  closingNote: z.string().nullable(),
  confirmedAt: z.iso.datetime().nullable().describe("When the reader confirmed what is in force"),
  changes: z
    .object({ sinceVersion: z.number().int(), title: z.array(change).nullable(), body: z.array(change).nullable() })
    .nullable()
    .describe("Against the version that the reader confirmed, or else read, last"),
  feedback: z.array(feedback),
});
