import type { Feed } from "../kernel/clickhouse/feed-spec.ts";

/**
 * A text array as ClickHouse reads it in TabSeparated: `['a','it''s']`. COPY escapes backslashes and tabs on the way out, and
 * ClickHouse undoes that inside of arrays too, so quotes are the only thing to take care of.
 */
const textArray = (array: string) =>
  `case when cardinality(${array}) = 0 then '[]' else '[' || (select string_agg('''' || replace(item, '''', '''''') || '''', ',' order by n)
     from unnest(${array}) with ordinality as t (item, n)) || ']' end`;

const clickhouseTime = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')`;

/** Orders into `order_fact`; a corrected, refunded or merged order is sent again with a higher version. */
export const orderFeed: Feed = {
  name: "order_fact",
  source: "sales_order",
  target: `order_fact (order_id, version, is_deleted, origin_no, member_no, store_no, guide_no, channel, paid_at, business_day,
    amount_li, goods_li, discount_li, items, is_gift, coupons, lines_json)`,
  select: `s.id, s.version, 0, coalesce(s.origin_no, 0), coalesce(s.member_no, 0), coalesce(s.store_no, 0), coalesce(s.guide_no, 0),
    s.channel, ${clickhouseTime("s.paid_at")}, s.business_day, s.amount_li, s.goods_li, s.discount_li, s.items, s.is_gift::int,
    ${textArray("s.coupons")}, s.lines`,
  orderBy: "s.id",
};

/** Refunds into `refund_fact`, amounts positive. */
export const refundFeed: Feed = {
  name: "refund_fact",
  source: "refund",
  target: `refund_fact (refund_id, version, is_deleted, order_id, origin_no, member_no, store_no, guide_no, channel, refunded_at,
    business_day, amount_li, items)`,
  select: `s.id, s.version, 0, coalesce(s.order_id, 0), coalesce(s.origin_no, 0), coalesce(s.member_no, 0),
    coalesce(s.store_no, 0), coalesce(s.guide_no, 0), s.channel, ${clickhouseTime("s.refunded_at")}, s.business_day, s.amount_li, s.items`,
  orderBy: "s.id",
};

/** Received gifts into `gift_fact`; one whose recipient is not known any more is deleted there. */
export const giftFeed: Feed = {
  name: "gift_fact",
  source: "gift",
  target: "gift_fact (order_id, version, is_deleted, origin_no, member_no, store_no, channel, given_at, business_day)",
  select: `s.order_id, s.version, (s.member_no is null)::int, coalesce(s.origin_no, 0), coalesce(s.member_no, 0),
    coalesce(s.store_no, 0), s.channel, ${clickhouseTime("s.given_at")}, s.business_day`,
  orderBy: "s.order_id",
};

/** Orders that left a month are deleted there. */
export const orderRetractionFeed: Feed = {
  name: "order_fact_retraction",
  source: "fact_retraction",
  target: "order_fact (order_id, version, is_deleted, business_day)",
  select: "s.document_id, s.version, 1, s.business_day",
  where: "s.kind = 'order'",
  orderBy: "s.id",
};

/** Refunds that left a month are deleted there. */
export const refundRetractionFeed: Feed = {
  name: "refund_fact_retraction",
  source: "fact_retraction",
  target: "refund_fact (refund_id, version, is_deleted, business_day)",
  select: "s.document_id, s.version, 1, s.business_day",
  where: "s.kind = 'refund'",
  orderBy: "s.id",
};
