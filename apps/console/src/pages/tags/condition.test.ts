import { describe, expect, it } from "vitest";
import {
  blankCondition,
  type Condition,
  type ConditionKind,
  conditionKindNames,
  conditionProblem,
  conditionWords,
} from "./condition.ts";

describe("a condition in words [DT-05]", () => {
  const cases: readonly (readonly [Condition, string])[] = [
    [{ kind: "recency", days: { min: 30, max: 90 } }, "上次购买距今30 天 到 90 天"],
    [{ kind: "orders", count: { min: 2 }, days: 90 }, "最近 90 天下单不少于 2 笔"],
    [{ kind: "orders", count: { min: 1, max: 1 } }, "有史以来下单正好 1 笔"],
    [{ kind: "spend", fen: { min: 50_000 }, days: 30 }, "最近 30 天消费不少于 ¥500"],
    [{ kind: "coupon_share", share: { max: 0.5 }, days: 365 }, "最近 365 天用券的订单占比不超过 50%"],
    [{ kind: "tier", tiers: ["high", "potential"] }, "运营分层是 高价值活跃、潜在高价值"],
    [{ kind: "order_channel", channels: ["mini_program"] }, "有史以来在 小程序 买过"],
    [{ kind: "registered_on", from: "2026-01-01", to: "2026-02-01" }, "在 2026-01-01 至 2026-01-31 入会"],
    [
      { kind: "city", cities: ["上海", "杭州", "南京", "苏州", "宁波", "无锡"] },
      "归属门店在 上海、杭州、南京、苏州、宁波 等 6 项",
    ],
  ];
  it.each(cases)("%j", (condition, words) => {
    expect(conditionWords(condition)).toBe(words);
  });

  it("names events as operators do", () => {
    const condition: Condition = { kind: "events", types: ["page.viewed"], count: { min: 3 }, days: 7 };
    expect(conditionWords(condition, () => "浏览页面")).toBe("最近 7 天「浏览页面」不少于 3 次");
  });
});

describe("what a condition still needs", () => {
  it("asks for bounds and choices", () => {
    expect(conditionProblem({ kind: "orders", count: {} })).toBe("请填写下限或上限");
    expect(conditionProblem({ kind: "orders", count: { min: 5, max: 2 } })).toBe("下限不能大于上限");
    expect(conditionProblem({ kind: "tier", tiers: [] })).toBe("请至少选一项");
    expect(conditionProblem({ kind: "events", types: ["page.viewed"], count: {} })).toBe("请填写下限或上限");
    expect(conditionProblem({ kind: "registered_on", from: "2026-01-01", to: "" })).toBe("请选择起止日期");
  });

  it("knows each kind, whose blank either works or says what to fill", () => {
    for (const kind of Object.keys(conditionKindNames) as ConditionKind[]) {
      const blank = blankCondition(kind);
      expect(blank.kind).toBe(kind);
      expect(conditionWords(blank)).not.toBe("");
      expect([null, "请至少选一项", "请选择起止日期"]).toContain(conditionProblem(blank));
    }
  });
});
