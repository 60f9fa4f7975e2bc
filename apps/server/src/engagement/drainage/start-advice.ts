/**
 * Advice given where a merchant starts its traffic, as data of the field's own tables: CH-38 (BM-27, T-23), AQ-06, AQ-19 (T-11, stars
 * capped at five by Q-47), AQ-25 (T-22). Pure: what the brand is comes from its profile.
 */

export type Grade = "high" | "low";
export type BrandPosition = "premium" | "value";
export type Difficulty = "easy" | "moderate" | "hard";
export const difficulties: Readonly<Record<Difficulty, string>> = { easy: "容易", moderate: "适中", hard: "困难" };

/** What a brand says of itself; what is null was not said, and nothing is left out for it. */
export interface BrandProfile {
  readonly hasStores: boolean | null;
  readonly inMall: boolean | null;
  readonly dealerLed: boolean | null;
  readonly frequency: Grade | null;
  readonly interaction: Grade | null;
  readonly position: BrandPosition | null;
}

export interface ColdStart {
  readonly frequency: Grade;
  readonly interaction: Grade;
  readonly label: string;
  readonly sectors: string;
  readonly focus: string;
  readonly chains: readonly { readonly path: string; readonly difficulty: Difficulty }[];
}

/** T-22: the four quadrants, each chain with its difficulty. */
export const coldStarts: readonly ColdStart[] = [
  {
    frequency: "high",
    interaction: "high",
    label: "高频 · 高互动",
    sectors: "生鲜、商超、母婴",
    focus: "社群运营 + 专业知识",
    chains: [
      { path: "推送 / 门店物料 / 户外 → 小程序", difficulty: "easy" },
      { path: "小程序 → 社群", difficulty: "moderate" },
    ],
  },
  {
    frequency: "low",
    interaction: "high",
    label: "低频 · 高互动",
    sectors: "服饰、奢侈品、美妆",
    focus: "云导购 + 线上线下一体",
    chains: [
      { path: "公众号粉丝 → 小程序", difficulty: "easy" },
      { path: "导购加好友 → 小程序", difficulty: "moderate" },
      { path: "KOL → 小程序", difficulty: "hard" },
    ],
  },
  {
    frequency: "high",
    interaction: "low",
    label: "高频 · 低互动",
    sectors: "酒水饮料、食品",
    focus: "互动小程序拉动需求",
    chains: [
      { path: "公众号粉丝 → 小程序", difficulty: "easy" },
      { path: "广告：话题事件 → 小程序", difficulty: "moderate" },
      { path: "瓶身码 / 户外 → 小程序", difficulty: "easy" },
    ],
  },
  {
    frequency: "low",
    interaction: "low",
    label: "低频 · 低互动",
    sectors: "3C、家居",
    focus: "小程序首发、O2O 到店、小程序矩阵",
    chains: [
      { path: "公众号粉丝 → 小程序", difficulty: "easy" },
      { path: "推送 / 门店物料 / 户外 → 小程序", difficulty: "moderate" },
      { path: "广告：新品首发 → 小程序", difficulty: "easy" },
    ],
  },
];

/** The quadrants that fit what the brand says of frequency and interaction (AQ-25); all four when it says nothing. */
export function coldStartsFor({ frequency, interaction }: BrandProfile): readonly ColdStart[] {
  return coldStarts.filter(
    (one) =>
      (frequency === null || one.frequency === frequency) && (interaction === null || one.interaction === interaction),
  );
}

export interface EntryIncentive {
  readonly position: BrandPosition;
  readonly label: string;
  /** Stars for joining, 1 to 5. */
  readonly joining: number;
  /** Stars for staying, 1 to 5. */
  readonly staying: number;
}

const mostStars = 5;
const incentive = (position: BrandPosition, label: string, joining: number, staying: number): EntryIncentive => ({
  position,
  label,
  joining: Math.min(joining, mostStars),
  staying: Math.min(staying, mostStars),
});

/** T-11 in the source's own order; two of its joining stars are six and are capped. */
export const entryIncentives: readonly EntryIncentive[] = [
  incentive("premium", "专属礼赠", 4, 3),
  incentive("premium", "专属变美教程", 2, 5),
  incentive("premium", "明星爱豆力", 4, 5),
  incentive("premium", "周年庆 / 大促限时群", 5, 4),
  incentive("value", "限时抽奖", 6, 2),
  incentive("value", "周期性折扣 / 秒杀", 5, 5),
  incentive("value", "抢红包", 6, 2),
  incentive("value", "种草（直播 / 内容）+ 促销", 3, 5),
];

