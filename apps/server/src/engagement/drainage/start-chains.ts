import type { TouchpointKind } from "../touchpoints/vocabulary.ts";

export type ChainGroup = "offline" | "group" | "leading";
export const chainGroups: Readonly<Record<ChainGroup, { readonly label: string; readonly source: string }>> = {
  offline: { label: "线下起点", source: "AQ-23" },
  group: { label: "社群起点", source: "AQ-24" },
  leading: { label: "按主导触点", source: "AQ-31" },
};

export interface StartChain {
  readonly label: string;
  readonly group: ChainGroup;
  /** What it is good for, and what has to be laid. */
  readonly advice: string;
  /** Needs stores, groups: what a brand must have for it. */
  readonly needs?: "stores";
  /** The steps in the order in which people are led; the last ones lead to where they stay. */
  readonly steps: readonly { readonly kind: TouchpointKind; readonly name: string }[];
}

/**
 * Chains that a drainage plan can start from (AQ-23, AQ-24, AQ-31). The diagrams of AQ-31 are lost, so its steps are the
 * touches that its names say.
 */
export const startChains = {
  push_account_mini: {
    label: "推送 / 物料 + 公众号 + 小程序",
    group: "offline",
    advice: "门店物料扫码关注公众号，菜单和欢迎语把人带进小程序。",
    steps: [
      { kind: "store_material", name: "门店物料" },
      { kind: "account_menu", name: "公众号菜单与欢迎语" },
      { kind: "mini_entry", name: "小程序入口页" },
    ],
  },
  guide_account_mini: {
    label: "导购 + 公众号 + 小程序",
    group: "offline",
    needs: "stores",
    advice: "导购当面邀请，扫码关注后进小程序；适合导购接待充分的门店。",
    steps: [
      { kind: "store_guide", name: "导购当面邀请" },
      { kind: "account_menu", name: "公众号菜单与欢迎语" },
      { kind: "mini_entry", name: "小程序入口页" },
    ],
  },
  outdoor_mini_coupon: {
    label: "线下 / 户外广告 + 小程序 + 券",
    group: "offline",
    advice: "户外、电梯或瓶身码直达小程序领券，到店或线上核销。",
    steps: [
      { kind: "outdoor", name: "线下 / 户外广告" },
      { kind: "mini_entry", name: "小程序入口页" },
      { kind: "social_coupon", name: "小程序领券" },
    ],
  },
  after_payment: {
    label: "支付后",
    group: "offline",
    needs: "stores",
    advice: "付款完成页引导关注公众号，再用服务通知带回小程序。",
    steps: [
      { kind: "payment_follow", name: "支付后关注" },
      { kind: "service_notice", name: "服务通知" },
    ],
  },
  scan_purchase: {
    label: "扫码购",
    group: "offline",
    needs: "stores",
    advice: "顾客在店里扫码自助结账，结账就进了小程序，付款通知再带回来（原文案例：沃尔玛）。",
    steps: [
      { kind: "scan_purchase", name: "扫码购" },
      { kind: "service_notice", name: "付款通知" },
    ],
  },
  group_flash_sale: {
    label: "社群 + 小程序秒杀",
    group: "group",
    advice: "群里预告，小程序限时秒杀；周期性开团让群有盼头。",
    steps: [
      { kind: "group_code", name: "社群活码" },
      { kind: "group_play", name: "小程序秒杀" },
      { kind: "service_notice", name: "付款通知带回" },
    ],
  },
  group_friend_help: {
    label: "社群 + 好友助力",
    group: "group",
    advice: "群成员发起助力，好友点开小程序，老客带新客。",
    steps: [
      { kind: "group_code", name: "社群活码" },
      { kind: "friend_help", name: "好友助力" },
      { kind: "service_notice", name: "付款通知带回" },
    ],
  },
  group_live_start: {
    label: "社群 + 开播提醒",
    group: "group",
    advice: "群里发直播预约，开播时把人带进直播间下单。",
    steps: [
      { kind: "group_code", name: "社群活码" },
      { kind: "video_live", name: "视频号直播间" },
      { kind: "service_notice", name: "付款通知带回" },
    ],
  },
  group_coupon_subscription: {
    label: "社群 + 领券订阅",
    group: "group",
    advice: "群里领券并订阅提醒，券到期前用服务通知带回小程序。",
    steps: [
      { kind: "group_code", name: "社群活码" },
      { kind: "social_coupon", name: "小程序领券" },
      { kind: "service_notice", name: "券到期通知带回" },
    ],
  },
  account_led: {
    label: "公众号主导",
    group: "leading",
    advice: "公众号承接和培育：文章、菜单、自动回复逐步带到小程序成交。",
    steps: [
      { kind: "account_qr", name: "公众号带参二维码" },
      { kind: "account_article", name: "公众号文章" },
      { kind: "mini_entry", name: "小程序入口页" },
    ],
  },
  account_personal: {
    label: "公众号 + 个人号",
    group: "leading",
    advice: "公众号关注后由导购一对一承接，信任和成交都在好友里完成。",
    steps: [
      { kind: "account_qr", name: "公众号带参二维码" },
      { kind: "guide_code", name: "导购活码" },
    ],
  },
  account_personal_group: {
    label: "公众号 + 个人号 + 社群",
    group: "leading",
    advice: "公众号引到导购好友，导购再一对一邀请进群，群里做活动。",
    steps: [
      { kind: "account_qr", name: "公众号带参二维码" },
      { kind: "guide_code", name: "导购活码" },
      { kind: "group_code", name: "社群活码" },
    ],
  },
} as const satisfies Record<string, StartChain>;
export type ChainCode = keyof typeof startChains;

export const chainOf = (code: ChainCode): StartChain => startChains[code];
