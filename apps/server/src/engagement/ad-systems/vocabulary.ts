import type { AdChain, AdKind, AdStage } from "../ad-plans/rules.ts";

/** Stages that are told back to an ad system: what somebody did, not where they looked. */
export const toldStages = ["friend", "follow", "register", "reserve", "coupon", "order"] as const satisfies AdStage[];
export type ToldStage = (typeof toldStages)[number];

interface Suggestion {
  /** '' = the reference names none: it stands in the platform's console, where the conversion was made. */
  readonly actionType: string;
  readonly isDocumented: boolean;
}

/** What Tencent Ads calls the stages (wechat-api.md §6): four names are documented, the others are the operator's to enter. */
export const suggestedActions: Readonly<Record<ToldStage, Suggestion>> = {
  friend: { actionType: "CONFIRM_EFFECTIVE_LEADS", isDocumented: false },
  follow: { actionType: "", isDocumented: false },
  register: { actionType: "REGISTER", isDocumented: true },
  reserve: { actionType: "RESERVATION", isDocumented: true },
  coupon: { actionType: "", isDocumented: false },
  order: { actionType: "COMPLETE_ORDER", isDocumented: true },
};

export interface AdPlacement {
  readonly code: string;
  readonly label: string;
  /** The kind of an ad plan that it is. */
  readonly kind: AdKind;
  readonly buying: string;
  /** What the platform learns to look for. */
  readonly optimisesFor: string;
  /** Stages worth telling back, the nearest first. */
  readonly tells: readonly ToldStage[];
  /** What has to be there before it can run. */
  readonly needs: readonly string[];
  readonly chains: readonly AdChain[];
  readonly watch: string;
}

/** Kinds of placement that a retailer buys (IN-07), what each needs, and what to tell back. */
export const adPlacements: readonly AdPlacement[] = [
  {
    code: "moments_bidding",
    label: "朋友圈竞价（oCPX）",
    kind: "moments",
    buying: "竞价，按目标转化出价",
    optimisesFor: "你回传的那一种转化；没有回传，系统只会找爱点的人",
    tells: ["friend", "register", "order"],
    needs: ["落地页用活码或短链，地址会带上点击号", "接好转化回传，并选一个每周够多的转化做目标", "监测链接填进广告"],
    chains: ["friend", "buy_first"],
    watch: "转化太少时先用浅一层的目标（加好友），量起来再换成下单。",
  },
  {
    code: "moments_contract",
    label: "朋友圈合约卡片",
    kind: "moments_contract",
    buying: "合约，按曝光买断",
    optimisesFor: "曝光；不按转化学习，回传只用来算账",
    tells: ["order"],
    needs: ["排期和预算先定", "门店接待能力：一天会来多少人，导购排班够不够"],
    chains: ["friend", "coupon", "booking"],
    watch: "看每个买家多少钱，不看曝光单价；曝光报表要和合约对账。",
  },
  {
    code: "video_bidding",
    label: "视频号竞价",
    kind: "video_account",
    buying: "竞价，按目标转化出价",
    optimisesFor: "进直播间、关注或下单",
    tells: ["follow", "reserve", "order"],
    needs: ["视频号已认证", "直播预约或商品链接先准备好", "直播间里要有转私域的入口"],
    chains: ["live"],
    watch: "直播前一天投预约，开播后投进房，两笔花费分开记成两个计划。",
  },
  {
    code: "lbs",
    label: "附近推（LBS）",
    kind: "lbs",
    buying: "竞价，圈门店周边",
    optimisesFor: "到店附近的人；小范围里转化少，先按加好友",
    tells: ["friend", "coupon"],
    needs: ["门店经纬度准确", "落地页用门店活码或附近门店活码", "券写明哪家店能用"],
    chains: ["friend", "coupon"],
    watch: "范围太小投不出去：先看 3 公里内有多少门店能接待。",
  },
  {
    code: "account",
    label: "公众号广告",
    kind: "official_account",
    buying: "竞价或互选",
    optimisesFor: "关注，或文章底部的小程序下单",
    tells: ["follow", "order"],
    needs: ["关注后的欢迎语和菜单已经配好", "公众号授权给广告账号"],
    chains: ["account", "follow_first", "mini_account"],
    watch: "只看关注单价会亏：用 90 天价值对比。",
  },
  {
    code: "youshu",
    label: "腾讯有数定向",
    kind: "targeted",
    buying: "人群包定向，配合以上任一种",
    optimisesFor: "像你老客的人，或排除已是好友的人",
    tells: ["register", "order"],
    needs: [
      "在「人群包导出」选人并导出文件，由有权限的人在腾讯后台上传",
      "客户同意与合作方共享",
      "留出对照组，才知道有没有用",
    ],
    chains: ["buy_first", "follow_first"],
    watch: "先排除已是好友和最近买过的人，省下的钱最多。",
  },
];

export const conversionStates = { waiting: "等待回传", told: "已回传", refused: "被拒绝", withheld: "不回传" } as const;
export type ConversionState = keyof typeof conversionStates;

export const withheldCauses = {
  no_action: "账号没有给这一步设转化类型",
  consent: "客户没有同意，或已拒绝与合作方共享",
  disabled: "账号的回传已停用",
} as const;

export const defaultBaseUrls = { open: "http://tracking.e.qq.com", authenticated: "https://api.e.qq.com" } as const;
