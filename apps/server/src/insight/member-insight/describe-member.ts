import { sql } from "kysely";
import type { z } from "zod";
import { findMember } from "../../customers/index.ts";
import { addDays, daysBetween } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { addMonths } from "../metrics/period.ts";
import { memberRfmHistory } from "../rfm/list-members.ts";
import { liToFen } from "../shared/money.ts";
import { today } from "../shared/today.ts";
import { lifeCycleNames, rhythmNames, type TierCode, tierNames } from "../tiers/codes.ts";
import { reasonOf, tierHistory } from "../tiers/list-members.ts";
import { currentTierRule } from "../tiers/rule-store.ts";
import { factsOf, type StateRow } from "../tiers/state-row.ts";
import { purchaseCycle } from "./purchase-cycle.ts";
import type { memberInsightAnswer } from "./schemas.ts";
import { stageOf } from "./stage.ts";

interface Trade {
  readonly days: readonly string[];
  readonly orders: number;
  readonly amount_li: number;
  readonly items: number;
  readonly year_li: number;
  readonly refund_li: number;
  readonly months: readonly (readonly [string, number, number])[];
}

/**
 * What insight knows of one member.
 *
 * @throws Refusal when the member is not in the actor's scope
 */
export async function describeMember(
  platform: Platform,
  actor: Actor,
  memberNo: number,
): Promise<z.input<typeof memberInsightAnswer>> {
  const member = await findMember(platform.db, actor, memberNo);
  const day = today(platform);
  const [trade, rfm, tier, history] = await Promise.all([
    tradeOf(platform, member.memberNo, day),
    memberRfmHistory(platform, member.memberNo),
    tierOf(platform, member.memberNo, day),
    tierHistory(platform, member.memberNo),
  ]);
  const cycle = purchaseCycle(trade.days, day);
  const last = trade.days.at(-1) ?? null;
  return {
    memberNo: member.memberNo,
    day,
    rfm: rfm[0] ?? null,
    rfmHistory: rfm.slice(1),
    ...tier,
    stage: stageOf({ ...cycle, awayDays: last === null ? null : daysBetween(last, day) }),
    tierHistory: history,
    value: {
      orders: trade.orders,
      amountFen: liToFen(trade.amount_li),
      refundedFen: liToFen(trade.refund_li),
      netFen: liToFen(trade.amount_li - trade.refund_li),
      averageOrderFen: trade.orders === 0 ? null : liToFen(trade.amount_li / trade.orders),
      items: trade.items,
      last365Fen: liToFen(trade.year_li),
      firstPurchaseDay: trade.days[0] ?? null,
      lastPurchaseDay: last,
    },
    cycle,
    monthly: lastMonths(trade, day),
  };
}

async function tradeOf(platform: Platform, memberNo: number, day: string): Promise<Trade> {
  return platform.clickhouse.row<Trade>(
    `select arraySort(groupUniqArray(business_day)) as days, count() as orders, sum(o.amount_li) as amount_li, sum(o.items) as items,
       sumIf(o.amount_li, business_day > {yearAgo:Date}) as year_li,
       (select sum(amount_li) from current_refund where member_no = {memberNo:UInt32}) as refund_li,
       arrayMap((m, n, li) -> (toString(m), n, li), sumMap([toStartOfMonth(business_day)], [toUInt64(1)], [o.amount_li]).1,
         sumMap([toStartOfMonth(business_day)], [toUInt64(1)], [o.amount_li]).2, sumMap([toStartOfMonth(business_day)], [toUInt64(1)], [o.amount_li]).3) as months
     from purchase o where member_no = {memberNo:UInt32}`,
    { memberNo, yearAgo: addDays(day, -365) },
  );
}

function lastMonths(trade: Trade, day: string) {
  const known = new Map(trade.months.map(([month, orders, li]) => [month, { orders, li }]));
  const thisMonth = `${day.slice(0, 7)}-01`;
  return Array.from({ length: 12 }, (_, index) => {
    const month = addMonths(thisMonth, index - 11);
    const found = known.get(month);
    return { month: month.slice(0, 7), orders: found?.orders ?? 0, amountFen: liToFen(found?.li ?? 0) };
  });
}

async function tierOf(platform: Platform, memberNo: number, day: string) {
  const [state, placed, rule] = await Promise.all([
    platform.clickhouse.rows<StateRow>("select * from member_state final where member_no = {memberNo:UInt32}", {
      memberNo,
    }),
    sql<{ tier: TierCode; since: string }>`select tier, since from member_tier where member_no = ${memberNo}`.execute(
      platform.db,
    ),
    currentTierRule(platform.db),
  ]);
  const [row] = state;
  const [place] = placed.rows;
  if (!row || !place) return { tier: null, lifeCycle: null, rhythm: null };
  return {
    tier: {
      code: place.tier,
      name: tierNames[place.tier],
      since: place.since,
      reason: reasonOf(row.reason, factsOf(row), rule.settings, day),
      ...(rule.settings.treatments[place.tier] ?? { treatments: [], goal: "" }),
    },
    lifeCycle: { code: row.life_cycle, name: lifeCycleNames[row.life_cycle] },
    rhythm: { code: row.rhythm, name: rhythmNames[row.rhythm] },
  };
}
