import { z } from "zod";
import { defineSetting } from "../../kernel/settings.ts";
import { outboundChannelNames } from "../outbound/channel.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "时间写作 21:30");
const limitedKinds = ["marketing", "service", "transaction"] as const;

export const capSchema = z.object({
  channel: z.enum(["all", ...outboundChannelNames]).describe("`all`: whatever the channel"),
  kind: z.enum(["all", ...limitedKinds]),
  most: z.int().min(1, "至少 1 次").max(1000).describe("Touches per person in the window"),
  window: z.enum(["day", "week", "month"]),
  counting: z
    .enum(["rolling", "calendar"])
    .describe("The last 24 hours, 7 or 30 days; or since the day, Monday, the first"),
  quota: z.boolean().default(false).describe("A limit of the platform, not of our own"),
});
export type Cap = z.output<typeof capSchema>;

export const quietSchema = z
  .object({
    channel: z.enum(["all", ...outboundChannelNames]),
    from: time,
    to: time.describe("Earlier than `from`: the next morning"),
    handling: z.enum(["put_off", "refuse"]).describe("Send when they end, or leave the people out"),
  })
  .refine(({ from, to }) => from !== to, { error: "开始和结束不能相同", path: ["to"] });
export type Quiet = z.output<typeof quietSchema>;

export const windowSchema = z
  .object({ days: z.enum(["all", "workday", "weekend"]), from: time, to: time })
  .refine(({ from, to }) => from < to, { error: "时段的结束要晚于开始", path: ["to"] });
export type GoodWindow = z.output<typeof windowSchema>;

/** The hours the sources name for content that is pushed; they differ (001: 7–9 and 20–22; 002: 12–14 too), hence a setting. */
const documentedWindows: readonly GoodWindow[] = [
  { days: "all", from: "07:00", to: "09:00" },
  { days: "all", from: "12:00", to: "14:00" },
  { days: "all", from: "20:00", to: "22:00" },
];

export const policySchema = z.object({
  caps: z.array(capSchema).max(30, "最多 30 条"),
  quiet: z
    .array(quietSchema)
    .max(20)
    .refine((all) => new Set(all.map(({ channel }) => channel)).size === all.length, "同一个渠道只能有一段免打扰时段"),
  exempt: z.array(z.enum(["service", "transaction"])).describe("Kinds that neither caps nor quiet hours hold back"),
  windows: z.array(windowSchema).max(12).describe("Hours in which messages do best; outside them the writer is told"),
  holdoutPercent: z
    .number()
    .min(0)
    .max(50, "对照组最多 50%")
    .describe("Members who get no marketing at all, to compare with"),
  holdoutSalt: z.string().min(1).max(40).describe("Another word draws another group"),
});
export type TouchPolicy = z.output<typeof policySchema>;

/** What every touch is held to. Until headquarters decides, only consent holds anybody back: the sources give no numbers (CH-35). */
export const touchPolicySetting = defineSetting({
  key: "engagement.touch_policy",
  schema: policySchema,
  initial: {
    caps: [],
    quiet: [],
    exempt: ["transaction"],
    windows: [...documentedWindows],
    holdoutPercent: 0,
    holdoutSalt: "feilun",
  },
});

/** A careful start; the quotas are the platforms' own (企业群发: one a day for each customer; 朋友圈 do not name people). */
export const advisedPolicy: TouchPolicy = {
  caps: [
    { channel: "all", kind: "marketing", most: 1, window: "day", counting: "calendar", quota: false },
    { channel: "all", kind: "marketing", most: 3, window: "week", counting: "rolling", quota: false },
    { channel: "official_template", kind: "all", most: 2, window: "week", counting: "rolling", quota: false },
    { channel: "wecom_mass", kind: "all", most: 1, window: "day", counting: "calendar", quota: true },
  ],
  quiet: [{ channel: "all", from: "21:30", to: "08:00", handling: "put_off" }],
  exempt: ["transaction"],
  windows: [...documentedWindows],
  holdoutPercent: 0,
  holdoutSalt: "feilun",
};
