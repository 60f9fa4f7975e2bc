import { z } from "zod";
import { adKinds } from "../ad-plans/rules.ts";
import { conversionStates, toldStages } from "./vocabulary.ts";

const stage = z.enum(toldStages);
const keysOf = <Key extends string>(names: Readonly<Record<Key, unknown>>) => Object.keys(names) as [Key, ...Key[]];

export const accountParams = z.object({ adAccountId: z.uuid() });

const actionType = z
  .string()
  .trim()
  .regex(/^[A-Z][A-Z0-9_]{1,39}$/, "转化类型是大写字母、数字和下划线，例如 REGISTER");

export const accountBody = z.object({
  name: z.string().trim().min(1, "请填写名称").max(60),
  unitId: z.uuid().nullable().default(null).describe("Whose account; null = headquarters"),
  accountKey: z
    .string()
    .trim()
    .regex(/^[\w-]{3,40}$/, "广告账号 ID 是 3–40 位字母或数字")
    .describe("The advertiser's number at the platform"),
  baseUrl: z.url({ protocol: /^https?$/, error: "请填写以 http:// 或 https:// 开头的接口地址" }).max(300),
  authenticated: z.boolean().default(false).describe("The platform asks for a token (鉴权开)"),
  token: z
    .string()
    .trim()
    .min(8, "访问令牌至少 8 位")
    .max(500)
    .optional()
    .describe("Only when set or changed; never told again"),
  convId: z.string().trim().max(60).default("").describe("`conv_id` of the conversion at the platform; empty = none"),
  wechatAppId: z
    .string()
    .trim()
    .regex(/^(wx[0-9a-zA-Z]{6,40})?$/, "AppID 以 wx 开头")
    .default("")
    .describe("App authorised to the advertiser whose openids are told beside the click; empty = no openid is told"),
  clickMacro: z
    .string()
    .trim()
    .regex(/^__[A-Z_]{2,40}__$/, "宏像 __CLICK_ID__")
    .default("__CLICK_ID__")
    .describe("What the platform replaces by the click's number in a monitoring address"),
  enabled: z.boolean().default(true),
  actions: z
    .array(z.object({ stage, actionType }))
    .max(toldStages.length)
    .default([])
    .refine((list) => new Set(list.map((each) => each.stage)).size === list.length, "同一步只能设一次")
    .describe("What the platform calls each stage; a stage without one is counted and not told"),
});
export type AccountDraft = z.output<typeof accountBody>;
export const accountEdit = accountBody.extend({ version: z.int().min(1) });

export const stageFigures = z.object({
  stage,
  label: z.string(),
  actionType: z.string().nullable(),
  counted: z.int().describe("Clicks whose person passed the stage within the window"),
  told: z.int(),
  waiting: z.int(),
  refused: z.int(),
  withheld: z.int(),
});
export const accountSchema = accountBody.omit({ token: true, unitId: true }).extend({
  id: z.uuid(),
  unitId: z.uuid(),
  unitName: z.string(),
  hasToken: z.boolean(),
  monitorUrl: z
    .string()
    .nullable()
    .describe("To be entered as 监测链接; null until this installation's address is entered"),
  heardAt: z.iso.datetime().nullable().describe("The last click that the platform told of"),
  answeredAt: z.iso.datetime().nullable(),
  failure: z.string().nullable(),
  version: z.int(),
  clicks: z.int().describe("Of the last 30 days"),
  landed: z.int().describe("Of them those that somebody stood on our page with"),
  known: z.int().describe("Of them those whose person is known"),
  stages: z.array(stageFigures),
  platformConversions: z
    .int()
    .nullable()
    .describe("Conversions by the platform's own report of the same days; null = no report"),
  costFen: z.number().describe("By the platform's report of the last 30 days"),
  openCostFen: z.number().describe("Of it what no plan is matched to"),
  reportedUntil: z.string().nullable().describe("The last day of the platform's report"),
  plans: z.array(z.object({ planId: z.uuid(), planName: z.string(), match: z.string() })),
});

export const plansBody = z.object({
  plans: z
    .array(
      z.object({
        planId: z.uuid(),
        match: z
          .string()
          .trim()
          .min(2, "至少写两个字")
          .max(60)
          .describe("Stands in the name or number of the campaign or ad"),
      }),
    )
    .max(200),
});

export const conversionSchema = z.object({
  id: z.uuid().describe("`outer_action_id`"),
  stage,
  actionType: z.string(),
  at: z.iso.datetime(),
  clickedAt: z.iso.datetime(),
  clickKey: z.string(),
  planName: z.string().nullable(),
  valueFen: z.number().nullable(),
  state: z.enum(keysOf(conversionStates)),
  cause: z.string().nullable(),
  tries: z.int(),
  toldAt: z.iso.datetime().nullable(),
});

export const reportQuery = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() });
export const reportRow = z.object({
  campaign: z.string(),
  ad: z.string(),
  adKey: z.string(),
  planId: z.uuid().nullable(),
  planName: z.string().nullable(),
  days: z.int(),
  costFen: z.number(),
  impressions: z.number().nullable(),
  clicks: z.number().nullable(),
  conversions: z.number().nullable(),
});

export const placementSchema = z.object({
  code: z.string(),
  label: z.string(),
  kind: z.enum(keysOf(adKinds)),
  buying: z.string(),
  optimisesFor: z.string(),
  tells: z.array(z.object({ stage, label: z.string() })),
  needs: z.array(z.string()),
  chains: z.array(z.object({ code: z.string(), label: z.string() })),
  watch: z.string(),
});
export const stageWord = z.object({
  stage,
  label: z.string(),
  suggested: z.string(),
  isDocumented: z.boolean().describe("The platform's reference names it; otherwise take what its console shows"),
});
