/**
 * Atoms: the figures that engines count; every metric is arithmetic on them. An atom belongs to one source table, and one
 * question reads each source table once, whatever the number of metrics.
 */

/** Sums over orders (SQL over a row of `purchase`). Money in li. */
export const orderSums = {
  amountLi: "sum(amount_li)",
  orders: "count()",
  items: "sum(items)",
  discountLi: "sum(discount_li)",
  memberAmountLi: "sumIf(amount_li, member_no > 0)",
  digitalMemberAmountLi:
    "sumIf(amount_li, member_no in (select member_no from member_fact final where digital = 1 and registered_at is not null))",
  memberOrders: "countIf(member_no > 0)",
  couponOrders: "countIf(notEmpty(coupons))",
  privateAmountLi: "sumIf(amount_li, channel in {privateChannels:Array(String)})",
  onlineAmountLi: "sumIf(amount_li, channel in {onlineChannels:Array(String)})",
  onlineOrders: "countIf(channel in {onlineChannels:Array(String)})",
} as const;

/**
 * People who order, distinct within a bucket. `n` = their orders in it, `start` = the bucket's first day, `first_day` = their
 * first purchase anywhere, null when that was before the periods.
 */
export const orderPeople = {
  buyers: "count()",
  repurchasers: "countIf(n >= 2)",
  newBuyers: "countIf(ifNull(first_day >= start, 0))",
  returningBuyers: "countIf(not ifNull(first_day >= start, 0))",
} as const;

/** Sums over refunds (SQL over a row of `current_refund`), by the day of the refund. */
export const refundSums = {
  refundLi: "sum(amount_li)",
  refunds: "count()",
  refundedOrders: "uniqExact(order_id)",
  refundedItems: "sum(items)",
} as const;

/** Members as they stand (SQL over `member_fact`): `appeared` counts in the period, `standing` at its end. */
export const memberCounts = {
  newMembers: { day: "registered_day", kind: "appeared" },
  members: { day: "registered_day", kind: "standing" },
  newCustomers: { day: "seen_day", kind: "appeared" },
  customers: { day: "seen_day", kind: "standing" },
  digitalMembers: { day: "digital_day", kind: "standing" },
  outsideCustomers: { day: "outside_day", kind: "appeared" },
} as const;

/** People who registered in the bucket and ordered within seven days of it. */
export const conversionCounts = {
  registered: "count()",
  convertedIn7Days: "countIf(converted)",
} as const;

/** People with an order or a customer-started event. */
export const activityCounts = { activeMembers: "uniqExact(member_no)" } as const;

/** Steps of relations (SQL over a step; `way` > 0 = nearer to the brand). */
export const relationCounts = {
  relationsForward: "countIf(way > 0)",
  relationsBack: "countIf(way < 0)",
} as const;

/** Movements of points (SQL over a row of `point_fact`), positive numbers. */
export const pointSums = {
  pointsIssued: "sumIf(points, kind = 'earned' or (kind = 'adjusted' and points > 0))",
  pointsSpent: "-sumIf(points, kind in ('spent', 'returned'))",
  pointsExpired: "-sumIf(points, kind = 'expired')",
  pointsClawedBack: "-sumIf(points, kind = 'clawed_back')",
} as const;

/** What members hold at the end: the sum of the whole ledger up to then. */
export const pointStandings = { pointsHeld: "sum(points)" } as const;

export type OrderSum = keyof typeof orderSums;
export type OrderPerson = keyof typeof orderPeople;
export type RefundSum = keyof typeof refundSums;
export type MemberCount = keyof typeof memberCounts;
export type ConversionCount = keyof typeof conversionCounts;
export type ActivityCount = keyof typeof activityCounts;
export type RelationCount = keyof typeof relationCounts;
export type PointSum = keyof typeof pointSums;
export type PointStanding = keyof typeof pointStandings;
export type Atom =
  | OrderSum
  | OrderPerson
  | RefundSum
  | MemberCount
  | ConversionCount
  | ActivityCount
  | RelationCount
  | PointSum
  | PointStanding;

/** Channels that the brand owns (私域) and those that are online; everything else is a public or a physical channel. */
export const privateChannels = ["mini_program", "wechat_shop", "official_account", "wecom"];
export const onlineChannels = [...privateChannels, "ecommerce"];
