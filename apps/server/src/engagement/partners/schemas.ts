import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { mostEntries } from "./rules.ts";
import {
  type ChannelForm,
  type CooperationKindCode,
  type CooperationState,
  channelForms,
  cooperationKinds,
  cooperationStates,
  type Flow,
  flows,
  type Industry,
  industries,
  keysOf,
  type MeasureCode,
  measures,
  type Verdict,
  verdicts,
} from "./vocabulary.ts";

const day = z.iso.date();
const httpUrl = z.url({ protocol: /^https?$/, error: "请填写以 http:// 或 https:// 开头的网址" }).max(2_000);
const flowSchema = z.enum(keysOf<Flow>(flows));
const measureSchema = z.enum(keysOf<MeasureCode>(measures));
const kindSchema = z.enum(keysOf<CooperationKindCode>(cooperationKinds));
const stateSchema = z.enum(keysOf<CooperationState>(cooperationStates));
const formSchema = z.enum(keysOf<ChannelForm>(channelForms));
const verdictSchema = z.enum(keysOf<Verdict>(verdicts));
const industrySchema = z.enum(keysOf<Industry>(industries));

export const partnerParams = z.object({ partnerId: z.uuid() });
export const cooperationParams = z.object({ cooperationId: z.uuid() });
export const shareParams = cooperationParams.extend({ shareId: z.uuid() });

export const contactSchema = z.object({
  name: z.string().trim().max(30).default(""),
  phone: z.string().trim().max(30).default(""),
  title: z.string().trim().max(30).default(""),
});
export type Contact = z.output<typeof contactSchema>;

const partnerFields = {
  brand: z.string().trim().min(1, "请填写对方品牌").max(40),
  company: z.string().trim().max(80).default(""),
  industry: industrySchema,
  audienceNote: z.string().trim().max(500).default("").describe("Why its audience fits ours"),
  contact: contactSchema.nullish().describe("Sealed at rest; absent on a change = as it was, null = none"),
  contractNo: z.string().trim().max(60).default(""),
  contractFile: z.string().trim().max(300).default("").describe("File number or address of the signed contract"),
  contractFrom: day.nullable().default(null),
  contractTo: day.nullable().default(null),
};
const contractDays = (
  { contractFrom, contractTo }: { contractFrom: string | null; contractTo: string | null },
  context: z.RefinementCtx,
) => {
  if (contractFrom !== null && contractTo !== null && contractTo < contractFrom)
    context.addIssue({ code: "custom", path: ["contractTo"], message: "合同结束日不能早于开始日" });
};
export const newPartnerBody = z
  .object({
    ...partnerFields,
    unitId: z.uuid().optional().describe("Whose partner; absent = the topmost unit in scope"),
  })
  .superRefine(contractDays);
export const editPartnerBody = z
  .object({ ...partnerFields, version: z.int(), archived: z.boolean().default(false) })
  .superRefine(contractDays);

export const partnerSchema = z.object({
  id: z.uuid(),
  brand: z.string(),
  company: z.string(),
  industry: industrySchema,
  industryLabel: z.string(),
  audienceNote: z.string(),
  contact: z
    .object({ name: z.string(), phone: z.string(), title: z.string() })
    .nullable()
    .describe("Masked; in the clear by its own route, which leaves a trail"),
  contractNo: z.string(),
  contractFile: z.string(),
  contractFrom: day.nullable(),
  contractTo: day.nullable(),
  contractEndsIn: z.int().nullable().describe("Days until the contract ends; below 0 = ended"),
  unitId: z.uuid(),
  unitName: z.string(),
  mayEdit: z.boolean().describe("Whether it belongs to a unit of the caller's scope"),
  version: z.int(),
  archivedAt: z.string().nullable(),
  cooperations: z.int(),
  running: z.int(),
});
export const partnersQuery = pageQuery.extend({
  q: z.string().trim().max(40).optional(),
  industry: industrySchema.optional(),
  archived: z.stringbool().default(false),
});

