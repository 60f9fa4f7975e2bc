/** What people call the channels of orders, events and members. */
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
  "": "未标明渠道",
};
