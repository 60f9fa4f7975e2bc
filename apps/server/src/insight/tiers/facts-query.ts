import { addDays } from "../../kernel/calendar.ts";
import { instantText } from "../metrics/ask-activity.ts";
import type { TierSettings } from "./settings.ts";
import { eventDays, factsRelation, verdictColumns } from "./tier-expressions.ts";

/** SQL: facts and verdict of members on a day, as rows of `member_state` without the version. */
export function judgedRelation(settings: TierSettings, among = "1"): string {
  return `select *, ${verdictColumns(settings)} from (${factsRelation(settings, among)})`;
}

/** The parameters that `judgedRelation` and `factsRelation` take. */
export function judgeParams(
  settings: TierSettings,
  timeZone: string,
  day: string,
): Record<string, string | readonly string[]> {
  return {
    day,
    zone: timeZone,
    eventsFrom: instantText(timeZone, addDays(day, 1 - eventDays(settings))),
    eventsTo: instantText(timeZone, addDays(day, 1)),
    interactionTypes: settings.interactionTypes,
    viewTypes: settings.viewTypes,
    openTypes: settings.lifeCycle.openTypes,
    allTypes: [...new Set([...settings.interactionTypes, ...settings.viewTypes, ...settings.lifeCycle.openTypes])],
  };
}

/** Columns of `member_state` that a run writes, in the order of `judgedRelation`'s names. */
export const stateColumns = [
  "member_no",
  "store_no",
  "channel",
  "registered_day",
  "seen_day",
  "orders",
  "last_purchase_day",
  "spend_li",
  "cycle_spend_li",
  "year_spend_li",
  "year_orders",
  "year_coupon_orders",
  "interactions",
  "silent_interactions",
  "views",
  "opens",
  "last_interaction_day",
  "tier",
  "reason",
  "life_cycle",
  "rhythm",
  "next_flip_on",
] as const;
