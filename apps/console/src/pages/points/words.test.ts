import { expect, it } from "vitest";
import { formOf, ruleOf } from "./rule-form.ts";
import { expiryWords, ruleWords } from "./words.ts";

const rule = {
  pointsPerYuan: 1,
  channels: { wechat_shop: 2, wecom: 0 },
  tiers: { high: 1.5 },
  days: [
    { kind: "weekday" as const, weekday: 2, multiplier: 2, name: "果粉日" },
    { kind: "dates" as const, from: "2026-06-16", to: "2026-06-18", multiplier: 3, name: "618" },
  ],
  rounding: "down" as const,
  pendingDays: 7,
  expiry: { kind: "fixed" as const, monthDay: "12-31", years: 1 },
  joiningGift: 100,
};

it("reads a rule out in an operator's words", () => {
  expect(ruleWords(rule)).toEqual([
    "实付每 1 元积 1 分，每单舍去小数",
    "渠道：微信小店 2 倍、企业微信 不积分",
    "分层：高价值活跃 1.5 倍",
    "加倍日：果粉日（每周二）2 倍、618（2026-06-16 至 2026-06-18）3 倍；同一天有多个时取最高",
    "付款 7 天后可用",
    "有效至次年 12 月 31 日",
    "入会礼 100 分，每人一次",
  ]);
  expect(expiryWords({ kind: "months", months: 12 })).toBe("获得后 12 个月内有效");
});

it("takes a rule through the form and back unchanged", () => {
  expect(ruleOf(formOf(rule))).toEqual(rule);
  const plain = { ...rule, channels: {}, tiers: {}, days: [], expiry: { kind: "never" as const } };
  expect(ruleOf(formOf(plain))).toEqual(plain);
});
