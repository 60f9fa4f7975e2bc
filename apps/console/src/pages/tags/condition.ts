import type { BodyOf } from "@feilun/api-client";
import { formatExact, formatMoney } from "../../shared/format/number.ts";
import { channelName } from "../../shared/vocabulary/channels.ts";
import { tierNames } from "../tiers/tier-look.ts";

export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** One condition of a rule tag, as the server takes it. */
export type Condition = BodyOf<"/api/v1/insight/tag-rules/preview", "post">["rule"]["conditions"][number];

export type ConditionKind = Condition["kind"];

export const conditionKindNames: Readonly<Record<ConditionKind, string>> = {
  recency: "距上次购买",
  orders: "订单数",
  spend: "消费金额",
  average_order: "客单价",
  bought_sku: "买过商品",
  coupon_share: "用券比例",
  order_channel: "在哪个渠道买过",
  sent_gift: "送过礼",
  received_gift: "收过礼",
  tier: "运营分层",
  life_cycle: "生命周期",
  rhythm: "3-7-14 节奏",
  rfm_group: "RFM 客群",
  member_channel: "来源渠道",
  city: "归属门店城市",
  registered: "入会多久",
  registered_on: "入会日期",
  events: "做过某种行为",
};

export const lifeCycleNames: Readonly<Record<string, string>> = { potential: "潜在", active: "活跃", dormant: "沉睡" };
export const rhythmNames: Readonly<Record<string, string>> = { new: "新客", active: "活跃", silent: "沉默" };
export const rfmGroupNames: Readonly<Record<string, string>> = {
  important_value: "重要价值",
  important_develop: "重要发展",
  important_keep: "重要保持",
  important_rescue: "重要挽留",
  general_value: "一般价值",
  general_develop: "一般发展",
  general_keep: "一般保持",
  general_rescue: "一般挽留",
};

/** A condition to start from when its kind is chosen. */
export function blankCondition(kind: ConditionKind): Condition {
  switch (kind) {
    case "recency":
      return { kind, days: { max: 30 } };
    case "orders":
      return { kind, count: { min: 2 }, days: 90 };
    case "spend":
      return { kind, fen: { min: 50_000 }, days: 90 };
    case "average_order":
      return { kind, fen: { min: 20_000 } };
    case "bought_sku":
      return { kind, skus: [] };
    case "coupon_share":
      return { kind, share: { min: 0.5 }, days: 365 };
    case "sent_gift":
    case "received_gift":
      return { kind, count: { min: 1 }, days: 365 };
    case "tier":
      return { kind, tiers: [] };
    case "life_cycle":
      return { kind, stages: [] };
    case "rhythm":
      return { kind, stages: [] };
    case "rfm_group":
      return { kind, groups: [] };
    case "order_channel":
      return { kind, channels: [] };
    case "member_channel":
      return { kind, channels: [] };
    case "city":
      return { kind, cities: [] };
    case "registered":
      return { kind, days: { max: 30 } };
    case "registered_on":
      return { kind, from: "", to: "" };
    case "events":
      return { kind, types: [], count: { min: 1 }, days: 30 };
  }
}

function rangeWords({ min, max }: Range, show: (value: number) => string): string {
  if (min !== undefined && max !== undefined) return min === max ? `正好 ${show(min)}` : `${show(min)} 到 ${show(max)}`;
  if (min !== undefined) return `不少于 ${show(min)}`;
  return max === undefined ? "（还没填）" : `不超过 ${show(max)}`;
}

function oneOf(values: readonly string[], names: (value: string) => string): string {
  if (values.length === 0) return "（还没选）";
  const shown = values.slice(0, 5).map(names).join("、");
  return values.length > 5 ? `${shown} 等 ${values.length} 项` : shown;
}

const within = (days: number | undefined) => (days === undefined ? "有史以来" : `最近 ${formatExact(days)} 天`);
const times = (unit: string) => (value: number) => `${formatExact(value)} ${unit}`;
const yuan = (fen: number) => formatMoney(fen);
const percent = (share: number) => `${formatExact(Math.round(share * 100))}%`;

