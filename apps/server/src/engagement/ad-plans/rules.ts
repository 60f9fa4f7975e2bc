import { invalid } from "../../kernel/errors.ts";

/** Kinds of ads (CH-30). */
export const adKinds = {
  moments: "朋友圈竞价广告",
  moments_contract: "朋友圈合约卡片",
  lbs: "附近推 / LBS",
  targeted: "腾讯有数定向",
  official_account: "公众号广告",
  video_account: "视频号广告",
  feed: "信息流",
  search: "平台搜索",
  content: "内容种草",
  kol: "达人 / 明星合作",
  sms: "短信",
  outdoor: "户外",
  lift: "电梯",
  live: "直播投流",
  barter: "私域置换",
  other: "其他",
} as const;
export type AdKind = keyof typeof adKinds;

/** Parts of a seeding chain (CH-30). */
export const seedingParts = {
  talk: "造话题（明星、头部达人）",
  trial: "带试用（达人测评）",
  share: "促分享（买家口碑）",
} as const;
export type SeedingPart = keyof typeof seedingParts;

/** Stages that people pass, each known from real events. */
export const adStages = {
  visit: { label: "访问", meaning: "打开了广告里的链接、活码页面，或来自广告的小程序页面" },
  friend: { label: "加好友", meaning: "与导购成为企业微信好友" },
  follow: { label: "关注", meaning: "关注公众号或视频号" },
  register: { label: "入会", meaning: "完成会员注册" },
  mini: { label: "进小程序", meaning: "在小程序里浏览" },
  reserve: { label: "预约", meaning: "预约直播或到店服务" },
  coupon: { label: "领券", meaning: "领取优惠券" },
  live: { label: "看直播", meaning: "进入直播间" },
  order: { label: "下单", meaning: "付款，赠品单不算" },
} as const;
export type AdStage = keyof typeof adStages;

interface Chain {
  readonly label: string;
  readonly stages: readonly AdStage[];
  /** What the chain is good for, and what has to be laid. */
  readonly advice: string;
}

/** Chains that begin with an ad (AQ-14, AQ-17, AQ-22), as templates. */
export const adChains = {
  friend: {
    label: "广告 → 加导购好友",
    stages: ["visit", "friend", "order"],
    advice: "落地页放门店或员工活码，一次点击直接成为好友；适合有导购承接的门店。",
  },
  buy_first: {
    label: "广告 → 小程序 → 下单 → 关注",
    stages: ["visit", "order", "follow"],
    advice: "先直购、后加粉：筛出真实买家。支付完成页要引导关注公众号。",
  },
  follow_first: {
    label: "广告 → 关注 → 小程序 → 下单",
    stages: ["visit", "follow", "order"],
    advice: "先加粉、后转化：获客单价低，靠关注后的欢迎语和菜单带到小程序。",
  },
  mini_account: {
    label: "广告 + 小程序 + 公众号",
    stages: ["visit", "mini", "follow", "order"],
    advice: "边卖边涨粉：落地小程序商品页，页内引导关注。",
  },
  account: {
    label: "广告 + 公众号",
    stages: ["visit", "follow"],
    advice: "只涨粉，单价更低；之后用内容和模板消息转化。",
  },
  booking: {
    label: "广告 + 小程序 + 预约",
    stages: ["visit", "reserve", "order"],
    advice: "新品或活动预约：到点用模板消息带回来下单。",
  },
  coupon: {
    label: "广告 + 小程序 + 券",
    stages: ["visit", "coupon", "order"],
    advice: "预热期发券、正式期用券：临近到期用支付券提醒。",
  },
  live: {
    label: "广告 + 直播 + 公众号",
    stages: ["visit", "live", "follow", "order"],
    advice: "广告进直播间，直播里引导关注和下单。",
  },
} as const satisfies Record<string, Chain>;
export type AdChain = keyof typeof adChains;

export interface SpendLine {
  readonly day: string;
  readonly amountFen: number;
  readonly impressions: number | null;
  readonly clicks: number | null;
}

/** The longest list that is taken at once: ten years of days. */
export const MOST_LINES = 3_660;

/** Yuan with at most two decimals as fen; null when it is none. Thousands separators and a ¥ in front are passed over. */
export function fenOf(text: string): number | null {
  const plain = text.replace(/^[¥￥]/, "").replaceAll(",", "");
  return /^\d{1,10}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : null;
}

/** `YYYY-MM-DD`, `YYYY/M/D` or `YYYYMMDD` as a day that exists; null otherwise. */
export function dayOf(text: string): string | null {
  const parts = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})$/.exec(text);
  if (!parts) return null;
  const day = `${parts[1]}-${parts[2]?.padStart(2, "0")}-${parts[3]?.padStart(2, "0")}`;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null;
}

/**
 * Spend by day as pasted from a table or read from a CSV: `day, yuan[, impressions[, clicks]]`, between commas or tabs; a heading is
 * passed over. Several lines of a day are summed.
 *
 * @throws Refusal naming each line that cannot be read and what it takes
 */
export function readSpendText(text: string): SpendLine[] {
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  const found = new Map<string, SpendLine>();
  const problems: { path: string; message: string }[] = [];
  const add = (a: number | null, b: number | null) => (a === null && b === null ? null : (a ?? 0) + (b ?? 0));
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "" || (index === 0 && !/\d/.test(line))) continue;
    const cells = (line.includes("\t") ? line.split("\t") : line.split(/[,，](?=(?:[^"]*"[^"]*")*[^"]*$)/)).map(
      (cell) => cell.trim().replace(/^"(.*)"$/, "$1"),
    );
    const [dayText = "", amountText = "", ...counts] = cells;
    const day = dayOf(dayText);
    const amountFen = fenOf(amountText);
    const numbers = counts.slice(0, 2).map((cell) => (cell === "" ? null : Number(cell.replaceAll(",", ""))));
    const wrong =
      day === null
        ? `「${dayText}」不是日期，应像 2026-06-01`
        : amountFen === null
          ? `「${amountText}」不是金额，应是元，最多两位小数`
          : numbers.some((number) => number !== null && !(Number.isSafeInteger(number) && number >= 0))
            ? "曝光和点击应是整数"
            : null;
    if (day === null || amountFen === null || wrong !== null) {
      problems.push({ path: "csv", message: `第 ${index + 1} 行：${wrong}` });
      continue;
    }
    const [impressions = null, clicks = null] = numbers;
    const before = found.get(day);
    found.set(day, {
      day,
      amountFen: amountFen + (before?.amountFen ?? 0),
      impressions: add(impressions, before?.impressions ?? null),
      clicks: add(clicks, before?.clicks ?? null),
    });
  }
  if (problems.length > 0) throw invalid(problems.slice(0, 50));
  if (found.size === 0)
    throw invalid([{ path: "csv", message: "没有一行花费；每行写日期和金额，例如 2026-06-01,300" }]);
  if (found.size > MOST_LINES) throw invalid([{ path: "csv", message: `一次最多 ${MOST_LINES} 天` }]);
  return [...found.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Cost of one; null where there is none. Fen, rounded. */
export function costOf(spendFen: number, count: number): number | null {
  return count === 0 ? null : Math.round(spendFen / count);
}
