import type { z } from "zod";
import { addDays } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { findMetrics } from "../metrics/registry/index.ts";
import { today } from "../shared/today.ts";
import { begunPart, isReachedByPeople, measurePeople } from "./actuals.ts";
import { daysOfMonth, type GoalMetric, goalMetrics } from "./rules.ts";
import type { ownGoalsAnswer } from "./schemas.ts";
import { listOwnAssignments } from "./store.ts";

type Reached = Readonly<Partial<Record<GoalMetric, number>>>;

/** What one guide reached at one store, over a span that has begun; nothing before it. */
async function reachedAt(
  platform: Platform,
  storeNo: number,
  guideNo: number,
  span: { from: string; to: string } | null,
): Promise<Reached | null> {
  if (span === null || span.from >= span.to) return null;
  const metrics = goalMetrics.filter(isReachedByPeople);
  const people = await measurePeople(platform, { stores: [storeNo] }, metrics, span);
  return people.get(guideNo) ?? Object.fromEntries(metrics.map((metric) => [metric, 0]));
}

/**
 * What a person was given for a month and has reached, by metric and store; only what the store has confirmed. An API key has none.
 */
export async function describeOwnGoals(
  platform: Platform,
  actor: Actor,
  month: string,
): Promise<z.input<typeof ownGoalsAnswer>> {
  const span = daysOfMonth(month);
  const rows = actor.kind === "staff" ? await listOwnAssignments(platform.db, actor.id, span) : [];
  const groups = new Map<string, typeof rows>();
  for (const row of rows) {
    const key = `${row.metric} ${row.unitId}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const day = today(platform);
  const isNow = span.from <= day && day < span.to;
  // A person works at a few stores at most.
  const stores = new Map(rows.map(({ storeNo, guideNo }) => [storeNo, guideNo]));
  const reached = new Map(
    await Promise.all(
      [...stores].map(async ([storeNo, guideNo]) => {
        const [inMonth, onDay] = await Promise.all([
          reachedAt(platform, storeNo, guideNo, begunPart(month, day)),
          reachedAt(platform, storeNo, guideNo, isNow ? { from: day, to: addDays(day, 1) } : null),
        ]);
        return [storeNo, { inMonth, onDay }] as const;
      }),
    ),
  );
  return {
    month,
    today: day,
    items: [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const [metric] = findMetrics([first.metric]);
      const target = group.reduce((sum, each) => sum + each.target, 0);
      const { inMonth, onDay } = reached.get(first.storeNo) ?? {};
      const actual = inMonth?.[first.metric] ?? null;
      return [
        {
          metric: { id: first.metric, name: metric?.name ?? first.metric, unit: metric?.unit ?? "orders" },
          unitId: first.unitId,
          unitName: first.unitName,
          target,
          todayTarget: group.find((each) => each.day === day)?.target ?? 0,
          actual,
          todayActual: onDay?.[first.metric] ?? null,
          progress: actual === null || target === 0 ? null : actual / target,
          days: group.map((each) => ({ day: each.day, target: each.target })),
        },
      ];
    }),
  };
}
