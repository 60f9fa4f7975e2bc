import { z } from "zod";
import { eventTypes } from "../../events/index.ts";
import { defineSetting } from "../../kernel/settings.ts";

export const poolStrengths = ["weak", "medium", "strong"] as const;
export const poolOwners = ["brand", "mall", "kol", "platform"] as const;

const knownTypes: ReadonlySet<string> = new Set(eventTypes.map((type) => type.name));
const eventTypeName = z
  .string()
  .refine((name) => knownTypes.has(name), "没有这种事件，可用的见「行为事件」页的事件类型");

/** Where Feilun knows the people of a pool from. */
export const poolSourceSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("events"),
    joined: z.array(eventTypeName).min(1).max(10),
    left: z.array(eventTypeName).max(10),
    key: z
      .string()
      .regex(/^[A-Za-z]\w{0,39}$/)
      .nullable()
      .describe(
        "Property that tells relations of one person apart, e.g. guideCode; leaving without it ends all of them",
      ),
    where: z
      .object({ property: z.string().regex(/^[A-Za-z]\w{0,39}$/), values: z.array(z.string().max(64)).min(1).max(50) })
      .nullable()
      .describe("Only events whose property has one of these values; the empty text stands for a missing property"),
  }),
  z.object({ kind: z.literal("channel"), channel: z.string().min(1).max(32) }).describe("Who acted or bought there"),
  z.object({ kind: z.literal("registered") }).describe("Registered members"),
  z.object({ kind: z.literal("none") }).describe("Known to exist, not connected: has no count"),
]);

/** A place where users are kept and may be reached (私域用户池, DT-18), and whose relation it is (ID-06). */
export const poolSchema = z.object({
  code: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "编码用小写字母、数字和下划线，以字母开头，例如 video_account"),
  name: z.string().trim().min(1).max(20),
  strength: z
    .enum(poolStrengths)
    .describe("`weak` = one-way, `medium` = two-way in groups, `strong` = one-to-one with a guide"),
  owner: z.enum(poolOwners).describe("Who owns the relation to the users"),
  ownerName: z.string().trim().min(1).max(40).nullable(),
  cheapReach: z.boolean().describe("Whether its owner can reach the users repeatedly at low or no cost"),
  holds: z.string().trim().max(200).describe("What the pool holds and how people get in"),
  source: poolSourceSchema,
});

export type Pool = z.output<typeof poolSchema>;

/** As many pools as a set of bits can hold; a brand has about ten. */
export const maxPools = 30;

export const poolListSchema = z
  .array(poolSchema)
  .min(1)
  .max(maxPools)
  .refine((pools) => new Set(pools.map((pool) => pool.code)).size === pools.length, "用户池编码不能重复")
  .refine((pools) => new Set(pools.map((pool) => pool.name)).size === pools.length, "用户池名称不能重复");

const ours = { owner: "brand", ownerName: null, cheapReach: true } as const;
const followersOf = (accountKinds: string[]): Pool["source"] => ({
  kind: "events",
  joined: ["account.followed"],
  left: ["account.unfollowed"],
  key: "accountCode",
  where: { property: "accountKind", values: accountKinds },
});

/** The pools of a chain on WeChat, as the documents name them, and two that belong to others. */
export const poolSetting = defineSetting({
  key: "insight.pools",
  schema: poolListSchema,
  initial: [
    {
      ...ours,
      code: "official_account",
      name: "公众号粉丝",
      strength: "weak",
      holds: "关注公众号的人：图文推送与模板消息，品牌单向发声。",
      source: followersOf(["", "official_account"]),
    },
    {
      ...ours,
      code: "video_account",
      name: "视频号关注",
      strength: "weak",
      holds: "关注视频号的人：短视频与开播提醒。",
      source: followersOf(["video_account"]),
    },
    {
      ...ours,
      code: "live",
      name: "直播观众",
      strength: "weak",
      holds: "预约过或看过直播的人。",
      source: { kind: "events", joined: ["live.reserved", "live.joined"], left: [], key: null, where: null },
    },
    {
      ...ours,
      code: "mini_program",
      name: "小程序用户",
      strength: "weak",
      holds: "在小程序里浏览或下单过的人。",
      source: { kind: "channel", channel: "mini_program" },
    },
    {
      ...ours,
      code: "wechat_shop",
      name: "微信小店客户",
      strength: "weak",
      holds: "在微信小店浏览或下单过的人。",
      source: { kind: "channel", channel: "wechat_shop" },
    },
    {
      ...ours,
      code: "member",
      name: "会员",
      strength: "weak",
      holds: "登记入会的人：有手机号、权益和积分。",
      source: { kind: "registered" },
    },
    {
      ...ours,
      code: "group",
      name: "社群",
      strength: "medium",
      holds: "在企业微信客户群里的人：群内双向互动。",
      source: { kind: "events", joined: ["group.joined"], left: ["group.left"], key: "groupCode", where: null },
    },
    {
      ...ours,
      code: "wecom_contact",
      name: "企微好友",
      strength: "strong",
      holds: "与导购是企业微信好友的人：一对一沟通。",
      source: { kind: "events", joined: ["contact.added"], left: ["contact.removed"], key: "guideCode", where: null },
    },
    {
      code: "ecommerce",
      name: "电商平台买家",
      strength: "weak",
      owner: "platform",
      ownerName: null,
      cheapReach: false,
      holds: "在电商平台下单的人：关系归平台，再次触达要付推广费。",
      source: { kind: "channel", channel: "ecommerce" },
    },
    {
      code: "mall",
      name: "商场会员与客流",
      strength: "weak",
      owner: "mall",
      ownerName: null,
      cheapReach: true,
      holds: "门店所在商场的会员和客流：是商场的私域，对品牌是公域。",
      source: { kind: "none" },
    },
    {
      code: "kol",
      name: "达人粉丝",
      strength: "weak",
      owner: "kol",
      ownerName: null,
      cheapReach: true,
      holds: "合作达人账号的粉丝：是达人的私域，对品牌是公域。",
      source: { kind: "none" },
    },
  ],
});
