import { z } from "zod";

const text = (max: number) => z.string().trim().min(1).max(max);

interface AttributeTraits {
  readonly label: string;
  /** Personal data: sealed at rest, masked on screen. */
  readonly personal: boolean;
  readonly schema: z.ZodType<string>;
}

/** What a source may say about a member. Dates are `YYYY-MM-DD`, instants ISO 8601; a birthday without year is `--MM-DD`. */
export const memberAttributes = {
  name: { label: "姓名", personal: true, schema: text(64) },
  gender: { label: "性别", personal: false, schema: z.enum(["male", "female"]) },
  birthday: {
    label: "生日",
    personal: true,
    schema: z.string().regex(/^(?:\d{4}|-)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  },
  province: { label: "省份", personal: false, schema: text(32) },
  city: { label: "城市", personal: false, schema: text(32) },
  address: { label: "地址", personal: true, schema: text(256) },
  email: { label: "邮箱", personal: true, schema: text(254) },
  remark: { label: "备注", personal: true, schema: text(500) },
  registeredAt: { label: "入会时间", personal: false, schema: z.iso.datetime({ offset: true }) },
  registeredStoreNo: { label: "入会门店", personal: false, schema: z.string().regex(/^\d{1,10}$/) },
  registeredChannel: { label: "入会渠道", personal: false, schema: text(32) },
} as const satisfies Record<string, AttributeTraits>;

export type AttributeName = keyof typeof memberAttributes;

export const attributeNames = Object.keys(memberAttributes) as AttributeName[];

/** One value as a record keeps it; `value` is sealed when the attribute is personal. */
export interface AttributeEntry {
  readonly value: string;
  /** Keyed hash of a sealed value: two seals of one text differ, their hashes do not. */
  readonly hash?: string;
  /** When the source knew it, ISO 8601 in UTC. */
  readonly at: string;
}

export type RecordAttributes = Partial<Record<AttributeName, AttributeEntry>>;

/** Whose word counts most when sources differ, first to last; a source that is not named comes after these. */
export const sourcePriority = [
  "console",
  "guide",
  "member",
  "mini_program",
  "wechat_shop",
  "official_account",
  "wecom",
  "pos",
  "store",
  "erp",
  "ecommerce",
  "import",
] as const;

export function priorityOf(source: string): number {
  const position = (sourcePriority as readonly string[]).indexOf(source);
  return position === -1 ? sourcePriority.length : position;
}
