/** `status` of an order: wechat-api.md §5.2. */
export const SHOP_ORDER_STATUS = {
  unpaid: 10,
  giftWaiting: 12,
  groupForming: 13,
  waitingForVerification: 17,
  toShip: 20,
  partlyShipped: 21,
  toReceive: 30,
  done: 100,
  oversoldCancelled: 190,
  aftersaleCancelled: 200,
  cancelled: 250,
} as const;
export type ShopOrderStatus = (typeof SHOP_ORDER_STATUS)[keyof typeof SHOP_ORDER_STATUS];

/** `payment_method`: wechat-api.md §5.2. */
export const SHOP_PAYMENT_METHOD = { wechatPay: 1, payLater: 2, lottery: 3, points: 4 } as const;
/** `present_send_type`: wechat-api.md §5.2. */
export const PRESENT_SEND_TYPE = {
  singleChat: 0,
  groupChat: 1,
  account: 2,
  channels: 3,
  wecomSingle: 4,
  wecomGroup: 5,
  miniProgram: 6,
} as const;
/** `sale_channel` of source_infos: wechat-api.md §5.2. */
export const SHOP_SALE_CHANNEL = {
  linkedAccount: 0,
  cooperating: 1,
  authorised: 2,
  talent: 100,
  agency: 101,
  other: 102,
} as const;
/** `account_type` of source_infos: wechat-api.md §5.2. */
export const SHOP_SOURCE_ACCOUNT = {
  channels: 1,
  officialAccount: 2,
  miniProgram: 3,
  wecom: 4,
  talent: 5,
  serviceAccount: 6,
  agency: 1000,
} as const;
/** `order_scene`: wechat-api.md §5.2. */
export const SHOP_ORDER_SCENE = {
  other: 1,
  live: 2,
  shortVideo: 3,
  productShare: 4,
  window: 5,
  articleCard: 6,
} as const;
/** `share_scene`: wechat-api.md §5.2. */
export const SHOP_SHARE_SCENE = {
  live: 1,
  window: 2,
  video: 3,
  channelsHome: 4,
  productDetail: 5,
  article: 6,
  link: 7,
  productQr: 8,
  productCode: 9,
  windowLink: 12,
  windowQr: 13,
} as const;
/** `status` of a product: wechat-api.md §5.1. */
export const SHOP_PRODUCT_STATUS = {
  initial: 0,
  onSale: 5,
  recycled: 6,
  deleted: 9,
  delistedByMerchant: 11,
  delistedByPlatform: 13,
  depositShort: 14,
  brandExpired: 15,
  banned: 20,
} as const;
/** `status` of an after-sale; USER_CANCELD is spelled so, exchange states are not listed: wechat-api.md §5.4. */
export const SHOP_AFTERSALE_STATUS = [
  "USER_CANCELD",
  "MERCHANT_PROCESSING",
  "MERCHANT_REJECT_REFUND",
  "MERCHANT_REJECT_RETURN",
  "USER_WAIT_RETURN",
  "RETURN_CLOSED",
  "MERCHANT_WAIT_RECEIPT",
  "MERCHANT_OVERDUE_REFUND",
  "MERCHANT_REFUND_SUCCESS",
  "MERCHANT_RETURN_SUCCESS",
  "PLATFORM_REFUNDING",
  "PLATFORM_REFUND_FAIL",
  "USER_WAIT_CONFIRM",
  "MERCHANT_REFUND_RETRY_FAIL",
  "MERCHANT_FAIL",
  "USER_WAIT_CONFIRM_UPDATE",
  "USER_WAIT_HANDLE_MERCHANT_AFTER_SALE",
] as const;
/** `status` of a coupon: wechat-api.md §5.6. */
export const SHOP_COUPON_STATUS = {
  initial: 1,
  active: 2,
  expired: 3,
  void: 4,
  deleted: 5,
  expiredOrVoid: 200,
} as const;
/** `status` of a user's coupon: wechat-api.md §5.6. */
export const SHOP_USER_COUPON_STATUS = { valid: 100, expired: 101, used: 102 } as const;
/** `sharer_type`: wechat-api.md §5.7. */
export const SHARER_TYPE = { ordinary: 0, shop: 1 } as const;