const termSchema = z.object({
  flow: flowSchema.describe("to_us: what the partner gives"),
  measure: measureSchema,
  amount: z.int().min(1, "请填写大于 0 的数量").max(1_000_000_000_000).describe("Count, or fen"),
  says: z.string().trim().max(100).default(""),
});
const cooperationFields = {
  name: z.string().trim().min(1, "请填写合作名称").max(60),
  startsOn: day,
  endsOn: day,
  measure: measureSchema.describe("By what the exchange is weighed"),
  terms: z.array(termSchema).max(20).default([]),
  note: z.string().trim().max(500).default(""),
};
const sensible = (
  { startsOn, endsOn, measure }: { startsOn: string; endsOn: string; measure: MeasureCode },
  context: z.RefinementCtx,
) => {
  if (endsOn < startsOn) context.addIssue({ code: "custom", path: ["endsOn"], message: "结束日不能早于开始日" });
  if (!measures[measure].weighs)
    context.addIssue({ code: "custom", path: ["measure"], message: `不能按「${measures[measure].label}」衡量交换` });
};
export const newCooperationBody = z
  .object({
    partnerId: z.uuid(),
    kind: kindSchema,
    unitId: z.uuid().optional().describe("Whose cooperation; absent = the topmost unit in scope"),
    ...cooperationFields,
  })
  .superRefine(sensible);
export const editCooperationBody = z.object({ ...cooperationFields, version: z.int() }).superRefine(sensible);
export const cooperationsQuery = pageQuery.extend({
  q: z.string().trim().max(40).optional(),
  partnerId: z.uuid().optional(),
  kind: kindSchema.optional(),
  state: stateSchema.optional(),
});
export const cooperationStateBody = z.object({
  to: z.enum(["running", "ended", "cancelled"]),
  version: z.int(),
  restChannels: z
    .boolean()
    .default(true)
    .describe("On ending: codes and links of this cooperation rest; what they brought stays"),
});
export const checkBody = z.object({ item: z.string().max(40), done: z.boolean() });

export const channelBody = z
  .object({
    form: formSchema,
    name: z.string().trim().min(1, "请填写渠道名称").max(40),
    url: httpUrl.optional().describe("Of short_link and partner_link"),
    appId: z.string().trim().max(32).optional().describe("Of mini_program"),
    page: z.string().trim().max(128).optional().describe("Of mini_program"),
    unitIds: z.array(z.uuid()).max(50).default([]).describe("Of guide_code: units whose guides receive"),
    storeNo: z.int().optional().describe("Of store_code"),
    roomKeys: z.array(z.string().min(1).max(64)).max(50).default([]).describe("Of group_code"),
  })
  .superRefine(({ form, url, appId, page }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    const byUrl = form === "short_link" || form === "partner_link";
    if (byUrl && url === undefined)
      refuse("url", form === "short_link" ? "请填写我方网页的网址" : "请填写对方给的网址");
    if (form === "mini_program" && !appId) refuse("appId", "请填写小程序的 AppID");
    if (form === "mini_program" && !page) refuse("page", "请填写小程序的页面路径");
  });
export type ChannelDraft = z.output<typeof channelBody>;
export const couponBody = z.object({ batchId: z.uuid().describe("A coupon batch made for this cooperation alone") });

const entrySchema = z.object({
  flow: flowSchema,
  measure: measureSchema,
  day,
  amount: z.int().min(0).max(1_000_000_000_000).describe("Count, or fen; what was told of that day is replaced"),
});
export const entriesBody = z
  .object({
    toldBy: z.enum(["us", "them"]).describe("them: what the partner says, entered for it (对方填报)"),
    teller: z.string().trim().max(40).default("").describe("Who at the partner said so"),
    lines: z.array(entrySchema).min(1).max(mostEntries).optional(),
    csv: z.string().max(300_000).optional().describe("`day, way, measure, amount` a line; money in yuan"),
  })
  .superRefine(({ toldBy, teller, lines, csv }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if ((lines === undefined) === (csv === undefined)) refuse("csv", "请填写数据，或粘贴、上传表格");
    if (toldBy === "them" && teller === "") refuse("teller", "对方填报的数据请写明是对方谁提供的");
  });