/** Incentives of the brand's position, best for `aim` first; equal ones by the other star, then the source's order (AQ-19). */
export function entryIncentivesFor({ position }: BrandProfile, aim: "joining" | "staying"): readonly EntryIncentive[] {
  const other = aim === "joining" ? "staying" : "joining";
  return entryIncentives
    .filter((one) => position === null || one.position === position)
    .sort((a, b) => b[aim] - a[aim] || b[other] - a[other]);
}

export type MerchantType = "stores" | "mall" | "no_stores" | "all";
export const merchantTypes: Readonly<Record<MerchantType, string>> = {
  stores: "有门店",
  mall: "在商场里",
  no_stores: "没有门店或经销商主导（母婴、食品饮料、运动户外）",
  all: "所有商家",
};

export const followerClasses = { operation: "运营", tool: "工具", advertising: "广告" } as const;
export type FollowerClass = keyof typeof followerClasses;

export interface FollowerWay {
  readonly label: string;
  readonly type: MerchantType;
  /** Operation, tool or advertising: AQ-06 names the classes, not what belongs to them; this is our reading. */
  readonly class: FollowerClass;
}

/** AQ-06, readable cells only. */
export const followerWays: readonly FollowerWay[] = [
  { label: "门店物料", type: "stores", class: "operation" },
  { label: "导购引导", type: "stores", class: "operation" },
  { label: "扫码", type: "stores", class: "tool" },
  { label: "注册积分", type: "stores", class: "operation" },
  { label: "到店礼", type: "stores", class: "operation" },
  { label: "商场 WiFi", type: "mall", class: "tool" },
  { label: "朋友圈广告（入会、购买、领券权益）", type: "no_stores", class: "advertising" },
  { label: "公众号广告", type: "no_stores", class: "advertising" },
  { label: "传统媒体", type: "no_stores", class: "advertising" },
  { label: "裂变游戏", type: "no_stores", class: "tool" },
  { label: "支付后关注", type: "all", class: "tool" },
  { label: "异业合作", type: "all", class: "operation" },
];

/** Ways in which a merchant gains account followers, its own first, then those for all (AQ-06). */
export function followerWaysFor({ hasStores, inMall, dealerLed }: BrandProfile): readonly FollowerWay[] {
  const saidNothing = hasStores === null && inMall === null && dealerLed === null;
  const fits: Readonly<Record<MerchantType, boolean>> = {
    stores: hasStores === true,
    mall: inMall === true,
    no_stores: hasStores === false || dealerLed === true,
    all: true,
  };
  return followerWays.filter(({ type }) => saidNothing || fits[type]);
}

export const platforms = ["微信", "淘宝 / 天猫", "抖音、快手", "小红书、B 站", "自有 App / 官网"] as const;

export interface PoolLine {
  readonly label: string;
  readonly aspect: "ecosystem" | "conversion" | "technology";
  /** In the order of `platforms`; null where the source says nothing. */
  readonly values: readonly (string | null)[];
}

export const poolAspects = { ecosystem: "私域生态建设", conversion: "用户转化", technology: "技术支持" } as const;

/** T-23: twelve lines; BM-27 names the three aspects, which line belongs to which is our reading (CH-38). */
export const poolLines: readonly PoolLine[] = [
  {
    label: "用户池",
    aspect: "ecosystem",
    values: [
      "小程序、视频号、公众号、社群、个人号 / 企微导购",
      "品牌 ZONE、粉丝群",
      "企业蓝 V、小店、粉丝群",
      "企业号",
      "可自行扩展",
    ],
  },
  { label: "流量规模", aspect: "ecosystem", values: ["大", "大", "大", "中", "小"] },
  {
    label: "流量集中度",
    aspect: "ecosystem",
    values: ["高度去中心化", "中心化", "中度去中心化", "中度去中心化", null],
  },
  { label: "归属程度", aspect: "ecosystem", values: ["很高", "低", "中", "中", "完全自有"] },
  { label: "触点", aspect: "ecosystem", values: ["很多", "少", "中", "少", "很多"] },
  {
    label: "决策路径",
    aspect: "conversion",
    values: [
      "中等、简单",
      "长（搜索）、复杂（优惠、比价、评价）",
      "中等、简单",
      "长（跳转他处）、复杂",
      "短、简单（目的性、忠诚）",
    ],
  },
  { label: "使用频次", aspect: "conversion", values: ["高", "中", "高", "中", "低"] },
  { label: "电商转化", aspect: "conversion", values: ["中", "高", "中", "低", "高"] },
  { label: "产品打通", aspect: "technology", values: ["很强", "中", "中", "弱", "可自行扩展"] },
  { label: "技术开放", aspect: "technology", values: ["很高", "中", "中", "低", "可自行扩展"] },
  { label: "基础设施", aspect: "technology", values: ["完备", "较弱", "中等、建设中", "弱", "可自行扩展"] },
  { label: "服务商", aspect: "technology", values: ["强", "强", "中等、建设中", "弱", "弱"] },
];
