import type { z } from "zod";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { findMetrics } from "../metrics/registry/index.ts";
import { today } from "../shared/today.ts";
import { daysOfMonth } from "./rules.ts";
import type { ownGoalsAnswer } from "./schemas.ts";
import { listOwnAssignments } from "./store.ts";

/** What a person was given for a month, by metric and store; only what the store has confirmed. An API key has none. */
export async function describeOwnGoals(
  platform: Platform,
  actor: Actor,
  month: string,
): Promise<z.input<typeof ownGoalsAnswer>> {
  const rows = actor.kind === "staff" ? await listOwnAssignments(platform.db, actor.id, daysOfMonth(month)) : [];
  const groups = new Map<string, typeof rows>();
  for (const row of rows) {
    const key = `${row.metric} ${row.unitId}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const day = today(platform);
  return {
    month,
    today: day,
    items: [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const [metric] = findMetrics([first.metric]);
      return [
        {
          metric: { id: first.metric, name: metric?.name ?? first.metric, unit: metric?.unit ?? "orders" },
          unitId: first.unitId,
          unitName: first.unitName,
          target: group.reduce((sum, each) => sum + each.target, 0),
          todayTarget: group.find((each) => each.day === day)?.target ?? 0,
          days: group.map((each) => ({ day: each.day, target: each.target })),
        },
      ];
    }),
  };
}
