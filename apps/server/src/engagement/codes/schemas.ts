import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { codeChannels, codeKinds, codesOf, materials, sourceGroups } from "./vocabulary.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "时间写作 HH:MM，例如 09:30");
const slot = z.object({
  days: z.array(z.int().min(1).max(7)).min(1).max(7).describe("1 Monday … 7 Sunday"),
  from: time,
  to: time.describe("At or before `from`: on the next day"),
});
const guide = z.object({
  staffId: z.uuid(),
  weight: z.int().min(1).max(1000).default(1),
  dailyCap: z.int().min(1).max(10_000).nullable().default(null).describe("New contacts a day; null = no cap"),
  slots: z.array(slot).max(20).default([]).describe("Empty = always"),
  backup: z.boolean().default(false),
});
const utmText = z.string().trim().max(100);
export const utmSchema = z
  .object({ source: utmText, medium: utmText, campaign: utmText, term: utmText, content: utmText })
  .partial();
const httpUrl = z.url({ protocol: /^https?$/, error: "请填写以 http:// 或 https:// 开头的网址" }).max(2_000);

const editable = {
  name: z.string().trim().min(1, "请填写名称").max(60),
  channel: z.enum(codesOf(codeChannels)).default("store"),
  material: z.enum(codesOf(materials)).default("other"),
  campaign: z.string().trim().max(60).default(""),
  shareCode: z.string().trim().max(40).nullable().default(null).describe("A dealer's share code"),
  utm: utmSchema.default({}),
  tagNos: z.array(z.int()).max(20).default([]),
  welcome: z
    .string()
    .trim()
    .max(1_000)
    .default("")
    .describe("Greets whoever comes by it; {导购} and {门店} are filled in; empty = the usual greeting"),
  targetUrl: httpUrl.nullable().default(null),
  entry: z.enum(["direct", "page"]).default("direct"),
  distribution: z.enum(["platform", "weights"]).default("platform"),
  sameGuide: z.boolean().default(true),
  priority: z
    .enum(["none", "company", "guides"])
    .default("none")
    .describe("Of an acquisition link: a customer who has a guide gets that one again, of the company or of the link"),
  shows: z.enum(["guide", "group"]).default("group"),
  roomLimit: z.int().min(2).max(500).default(400),
  roomName: z.string().trim().max(36).default(""),
  guides: z.array(guide).max(500).default([]),
  teamIds: z.array(z.uuid()).max(50).default([]),
  roomKeys: z.array(z.string().min(1).max(64)).max(50).default([]),
};

export const newCodeBody = z.object({
  kind: z.enum(codesOf(codeKinds)),
  unitId: z.uuid().nullable().default(null).describe("Who owns it; the store itself when a store is given"),
  storeNo: z.int().nullable().default(null),
  ...editable,
});
export const editCodeBody = z.object({ version: z.int(), ...editable });
export type CodeDraft = z.output<typeof newCodeBody>;

const figures = z.object({
  scans: z.int().describe("Openings of our page or link, without robots and repeats"),
  visitors: z.int(),
  contacts: z.int().describe("New contacts"),
  lost: z.int().describe("Of them, who left since"),
  groupJoins: z.int(),
  groupLeft: z.int(),
  newMembers: z.int().describe("Persons whose first arrival by any code it was"),
});
export type Figures = z.output<typeof figures>;

const wayState = z.object({
  kind: z.enum(["contact", "group", "acquisition"]),
  storeNo: z.int().nullable(),
  storeName: z.string().nullable(),
  staffId: z.uuid().nullable(),
  staffName: z.string().nullable(),
  state: z.enum(["live", "waiting", "failed", "empty"]),
  targets: z.array(z.string()).describe("Names of those it leads to now"),
  qrUrl: z.string().nullable(),
  emptyBecause: z.string().nullable(),
  failure: z.string().nullable(),
  drift: z.string().nullable(),
  pushedAt: z.string().nullable(),
  checkedAt: z.string().nullable(),
});

export const codeSchema = z.object({
  id: z.uuid(),
  slug: z.string(),
  path: z.string().describe("What is printed: this address's path on the public host"),
  state: z.string(),
  kind: z.enum(codesOf(codeKinds)),
  name: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  storeNo: z.int().nullable(),
  storeName: z.string().nullable(),
  channel: z.string(),
  material: z.string(),
  campaign: z.string(),
  series: z.string().nullable(),
  entry: z.enum(["direct", "page"]),
  ways: z.int(),
  live: z.int(),
  failed: z.int(),
  empty: z.int(),
  qrUrl: z.string().nullable().describe("The platform's own code, when there is exactly one"),
  createdAt: z.string(),
  createdBy: z.string(),
  pausedAt: z.string().nullable().describe("Since when it rests; null = in use"),
  archivedAt: z.string().nullable(),
  last30: figures,
});

