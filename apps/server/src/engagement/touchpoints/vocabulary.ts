import { type Quota, WECOM_QUOTAS as wecom, WEIXIN_QUOTAS as weixin } from "@feilun/wechat-protocol";

/** Groups of channels (CH-01). */
export const channelGroups = {
  wechat: "微信生态",
  streaming: "直播平台",
  call_sms: "AI 外呼 + 短信",
  parcel: "包裹",
  offline: "线下",
  ads: "广告",
  website: "品牌官网",
} as const;
export type ChannelGroup = keyof typeof channelGroups;

/** Channels in their groups; the WeChat ones as CH-01 lists them. */
export const channels = {
  official_account: { group: "wechat", label: "公众号" },
  video_account: { group: "wechat", label: "视频号" },
  mini_program: { group: "wechat", label: "小程序" },
  group: { group: "wechat", label: "社群" },
  moments: { group: "wechat", label: "朋友圈" },
  wecom: { group: "wechat", label: "企业微信" },
  taobao_live: { group: "streaming", label: "淘宝直播" },
  douyin_live: { group: "streaming", label: "抖音直播" },
  video_live: { group: "streaming", label: "视频号直播" },
  ai_call: { group: "call_sms", label: "AI 外呼" },
  sms: { group: "call_sms", label: "短信" },
  parcel_card: { group: "parcel", label: "包裹卡" },
  store: { group: "offline", label: "门店" },
  outdoor: { group: "offline", label: "户外与物料" },
  ad: { group: "ads", label: "广告" },
  website: { group: "website", label: "品牌官网" },
} as const satisfies Record<string, { readonly group: ChannelGroup; readonly label: string }>;
export type Channel = keyof typeof channels;

/** The four classes of a mini program's touchpoints (CH-01). */
export const miniClasses = { online: "线上", offline: "线下", social: "社交", commercial: "商业" } as const;
export type MiniClass = keyof typeof miniClasses;

/** Where people are led (CH-03). */
export const landings = {
  wecom: "企微好友（个人号）",
  mini_program: "小程序",
  group: "社群",
  official_account: "公众号",
} as const;
export type Landing = keyof typeof landings;

/** What realises a touchpoint, and by what its people are known. */
export const means = {
  codes: "活码或短链（带 UTM）",
  scene: "带来源码的小程序码、公众号二维码",
  ad_plan: "广告投放计划",
  outbound: "群发与触达",
} as const;
export type Means = keyof typeof means;

export const touchpointStates = { planned: "计划中", active: "进行中", paused: "已暂停", retired: "已下线" } as const;
export type TouchpointState = keyof typeof touchpointStates;

/** Levels of the organisation that may run a touchpoint. */
export const levels = { headquarters: "总部", region: "区域", dealer: "经销商", store: "门店" } as const;
export type Level = keyof typeof levels;

export interface Limit {
  readonly text: string;
  readonly quota: Quota;
}

export interface Kind {
  readonly label: string;
  readonly channel: Channel;
  readonly landing: Landing;
  readonly means: Means;
  readonly miniClass?: MiniClass;
  readonly limits?: readonly Limit[];
}

/** `{n}` stands for the documented amount. */
const limit = (text: string, quota: Quota): Limit => ({
  text: text.replace("{n}", quota.amount.toLocaleString("zh-CN")),
  quota,
});

const contactWays = [
  limit("一个活码最多 {n} 位接待员工", wecom.contactWayUsers),
  limit("一家企业最多 {n} 个联系我二维码", wecom.contactWays),
];
const groupLimits = [
  limit("一个群活码最多 {n} 个群", wecom.joinWayGroups),
  limit("一个群最多 {n} 人", wecom.groupMembers),
  limit("超过 {n} 人不能再扫码自由进群", wecom.groupMembersFreeJoin),
];
const sceneLimits = [limit("小程序码的来源码最长 {n} 个字符", weixin.unlimitedCodeScene)];
const accountQr = [
  limit("永久二维码最多 {n} 个", weixin.permanentQrs),
  limit("来源码最长 {n} 个字符", weixin.qrSceneString),
];
const subscription = [limit("用户同意一次只能下发 {n} 条", weixin.subscribeMessagesPerAccept)];

