import type { WecomGroupFigures } from "@feilun/wechat-protocol";
import type { World } from "../../world/world.ts";
import { dayOf } from "../activity/note.ts";
import type { GroupHistory } from "../activity/state.ts";

const DAY = 86_400;

/** The figures of these owners' groups over these days; totals are those at the end of the last: wecom-api.md §10. */
export function groupFigures(world: World, owners: ReadonlySet<string>, days: readonly number[]): WecomGroupFigures {
  const first = days[0] ?? 0;
  const end = (days[days.length - 1] ?? -DAY) + DAY;
  const figures: WecomGroupFigures = {
    new_chat_cnt: 0,
    chat_total: 0,
    chat_has_msg: 0,
    new_member_cnt: 0,
    member_total: 0,
    member_has_msg: 0,
    msg_total: 0,
    migrate_trainee_chat_cnt: 0,
  };
  for (const history of world.wecom.activity.groups.values()) {
    if (!owners.has(history.owner) || history.createdAt >= end) continue;
    if (dayOf(history.createdAt) >= first) figures.new_chat_cnt++;
    if (history.dismissedAt === undefined || history.dismissedAt >= end) {
      figures.chat_total++;
      figures.member_total += membersAt(history, end);
    }
    const within = days.flatMap((day) => history.days.get(day) ?? []);
    const speakers = new Set(within.flatMap((day) => [...day.speakers]));
    if (speakers.size > 0) figures.chat_has_msg++;
    figures.member_has_msg += speakers.size;
    figures.new_member_cnt += within.reduce((sum, day) => sum + day.joined, 0);
    figures.msg_total += within.reduce((sum, day) => sum + day.messages, 0);
  }
  return figures;
}

function membersAt({ days }: GroupHistory, end: number): number {
  let latest = -1;
  for (const day of days.keys()) if (day < end && day > latest) latest = day;
  return days.get(latest)?.members ?? 0;
}
