/** Where an event came from; the list of ARCHITECTURE.md. */
export const channels = {
  store: "门店",
  mini_program: "小程序",
  wechat_shop: "微信小店",
  official_account: "公众号",
  wecom: "企业微信",
  ecommerce: "电商平台",
  import: "导入",
} as const;

export function isChannel(channel: string): channel is keyof typeof channels {
  return Object.hasOwn(channels, channel);
}

export function channelLabel(channel: string): string {
  return isChannel(channel) ? channels[channel] : channel;
}
