import { keysOf, type Landing, landings } from "../touchpoints/vocabulary.ts";

/** What new traffic is wanted for. */
export const aims = {
  trust: "建立信任、长期服务",
  trade: "尽快成交",
  spread: "活动裂变、带动氛围",
  content: "内容种草、持续输出",
} as const;
export type Aim = keyof typeof aims;

export interface LandingQuestion {
  readonly aim: Aim;
  /** Whether the goods want advice before they are bought. */
  readonly considered: boolean;
  /** Whether guides can answer everybody who comes. */
  readonly guidesReady: boolean;
  /** Whether there is content to publish regularly. */
  readonly contentReady: boolean;
}

/** What each place is good at (CH-03). */
export const landingStrengths: Readonly<Record<Landing, string>> = {
  wecom: "一对一沟通，建立信任，转化最好",
  mini_program: "路径短、操作少，就在交易场景里",
  group: "从众效应强，玩法多",
  official_account: "输出价值内容，钩子引导关注，菜单和自动回复承接",
};

interface Point {
  readonly points: number;
  readonly reason: string;
}

const served: Readonly<Record<Landing, Aim>> = {
  wecom: "trust",
  mini_program: "trade",
  group: "spread",
  official_account: "content",
};

function pointsOf(landing: Landing, question: LandingQuestion): Point[] {
  const { aim, considered, guidesReady, contentReady } = question;
  const list: (Point | false)[] = [
    served[landing] === aim && { points: 4, reason: `适合「${aims[aim]}」：${landingStrengths[landing]}` },
    aim === "trade" && considered && landing === "wecom" && { points: 3, reason: "商品要讲解才好卖，一对一转化最好" },
    considered && landing === "wecom" && { points: 1, reason: "商品要讲解，导购能答疑" },
    considered && landing === "mini_program" && { points: -2, reason: "商品要讲解，小程序里没有人答疑" },
    !considered && landing === "mini_program" && { points: 2, reason: "商品不用讲解，路径越短越好" },
    !guidesReady && landing === "wecom" && { points: -4, reason: "导购接不过来，加了好友没人理反而流失" },
    !guidesReady && landing === "group" && { points: -1, reason: "群里也要有人维护" },
    contentReady && landing === "official_account" && { points: 1, reason: "有内容可以持续输出" },
    !contentReady && landing === "official_account" && { points: -3, reason: "没有稳定的内容，关注后留不住" },
  ];
  return list.filter((point) => point !== false);
}

/** The four places, the one that fits best first, each with the reasons for and against it (CH-03). */
export function rankLandings(question: LandingQuestion) {
  return keysOf<Landing>(landings)
    .map((code) => {
      const points = pointsOf(code, question);
      return {
        code,
        label: landings[code],
        strength: landingStrengths[code],
        points: points.reduce((sum, point) => sum + point.points, 0),
        reasons: points.filter((point) => point.points > 0).map(({ reason }) => reason),
        cautions: points.filter((point) => point.points < 0).map(({ reason }) => reason),
      };
    })
    .sort((a, b) => b.points - a.points);
}
