/** Where an order, a member or an event came from, in operators' words. */
export const channelNames: Readonly<Record<string, string>> = {
  store: "线下门店",
  mini_program: "小程序",
  wechat_shop: "微信小店",
  official_account: "公众号",
  wecom: "企业微信",
  ecommerce: "电商平台",
  import: "导入",
};

/** The channel's name; a code that an integrator made up stays as it is. */
export function channelName(code: string | null | undefined): string {
  return code ? (channelNames[code] ?? code) : "—";
}
