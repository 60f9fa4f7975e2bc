import { z } from "zod";
import { codesOf } from "../codes/vocabulary.ts";
import { rewardSchema } from "./reward-rules.ts";
import { placements, sceneKinds, wantStates } from "./vocabulary.ts";

const editable = {
  title: z.string().trim().min(1, "请填写标题").max(30),
  says: z.string().trim().max(120).default(""),
  linkLabel: z.string().trim().max(12).default("").describe("Of the second button; empty = none"),
  linkUrl: z
    .union([z.literal(""), z.url({ protocol: /^https?$/, error: "请填写以 http:// 或 https:// 开头的网址" }).max(500)])
    .default(""),
  reward: rewardSchema.nullish().describe("What scanning brings, each person once; null = nothing, absent = as it is"),
  weekdays: z
    .array(z.int().min(1).max(7))
    .max(7)
    .default([])
    .describe("Days on which it is the reason of the day: 1 Monday … 7 Sunday"),
};
const placement = z.enum(codesOf(placements));

export const newSceneBody = z.object({
  kind: z.enum(codesOf(sceneKinds)),
  unitId: z.uuid().describe("Every trading store below it shall have the scene"),
  placements: z.array(placement).min(1, "请选择至少一个位置").max(7),
  formats: z.array(z.string().min(1).max(40)).max(30).default([]).describe("Empty = stores of every format"),
  tagNos: z.array(z.int().min(1).max(2_147_483_647)).max(10).default([]),
  ...editable,
});
export const editSceneBody = z.object({ version: z.int(), archived: z.boolean().default(false), ...editable });

export const sceneSchema = z.object({
  id: z.uuid(),
  no: z.int(),
  kind: z.enum(codesOf(sceneKinds)),
  kindLabel: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  title: z.string(),
  says: z.string(),
  linkLabel: z.string(),
  linkUrl: z.string(),
  weekdays: z.array(z.int()),
  formats: z.array(z.string()),
  places: z.array(
    z.object({
      placement,
      label: z.string(),
      series: z.string().describe("Under this name the codes of all stores are printed"),
      codes: z.int().describe("Stores of the caller that have the code"),
      hung: z.int().describe("Of them, where the store said that it hangs"),
    }),
  ),
  reward: rewardSchema.nullable(),
  rewardText: z.string().nullable().describe("As the customer reads it"),
  rewardPaused: z.boolean().describe("The batch of coupons gives no more"),
  rewarded: z.int().describe("People of the caller's stores who got it by the rule in force"),
  notRewarded: z.int().describe("People who earned a coupon that could not be given"),
  storesWithout: z.int().describe("Trading stores that the scene is meant for and that have no code yet"),
  version: z.int(),
  createdBy: z.string(),
});

const period = {
  from: z.iso.date().optional().describe("Thirty days before `to`"),
  to: z.iso.date().optional().describe("The last day, inclusive; today"),
};
export const figuresQuery = z.object({
  ...period,
  by: z.enum(["scene", "placement", "store", "region"]).default("scene"),
});
export const figureRow = z.object({
  key: z.string(),
  label: z.string(),
  stores: z.int().describe("With a code of it"),
  hungStores: z.int().describe("Of them, where every such code was said to hang"),
  scans: z.int().describe("Openings, without robots and repeats within 30 seconds"),
  people: z.int().describe("Different people who scanned"),
  firstTime: z.int().describe("Of them, who had scanned no scene before"),
  returning: z.int(),
  contacts: z.int().describe("New WeCom friends who came by the codes"),
  newMembers: z.int().describe("People known by name who registered within seven days of scanning"),
  buyersSameDay: z.int().describe("People known by name who paid an order on the day of their first scan, after it"),
  buyers7Days: z.int().describe("The same within seven days"),
  wants: z.int().describe("Goods asked for"),
  orders: z.int().nullable().describe("Orders at the stores that have it"),
  scansPer100Orders: z.number().nullable(),
});
export const figuresAnswer = z.object({
  from: z.string(),
  to: z.string(),
  rows: z.array(figureRow),
  silentStores: z.array(z.object({ storeNo: z.int(), name: z.string(), codes: z.int(), hung: z.int() })),
  silentStoreCount: z.int().describe("Stores with codes and not one scan"),
  advice: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      people: z.int(),
      contacts: z.int(),
      rate: z.number(),
      othersRate: z.number(),
      storesToHang: z.int(),
    }),
  ),
  fewestPeople: z.int(),
});

export const checklistAnswer = z.object({
  weekday: z.int(),
  today: z.array(
    z.object({
      sceneId: z.uuid(),
      title: z.string(),
      says: z.string(),
      kindLabel: z.string(),
      rewardText: z.string().nullable(),
    }),
  ),
  codes: z.array(
    z.object({
      codeId: z.uuid(),
      storeNo: z.int(),
      storeName: z.string(),
      sceneTitle: z.string(),
      placementLabel: z.string(),
      hungAt: z.string().nullable(),
      hungBy: z.string(),
      scans7Days: z.int(),
      isToday: z.boolean(),
    }),
  ),
  more: z.boolean().describe("There are more codes than shown: name a store"),
});

export const wantState = z.enum(codesOf(wantStates));
export const wantSchema = z.object({
  id: z.uuid(),
  storeNo: z.int(),
  storeName: z.string(),
  placementLabel: z.string(),
  sku: z.string().nullable(),
  product: z.string(),
  size: z.string(),
  memberNo: z.int().nullable().describe("Null: nobody knows who asked"),
  state: wantState,
  next: z.array(wantState),
  answer: z.string(),
  askedAt: z.string(),
  changedAt: z.string(),
  changedBy: z.string(),
  version: z.int(),
});
export const wantStep = z.object({
  version: z.int(),
  state: wantState,
  answer: z.string().trim().max(100).default("").describe("Which store has it, or when it comes"),
});
export const demandAnswer = z.object({
  from: z.string(),
  to: z.string(),
  items: z.array(
    z.object({
      sku: z.string().nullable(),
      product: z.string(),
      size: z.string(),
      asked: z.int(),
      stores: z.int(),
      served: z.int().describe("Found elsewhere, ordered, told or bought"),
      bought: z.int(),
      gone: z.int(),
    }),
  ),
});
export const newWantBody = z.object({
  product: z.string().trim().min(1, "请写下想要的商品").max(60),
  sku: z.string().trim().max(64).nullable().default(null),
  size: z.string().trim().max(20).default(""),
  phone: z
    .string()
    .trim()
    .regex(/^1\d{10}$/, "请填写 11 位手机号")
    .nullable()
    .default(null),
});

export const rewardedSchema = z.object({
  memberNo: z.int(),
  storeName: z.string(),
  earnedAt: z.iso.datetime(),
  given: z.boolean(),
  what: z.string(),
});
