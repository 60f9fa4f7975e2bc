/** Where the way into the private domain stood (AQ-28). The platform offers no message to a buyer that could carry a code; all of these are put up by people. */
export const wayKinds = {
  parcel_card: "包裹卡",
  live_screen: "直播间二维码",
  product_page: "商品详情页",
  after_purchase: "购后页",
} as const;
export type WayKind = keyof typeof wayKinds;
export const wayKindNames = Object.keys(wayKinds) as [WayKind, ...WayKind[]];
