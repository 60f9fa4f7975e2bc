import { z } from "zod";
import { accountKinds } from "./kinds.ts";
import { menuPlanSchema } from "./menus/rules.ts";
import { purposeCodes } from "./purposes/rules.ts";
import { replyPartSchema } from "./replies/rules.ts";

const instant = z.iso.datetime({ offset: true });
const kindNames = Object.keys(accountKinds) as [keyof typeof accountKinds, ...(keyof typeof accountKinds)[]];

export const officialParams = z.object({ officialAccountId: z.uuid() });
export const ruleParams = officialParams.extend({ replyRuleId: z.uuid() });
export const natureBody = z.object({ kind: z.enum(kindNames), verified: z.boolean() });

export const officialSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  appId: z.string(),
  enabled: z.boolean(),
  kind: z.enum(kindNames),
  verified: z.boolean(),
  massSendQuota: z.string(),
  powers: z.array(z.object({ power: z.string(), label: z.string(), allowed: z.boolean() })),
  followers: z.number().int(),
  left: z.number().int(),
  sync: z.object({
    running: z.boolean(),
    startedAt: instant.nullable(),
    doneAt: instant.nullable(),
    count: z.number().int(),
    failure: z.string().nullable(),
  }),
});

export const replyRuleBody = z.object({
  kind: z.enum(["follow", "keyword", "menu", "default"]),
  name: z.string().trim().min(1).max(60),
  words: z.array(z.string().trim().min(1).max(64)).max(50).default([]),
  match: z.enum(["contain", "equal"]).default("contain"),
  parts: z.array(replyPartSchema).min(1).max(4),
  purpose: z.enum(purposeCodes).nullable().default(null),
  sort: z.int().min(0).max(10_000).default(0),
  enabled: z.boolean().default(true),
});
export const replyRuleSchema = replyRuleBody.extend({
  id: z.uuid(),
  used: z.number().int(),
  version: z.number().int(),
  updatedAt: instant,
  updatedBy: z.string(),
});

const previewedMenu = z.array(
  z.object({
    name: z.string(),
    leads: z.string(),
    children: z.array(z.object({ name: z.string(), leads: z.string() })),
  }),
);
export const previewBody = z.object({
  openid: z.string().min(1).max(64),
  system: z.enum(["1", "2", "3"]).default("1").describe("1 iOS, 2 Android, 3 other"),
});
export const previewSchema = z.object({
  tagIds: z.array(z.int()),
  shown: previewedMenu.nullable().describe("As the platform says now; null = no menu stands there"),
  prepared: previewedMenu,
  preparedSet: z.int().nullable().describe("Its place among the conditional menus; null = the one for everybody"),
});

export const menuSchema = z.object({
  draft: menuPlanSchema,
  published: menuPlanSchema.nullable(),
  publishedAt: instant.nullable(),
  version: z.number().int(),
  changes: z.array(z.string()),
});

export const articleBody = z.object({
  articles: z
    .array(
      z.object({
        title: z.string().min(1).max(64),
        author: z.string().max(16).optional(),
        digest: z.string().max(120).optional(),
        content: z.string().min(1).max(20_000),
        content_source_url: z.string().url().optional(),
        thumb_media_id: z.string().min(1),
      }),
    )
    .min(1)
    .max(8),
});
export const draftSchema = z.object({ mediaId: z.string(), titles: z.array(z.string()), updatedAt: instant });
export const publicationSchema = z.object({
  publishId: z.string(),
  title: z.string(),
  status: z.number().int().nullable(),
  urls: z.array(z.string()),
  purpose: z.enum(purposeCodes).nullable(),
  submittedAt: instant,
  settledAt: instant.nullable(),
});
