/** What personal data is used for, each agreed to by itself. */
export const consentPurposes = {
  membership: "会员服务",
  marketing: "营销推送",
  profiling: "画像与个性化推荐",
  data_sharing: "与合作方共享",
  chat_archive: "会话存档",
} as const;

/** By which way a member may be reached; `any` where the purpose is not about reaching. */
export const consentChannels = {
  any: "不限",
  sms: "短信",
  phone_call: "电话",
  wecom: "企业微信",
  official_account: "公众号",
  mini_program: "小程序订阅消息",
  email: "邮件",
} as const;

export type ConsentPurpose = keyof typeof consentPurposes;
export type ConsentChannel = keyof typeof consentChannels;

export const consentPurposeNames = Object.keys(consentPurposes) as [ConsentPurpose, ...ConsentPurpose[]];
export const consentChannelNames = Object.keys(consentChannels) as [ConsentChannel, ...ConsentChannel[]];
