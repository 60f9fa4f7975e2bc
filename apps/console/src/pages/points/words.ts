import { channelName } from "../../shared/vocabulary/channels.ts";
import { tierNames } from "../tiers/tier-look.ts";
import type { EntryKind, PointEntry, PointRule } from "./point-api.ts";

export const entryNames: Readonly<Record<EntryKind, string>> = {
  earned: "获得",
  spent: "使用",
  returned: "退回",
  expired: "过期",
  clawed_back: "退款扣回",
  settled: "抵欠分",
  adjusted: "人工调整",
};

export const lotNames: Readonly<Record<PointEntry["lotKind"], string>> = {
  purchase: "消费积分",
  joining_gift: "入会礼",
  adjustment: "人工调整",
  debt: "欠分",
};

export const weekdayNames = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"] as const;

/** `+100`, `-50`. */
export function signed(points: number): string {
  return `${points > 0 ? "+" : ""}${new Intl.NumberFormat("zh-CN").format(points)}`;
}

/** When points are gone, as a rule says it. */
export function expiryWords(expiry: PointRule["expiry"]): string {
  if (expiry.kind === "never") return "长期有效";
  if (expiry.kind === "months") return `获得后 ${expiry.months} 个月内有效`;
  const year = ["当年", "次年"][expiry.years] ?? `${expiry.years} 年后`;
  const [month, day] = expiry.monthDay.split("-").map(Number);
  return `有效至${year} ${month} 月 ${day} 日`;
}

/** A rule in the lines that an operator reads aloud. */
export function ruleWords(rule: PointRule): string[] {
  const times = (value: number) => (value === 0 ? "不积分" : `${value} 倍`);
  const channels = Object.entries(rule.channels).map(([code, value]) => `${channelName(code)} ${times(value)}`);
  const tiers = Object.entries(rule.tiers).map(([code, value]) => `${tierName(code)} ${times(value)}`);
  const days = rule.days.map((day) =>
    day.kind === "weekday"
      ? `${day.name}（每${weekdayNames[day.weekday - 1]}）${times(day.multiplier)}`
      : `${day.name}（${day.from} 至 ${day.to}）${times(day.multiplier)}`,
  );
  return [
    `实付每 1 元积 ${rule.pointsPerYuan} 分，每单${rule.rounding === "down" ? "舍去小数" : "四舍五入"}`,
    ...(channels.length > 0 ? [`渠道：${channels.join("、")}`] : []),
    ...(tiers.length > 0 ? [`分层：${tiers.join("、")}`] : []),
    ...(days.length > 0 ? [`加倍日：${days.join("、")}；同一天有多个时取最高`] : []),
    rule.pendingDays > 0 ? `付款 ${rule.pendingDays} 天后可用` : "付款后即可用",
    expiryWords(rule.expiry),
    rule.joiningGift > 0 ? `入会礼 ${rule.joiningGift} 分，每人一次` : "没有入会礼",
  ];
}

function tierName(code: string): string {
  return (tierNames as Readonly<Record<string, string>>)[code] ?? code;
}
