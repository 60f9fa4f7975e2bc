import type { z } from "zod";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { findMetrics } from "../metrics/registry/index.ts";
import { sliceFor } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import { unitOrTop } from "../shared/unit-or-top.ts";
import { begunPart, measureParts, measureWeekdays, passedOfToday } from "./actuals.ts";
import { daysOfMonth, expectedShare, progressOf, weighDays } from "./rules.ts";
import type { goalsAnswer } from "./schemas.ts";
import {
  type Assignment,
  findGoal,
  type GoalKey,
  listAssignments,
  listParts,
  listPeople,
  type Person,
} from "./store.ts";

/**
 * A unit's goal of a month with what has been reached, and its split one level down: units, or a store's people and days. Results
 * of the unit and of its parts come from the same question; people have none, since orders do not name their guide yet.
 */
export async function describeGoals(
  platform: Platform,
  actor: Actor,
  key: GoalKey,
  unitId: string | undefined,
): Promise<z.input<typeof goalsAnswer>> {
  const { db } = platform;
  const unit = await unitOrTop(db, actor, unitId);
  const day = today(platform);
  const month = daysOfMonth(key.month);
  const isStore = unit.kind === "store";
  const [goal, parts, people, slice] = await Promise.all([
    findGoal(db, key, unit.id),
    isStore ? [] : listParts(db, key, unit.id),
    isStore ? listPeople(db, unit.id, month) : [],
    sliceFor(platform, actor, { orgUnitId: unit.id }),
  ]);
  const span = begunPart(key.month, day);
  const [measured, history, assignments] = await Promise.all([
    span === null ? null : measureParts(platform, slice, key.metric, span, parts),
    measureWeekdays(platform, slice, key.metric, key.month, day),
    goal === null || !isStore ? [] : listAssignments(db, goal.id),
  ]);
  const confirmed = goal?.confirmedAt != null;
  const dayTotals = month.days.map((each) => sumOf(assignments.filter((one) => one.day === each)));
  // A store that has confirmed its days has said itself what it expects by when.
  const byOwnDays = isStore && confirmed && dayTotals.some((total) => total > 0);
  const weights = byOwnDays ? dayTotals : weighDays(month.days, history);
  const share = expectedShare(month.days, weights, day, passedOfToday(platform));
  const sum = isStore ? sumOf(assignments) : parts.reduce((all, part) => all + (part.goal?.proposed ?? 0), 0);
  const drafted = isStore ? assignments.length > 0 : parts.some((part) => part.goal?.proposed != null);
  const [metric] = findMetrics([key.metric]);
  return {
    month: key.month,
    metric: { id: key.metric, name: metric?.name ?? key.metric, unit: metric?.unit ?? "orders" },
    unit: { id: unit.id, name: unit.name, kind: unit.kind },
    today: day,
    expectedShare: share,
    expectedBy: byOwnDays ? "own_days" : new Set(weights).size > 1 ? "weekdays" : "even_days",
    version: goal?.version ?? 0,
    ...progressOf(goal?.target ?? null, measured?.total ?? null, share),
    split: {
      into: isStore ? "people" : "units",
      state: confirmed ? "confirmed" : drafted ? "draft" : "none",
      sum: drafted ? sum : null,
      difference: drafted && goal?.target != null ? sum - goal.target : null,
      gapReason: goal?.gapReason ?? null,
      confirmedAt: goal?.confirmedAt?.toISOString() ?? null,
      confirmedBy: goal?.confirmedBy ?? null,
    },
    parts: parts.map((part) => ({
      unitId: part.unitId,
      name: part.name,
      kind: part.kind,
      proposed: part.goal?.proposed ?? null,
      splitConfirmed: part.goal?.confirmedAt != null,
      ...progressOf(part.goal?.target ?? null, measured === null ? null : (measured.byNo.get(part.no) ?? 0), share),
    })),
    days: isStore ? month.days.map((each, index) => ({ day: each, target: dayTotals[index] ?? 0 })) : [],
    people: people.map((person) => presentPerson(person, assignments, month.days)),
    personActuals: {
      available: false,
      reason: "订单还没有记录服务导购，个人目标暂时只能和门店的完成情况一起看",
    },
  };
}

function sumOf(assignments: readonly Assignment[]): number {
  return assignments.reduce((sum, each) => sum + each.target, 0);
}

function presentPerson(person: Person, assignments: readonly Assignment[], days: readonly string[]) {
  const own = new Map(
    assignments.filter((each) => each.staffId === person.staffId).map((each) => [each.day, each.target]),
  );
  const targets = days.map((day) => own.get(day) ?? 0);
  return { ...person, target: targets.reduce((sum, each) => sum + each, 0), days: targets };
}
