/** Ways to look at where an order comes from; within each, credits add up to the order and no further. */
export const dimensions = {
  seller: "业绩归属",
  store: "门店",
  campaign: "活动与广告",
  content: "内容",
  live: "直播",
  touchpoint: "触点",
} as const;
export type Dimension = keyof typeof dimensions;
export const dimensionCodes = Object.keys(dimensions) as Dimension[];

interface EvidenceSpec {
  readonly label: string;
  readonly meaning: string;
  readonly dimension: Dimension;
  /** How many days before the payment it counts, unless the rule says otherwise; absent: it holds at the moment of payment. */
  readonly days?: number;
}

const specs = {
  order_share: {
    label: "平台认定的分享员",
    meaning: "平台在订单上写明的分享员或推客。",
    dimension: "seller",
  },
  share_link: {
    label: "分享链接",
    meaning: "客户在付款前点开过导购、经销商或客户分享的链接、活码或小程序卡片。",
    dimension: "seller",
    days: 7,
  },
  bound_guide: { label: "专属导购", meaning: "付款那一刻客户绑定的导购。", dimension: "seller" },
  rang_up: { label: "开单导购", meaning: "订单上登记的导购。", dimension: "seller" },
  leader: { label: "所属团长", meaning: "付款那一刻客户所属的团长（KOC）。", dimension: "seller" },
  allocated: { label: "分配的经销商", meaning: "付款那一刻还在业绩保护期内的流量分配。", dimension: "seller" },
  sold_at: { label: "成交门店", meaning: "订单上登记的门店。", dimension: "store" },
  bound_store: { label: "所属门店", meaning: "付款那一刻客户所属的门店。", dimension: "store" },
  scanned_store: { label: "扫码门店", meaning: "客户付款前扫过这家门店的活码。", dimension: "store", days: 30 },
  ad: { label: "广告", meaning: "客户付款前从这个广告计划来过。", dimension: "campaign", days: 30 },
  campaign_code: {
    label: "活动活码",
    meaning: "客户付款前扫过属于这个活动的活码。",
    dimension: "campaign",
    days: 30,
  },
  message: { label: "群发消息", meaning: "客户付款前收到过这条消息。", dimension: "campaign", days: 7 },
  content_link: { label: "内容链接", meaning: "客户付款前点开过这篇内容的链接。", dimension: "content", days: 7 },
  live_joined: { label: "看过直播", meaning: "客户付款前进过这个直播间。", dimension: "live", days: 3 },
  touchpoint: { label: "触点", meaning: "客户付款前经过这个触点。", dimension: "touchpoint", days: 30 },
} as const satisfies Record<string, EvidenceSpec>;

export type Evidence = keyof typeof specs;
export const evidences: Readonly<Record<Evidence, EvidenceSpec>> = specs;
export const evidenceCodes = Object.keys(specs) as Evidence[];
/** Evidence that lies before the payment, and so has a window. */
export const windowed = evidenceCodes.filter((code) => evidences[code].days !== undefined);

export const subjectKinds = {
  guide: "导购",
  dealer: "经销商",
  leader: "团长",
  member: "客户",
  store: "门店",
  ad_plan: "广告计划",
  campaign: "活动",
  message: "群发消息",
  content: "内容",
  live: "直播",
  touchpoint: "触点",
} as const;
export type SubjectKind = keyof typeof subjectKinds;

/** How credit is shared out. `priority`: to one claim, by the order of evidence, of the same evidence to the latest. */
export const models = {
  priority: "按依据优先级",
  first: "首次触点",
  last: "末次触点",
  linear: "平均分摊",
  decay: "时间衰减",
  position: "首末各 40%",
} as const;
export type Model = keyof typeof models;
export const modelCodes = Object.keys(models) as Model[];

/** One reason why somebody should be credited with an order (AQ-27). */
export interface Claim {
  readonly dimension: Dimension;
  readonly evidence: Evidence;
  readonly subjectKind: SubjectKind;
  /** Number or key of the subject, as text. */
  readonly subject: string;
  /** Milliseconds. */
  readonly at: number;
  /** The row that shows it, e.g. `live_code_visit:17`. */
  readonly ref: string;
}

export interface DimensionRule {
  readonly model: Model;
  /** Evidence that counts, for `priority` strongest first; what is not named is kept and gets nothing. */
  readonly evidences: readonly Evidence[];
  /** For `decay`: after so many days a touch counts half. */
  readonly halfLifeDays: number;
}

export interface AttributionRule {
  /** Days before the payment within which each kind of evidence counts. */
  readonly windows: Readonly<Partial<Record<Evidence, number>>>;
  readonly dimensions: Readonly<Record<Dimension, DimensionRule>>;
}

