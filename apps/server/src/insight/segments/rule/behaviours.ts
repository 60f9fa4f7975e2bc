import { z } from "zod";
import { eventTypes } from "../../../events/index.ts";
import { channelNames } from "../../shared/channels.ts";
import type { Choice, FieldType } from "./fields.ts";

/** Something that an occurrence carries. */
export interface Property {
  readonly key: string;
  readonly label: string;
  /** `texts`: several at once, such as the goods of an order; a test holds when it holds for one of them. */
  readonly type: FieldType | "texts";
  /** SQL over the source's row; null when it is not there. */
  readonly value: string;
  readonly choices?: readonly Choice[];
}

export type BehaviourSource = "orders" | "refunds" | "gifts" | "events";

/** Something that members do, any number of times. */
export interface Behaviour {
  readonly name: string;
  readonly label: string;
  readonly source: BehaviourSource;
  readonly properties: readonly Property[];
}

const channel: Property = {
  key: "channel",
  label: "渠道",
  type: "choice",
  value: "nullIf(toString(channel), '')",
  choices: Object.entries(channelNames)
    .filter(([value]) => value !== "")
    .map(([value, label]) => ({ value, label })),
};
const store: Property = { key: "storeNo", label: "门店编号", type: "choice", value: "nullIf(toString(store_no), '0')" };
const amount: Property = { key: "amountFen", label: "金额", type: "money", value: "amount_li / 10" };

const facts: readonly Behaviour[] = [
  {
    name: "purchase",
    label: "购买",
    source: "orders",
    properties: [
      amount,
      { key: "items", label: "件数", type: "number", value: "items" },
      { key: "sku", label: "商品", type: "texts", value: "skus" },
      { key: "coupon", label: "优惠券", type: "texts", value: "coupons" },
      channel,
      store,
      { key: "isGift", label: "送礼", type: "yes_no", value: "toBool(is_gift)" },
    ],
  },
  { name: "refund", label: "退款", source: "refunds", properties: [amount, channel, store] },
  { name: "gift", label: "收礼", source: "gifts", properties: [channel, store] },
];

interface JsonType {
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly JsonType[];
  readonly format?: string;
}

function typeOf(schema: JsonType): FieldType | undefined {
  const types = schema.anyOf ? schema.anyOf.map(typeOf) : [schema.type].flat();
  if (types.includes("number") || types.includes("integer")) return "number";
  if (types.includes("boolean") || types.includes("yes_no")) return "yes_no";
  return types.includes("string") || types.includes("choice") ? "choice" : undefined;
}

/** SQL: a property of an event; null when it is absent or of another type. */
function eventProperty(key: string, type: FieldType): string {
  const name = `'${key}'`;
  if (type === "choice") return `nullIf(JSONExtractString(properties, ${name}), '')`;
  const reader = type === "yes_no" ? "Nullable(Bool)" : "Nullable(Float64)";
  return `JSONExtract(properties, ${name}, '${reader}')`;
}

function propertiesOf(schema: z.ZodType): Property[] {
  const json = z.toJSONSchema(schema, { unrepresentable: "any", io: "input" }) as {
    properties?: Record<string, JsonType>;
  };
  return Object.entries(json.properties ?? {}).flatMap(([key, shape]): Property[] => {
    const type = typeOf(shape);
    // The name goes into SQL text.
    if (!type || !/^[A-Za-z][A-Za-z0-9]*$/.test(key)) return [];
    const known = key.endsWith("Fen") ? "money" : type;
    return [{ key, label: key, type: known, value: eventProperty(key, known) }];
  });
}

/** Everything that a rule can ask whether members did: purchases, refunds and gifts as they stand today, and every type of event. */
export const behaviours: readonly Behaviour[] = [
  ...facts,
  ...eventTypes.map(
    (type): Behaviour => ({
      name: type.name,
      label: type.label,
      source: "events",
      properties: [...propertiesOf(type.properties), channel, store],
    }),
  ),
];

const byName: ReadonlyMap<string, Behaviour> = new Map(behaviours.map((behaviour) => [behaviour.name, behaviour]));

export function findBehaviour(name: string): Behaviour | undefined {
  return byName.get(name);
}

export function findProperty(behaviour: Behaviour, key: string): Property | undefined {
  return behaviour.properties.find((property) => property.key === key);
}
