import { relationLabels, relations } from "../../../customers/index.ts";
import { rfmGroups } from "../../rfm/rules.ts";
import { channelNames } from "../../shared/channels.ts";
import { lifeCycleCodes, lifeCycleNames, rhythmCodes, rhythmNames, tierCodes, tierNames } from "../../tiers/codes.ts";

/** Where a field's value is read: one row a member each. */
export type FieldSource = "profile" | "state" | "rfm" | "points";

/** What a value is, and so how it can be tested: `month_day` is a day of the year as MMDD. */
export type FieldType = "choice" | "number" | "money" | "day" | "month_day" | "yes_no";

export interface Choice {
  readonly value: string | number;
  readonly label: string;
}

/** Something known of each member. */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly group: "profile" | "value" | "tier";
  readonly type: FieldType;
  readonly source: FieldSource;
  /** SQL over the source's row: the value, null while it is not known; money in fen. */
  readonly value: string;
  /** All values there are; absent = whatever stands in the data. */
  readonly choices?: readonly Choice[];
  readonly unit?: string;
}

const named = (names: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(names)
    .filter(([value]) => value !== "")
    .map(([value, label]) => ({ value, label }));

const orNull = (column: string, none = "''") => `nullIf(toString(${column}), ${none})`;

/** Every attribute that a rule can ask for. */
export const fields: readonly Field[] = [
  {
    key: "gender",
    label: "性别",
    group: "profile",
    type: "choice",
    source: "profile",
    value: orNull("gender"),
    choices: [
      { value: "female", label: "女" },
      { value: "male", label: "男" },
    ],
  },
  {
    key: "birthday",
    label: "生日",
    group: "profile",
    type: "month_day",
    source: "profile",
    value: "nullIf(birth_month_day, 0)",
  },
  {
    key: "age",
    label: "年龄",
    group: "profile",
    type: "number",
    source: "profile",
    // Years between birth year and this year: the day is not always known.
    value: "if(birth_year = 0, null, toYear({day:Date}) - birth_year)",
    unit: "岁",
  },
  { key: "province", label: "省份", group: "profile", type: "choice", source: "profile", value: orNull("province") },
  { key: "city", label: "城市", group: "profile", type: "choice", source: "profile", value: orNull("city") },
  {
    key: "relation",
    label: "关系",
    group: "profile",
    type: "choice",
    source: "profile",
    value: orNull("relation"),
    choices: relations.map((value) => ({ value, label: relationLabels[value] })),
  },
  {
    key: "channel",
    label: "来源渠道",
    group: "profile",
    type: "choice",
    source: "profile",
    value: orNull("channel"),
    choices: named(channelNames),
  },
  { key: "guide", label: "专属导购", group: "profile", type: "choice", source: "profile", value: "toString(guide_id)" },
  {
    key: "registered",
    label: "入会日期",
    group: "profile",
    type: "day",
    source: "profile",
    value: "toDate(registered_at, {zone:String})",
  },
  {
    key: "first_seen",
    label: "首次出现",
    group: "profile",
    type: "day",
    source: "profile",
    value: "toNullable(toDate(first_seen_at, {zone:String}))",
  },
  {
    key: "points",
    label: "积分余额",
    group: "value",
    type: "number",
    source: "points",
    value: "points",
    unit: "分",
  },
  {
    key: "orders",
    label: "累计订单数",
    group: "value",
    type: "number",
    source: "state",
    value: "orders",
    unit: "笔",
  },
  { key: "spend", label: "累计消费", group: "value", type: "money", source: "state", value: "spend_li / 10" },
  {
    key: "last_purchase",
    label: "最近购买",
    group: "value",
    type: "day",
    source: "state",
    value: "last_purchase_day",
  },
  {
    key: "last_interaction",
    label: "最近互动",
    group: "value",
    type: "day",
    source: "state",
    value: "last_interaction_day",
  },
  {
    key: "tier",
    label: "运营分层",
    group: "tier",
    type: "choice",
    source: "state",
    value: orNull("tier"),
    choices: tierCodes.map((value) => ({ value, label: tierNames[value] })),
  },
  {
    key: "life_cycle",
    label: "生命周期",
    group: "tier",
    type: "choice",
    source: "state",
    value: orNull("life_cycle"),
    choices: lifeCycleCodes.map((value) => ({ value, label: lifeCycleNames[value] })),
  },
  {
    key: "rhythm",
    label: "运营节奏",
    group: "tier",
    type: "choice",
    source: "state",
    value: orNull("rhythm"),
    choices: rhythmCodes.map((value) => ({ value, label: rhythmNames[value] })),
  },
  {
    key: "rfm_group",
    label: "RFM 分群",
    group: "tier",
    type: "choice",
    source: "rfm",
    value: "toString(rfm_group)",
    choices: rfmGroups.map(({ bits, name }) => ({ value: String(bits), label: name })),
  },
  { key: "r", label: "R 分", group: "tier", type: "number", source: "rfm", value: "r", unit: "分" },
  { key: "f", label: "F 分", group: "tier", type: "number", source: "rfm", value: "f", unit: "分" },
  { key: "m", label: "M 分", group: "tier", type: "number", source: "rfm", value: "m", unit: "分" },
];

const byKey: ReadonlyMap<string, Field> = new Map(fields.map((field) => [field.key, field]));

export function findField(key: string): Field | undefined {
  return byKey.get(key);
}

/** Which tests a type takes, in the words of the rule language. */
export const testsOf: Readonly<Record<FieldType, readonly string[]>> = {
  choice: ["in", "known"],
  number: ["between", "known"],
  money: ["between", "known"],
  day: ["within", "anniversary", "known"],
  month_day: ["anniversary", "known"],
  yes_no: ["in", "known"],
};
