import { rfmGroups } from "../rfm/rules.ts";
import { numberList } from "../shared/slice.ts";
import { textList } from "../shared/sql-text.ts";
import type { Condition, TagRule } from "./condition.ts";

/** What a rule needs besides the facts: stores in the cities that it names. */
export interface RuleContext {
  readonly storesInCity: (city: string) => readonly number[];
}

interface Compiled {
  /** Condition of the outer query. */
  readonly where: string;
  /** Aggregates over a member's orders, events or gifts, by column name. */
  readonly orders?: Readonly<Record<string, string>>;
  readonly events?: Readonly<Record<string, string>>;
  /** Over the gifts that a member received. */
  readonly gifts?: Readonly<Record<string, string>>;
  /** How far back orders or events have to be read; absent = always. */
  readonly days?: number;
  readonly types?: readonly string[];
  readonly reads?: "state" | "rfm";
}

interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** SQL: a value within inclusive bounds; null is never within. */
function within(value: string, range: Range, scale = 1): string {
  const bound = (limit: number) => String(Number((limit * scale).toFixed(6)));
  const parts = [
    ...(range.min === undefined ? [] : [`${value} >= ${bound(range.min)}`]),
    ...(range.max === undefined ? [] : [`${value} <= ${bound(range.max)}`]),
  ];
  return `ifNull(${parts.join(" and ")}, 0)`;
}

const inWindow = (days: number | undefined) => (days === undefined ? "1" : `d > {day:Date} - ${Math.trunc(days)}`);

function compileCondition(condition: Condition, name: string, context: RuleContext): Compiled {
  switch (condition.kind) {
    case "recency":
      return { orders: { [name]: "toNullable(max(d))" }, where: within(`{day:Date} - o.${name}`, condition.days) };
    case "orders":
      return {
        orders: { [name]: `countIf(${inWindow(condition.days)})` },
        days: condition.days,
        where: within(`ifNull(o.${name}, 0)`, condition.count),
      };
    case "spend":
      return {
        orders: { [name]: `sumIf(amount_li, ${inWindow(condition.days)})` },
        days: condition.days,
        where: within(`ifNull(o.${name}, 0)`, condition.fen, 10),
      };
    case "average_order":
      return {
        orders: {
          [`${name}_sum`]: `sumIf(amount_li, ${inWindow(condition.days)})`,
          [`${name}_n`]: `countIf(${inWindow(condition.days)})`,
        },
        days: condition.days,
        where: `ifNull(o.${name}_n > 0, 0) and ${within(`o.${name}_sum / o.${name}_n`, condition.fen, 10)}`,
      };
    case "bought_sku":
      return {
        orders: { [name]: `countIf(${inWindow(condition.days)} and hasAny(skus, [${textList(condition.skus)}]))` },
        days: condition.days,
        where: `ifNull(o.${name}, 0) > 0`,
      };
    case "coupon_share":
      return {
        orders: {
          [`${name}_with`]: `countIf(${inWindow(condition.days)} and notEmpty(coupons))`,
          [`${name}_n`]: `countIf(${inWindow(condition.days)})`,
        },
        days: condition.days,
        where: `ifNull(o.${name}_n > 0, 0) and ${within(`o.${name}_with / o.${name}_n`, condition.share)}`,
      };
    case "order_channel":
      return {
        orders: { [name]: `countIf(${inWindow(condition.days)} and channel in (${textList(condition.channels)}))` },
        days: condition.days,
        where: `ifNull(o.${name}, 0) > 0`,
      };
    case "sent_gift":
      return {
        orders: { [name]: `countIf(${inWindow(condition.days)} and is_gift)` },
        days: condition.days,
        where: within(`ifNull(o.${name}, 0)`, condition.count),
      };
    case "received_gift":
      return {
        gifts: { [name]: `countIf(${inWindow(condition.days)})` },
        days: condition.days,
        where: within(`ifNull(g.${name}, 0)`, condition.count),
      };
    case "events":
      return {
        events: { [name]: `countIf(${inWindow(condition.days)} and type in (${textList(condition.types)}))` },
        days: condition.days,
        types: condition.types,
        where: within(`ifNull(e.${name}, 0)`, condition.count),
      };
    case "tier":
      return { reads: "state", where: `ifNull(s.tier, '') in (${textList(condition.tiers)})` };
    case "life_cycle":
      return { reads: "state", where: `ifNull(s.life_cycle, '') in (${textList(condition.stages)})` };
    case "rhythm":
      return { reads: "state", where: `ifNull(s.rhythm, '') in (${textList(condition.stages)})` };
    case "rfm_group": {
      const bits = rfmGroups.filter((group) => condition.groups.includes(group.code)).map((group) => group.bits);
      return { reads: "rfm", where: `ifNull(r.rfm_group in (${numberList(bits)}), 0)` };
    }
    case "member_channel":
      return { where: `m.channel in (${textList(condition.channels)})` };
    case "city": {
      const stores = condition.cities.flatMap((city) => [...context.storesInCity(city)]);
      return {
        where: `(m.city in (${textList(condition.cities)})${stores.length > 0 ? ` or m.store_no in (${numberList(stores)})` : ""})`,
      };
    }
    case "registered":
      return { where: within("{day:Date} - m.registered_day", condition.days) };
    case "registered_on":
      return {
        where: `ifNull(m.registered_day >= toDate(${textList([condition.from])}) and m.registered_day < toDate(${textList([condition.to])}), 0)`,
      };
  }
}