function dayBefore(day: string): string {
  return day === "" ? "" : new Date(new Date(`${day}T00:00:00Z`).getTime() - 86_400_000).toISOString().slice(0, 10);
}

/** One condition as an operator would say it. `eventName` knows the labels of event types. */
export function conditionWords(condition: Condition, eventName: (type: string) => string = (type) => type): string {
  switch (condition.kind) {
    case "recency":
      return `上次购买距今${rangeWords(condition.days, times("天"))}`;
    case "orders":
      return `${within(condition.days)}下单${rangeWords(condition.count, times("笔"))}`;
    case "spend":
      return `${within(condition.days)}消费${rangeWords(condition.fen, yuan)}`;
    case "average_order":
      return `${within(condition.days)}客单价${rangeWords(condition.fen, yuan)}`;
    case "bought_sku":
      return `${within(condition.days)}买过 ${oneOf(condition.skus, (sku) => sku)} 之一`;
    case "coupon_share":
      return `${within(condition.days)}用券的订单占比${rangeWords(condition.share, percent)}`;
    case "sent_gift":
      return `${within(condition.days)}送礼${rangeWords(condition.count, times("次"))}`;
    case "received_gift":
      return `${within(condition.days)}收到礼物${rangeWords(condition.count, times("次"))}`;
    case "tier":
      return `运营分层是 ${oneOf(condition.tiers, (tier) => tierNames[tier as keyof typeof tierNames] ?? tier)}`;
    case "life_cycle":
      return `生命周期是 ${oneOf(condition.stages, (stage) => lifeCycleNames[stage] ?? stage)}`;
    case "rhythm":
      return `3-7-14 节奏是 ${oneOf(condition.stages, (stage) => rhythmNames[stage] ?? stage)}`;
    case "rfm_group":
      return `RFM 客群是 ${oneOf(condition.groups, (group) => rfmGroupNames[group] ?? group)}`;
    case "order_channel":
      return `${within(condition.days)}在 ${oneOf(condition.channels, channelName)} 买过`;
    case "member_channel":
      return `来源渠道是 ${oneOf(condition.channels, channelName)}`;
    case "city":
      return `归属门店在 ${oneOf(condition.cities, (city) => city)}`;
    case "registered":
      return `入会${rangeWords(condition.days, times("天"))}`;
    case "registered_on":
      return condition.from && condition.to
        ? `在 ${condition.from} 至 ${dayBefore(condition.to)} 入会`
        : "在（还没填）入会";
    case "events":
      return `${within(condition.days)}「${oneOf(condition.types, eventName)}」${rangeWords(condition.count, times("次"))}`;
  }
}

function rangeProblem({ min, max }: Range): string | null {
  if (min === undefined && max === undefined) return "请填写下限或上限";
  return min !== undefined && max !== undefined && min > max ? "下限不能大于上限" : null;
}

/** What still keeps a condition from being used; null when nothing does. */
export function conditionProblem(condition: Condition): string | null {
  const chosen = (values: readonly string[]) => (values.length === 0 ? "请至少选一项" : null);
  switch (condition.kind) {
    case "recency":
    case "registered":
      return rangeProblem(condition.days);
    case "orders":
    case "sent_gift":
    case "received_gift":
      return rangeProblem(condition.count);
    case "spend":
    case "average_order":
      return rangeProblem(condition.fen);
    case "coupon_share":
      return rangeProblem(condition.share);
    case "bought_sku":
      return chosen(condition.skus);
    case "tier":
      return chosen(condition.tiers);
    case "life_cycle":
    case "rhythm":
      return chosen(condition.stages);
    case "rfm_group":
      return chosen(condition.groups);
    case "order_channel":
    case "member_channel":
      return chosen(condition.channels);
    case "city":
      return chosen(condition.cities);
    case "registered_on":
      return condition.from === "" || condition.to === "" ? "请选择起止日期" : null;
    case "events":
      return chosen(condition.types) ?? rangeProblem(condition.count);
  }
}
