import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { MOST_LINES } from "../ad-plans/rules.ts";
import {
  type Channel,
  type ChannelGroup,
  channelGroups,
  channels,
  keysOf,
  type Landing,
  type Level,
  landings,
  levels,
  type Means,
  type MiniClass,
  means,
  miniClasses,
  type TouchpointKind,
  type TouchpointState,
  touchpointKinds,
  touchpointStates,
} from "./vocabulary.ts";

export const kindSchema = z.enum(keysOf<TouchpointKind>(touchpointKinds));
export const landingSchema = z.enum(keysOf<Landing>(landings));
const groupSchema = z.enum(keysOf<ChannelGroup>(channelGroups));
const channelSchema = z.enum(keysOf<Channel>(channels));
const miniClassSchema = z.enum(keysOf<MiniClass>(miniClasses));
const meansSchema = z.enum(keysOf<Means>(means));
const stateSchema = z.enum(keysOf<TouchpointState>(touchpointStates));
const levelSchema = z.enum(keysOf<Level>(levels));
const day = z.iso.date();

export const touchpointParams = z.object({ touchpointId: z.uuid() });

const editable = {
  name: z.string().trim().min(1, "请填写触点名称").max(60),
  kind: kindSchema,
  landing: landingSchema.describe("Where people are led (CH-03)"),
  runBy: z.array(levelSchema).max(4).default([]).describe("Levels that may run it; empty = whoever may see it"),
  means: meansSchema.nullable().default(null).describe("What realises it; null = nothing yet"),
  codeIds: z.array(z.uuid()).max(500).default([]).describe("With `codes`: live codes and short links"),
  adPlanId: z.uuid().nullable().default(null).describe("With `ad_plan`"),
  outboundIds: z.array(z.uuid()).max(100).default([]).describe("With `outbound`"),
  note: z.string().trim().max(500).default(""),
};

type Editable = z.output<z.ZodObject<typeof editable>>;

/** Links that do not belong to the chosen means are named. */
const linksFit = ({ means: by, codeIds, adPlanId, outboundIds }: Editable, context: z.RefinementCtx) => {
  const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (by !== "codes" && codeIds.length > 0) refuse("codeIds", "只有靠活码或短链落地的触点可以关联活码");
  if (by !== "ad_plan" && adPlanId !== null) refuse("adPlanId", "只有靠广告落地的触点可以关联投放计划");
  if (by !== "outbound" && outboundIds.length > 0) refuse("outboundIds", "只有靠群发落地的触点可以关联群发");
};

export const newTouchpointBody = z
  .object({ ...editable, unitId: z.uuid().optional().describe("Whose it is; absent = the topmost unit in scope") })
  .superRefine(linksFit);
export const editTouchpointBody = z.object({ ...editable, version: z.int() }).superRefine(linksFit);
export type NewTouchpoint = z.output<typeof newTouchpointBody>;

export const stateBody = z.object({ to: stateSchema, version: z.int() });

export const touchpointSpendBody = z
  .object({
    lines: z
      .array(z.object({ day, amountFen: z.int().min(0).max(1_000_000_000_000) }))
      .max(MOST_LINES)
      .optional(),
    csv: z.string().max(300_000).optional().describe("`day, yuan` a line"),
  })
  .refine(({ lines, csv }) => (lines === undefined) !== (csv === undefined), {
    path: ["csv"],
    error: "请填写每日花费，或粘贴表格",
  });

const period = {
  from: day.optional().describe("Thirty days before `to`"),
  to: day.optional().describe("The last day, inclusive; today"),
};
export const touchpointPeriodQuery = z.object(period);
export const touchpointsQuery = pageQuery.extend({
  ...period,
  q: z.string().trim().max(60).optional(),
  group: groupSchema.optional(),
  channel: channelSchema.optional(),
  miniClass: miniClassSchema.optional(),
  landing: landingSchema.optional(),
  state: stateSchema.optional().describe("Absent = all that are not retired"),
});
export type TouchpointsQuery = z.output<typeof touchpointsQuery>;

export const touchpointFigures = z.object({
  scans: z.int().describe("Openings of its codes and links, without robots and repeats"),
  visitors: z.int().describe("Different people who came: by cookie, or as known customers when those are more"),
  friends: z.int().describe("Of whom it touched last before: became a guide's friend"),
  followers: z.int().describe("… followed an official or video account"),
  members: z.int().describe("… registered as member"),
  buyers: z.int().describe("… paid an order"),
  newBuyers: z.int().describe("… for the first time ever"),
  orders: z.int(),
  salesFen: z.number().describe("What those orders came to, refunds taken off"),
  spendFen: z.number().describe("What its days cost, as recorded"),
  returned: z.number().nullable().describe("Sales for each yuan spent; null where nothing was spent"),
});
export type TouchpointFigures = z.output<typeof touchpointFigures>;

const limitSchema = z.object({
  text: z.string(),
  confirmed: z.boolean().describe("Whether WeChat's documents confirm the number"),
  source: z.string().describe("Where it is documented"),
});

export const touchpointSchema = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.string(),
  kind: kindSchema,
  kindLabel: z.string(),
  group: groupSchema,
  channel: channelSchema,
  miniClass: miniClassSchema.nullable(),
  landing: landingSchema,
  state: stateSchema,
  nextStates: z.array(stateSchema),
  runBy: z.array(levelSchema),
  means: meansSchema.nullable(),
  unitId: z.uuid(),
  unitName: z.string(),
  mayRun: z.boolean().describe("Whether the caller's level may run it"),
  note: z.string(),
  version: z.int(),
  createdAt: z.string(),
  createdBy: z.string(),
  stateAt: z.string(),
  codes: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      slug: z.string(),
      kind: z.string(),
      rests: z.boolean().describe("Paused or archived: its address leads nowhere now"),
    }),
  ),
  adPlan: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  outbounds: z.array(z.object({ id: z.uuid(), title: z.string() })),
  figures: touchpointFigures,
});

export const touchpointDetailSchema = touchpointSchema.extend({
  from: day,
  to: day,
  attributionDays: z.int(),
  limits: z.array(limitSchema),
  spends: z.array(z.object({ day, amountFen: z.number() })).describe("As recorded here; an ad plan keeps its own"),
  plans: z.array(z.object({ id: z.uuid(), name: z.string() })).describe("Drainage plans that it stands in"),
});

export const registrySchema = z.object({
  groups: z.array(
    z.object({
      code: groupSchema,
      label: z.string(),
      channels: z.array(z.object({ code: channelSchema, label: z.string() })),
    }),
  ),
  kinds: z.array(
    z.object({
      code: kindSchema,
      label: z.string(),
      group: groupSchema,
      channel: channelSchema,
      miniClass: miniClassSchema.nullable(),
      landing: landingSchema.describe("Where it usually leads"),
      means: meansSchema.describe("What usually realises it"),
      limits: z.array(limitSchema),
    }),
  ),
  miniClasses: z.array(z.object({ code: miniClassSchema, label: z.string() })),
  landings: z.array(z.object({ code: landingSchema, label: z.string() })),
  means: z.array(z.object({ code: meansSchema, label: z.string() })),
  states: z.array(z.object({ code: stateSchema, label: z.string() })),
  levels: z.array(z.object({ code: levelSchema, label: z.string() })),
});