/**
 * SQL: the numbers of the members that meet every condition of a rule, as one query with one pass over each source that the
 * rule needs. Takes the parameters `day` and `zone`.
 */
export function compileRule(rule: TagRule, context: RuleContext): string {
  const parts = rule.conditions.map((condition, index) => compileCondition(condition, `c${index}`, context));
  const orders = Object.assign({}, ...parts.map((part) => part.orders ?? {})) as Record<string, string>;
  const events = Object.assign({}, ...parts.map((part) => part.events ?? {})) as Record<string, string>;
  const gifts = Object.assign({}, ...parts.map((part) => part.gifts ?? {})) as Record<string, string>;
  const aggregates = (columns: Record<string, string>) =>
    Object.entries(columns)
      .map(([name, expression]) => `${expression} as ${name}`)
      .join(", ");
  const since = (column: string, using: readonly Compiled[]) =>
    using.some((part) => part.days === undefined)
      ? ""
      : `and ${column} > {day:Date} - ${Math.max(...using.map((part) => part.days ?? 0))}`;
  const ofOrders = parts.filter((part) => part.orders);
  const ofGifts = parts.filter((part) => part.gifts);
  const ofEvents = parts.filter((part) => part.events);
  return `select m.member_no as member_no
    from (select member_no, store_no, channel, city, toDate(registered_at, {zone:String}) as registered_day from member_fact final) m
    ${
      ofOrders.length === 0
        ? ""
        : `left join (
      select member_no, ${aggregates(orders)}
      from (select member_no, business_day as d, amount_li, channel, is_gift, coupons, \`lines.sku\` as skus from purchase
            where member_no > 0 and business_day <= {day:Date} ${since("business_day", ofOrders)})
      group by member_no) o on o.member_no = m.member_no`
    }
    ${
      ofEvents.length === 0
        ? ""
        : `left join (
      select member_no, ${aggregates(events)}
      from (select member_no, type, toDate(occurred_at, {zone:String}) as d from member_event
            where type in (${textList(ofEvents.flatMap((part) => part.types ?? []))}) and d <= {day:Date} ${since("d", ofEvents)})
      group by member_no) e on e.member_no = m.member_no`
    }
    ${
      ofGifts.length === 0
        ? ""
        : `left join (
      select member_no, ${aggregates(gifts)}
      from (select member_no, business_day as d from received_gift where business_day <= {day:Date} ${since("business_day", ofGifts)})
      group by member_no) g on g.member_no = m.member_no`
    }
    ${parts.some((part) => part.reads === "state") ? "left join (select member_no, toString(tier) as tier, toString(life_cycle) as life_cycle, toString(rhythm) as rhythm from member_state final) s on s.member_no = m.member_no" : ""}
    ${parts.some((part) => part.reads === "rfm") ? "left join (select member_no, rfm_group from member_rfm where as_of = (select max(as_of) from rfm_snapshot where as_of <= {day:Date})) r on r.member_no = m.member_no" : ""}
    where ${parts.map((part) => `(${part.where})`).join(" and ")}`;
}
