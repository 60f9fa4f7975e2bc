import type { WecomBehavior } from "@feilun/wechat-protocol";
import type { World } from "../../world/world.ts";

/** One row per day, in total over the members: wecom-api.md §10. */
export function behaviorOf(world: World, users: ReadonlySet<string>, days: readonly number[]): WecomBehavior[] {
  return days.map((day) => {
    const rows = [...users].flatMap((userid) => world.wecom.activity.members.get(userid)?.get(day) ?? []);
    const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
    const asked = sum((row) => row.asked.size);
    const answered = sum((row) => row.answered.size);
    const spoken = sum((row) => row.spokenWith.size);
    return {
      stat_time: day,
      chat_cnt: spoken,
      message_cnt: sum((row) => row.messages),
      ...(asked > 0 && { reply_percentage: Math.round((answered / asked) * 10_000) / 100 }),
      ...(answered > 0 && { avg_reply_time: Math.round(sum((row) => row.answerSeconds) / answered / 60) }),
      negative_feedback_cnt: sum((row) => row.lost),
      new_apply_cnt: sum((row) => row.applied),
      new_contact_cnt: sum((row) => row.added),
    };
  });
}
