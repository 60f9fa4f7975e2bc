import type { TierSettings } from "./settings.ts";

/** A day so far off that nothing flips by itself. */
export const neverFlips = "2149-01-01";

const whole = (value: number) => String(Math.trunc(value));

/**
 * SQL: the verdict over a relation with the columns of `member_state`'s facts, on the day `{day:Date}`. Says what `judge` in
 * rules.ts says.
 */
export function verdictColumns(settings: TierSettings): string {
  const { high, potential, silent, low, lifeCycle, rhythm } = settings;
  const highLi = whole(high.minSpendFen * 10);
  const potentialLi = whole(potential.minSpendFen * 10);
  const away = `{day:Date} - coalesce(last_purchase_day, registered_day, seen_day) >= ${whole(silent.withoutPurchaseDays)}`;
  const smallYear = `year_orders > 0 and year_spend_li < ${whole(low.maxYearlySpendFen * 10)}`;
  const lastActive = "greatest(coalesce(last_purchase_day, toDate(0)), coalesce(last_interaction_day, toDate(0)))";
  return `multiIf(
      orders = 0 and ifNull({day:Date} - registered_day <= ${whole(settings.new.registeredWithinDays)}, 0), ('new', 'registered_recently'),
      spend_li >= ${highLi} and interactions >= ${whole(high.minInteractions)}, ('high', 'spends_and_interacts'),
      spend_li >= ${potentialLi} and spend_li < ${highLi} and views >= ${whole(potential.minViews)}, ('potential', 'spends_and_browses'),
      ${away} and silent_interactions <= ${whole(silent.maxInteractions)}, ('silent', 'silent'),
      ${smallYear} and year_coupon_orders >= ${Number(low.minCouponOrderShare)} * year_orders, ('low', 'coupons_only'),
      spend_li >= ${highLi}, ('general', 'interactions_below'),
      spend_li >= ${potentialLi}, ('general', 'views_below'),
      ${away}, ('general', 'still_interacting'),
      ${smallYear}, ('general', 'not_bargain'),
      orders = 0, ('general', 'no_first_order'),
      ('general', 'regular')) as verdict,
    verdict.1 as tier, verdict.2 as reason,
    multiIf(cycle_spend_li >= ${whole(lifeCycle.minSpendFen * 10)}, 'active', opens >= ${whole(lifeCycle.minOpens)}, 'potential', 'dormant') as life_cycle,
    multiIf(ifNull({day:Date} - registered_day <= ${whole(rhythm.newDays)}, 0), 'new',
      ${lastActive} > {day:Date} - ${whole(rhythm.silentDays)}, 'active', 'silent') as rhythm`;
}

/** How many days back events matter at all. */
export function eventDays(settings: TierSettings): number {
  return Math.max(
    settings.high.interactionDays,
    settings.silent.withoutPurchaseDays,
    settings.potential.viewDays,
    settings.lifeCycle.openDays,
    settings.rhythm.silentDays,
  );
}

/**
 * SQL: the facts of members, computed from orders and events. Each window's oldest day comes along: the day on which it leaves
 * the window is the earliest on which the verdict can change by itself.
 *
 * @param among SQL condition on `member_no`, e.g. `member_no in (…)`; `1` = everyone
 */
