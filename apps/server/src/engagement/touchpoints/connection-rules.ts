import { z } from "zod";
import { rfmGroups, type TierCode, tierCodes, tierNames } from "../../insight/index.ts";
import { defineSetting } from "../../kernel/settings.ts";

/** Strengths of connection, weakest first; the numbers order them. */
export const strengths = {
  weak: { rank: 1, label: "弱连接", means: "单向内容：公众号、视频号、朋友圈；触达广、成本低、裂变少" },
  medium: { rank: 2, label: "中连接", means: "社群：双向互动，分层但不到个人" },
  strong: { rank: 3, label: "强连接", means: "导购一对一：成本最高、转化最好，给最有价值的客户" },
} as const;
export type Strength = keyof typeof strengths;
export const strengthCodes = Object.keys(strengths) as [Strength, ...Strength[]];

/** How somebody is connected now; `none` = no relation through which the brand may reach them again. */
export type Actual = Strength | "none";
export const actualCodes = ["none", ...strengthCodes] as const;
export const actualLabels: Readonly<Record<Actual, string>> = {
  none: "还没有连接",
  weak: "只有关注",
  medium: "在社群里",
  strong: "导购好友",
};
export const rankOf = (actual: Actual): number => (actual === "none" ? 0 : strengths[actual].rank);

const rfmCodes = rfmGroups.map(({ code }) => code) as [string, ...string[]];

const condition = z.object({
  tiers: z.array(z.enum(tierCodes)).max(6).describe("Operating tiers"),
  rfmGroups: z.array(z.enum(rfmCodes)).max(8),
  yearSpendFen: z.int().min(1).max(100_000_000_000).nullable().describe("Bought for at least so much in a year"),
  yearOrders: z.int().min(1).max(10_000).nullable().describe("Bought at least so often in a year"),
  categories: z
    .array(z.string().trim().min(1).max(60))
    .max(50)
    .describe("Product classes that need advice: bought one in the last year"),
});
export type Condition = z.output<typeof condition>;

const price = z.object({
  costFen: z.int().min(0).max(1_000_000).describe("What one contact costs"),
  contactsPerMonth: z.int().min(0).max(300).describe("How often somebody so connected is contacted in a month"),
});

export const connectionRulesSchema = z.object({
  strong: condition,
  medium: condition,
  prices: z.object({ strong: price, medium: price, weak: price }),
});
export type ConnectionRules = z.output<typeof connectionRulesSchema>;

/**
 * Who should be connected how (CH-02): one fulfilled condition is enough, strong before medium, everybody else weak. No source names
 * thresholds or costs; these are where an operator begins.
 */
export const connectionSetting = defineSetting({
  key: "engagement.connection",
  schema: connectionRulesSchema,
  initial: {
    strong: {
      tiers: ["high"],
      rfmGroups: ["important_value"],
      yearSpendFen: 500_000,
      yearOrders: null,
      categories: [],
    },
    medium: {
      tiers: ["new", "potential"],
      rfmGroups: ["important_develop", "important_keep", "general_value"],
      yearSpendFen: null,
      yearOrders: 2,
      categories: [],
    },
    prices: {
      strong: { costFen: 300, contactsPerMonth: 4 },
      medium: { costFen: 50, contactsPerMonth: 8 },
      weak: { costFen: 5, contactsPerMonth: 4 },
    },
  },
});

/** What the rules look at of one member. */
export interface ConnectionFacts {
  readonly tier: TierCode | "";
  /** Bits R, F, M; null = never bought. */
  readonly rfmBits: number | null;
  readonly yearSpendFen: number;
  readonly yearOrders: number;
  /** Product classes of the condition that were bought in the last year. */
  readonly strongClasses: number;
  readonly mediumClasses: number;
}

const yuan = (fen: number) => `¥${(fen / 100).toLocaleString("zh-CN")}`;

/** Which conditions a member fulfils, in operators' words; empty = none. */
function reasonsOf(facts: ConnectionFacts, rule: Condition, classes: number): string[] {
  const group = rfmGroups.find(({ bits }) => bits === facts.rfmBits);
  return [
    facts.tier !== "" && rule.tiers.includes(facts.tier) ? `分层是「${tierNames[facts.tier]}」` : null,
    group && rule.rfmGroups.includes(group.code) ? `RFM 是「${group.name}」` : null,
    rule.yearSpendFen !== null && facts.yearSpendFen >= rule.yearSpendFen
      ? `近一年消费 ${yuan(facts.yearSpendFen)}，达到 ${yuan(rule.yearSpendFen)}`
      : null,
    rule.yearOrders !== null && facts.yearOrders >= rule.yearOrders
      ? `近一年买过 ${facts.yearOrders} 次，达到 ${rule.yearOrders} 次`
      : null,
    classes > 0 ? `近一年买过需要讲解的品类（${rule.categories.join("、")}）` : null,
  ].filter((reason) => reason !== null);
}

/** The strength recommended for one member, and why. */
export function recommend(
  facts: ConnectionFacts,
  rules: ConnectionRules,
): { readonly strength: Strength; readonly reasons: string[] } {
  const strong = reasonsOf(facts, rules.strong, facts.strongClasses);
  if (strong.length > 0) return { strength: "strong", reasons: strong };
  const medium = reasonsOf(facts, rules.medium, facts.mediumClasses);
  if (medium.length > 0) return { strength: "medium", reasons: medium };
  return { strength: "weak", reasons: ["没有达到强连接、中连接的任何一条：用内容低成本保持联系"] };
}

/** What keeping so many people connected so costs in a month. */
export const monthlyCostFen = (people: number, { costFen, contactsPerMonth }: z.output<typeof price>): number =>
  people * costFen * contactsPerMonth;
