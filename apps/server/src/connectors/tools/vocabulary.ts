/** What tools of a private domain do (T-26), and what the platform itself offers for it; null = nothing of its own. */
export const toolFunctions = {
  friend_adding: { label: "加好友与引流", official: "企业微信「联系我」与获客链接" },
  groups: { label: "社群运营", official: "企业微信客户群" },
  moments: { label: "朋友圈与内容", official: "企业微信客户朋友圈" },
  messaging: { label: "群发与触达", official: "企业微信群发、公众号与订阅消息" },
  service: { label: "客服与会话", official: "企业微信客户联系、微信客服" },
  shop: { label: "商城与交易", official: "微信小店、小程序与微信支付" },
  membership: { label: "会员与积分", official: null },
  activities: { label: "抽奖与互动活动", official: null },
  live: { label: "直播与视频号", official: "视频号" },
  content: { label: "内容与素材制作", official: null },
  analysis: { label: "数据分析", official: null },
  personalisation: { label: "个性化推荐", official: null },
} as const satisfies Record<string, { readonly label: string; readonly official: string | null }>;

export type ToolFunction = keyof typeof toolFunctions;
export const toolFunctionNames = Object.keys(toolFunctions) as [ToolFunction, ...ToolFunction[]];