export function factsRelation(settings: TierSettings, among: string): string {
  const { high, potential, silent, lifeCycle, rhythm } = settings;
  const since = (days: number) => `d > {day:Date} - ${whole(days)}`;
  const isInteraction = "type in {interactionTypes:Array(String)}";
  const leaves = (column: string, days: number) => `if(${column} > toDate(0), ${column} + ${whole(days)}, toDate(0))`;
  return `
  select m.member_no as member_no, m.store_no as store_no, m.channel as channel, m.registered_day as registered_day, m.seen_day as seen_day,
    ifNull(o.orders, 0) as orders, o.last_purchase_day as last_purchase_day,
    ifNull(o.spend_li, 0) as spend_li, ifNull(o.cycle_spend_li, 0) as cycle_spend_li, ifNull(o.year_spend_li, 0) as year_spend_li,
    ifNull(o.year_orders, 0) as year_orders, ifNull(o.year_coupon_orders, 0) as year_coupon_orders,
    ifNull(e.interactions, 0) as interactions, ifNull(e.silent_interactions, 0) as silent_interactions,
    ifNull(e.views, 0) as views, ifNull(e.opens, 0) as opens, nullIf(e.last_interaction, toDate(0)) as last_interaction_day,
    arrayMin(arrayFilter(flip -> flip > {day:Date}, [toDate('${neverFlips}'),
      ifNull(m.registered_day + ${whole(settings.new.registeredWithinDays + 1)}, toDate(0)),
      ifNull(m.registered_day + ${whole(rhythm.newDays + 1)}, toDate(0)),
      coalesce(o.last_purchase_day, m.registered_day, m.seen_day) + ${whole(silent.withoutPurchaseDays)},
      ifNull(o.last_purchase_day + ${whole(rhythm.silentDays)}, toDate(0)),
      ifNull(${leaves("o.oldest_spend", high.spendDays)}, toDate(0)),
      ifNull(${leaves("o.oldest_cycle", lifeCycle.spendDays)}, toDate(0)),
      ifNull(${leaves("o.oldest_year", 365)}, toDate(0)),
      ifNull(${leaves("e.last_interaction", rhythm.silentDays)}, toDate(0)),
      ifNull(${leaves("e.last_interaction", eventDays(settings))}, toDate(0)),
      ifNull(${leaves("e.oldest_interaction", high.interactionDays)}, toDate(0)),
      ifNull(${leaves("e.oldest_silent", silent.withoutPurchaseDays)}, toDate(0)),
      ifNull(${leaves("e.oldest_view", potential.viewDays)}, toDate(0)),
      ifNull(${leaves("e.oldest_open", lifeCycle.openDays)}, toDate(0))])) as next_flip_on
  from (
    select member_no, store_no, channel, toDate(registered_at, {zone:String}) as registered_day, toDate(first_seen_at, {zone:String}) as seen_day
    from member_fact final where ${among}) m
  left join (
    select member_no, toUInt32(count()) as orders, toNullable(max(business_day)) as last_purchase_day,
      sumIf(amount_li, ${since(high.spendDays)}) as spend_li, minIf(d, ${since(high.spendDays)}) as oldest_spend,
      sumIf(amount_li, ${since(lifeCycle.spendDays)}) as cycle_spend_li, minIf(d, ${since(lifeCycle.spendDays)}) as oldest_cycle,
      sumIf(amount_li, ${since(365)}) as year_spend_li, minIf(d, ${since(365)}) as oldest_year,
      toUInt32(countIf(${since(365)})) as year_orders, toUInt32(countIf(${since(365)} and notEmpty(coupons))) as year_coupon_orders
    from (select member_no, business_day, business_day as d, amount_li, coupons from purchase
          where member_no > 0 and business_day <= {day:Date} and ${among})
    group by member_no) o on o.member_no = m.member_no
  left join (
    select member_no,
      toUInt32(countIf(${isInteraction} and ${since(high.interactionDays)})) as interactions,
      minIf(d, ${isInteraction} and ${since(high.interactionDays)}) as oldest_interaction,
      toUInt32(countIf(${isInteraction} and ${since(silent.withoutPurchaseDays)})) as silent_interactions,
      minIf(d, ${isInteraction} and ${since(silent.withoutPurchaseDays)}) as oldest_silent,
      maxIf(d, ${isInteraction}) as last_interaction,
      toUInt32(countIf(type in {viewTypes:Array(String)} and ${since(potential.viewDays)})) as views,
      minIf(d, type in {viewTypes:Array(String)} and ${since(potential.viewDays)}) as oldest_view,
      toUInt32(countIf(type in {openTypes:Array(String)} and ${since(lifeCycle.openDays)})) as opens,
      minIf(d, type in {openTypes:Array(String)} and ${since(lifeCycle.openDays)}) as oldest_open
    from (select member_no, type, toDate(occurred_at, {zone:String}) as d from member_event
          where occurred_at >= {eventsFrom:DateTime64(3,'UTC')} and occurred_at < {eventsTo:DateTime64(3,'UTC')}
            and type in {allTypes:Array(String)} and ${among})
    group by member_no) e on e.member_no = m.member_no`;
}
