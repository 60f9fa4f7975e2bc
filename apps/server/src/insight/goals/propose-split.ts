import type { z } from "zod";
import { conflict } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { loadUnit } from "../../organization/index.ts";
import { sliceFor } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import { measureParts, measureWeekdays } from "./actuals.ts";
import { assignDays, daysOfMonth, moveMonth, splitByShare, stepOf, weighDays } from "./rules.ts";
import type { proposalAnswer } from "./schemas.ts";
import { findGoal, type GoalKey, listParts, listPeople } from "./store.ts";

/**
 * A split that may be edited before it is saved: over units by their share of the same month last year, else of last month, else
 * evenly; over a store's people evenly and over its days by the weekdays' habit. The parts add up to the whole exactly.
 *
 * @throws Refusal `no_goal` while the unit has no goal
 */
export async function proposeSplit(
  platform: Platform,
  actor: Actor,
  key: GoalKey,
  unitId: string,
): Promise<z.input<typeof proposalAnswer>> {
  const { db } = platform;
  const unit = await loadUnit(db, actor, unitId);
  const goal = await findGoal(db, key, unit.id);
  const target = goal?.target ?? null;
  if (target === null) throw noGoal();
  const slice = await sliceFor(platform, actor, { orgUnitId: unit.id });
  const step = stepOf(key.metric);
  if (unit.kind === "store") {
    const month = daysOfMonth(key.month);
    const people = await listPeople(db, unit.id, month);
    const guides = people.some((person) => !person.leads) ? people.filter((person) => !person.leads) : people;
    const history = await measureWeekdays(platform, slice, key.metric, key.month, today(platform));
    const present = guides.map((person) =>
      month.days.map((each) => person.fromDay <= each && (person.toDay === null || each <= person.toDay)),
    );
    // A day on which nobody is posted gets nothing, so that the parts still add up.
    const weights = weighDays(month.days, history).map((weight, day) =>
      present.some((days) => days[day]) ? weight : 0,
    );
    const dayTotals = splitByShare(target, weights, step);
    const shares = assignDays(dayTotals, present, step);
    return {
      basis: history.length === 0 ? "even" : "weekdays",
      basisMonth: null,
      parts: [],
      assignments: guides.flatMap((person, row) =>
        month.days.flatMap((each, column) => {
          const part = shares[row]?.[column] ?? 0;
          return part > 0 ? [{ staffId: person.staffId, day: each, target: part }] : [];
        }),
      ),
    };
  }
  const parts = await listParts(db, key, unit.id);
  for (const [basis, month] of [
    ["last_year", moveMonth(key.month, -12)],
    ["last_month", moveMonth(key.month, -1)],
  ] as const) {
    const { byNo } = await measureParts(platform, slice, key.metric, daysOfMonth(month), parts);
    const values = parts.map((part) => Math.max(0, byNo.get(part.no) ?? 0));
    if (values.some((value) => value > 0)) return present(basis, month, values);
  }
  return present(
    "even",
    null,
    parts.map(() => 0),
  );

  function present(basis: "last_year" | "last_month" | "even", month: string | null, values: readonly number[]) {
    const shares = splitByShare(target ?? 0, values, step);
    return {
      basis,
      basisMonth: month,
      parts: parts.map((part, index) => ({
        unitId: part.unitId,
        name: part.name,
        basisValue: month === null ? null : (values[index] ?? 0),
        target: shares[index] ?? 0,
      })),
      assignments: [],
    };
  }
}

export function noGoal() {
  return conflict("no_goal", "上级还没有下达这个月的目标", "等上级确认分解之后，再往下分");
}
