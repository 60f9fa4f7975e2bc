import { z } from "zod";
import type { FieldProblem } from "../../../kernel/errors.ts";
import { defineSetting } from "../../../kernel/settings.ts";
import { purposeCodes } from "../purposes/rules.ts";

/** From where a note speaks (CH-14). */
export const noteAngles = {
  scene: { label: "场景图", hint: "把商品放进使用场景里拍" },
  pain_point: { label: "痛点文案", hint: "解决一个具体问题，例如送礼、收纳" },
  festival: { label: "节日限定", hint: "只在这个节日有的款、价或礼" },
  life: { label: "生活分享", hint: "像朋友晒单，接近 UGC" },
} as const;
export type NoteAngle = keyof typeof noteAngles;
export const noteAngleCodes = Object.keys(noteAngles) as [NoteAngle, ...NoteAngle[]];

/** Where a note sells (CH-15): a page of a mini program, or an address of the shop's distribution. */
export const noteTradeSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("mini_program"),
    accountId: z.uuid().describe("The connected mini program"),
    page: z.string().trim().min(1, "请填写小程序页面").max(256),
  }),
  z.object({
    kind: z.literal("shop"),
    url: z.url({ protocol: /^https?$/, error: "请填写小店推广链接，以 https:// 开头" }).max(2_000),
  }),
]);
export type NoteTrade = z.output<typeof noteTradeSchema>;

/** Limits of notes: the platform's pages name none that we could confirm, so they are settings. */
export const noteSetting = defineSetting({
  key: "official_account.notes",
  schema: z.object({
    titleMost: z.int().min(1).max(64),
    bodyMost: z.int().min(1).max(20_000),
    picturesMost: z.int().min(1).max(20).describe("With the picture of the trade code"),
    needsTradeLink: z.boolean().describe("A note cannot be published without a link that sells (CH-15)"),
    perWeek: z.int().min(1).max(50).describe("Notes a week that are aimed at"),
  }),
  initial: { titleMost: 20, bodyMost: 1_000, picturesMost: 20, needsTradeLink: true, perWeek: 3 },
});
export type NoteLimits = z.output<typeof noteSetting.schema>;

export const noteBody = z.object({
  title: z.string().trim().min(1, "请填写标题").max(64),
  body: z.string().trim().max(20_000).default(""),
  pictures: z.array(z.string().min(1).max(256)).min(1, "请至少选一张图片").max(20),
  angle: z.enum(noteAngleCodes),
  purpose: z.enum(purposeCodes).default("business"),
  trade: noteTradeSchema.nullable().default(null),
});
export type NoteDraft = z.output<typeof noteBody>;

/** What of a note lies beyond the limits; the picture of the trade code takes a place too. */
export function noteProblems({ title, body, pictures, trade }: NoteDraft, limits: NoteLimits): FieldProblem[] {
  const most = limits.picturesMost - (trade === null ? 0 : 1);
  const chars = (text: string) => [...text].length;
  return [
    ...(chars(title) > limits.titleMost
      ? [{ path: "title", message: `标题最多 ${limits.titleMost} 个字，现在 ${chars(title)} 个` }]
      : []),
    ...(chars(body) > limits.bodyMost
      ? [{ path: "body", message: `正文最多 ${limits.bodyMost} 个字，现在 ${chars(body)} 个` }]
      : []),
    ...(pictures.length > most
      ? [{ path: "pictures", message: `最多 ${most} 张图片${trade === null ? "" : "（购买码另占一张）"}` }]
      : []),
    ...(new Set(pictures).size < pictures.length ? [{ path: "pictures", message: "同一张图片只能用一次" }] : []),
  ];
}