export const shareBody = z.object({
  days: z.int().min(1).max(180).default(30).describe("Days for which the address opens"),
});
export const reviewBody = z.object({
  version: z.int(),
  verdict: verdictSchema,
  review: z.string().trim().min(10, "请写下做得好的、没做好的和下次怎么改，至少 10 个字").max(2_000),
});
export const peopleQuery = pageQuery.extend({
  stage: z.enum(["came", "friend", "register", "order", "new_order"]).default("came"),
});

const count = z.int();
const fen = z.number();
export const figuresSchema = z.object({
  asOf: z.string(),
  attributionDays: count,
  visits: count.describe("Openings of our links and codes made for it"),
  visitors: count.describe("Different people who came: by browser, or as known customers when those are more"),
  known: count.describe("People known by name who came: contacts, members, who took a coupon"),
  already: count.describe("Of them, registered or buyers before they came by it"),
  reservations: count.describe("Of whom it touched last before: booked a live or a service"),
  friends: count.describe("… became a guide's friend"),
  followers: count.describe("… followed an official or video account"),
  members: count.describe("… registered"),
  buyers: count.describe("… paid an order"),
  newBuyers: count.describe("… for the first time ever"),
  orders: count,
  salesFen: fen.describe("What those orders came to, refunds taken off"),
  value30Fen: fen.describe("What its buyers paid us within 30 days of coming, by whatever way"),
  value90Fen: fen.describe("… within 90 days"),
  mature30: z.boolean().describe("Whether 30 days have passed for everybody"),
  mature90: z.boolean(),
  groupJoins: count,
  left: count.describe("Of contacts and group members that arrived by its codes, who left since"),
  arrivals: count.describe("Contacts and group members that arrived by its codes"),
  couponsClaimed: count,
  couponsUsed: count,
  clicksOut: count.describe("Openings of the partner's links that we place"),
  costFen: fen.describe("Our own costs, as recorded"),
  newPersonCostFen: fen.nullable().describe("Our costs for each friend, group member or member"),
  valuePerBuyerFen: fen.nullable().describe("90-day value for each buyer"),
});
export type CooperationFigures = z.output<typeof figuresSchema>;

const ledgerSide = z.object({
  counted: fen.nullable(),
  us: fen.nullable(),
  them: fen.nullable(),
  used: fen.nullable(),
  usedFrom: z.enum(["counted", "us", "them"]).nullable(),
  agreed: fen.nullable(),
  difference: fen.nullable(),
  differs: z.boolean(),
});
const ledgerRow = z.object({ measure: measureSchema, toUs: ledgerSide, toThem: ledgerSide });
const balanceSchema = z.object({
  measure: measureSchema,
  given: fen,
  received: fen,
  rate: z.number().describe("What one of ours is worth of theirs, by what both agreed"),
  due: fen.describe("Above 0: the partner owes us; below: we owe it"),
  weKept: z.number().nullable(),
  theyKept: z.number().nullable(),
  uncertain: z.boolean(),
});

export const cooperationSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: kindSchema,
  kindLabel: z.string(),
  partnerId: z.uuid(),
  brand: z.string(),
  state: stateSchema,
  startsOn: day,
  endsOn: day,
  unitId: z.uuid(),
  unitName: z.string(),
  reviewed: z.boolean(),
  checksDone: count,
  checks: count,
  figures: figuresSchema,
  balance: balanceSchema,
});