export const codeDetailSchema = codeSchema.extend({
  version: z.int(),
  shareCode: z.string().nullable(),
  welcome: z.string(),
  utm: utmSchema,
  tags: z.array(z.object({ tagNo: z.int(), name: z.string() })),
  targetUrl: z.string().nullable(),
  distribution: z.enum(["platform", "weights"]),
  sameGuide: z.boolean(),
  priority: z.enum(["none", "company", "guides"]),
  shows: z.enum(["guide", "group"]),
  roomLimit: z.int(),
  roomName: z.string(),
  guides: z.array(guide.extend({ name: z.string(), paused: z.boolean(), reachable: z.boolean(), today: z.int() })),
  teams: z.array(z.object({ id: z.uuid(), name: z.string() })),
  rooms: z.array(
    z.object({ key: z.string(), name: z.string(), people: z.int(), full: z.boolean(), openedByItself: z.boolean() }),
  ),
  wayList: z.array(wayState),
});

export const codesQuery = pageQuery.extend({
  q: z.string().trim().max(60).optional(),
  kind: z.enum(codesOf(codeKinds)).optional(),
  material: z.enum(codesOf(materials)).optional(),
  series: z.string().trim().max(60).optional(),
  storeNo: z.coerce.number().int().optional(),
  state: z.enum(["troubled", "archived"]).optional(),
});

export const codeParams = z.object({ codeId: z.uuid() });

export const seriesBody = z.object({
  series: z.string().trim().min(1, "请填写批次名称").max(60),
  kind: z.enum(["store", "staff"]),
  unitId: z.uuid().describe("Every trading store, or everybody who serves one, below this unit"),
  name: z.string().trim().min(1).max(60).default("{门店}{导购}").describe("{门店} and {导购} are filled in"),
  channel: editable.channel,
  material: editable.material,
  campaign: editable.campaign,
  tagNos: editable.tagNos,
  entry: editable.entry,
  sameGuide: editable.sameGuide,
});

const period = {
  from: z.iso.date().optional().describe("Thirty days before `to`"),
  to: z.iso.date().optional().describe("The last day, inclusive; today"),
};
export const statisticsQuery = z.object(period);
const full = figures.extend({
  buyers: z.int().describe("Arrivals who paid an order within the attribution window"),
  firstOrders: z.int().describe("Of them, with their first order ever"),
  salesFen: z.number().describe("What they paid within it, refunds taken off"),
});
export const statisticsSchema = z.object({
  from: z.string(),
  to: z.string(),
  previousFrom: z.string(),
  previousTo: z.string(),
  attributionDays: z.int(),
  current: full,
  previous: full,
  days: z.array(z.object({ day: z.string(), scans: z.int(), contacts: z.int(), groupJoins: z.int(), left: z.int() })),
  carriers: z
    .array(
      z.object({
        name: z.string(),
        storeName: z.string().nullable(),
        contacts: z.int(),
        groupJoins: z.int(),
        left: z.int(),
      }),
    )
    .describe("By guide or group"),
});

export const reportQuery = z.object({
  ...period,
  by: z.enum(["source", "material", "channel", "campaign", "store", "code", "utm"]).default("source"),
});
export const reportSchema = z.object({
  from: z.string(),
  to: z.string(),
  previousFrom: z.string(),
  previousTo: z.string(),
  rows: z.array(
    full.extend({
      key: z.string(),
      label: z.string(),
      share: z.number().nullable().describe("Of all arrivals, 0…1"),
      stayRate: z.number().nullable().describe("Who is still there, 0…1: the quality of a source"),
      perDay: z.number().describe("Arrivals a day: its speed"),
      previousArrivals: z.int(),
    }),
  ),
  total: full,
});
export const sourceGroupLabels: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(sourceGroups).map(([key, { label }]) => [key, label]),
);

export const settingsBody = z.object({
  attributionDays: z.int().min(1).max(365),
  recognise: z.boolean(),
  brand: z.string().trim().max(20),
  headline: z.string().trim().max(24),
  benefit: z.string().trim().max(40),
  colour: z.string().regex(/^#[0-9a-f]{6}$/i, "颜色写作 #RRGGBB"),
  logo: z
    .string()
    .max(300_000, "图标不能超过 200 KB")
    .regex(/^data:image\/(png|jpeg);base64,[A-Za-z0-9+/=]+$/, "图标须是 PNG 或 JPEG 图片")
    .nullable(),
});
