/** Where an order, a member or an event came from. */
export const channelNames: Readonly<Record<string, string>> = {
  store: "门店",
  mini_program: "小程序",
  wechat_shop: "微信小店",
  official_account: "公众号",
  wecom: "企业微信",
  ecommerce: "电商平台",
  sms: "短信",
  phone: "电话",
  import: "导入",
};

/** A channel in operators' words; one that this version does not know keeps its code. */
export function channelName(code: string | null | undefined): string {
  return code ? (channelNames[code] ?? code) : "未知渠道";
}