export const cooperationDetailSchema = cooperationSchema.extend({
  measure: measureSchema,
  note: z.string(),
  version: z.int(),
  createdBy: z.string(),
  mayEdit: z.boolean(),
  terms: z.array(termSchema),
  ledger: z.array(ledgerRow),
  checklist: z.array(
    z.object({
      code: z.string(),
      phase: z.string(),
      phaseLabel: z.string(),
      text: z.string(),
      doneAt: z.string().nullable(),
      doneBy: z.string().nullable(),
    }),
  ),
  channels: z.array(
    z.object({
      no: count,
      name: z.string(),
      form: formSchema,
      formLabel: z.string(),
      flow: flowSchema,
      key: z.string().describe("Slug of the address, or the scene of the mini program's page"),
      path: z.string().nullable().describe("Address on the public host; null for a mini program's page"),
      page: z.string().nullable(),
      codeId: z.uuid().nullable(),
      rests: z.boolean(),
      visits: count,
      lastVisitAt: z.string().nullable(),
    }),
  ),
  coupons: z.array(z.object({ batchId: z.uuid(), name: z.string(), stock: count, claimed: count, used: count })),
  entries: z.array(
    entrySchema.extend({
      toldBy: z.enum(["us", "them"]),
      teller: z.string(),
      recordedAt: z.string(),
      recordedBy: z.string(),
    }),
  ),
  shares: z.array(
    z.object({
      id: z.uuid(),
      expiresAt: z.string(),
      createdAt: z.string(),
      createdBy: z.string(),
      opened: count,
      lastOpenedAt: z.string().nullable(),
      live: z.boolean(),
    }),
  ),
  days: z.array(z.object({ day, visitors: count, newPeople: count, buyers: count })),
  advice: z.array(z.object({ level: z.enum(["warn", "do", "note"]), text: z.string() })),
  review: z
    .object({
      verdict: verdictSchema,
      text: z.string(),
      at: z.string(),
      by: z.string(),
      figures: figuresSchema,
      balance: balanceSchema,
    })
    .nullable(),
});

export const vocabularySchema = z.object({
  industries: z.array(z.object({ code: industrySchema, label: z.string() })),
  kinds: z.array(
    z.object({
      code: kindSchema,
      label: z.string(),
      fits: z.string(),
      measure: measureSchema,
      days: count,
      checks: z.array(z.object({ code: z.string(), phase: z.string(), phaseLabel: z.string(), text: z.string() })),
    }),
  ),
  measures: z.array(
    z.object({
      code: measureSchema,
      label: z.string(),
      unit: z.enum(["count", "fen"]),
      definition: z.string(),
      weighs: z.boolean(),
    }),
  ),
  forms: z.array(z.object({ code: formSchema, label: z.string(), flow: flowSchema, says: z.string() })),
});

export const lastingQuery = z.object({
  from: day.optional().describe("First purchases from this day; 365 days before `to`"),
  to: day.optional().describe("Until this day, inclusive; 90 days ago, so that all have had their 90 days"),
});
export const lastingSchema = z.object({
  from: day,
  to: day,
  attributionDays: count,
  mature: z.boolean().describe("Whether 90 days have passed since every first purchase"),
  rows: z.array(
    z.object({
      source: z.string().describe("partner, or the channel of the first order"),
      label: z.string(),
      buyers: count.describe("Who bought for the first time ever"),
      repeatRate: z.number().nullable().describe("Of them, who bought again within 90 days"),
      valueFen: fen.nullable().describe("What each paid within 90 days, the first order included"),
    }),
  ),
  stays: z.array(
    z.object({
      source: z.enum(["partner", "other"]),
      label: z.string(),
      arrivals: count.describe("Contacts and group members that arrived by codes in these days"),
      stayRate: z.number().nullable().describe("Of them, who are still there"),
    }),
  ),
});

/** What the partner may read: no personal data, no count from 1 to 4. */
export const partnerPageSchema = z.object({
  name: z.string(),
  kindLabel: z.string(),
  startsOn: day,
  endsOn: day,
  stateLabel: z.string(),
  takenOn: day.describe("Figures are taken once a day"),
  expiresOn: day,
  rows: z.array(
    z.object({
      measure: measureSchema,
      label: z.string(),
      unit: z.enum(["count", "fen"]),
      definition: z.string(),
      toUs: fen.nullable(),
      toUsAgreed: fen.nullable(),
      toUsHidden: z.boolean().describe("From 1 to 4: not told"),
      toThem: fen.nullable(),
      toThemAgreed: fen.nullable(),
    }),
  ),
  fewest: count,
});
export type PartnerPage = z.output<typeof partnerPageSchema>;