/** Kinds of touchpoints with the channel and the class they belong to, where they usually lead, and their documented limits. */
export const touchpointKinds = {
  account_menu: {
    label: "公众号菜单与自动回复",
    channel: "official_account",
    landing: "mini_program",
    means: "codes",
    miniClass: "online",
    limits: [
      limit("一级菜单最多 {n} 个", weixin.menuButtons),
      limit("每个一级菜单下最多 {n} 个", weixin.menuSubButtons),
    ],
  },
  account_article: {
    label: "公众号文章",
    channel: "official_account",
    landing: "official_account",
    means: "codes",
    miniClass: "online",
    limits: [limit("服务号每位粉丝每月最多收到 {n} 次群发", weixin.massReceivedServiceAccount)],
  },
  account_qr: {
    label: "公众号带参二维码",
    channel: "official_account",
    landing: "official_account",
    means: "scene",
    limits: accountQr,
  },
  service_notice: {
    label: "服务通知",
    channel: "mini_program",
    landing: "mini_program",
    means: "scene",
    miniClass: "online",
    limits: subscription,
  },
  payment_follow: {
    label: "支付后关注",
    channel: "mini_program",
    landing: "official_account",
    means: "scene",
    miniClass: "online",
  },
  mini_entry: {
    label: "小程序入口页",
    channel: "mini_program",
    landing: "mini_program",
    means: "scene",
    miniClass: "online",
    limits: sceneLimits,
  },
  video_page: { label: "视频号主页与作品", channel: "video_account", landing: "wecom", means: "codes" },
  group_code: { label: "社群活码", channel: "group", landing: "group", means: "codes", limits: groupLimits },
  group_play: {
    label: "社群互动玩法",
    channel: "group",
    landing: "mini_program",
    means: "scene",
    miniClass: "social",
    limits: sceneLimits,
  },
  moments_post: {
    label: "导购朋友圈",
    channel: "moments",
    landing: "mini_program",
    means: "codes",
    miniClass: "social",
    limits: [limit("一家企业每月最多发表 {n} 条", wecom.momentsPerMonth)],
  },
  guide_code: { label: "导购活码", channel: "wecom", landing: "wecom", means: "codes", limits: contactWays },
  acquisition_link: {
    label: "获客链接",
    channel: "wecom",
    landing: "wecom",
    means: "codes",
    limits: [limit("一条链接最多 {n} 位接待员工", wecom.acquisitionLinkPeople)],
  },
  guide_message: {
    label: "导购一对一群发",
    channel: "wecom",
    landing: "mini_program",
    means: "outbound",
    limits: [limit("每位客户每天最多收到 {n} 条企业群发", wecom.massMessagesReceivedPerDay)],
  },
  taobao_live: { label: "淘宝直播间", channel: "taobao_live", landing: "wecom", means: "codes" },
  douyin_live: { label: "抖音直播间", channel: "douyin_live", landing: "wecom", means: "codes" },
  video_live: { label: "视频号直播间", channel: "video_live", landing: "wecom", means: "codes" },
  ai_call: { label: "AI 外呼", channel: "ai_call", landing: "wecom", means: "codes" },
  sms: { label: "短信", channel: "sms", landing: "wecom", means: "codes" },
  parcel_card: { label: "包裹卡", channel: "parcel_card", landing: "wecom", means: "codes", limits: contactWays },
  store_material: {
    label: "门店物料（台卡、收银台）",
    channel: "store",
    landing: "wecom",
    means: "codes",
    miniClass: "offline",
    limits: contactWays,
  },
  store_guide: {
    label: "导购当面邀请",
    channel: "store",
    landing: "wecom",
    means: "codes",
    miniClass: "offline",
    limits: contactWays,
  },
  store_wifi: {
    label: "门店、商场 WiFi",
    channel: "store",
    landing: "official_account",
    means: "scene",
    miniClass: "offline",
    limits: accountQr,
  },
  scan_purchase: {
    label: "扫码购",
    channel: "store",
    landing: "mini_program",
    means: "scene",
    miniClass: "offline",
    limits: sceneLimits,
  },
  poster: {
    label: "海报",
    channel: "outdoor",
    landing: "mini_program",
    means: "codes",
    miniClass: "offline",
  },
  outdoor: {
    label: "户外、电梯、瓶身码",
    channel: "outdoor",
    landing: "mini_program",
    means: "codes",
    miniClass: "offline",
  },
  red_packet_rain: {
    label: "红包雨",
    channel: "mini_program",
    landing: "mini_program",
    means: "scene",
    miniClass: "social",
    limits: sceneLimits,
  },
  social_coupon: {
    label: "社交券",
    channel: "mini_program",
    landing: "mini_program",
    means: "scene",
    miniClass: "social",
    limits: sceneLimits,
  },
  friend_help: {
    label: "好友助力",
    channel: "mini_program",
    landing: "mini_program",
    means: "scene",
    miniClass: "social",
    limits: sceneLimits,
  },
  social_ad: {
    label: "社交广告（朋友圈）",
    channel: "ad",
    landing: "mini_program",
    means: "ad_plan",
    miniClass: "commercial",
  },
  account_ad: {
    label: "公众号广告",
    channel: "ad",
    landing: "official_account",
    means: "ad_plan",
    miniClass: "commercial",
  },
  other_ad: { label: "站外广告与达人", channel: "ad", landing: "mini_program", means: "ad_plan" },
  website: { label: "品牌官网", channel: "website", landing: "mini_program", means: "codes" },
} as const satisfies Record<string, Kind>;
export type TouchpointKind = keyof typeof touchpointKinds;

export const kindOf = (code: TouchpointKind): Kind => touchpointKinds[code];

export const keysOf = <Key extends string>(names: Readonly<Record<Key, unknown>>) =>
  Object.keys(names) as [Key, ...Key[]];
