import type { z } from "zod";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { findMetrics } from "../metrics/registry/index.ts";
import { sliceFor } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import { unitOrTop } from "../shared/unit-or-top.ts";
import {
  begunPart,
  isReachedByPeople,
  measureParts,
  measurePeople,
  measureWeekdays,
  passedOfToday,
} from "./actuals.ts";
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
 * of the unit and of its parts come from the same question, those of people from the orders that name them.
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
  const byPeople = isStore && isReachedByPeople(key.metric);
  const [measured, sold, history, assignments] = await Promise.all([
    span === null ? null : measureParts(platform, slice, key.metric, span, parts),
    span === null || !byPeople ? null : measurePeople(platform, slice, [key.metric], span),
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
    people: people.map((person) => {
      const { days, target } = targetsOf(person, assignments, month.days);
      const { no, ...shown } = person;
      const actual = sold === null ? null : (sold.get(no)?.[key.metric] ?? 0);
      const ownShare = expectedShare(month.days, days, day, passedOfToday(platform));
      return { ...shown, days, ...progressOf(target, actual, ownShare), target };
    }),
    personActuals: personActuals(key, byPeople, people, sold),
  };
}

function sumOf(assignments: readonly Assignment[]): number {
  return assignments.reduce((sum, each) => sum + each.target, 0);
}

function targetsOf(person: Person, assignments: readonly Assignment[], days: readonly string[]) {
  const own = new Map(
    assignments.filter((each) => each.staffId === person.staffId).map((each) => [each.day, each.target]),
  );
  const targets = days.map((day) => own.get(day) ?? 0);
  return { days: targets, target: targets.reduce((sum, each) => sum + each, 0) };
}

/** What of the store's result no listed person reached: orders that name no guide, or somebody who is not posted here. */
function personActuals(
  key: GoalKey,
  available: boolean,
  people: readonly Person[],
  sold: Awaited<ReturnType<typeof measurePeople>> | null,
): z.input<typeof goalsAnswer>["personActuals"] {
  const posted = new Set(people.map((person) => person.no));
  const others = [...(sold ?? [])].filter(([no]) => no !== 0 && !posted.has(no));
  return {
    available,
    reason: available ? "" : "会员注册时没有记录导购，新增会员只能看全店的完成情况",
    withoutGuide: sold === null ? null : (sold.get(0)?.[key.metric] ?? 0),
    ofOthers: sold === null ? null : others.reduce((sum, [, values]) => sum + (values[key.metric] ?? 0), 0),
  };
}