const last = (...list: Evidence[]): DimensionRule => ({ model: "last", evidences: list, halfLifeDays: 7 });
const priority = (...list: Evidence[]): DimensionRule => ({ model: "priority", evidences: list, halfLifeDays: 7 });

/** the last identified share link within seven days, then the bound guide. Holds until somebody publishes another rule. */
export const initialRule: AttributionRule = {
  windows: Object.fromEntries(windowed.map((code) => [code, evidences[code].days])),
  dimensions: {
    seller: priority("order_share", "share_link", "bound_guide", "rang_up", "leader", "allocated"),
    store: priority("sold_at", "bound_store", "scanned_store"),
    campaign: last("ad", "campaign_code", "message"),
    content: last("content_link"),
    live: last("live_joined"),
    touchpoint: last("touchpoint"),
  },
};

/** How long before the payment a rule looks at all, in days. */
export function longestWindow({ windows }: AttributionRule): number {
  return Math.max(1, ...Object.values(windows));
}

const DAY_MS = 86_400_000;

const later = (a: Claim, b: Claim) =>
  a.at - b.at || compare(a.evidence, b.evidence) || compare(a.subject, b.subject) || compare(a.ref, b.ref);
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** Claims of one dimension in the order of time; ties in an order that does not depend on how they arrived. */
export function inOrder(claims: readonly Claim[]): Claim[] {
  return [...claims].sort(later);
}

/**
 * What part of an order each claim gets: weights in the order of `claims`, which stand in the order of time; their sum is 0 (nobody is
 * credited) or positive.
 */
export function weigh(
  { model, evidences: counted, halfLifeDays }: DimensionRule,
  claims: readonly Claim[],
  paidAt: number,
): number[] {
  if (model === "priority") {
    const strongest = counted.find((evidence) => claims.some((claim) => claim.evidence === evidence));
    const winner = claims.findLastIndex((claim) => claim.evidence === strongest);
    return claims.map((_, at) => (at === winner ? 1 : 0));
  }
  const places = claims.flatMap((claim, at) => (counted.includes(claim.evidence) ? [at] : []));
  const shares = touchWeights(
    model,
    places.map((at) => (paidAt - (claims[at]?.at ?? paidAt)) / DAY_MS),
    halfLifeDays,
  );
  const weights = new Map(places.map((at, place) => [at, shares[place] ?? 0]));
  return claims.map((_, at) => weights.get(at) ?? 0);
}

/** Weights of touches by their age in days, oldest first; position gives 40/20/40 (Google's former default). */
function touchWeights(model: Exclude<Model, "priority">, ages: readonly number[], halfLifeDays: number): number[] {
  const count = ages.length;
  switch (model) {
    case "first":
      return ages.map((_, at) => (at === 0 ? 1 : 0));
    case "last":
      return ages.map((_, at) => (at === count - 1 ? 1 : 0));
    case "linear":
      return ages.map(() => 1);
    case "decay":
      return ages.map((age) => 2 ** (-age / halfLifeDays));
    case "position":
      if (count <= 2) return ages.map(() => 1);
      return ages.map((_, at) => (at === 0 || at === count - 1 ? 0.4 : 0.2 / (count - 2)));
  }
}

/** Whole fen by weight, adding up to `fen` exactly: what rounding leaves goes to the largest remainders, of equal ones to the earlier. */
export function split(fen: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (fen * weight) / sum);
  const parts = exact.map(Math.floor);
  const byRemainder = exact
    .map((value, at) => ({ at, left: value - Math.floor(value) }))
    .sort((a, b) => b.left - a.left || a.at - b.at);
  let rest = fen - parts.reduce((total, part) => total + part, 0);
  for (let turn = 0; rest > 0; turn++, rest--) {
    const { at = 0 } = byRemainder[turn % byRemainder.length] ?? {};
    parts[at] = (parts[at] ?? 0) + 1;
  }
  return parts;
}

/** A claim with what it earned; `net` is after refunds. */
export interface Credit extends Claim {
  readonly share: number;
  readonly grossFen: number;
  readonly netFen: number;
}

/** Decides an order: all its claims with their credits, dimension by dimension, in the order of time. */
export function credit(
  rule: AttributionRule,
  order: { readonly paidAt: number; readonly amountFen: number; readonly refundedFen: number },
  claims: readonly Claim[],
): Credit[] {
  return dimensionCodes.flatMap((dimension) => {
    const list = inOrder(claims.filter((claim) => claim.dimension === dimension));
    const weights = weigh(rule.dimensions[dimension], list, order.paidAt);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const gross = split(order.amountFen, weights);
    const net = split(order.amountFen - order.refundedFen, weights);
    return list.map((claim, at) => ({
      ...claim,
      share: sum === 0 ? 0 : (weights[at] ?? 0) / sum,
      grossFen: gross[at] ?? 0,
      netFen: net[at] ?? 0,
    }));
  });
}
