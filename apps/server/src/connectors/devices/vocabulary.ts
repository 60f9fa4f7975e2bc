import { z } from "zod";
import { type TasteName, tasteNameList } from "../../customers/index.ts";

/** What devices tell. Who uses one is never part of it. */
export const deviceEventTypes = {
  tried: "试用",
  looked: "查看",
  picked_up: "拿起",
  connected: "连接 WiFi",
  counted: "进店计数",
} as const;
export type DeviceEventType = keyof typeof deviceEventTypes;

interface Kind {
  readonly label: string;
  readonly says: string;
  readonly types: readonly DeviceEventType[];
  /** What a try may say of taste (DT-11). */
  readonly tastes: readonly TasteName[];
}

/** Kinds of devices, with what each may tell and nothing else. */
export const deviceKinds = {
  makeup_mirror: {
    label: "虚拟试妆镜",
    says: "客户在屏幕前试色号，记下试过的色号与质地",
    types: ["tried", "looked"],
    tastes: ["shade", "finish", "style"],
  },
  fitting_mirror: {
    label: "虚拟试衣镜",
    says: "客户在屏幕前换装，记下尺码、颜色与风格",
    types: ["tried", "looked"],
    tastes: ["size", "colour", "style", "material"],
  },
  furniture_ar: {
    label: "家具 AR",
    says: "客户把家具摆进自己家的照片，记下风格、材质与空间",
    types: ["tried", "looked"],
    tastes: ["style", "material", "colour", "room", "size"],
  },
  smart_screen: { label: "智能屏", says: "客户在屏上看商品与内容", types: ["looked"], tastes: [] },
  smart_shelf: { label: "智能货架", says: "客户从货架上拿起商品", types: ["picked_up", "looked"], tastes: [] },
  wifi: { label: "门店 WiFi", says: "客户连上门店 WiFi 的欢迎页", types: ["connected"], tastes: [] },
  counter: { label: "客流计", says: "数进店的人，不认人", types: ["counted"], tastes: [] },
} as const satisfies Record<string, Kind>;

export type DeviceKind = keyof typeof deviceKinds;
export const deviceKindNames = Object.keys(deviceKinds) as [DeviceKind, ...DeviceKind[]];
export const kindOf = (kind: DeviceKind): Kind => deviceKinds[kind];

/** Whether a person uses it, who may keep what they did by a code on its screen. */
export const hasSessions = (kind: DeviceKind): boolean => kind !== "counter";

const code = (max: number, message: string) =>
  z
    .string(message)
    .trim()
    .min(1, message)
    .max(max, message)
    .regex(/^[^\p{Cc}]*$/u, "不能含控制字符");
const seconds = z.number("应为秒数").min(0, "不能为负").max(86_400, "不能超过一天");
const common = {
  eventId: code(64, "应为 1 到 64 个字符，同一设备内不重复"),
  occurredAt: z.iso.datetime({ offset: true, error: "应为带时区的 ISO 8601 时间，按设备自己的时钟" }),
};
const inSession = {
  ...common,
  sessionId: code(64, "应为 1 到 64 个字符：一位客户的一次使用"),
};
const sku = code(64, "应为商品编码");

/** The schema of an event of a kind; a field that it does not know is refused by name, so no device slips a store or a person in. */
export function eventSchemaOf(kind: DeviceKind, type: DeviceEventType): z.ZodType {
  const { tastes } = kindOf(kind);
  const attribute = tasteNameList.filter((name) => tastes.includes(name));
  return {
    tried: z.strictObject({
      ...inSession,
      type: z.literal("tried"),
      sku: sku.optional(),
      seconds: seconds.optional(),
      pictureMade: z.boolean("应为 true 或 false").optional(),
      attributes: z
        .strictObject(Object.fromEntries(attribute.map((name) => [name, code(40, "最多 40 个字符").optional()])))
        .optional(),
    }),
    looked: z.strictObject({ ...inSession, type: z.literal("looked"), sku, seconds: seconds.optional() }),
    picked_up: z.strictObject({ ...inSession, type: z.literal("picked_up"), sku, seconds: seconds.optional() }),
    connected: z.strictObject({ ...inSession, type: z.literal("connected") }),
    counted: z.strictObject({
      ...common,
      type: z.literal("counted"),
      entered: z.int("应为整数").min(0, "不能为负").max(100_000, "一次最多 100000 人"),
    }),
  }[type];
}

/** An event as a device sends it; which fields a type takes, `eventSchemaOf` says. */
export interface DeviceEvent {
  readonly eventId: string;
  readonly type: DeviceEventType;
  readonly occurredAt: string;
  readonly sessionId?: string;
  readonly sku?: string;
  readonly seconds?: number;
  readonly pictureMade?: boolean;
  readonly attributes?: Readonly<Partial<Record<TasteName, string>>>;
  readonly entered?: number;
}
