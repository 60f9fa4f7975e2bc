import { addDays } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";

/** Three years of orders. */
export const factDays = 1_095;
const monthsPerBatch = 1;

/** How many members stand behind so many orders. */
export const membersOf = (orders: number) => Math.max(1_000, Math.floor(orders / 10));

/**
 * Fills the analytical tables with orders up to yesterday in the order of their days, as an identity column numbers them, with the
 * refunds, members and events that belong to them; then sends every 200th order a second time, changed, as merges and refunds
 * do, so that the months are not a single sorted run. Does nothing when there are orders.
 */
export async function fillFacts(
  { clickhouse }: Platform,
  orders: number,
  storeNos: readonly number[],
  today: string,
  say: (line: string) => void,
): Promise<void> {
  const { n } = await clickhouse.row<{ n: number }>("select count() as n from order_fact");
  if (n > 0) return say("  the orders are there already");
  const members = membersOf(orders);
  const start = addDays(today, -factDays);
  const shared = { orders, members, days: factDays, start, stores: `[${storeNos.join(",")}]` };
  await clickhouse.command(memberFacts, shared);
  say(`  ${members} members`);
  const batchDays = 31 * monthsPerBatch;
  for (let day = 0; day < factDays; day += batchDays) {
    const from = Math.ceil((day * orders) / factDays);
    const to = Math.min(orders, Math.ceil(((day + batchDays) * orders) / factDays));
    await clickhouse.command(orderFacts, { ...shared, from, count: to - from }, { timeoutMs: 280_000 });
    if (to === orders || (day / batchDays) % 6 === 5) say(`  ${to} orders`);
  }
  await clickhouse.command(refundFacts, shared, { timeoutMs: 280_000 });
  await clickhouse.command(changedOrders, shared, { timeoutMs: 280_000 });
  await clickhouse.command(events, shared, { timeoutMs: 280_000 });
}

/** Sends a few of the orders of this month and the last once more, as trade does all day. */
export async function changeLately({ clickhouse }: Platform, today: string): Promise<void> {
  const since = addDays(`${today.slice(0, 7)}-01`, -1);
  await clickhouse.command(changedAgain, { since: `${since.slice(0, 7)}-01` });
}

/** A number from 0 up to 1 that depends on the row and a seed only. */
const chance = (of: string, seed: number) => `((sipHash64(${of}, ${seed}) % 1048576) / 1048576)`;
const homeStore = (member: string) =>
  `{stores:Array(UInt32)}[1 + toUInt32(floor(pow(${chance(member, 1)}, 1.6) * length({stores:Array(UInt32)})))]`;
const channels = "['store', 'store', 'store', 'store', 'mini_program', 'mini_program', 'ecommerce', 'wechat_shop']";

/** 40 % of the members were there at the start; the others came evenly. */
const memberFacts = `
  insert into member_fact (member_no, owner_no, version, is_deleted, first_seen_at, registered_at, store_no, channel, relation, gender, birth_year, city, digital)
  select toUInt32(number + 1) as member_no, member_no, 1, 0, seen, if(${chance("number", 2)} < 0.7, seen, null), ${homeStore("member_no")},
    ${channels}[1 + member_no % 8], 'member', ['female', 'male', ''][1 + member_no % 3], 1960 + member_no % 45, concat('城市', toString(member_no % 200)), member_no % 2
  from (select number, toDateTime64({start:Date}, 3, 'UTC') - toIntervalHour(if(number < 0.4 * {members:UInt64}, 1 + number % 17520, 0))
      + toIntervalSecond(if(number < 0.4 * {members:UInt64}, 0, (number - 0.4 * {members:UInt64}) / (0.6 * {members:UInt64}) * {days:UInt32} * 86400)) as seen
    from numbers({members:UInt64}))`;

