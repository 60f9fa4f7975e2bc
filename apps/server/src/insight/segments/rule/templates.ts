import type { Rule } from "./rule.ts";

/** A rule to begin with. */
export interface RuleTemplate {
  readonly key: string;
  readonly name: string;
  /** What it is good for, in a sentence. */
  readonly note: string;
  readonly root: Rule;
}

const lastPurchase = (min: number, max?: number): Rule => ({
  kind: "behaviour",
  of: "purchase",
  measure: "last",
  range: { min, max },
});

/** Groups that operators begin with most often. */
export const ruleTemplates: readonly RuleTemplate[] = [
  {
    key: "sleeping_60",
    name: "60 天未购买",
    note: "买过但 60 天没有再来：召回旅程最常用的人群包",
    root: { kind: "all", of: [lastPurchase(60)] },
  },
  {
    key: "cooling_30",
    name: "30～59 天未购买",
    note: "刚开始变冷的客户，此时提醒比沉睡后召回便宜",
    root: { kind: "all", of: [lastPurchase(30, 59)] },
  },
  {
    key: "one_time_buyers",
    name: "只买过一次",
    note: "首单后 7～90 天还没有第二单：促复购",
    root: {
      kind: "all",
      of: [{ kind: "behaviour", of: "purchase", measure: "count", range: { min: 1, max: 1 } }, lastPurchase(7, 90)],
    },
  },
  {
    key: "registered_not_bought",
    name: "新会员未首购",
    note: "最近 30 天入会，还没有买过",
    root: {
      kind: "all",
      of: [
        { kind: "attribute", field: "registered", test: { within: { from: { daysAgo: 29 } } } },
        { kind: "behaviour", of: "purchase", measure: "count", range: { max: 0 } },
      ],
    },
  },
  {
    key: "birthday_soon",
    name: "未来 7 天过生日",
    note: "含今天；提前准备生日礼与祝福",
    root: {
      kind: "all",
      of: [{ kind: "attribute", field: "birthday", test: { anniversary: { fromDays: 0, toDays: 6 } } }],
    },
  },
  {
    key: "high_value",
    name: "高价值活跃",
    note: "运营分层里的高价值活跃客户",
    root: { kind: "all", of: [{ kind: "attribute", field: "tier", test: { in: ["high_value"] } }] },
  },
  {
    key: "big_spenders",
    name: "近 90 天消费满 ¥1,000",
    note: "短期贡献高的客户，适合新品与专属权益",
    root: {
      kind: "all",
      of: [
        {
          kind: "behaviour",
          of: "purchase",
          window: { from: { daysAgo: 89 } },
          measure: { sum: "amountFen" },
          range: { min: 100_000 },
        },
      ],
    },
  },
  {
    key: "friends_not_members",
    name: "加了好友还没入会",
    note: "私域好友里的非会员：引导注册",
    root: { kind: "all", of: [{ kind: "attribute", field: "relation", test: { in: ["contact"] } }] },
  },
];
