import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { codesOf } from "../codes/vocabulary.ts";
import { workKinds, workLeads, workThemes } from "./vocabulary.ts";

const theme = z.enum(codesOf(workThemes));
const topics = z.array(z.string().trim().min(1).max(40)).max(20);

export const accountBody = z.object({
  name: z.string().trim().min(1, "请填写视频号名称").max(40),
  finderId: z
    .string()
    .trim()
    .max(64)
    .default("")
    .describe("The id that the connected account tells; empty = not connected"),
  unitId: z.uuid().nullable().default(null).describe("Whose account it is; headquarters unless said"),
  tone: z.string().trim().max(200).default(""),
  themes: z.array(theme).max(6).default([]),
  titleMark: z.string().trim().max(20).default(""),
  topics: topics.default([]),
});
export type AccountDraft = z.output<typeof accountBody>;

const finding = z.object({ good: z.boolean(), text: z.string() });
export const accountSchema = accountBody.extend({
  id: z.uuid(),
  unitId: z.uuid(),
  unitName: z.string(),
  works: z.int(),
  version: z.int(),
});
export const keysSchema = z.object({
  keys: z.array(
    z.object({
      key: z.enum(["positioning", "style", "content", "frequency"]),
      label: z.string(),
      state: z.enum(["good", "weak", "unknown"]),
      findings: z.array(finding),
    }),
  ),
  weeks: z.array(z.object({ week: z.string().describe("Its Monday"), works: z.int(), isComplete: z.boolean() })),
  perWeekFrom: z.int(),
  perWeekTo: z.int(),
});

const httpUrl = z.url({ protocol: /^https?$/, error: "请填写以 http:// 或 https:// 开头的网址" }).max(2_000);
/** Where a work leads, and by which link of ours it is known who came. */
export const leadSchema = z.discriminatedUnion("to", [
  z.object({ to: z.literal("friend"), codeId: z.uuid() }),
  z.object({ to: z.literal("group"), codeId: z.uuid() }),
  z.object({
    to: z.literal("mini_program"),
    appId: z.string().trim().min(1).max(64),
    page: z.string().trim().min(1).max(256),
  }),
  z.object({ to: z.literal("article"), url: httpUrl }),
  z.object({ to: z.literal("shop"), url: httpUrl }),
]);
export type WorkLeadDraft = z.output<typeof leadSchema>;

const workFields = {
  title: z.string().trim().min(1, "请填写标题或描述").max(1_000),
  kind: z.enum(codesOf(workKinds)).default("video"),
  topics: topics.default([]),
  seconds: z.int().min(1).max(3_600, "视频最长 1 小时").nullable().default(null),
  pictures: z.int().min(1).max(9, "最多 9 张图片").nullable().default(null),
  publishedAt: z.iso.datetime({ offset: true }),
  theme: theme.nullable().default(null),
  coverMarked: z.boolean().nullable().default(null).describe("Null = nobody has looked"),
  isActivity: z.boolean().default(false).describe("发起活动: collects works of users"),
};
export const workBody = z.object({ accountId: z.uuid(), ...workFields });
export const workEdit = z.object({ ...workFields, version: z.int().min(1) });
export type WorkDraft = z.output<typeof workBody>;
export type WorkEdit = z.output<typeof workEdit>;

const count = z.int().nullable().describe("As the platform's export says; null = not known");
export const workSchema = workBody.extend({
  id: z.uuid(),
  plays: count,
  likes: count,
  comments: count,
  shares: count,
  favourites: count,
  follows: count,
  figuresAt: z.iso.datetime().nullable(),
  leadsTo: z.enum(codesOf(workLeads)).nullable(),
  linkPath: z.string().nullable().describe("The path of the link on our host; null for a mini program's page"),
  linkKey: z.string().nullable().describe("What a mini program's page names as its source"),
  page: z.string().nullable(),
  visits: z.int(),
  visitors: z.int(),
  friends: z.int(),
  groupJoins: z.int(),
  buyers: z.int(),
  orders: z.int(),
  salesFen: z.number(),
  source: z.enum(["entered", "import"]),
  version: z.int(),
});

export const worksQuery = pageQuery.extend({ accountId: z.uuid().optional(), theme: theme.optional() });

export const importFields = {
  key: "作品ID",
  title: "标题或描述",
  publishedAt: "发布时间",
  kind: "类型",
  topics: "话题",
  plays: "播放（浏览）量",
  likes: "喜欢（点赞）量",
  comments: "评论量",
  shares: "分享（转发）量",
  favourites: "收藏（推荐）量",
  follows: "关注量",
} as const;
export type ImportField = keyof typeof importFields;
export const importFieldCodes = codesOf(importFields);
export const mappingSchema = z.partialRecord(z.enum(importFieldCodes), z.string().min(1).max(100));
export type ImportMapping = z.output<typeof mappingSchema>;
export const importBody = z.object({
  accountId: z.uuid(),
  fileId: z.uuid().describe("Of POST /imports/files"),
  columns: mappingSchema.default({}).describe("Headers by field where they are not recognised"),
});