/** One order in seven is anonymous; the others are of those who were members by then, most of few, seven in ten at the home store. */
const orderRow = (number: string) => `
    toUInt64(${number} + 1) as order_id, toUInt32(floor(${number} * {days:UInt32} / {orders:UInt64})) as day_no,
    {start:Date} + day_no as business_day,
    toDateTime64(business_day, 3, 'UTC') + toIntervalSecond(sipHash64(${number}, 3) % 50400) as paid_at,
    if(${chance(number, 4)} < 0.15, 0, 1 + toUInt32(floor(pow(${chance(number, 5)}, 1.7) * {members:UInt64} * (0.4 + 0.6 * day_no / {days:UInt32})))) as member_no,
    if(member_no > 0 and ${chance(number, 6)} < 0.7, ${homeStore("member_no")}, ${homeStore(number)}) as store_no,
    ${channels}[1 + sipHash64(${number}, 7) % 8] as channel,
    1 + sipHash64(${number}, 8) % 4 as pieces,
    toInt64(round(exp(8.5 + 1.4 * (${chance(number, 9)} + ${chance(number, 10)})))) * 10 as price_li`;

const orderColumns =
  "order_id, version, origin_no, member_no, store_no, channel, paid_at, business_day, amount_li, goods_li, discount_li, items, coupons, lines.sku, lines.quantity, lines.amount_li";

const orderFacts = `
  insert into order_fact (${orderColumns})
  select order_id, 1, member_no, member_no, store_no, channel, paid_at, business_day, price_li * pieces, price_li * pieces, 0,
    if(order_id % 500 = 0, 0, pieces), if(order_id % 5 = 0, ['C618'], []),
    arrayMap(i -> concat('SKU', toString(sipHash64(order_id, i) % 5000)), range(pieces)), arrayMap(i -> toInt64(1), range(pieces)), arrayMap(i -> price_li, range(pieces))
  from (select ${orderRow("number")} from numbers({from:UInt64}, {count:UInt64}))
  settings max_partitions_per_insert_block = 0`;

const refundFacts = `
  insert into refund_fact (refund_id, version, order_id, origin_no, member_no, store_no, channel, refunded_at, business_day, amount_li, items)
  select order_id, 1, order_id, member_no, member_no, store_no, channel, paid_at + toIntervalDay(1 + order_id % 5), business_day + 1 + order_id % 5, amount_li, 1
  from order_fact where order_id % 25 = 0
  settings max_partitions_per_insert_block = 0`;

const changedOrders = `
  insert into order_fact (${orderColumns})
  select order_id, 2, origin_no, member_no, store_no, channel, paid_at, business_day, amount_li, goods_li, discount_li, items, coupons, lines.sku, lines.quantity, lines.amount_li
  from order_fact where order_id % 200 = 7
  settings max_partitions_per_insert_block = 0`;

const changedAgain = `
  insert into order_fact (${orderColumns})
  select order_id, version + 1, origin_no, member_no, store_no, channel, paid_at, business_day, amount_li, goods_li, discount_li, items, coupons, lines.sku, lines.quantity, lines.amount_li
  from order_fact final where business_day >= {since:Date} and order_id % 1000 = 11`;

/** What members did on the fronts in the last half year: a fifth of the number of orders. */
const events = `
  insert into event (seq, type, origin_no, member_no, occurred_at, received_at, store_no, channel, properties)
  select number + 1, ['page.viewed', 'product.viewed', 'message.opened', 'product.shared'][1 + number % 4], member_no, member_no, at, at, ${homeStore("member_no")},
    'mini_program', '{}'
  from (select number, 1 + toUInt32(floor(pow(${chance("number", 11)}, 1.7) * {members:UInt64})) as member_no,
      toDateTime64({start:Date} + {days:UInt32} - 182, 3, 'UTC') + toIntervalSecond(floor(number / ({orders:UInt64} / 5) * 182 * 86400)) as at
    from numbers(toUInt64({orders:UInt64} / 5)))
  settings max_partitions_per_insert_block = 0`;
