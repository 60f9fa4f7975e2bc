import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { refuse } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import { dayOf } from "../activity/note.ts";

const DAY = 86_400;

/**
 * The days asked for that lie in the past: both ends counted, floored to 00:00 UTC+8, at most 30 days long and not more
 * than 180 days ago (wecom-api.md §10). Today is left out: its figures are not ready.
 */
export function pastDays(world: World, from: number, to: number): number[] {
  const today = dayOf(secondsOf(world.clock));
  const first = dayOf(from);
  const last = dayOf(to);
  if (last < first) refuse(40058, "end before start");
  if (last - first > WECOM_QUOTAS.statisticsSpan.amount * DAY) refuse(40058, "at most 30 days");
  if (first < today - WECOM_QUOTAS.statisticsHistory.amount * DAY) refuse(40058, "at most 180 days ago");
  const days: number[] = [];
  for (let day = first; day <= last && day < today; day += DAY) days.push(day);
  return days;
}
