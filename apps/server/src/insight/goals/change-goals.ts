import { audit } from "../../kernel/audit/audit.ts";
import { conflict, type FieldProblem, invalid, Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { loadHeadquarters, loadUnit, requireWholeChain, type Unit } from "../../organization/index.ts";
import { today } from "../shared/today.ts";
import { noGoal } from "./propose-split.ts";
import { daysOfMonth } from "./rules.ts";
import {
  type Assignment,
  findGoal,
  type Goal,
  type GoalKey,
  handDown,
  keepChanges,
  listAssignments,
  listParts,
  listPeople,
  saveAssignments,
  saveProposals,
  setConfirmed,
  setTarget,
  touchGoal,
} from "./store.ts";

interface Wanted extends GoalKey {
  readonly orgUnitId: string;
  /** The version that the editor saw. */
  readonly version: number;
}

/** Headquarters sets the chain's goal of a month. A split that was confirmed for another whole is open again. */
export async function setChainGoal(
  platform: Platform,
  actor: Actor,
  wanted: GoalKey & { readonly target: number; readonly version: number },
): Promise<void> {
  requireWholeChain(actor);
  refusePast(platform, wanted);
  await platform.db.transaction().execute(async (tx) => {
    const unit = await loadHeadquarters(tx);
    const before = await findGoal(tx, wanted, unit.id, "update");
    refuseStale(before, wanted.version);
    const goal = await setTarget(tx, wanted, unit.id, wanted.target, actor.name);
    const detail = { before: before?.target ?? null, after: wanted.target };
    const reopened = before?.confirmedAt != null;
    await keepChanges(
      tx,
      [
        { goalId: goal.id, kind: "target_set" as const, detail },
        ...(reopened ? [{ goalId: goal.id, kind: "split_reopened" as const, reason: "目标已调整，需要重新分解" }] : []),
      ],
      platform.clock.now(),
      actor.name,
    );
    await note(tx, actor, "goal.set", unit, wanted, detail);
  });
}

/** Saves the draft of a split: over the units right below, or over a store's people and days. */
export async function saveSplit(
  platform: Platform,
  actor: Actor,
  wanted: Wanted & {
    readonly parts: readonly { readonly unitId: string; readonly target: number }[];
    readonly assignments: readonly Assignment[];
  },
): Promise<void> {
  refusePast(platform, wanted);
  await platform.db.transaction().execute(async (tx) => {
    const { unit, goal } = await goalToSplit(tx, actor, wanted);
    if (goal.confirmedAt !== null)
      throw conflict("split_confirmed", "分解已确认并锁定", "要修改请先「重新分解」并写明原因");
    if (unit.kind === "store") {
      await checkAssignments(tx, unit, wanted);
      await saveAssignments(tx, goal.id, wanted.assignments);
    } else {
      const known = await listParts(tx, wanted, unit.id);
      const parts = new Set(known.map((part) => part.unitId));
      const seen = new Set<string>();
      const wrong = wanted.parts.flatMap((part, index): FieldProblem[] => {
        const path = `parts.${index}.unitId`;
        if (!parts.has(part.unitId)) return [{ path, message: `只能分给「${unit.name}」的直接下级` }];
        if (seen.has(part.unitId)) return [{ path, message: "同一个下级只能出现一次" }];
        seen.add(part.unitId);
        return [];
      });
      if (wrong.length > 0) throw invalid(wrong);
      const leftOut = known.flatMap((part) =>
        part.goal?.proposed == null || seen.has(part.unitId) ? [] : [{ unitId: part.unitId, target: null }],
      );
      await saveProposals(tx, wanted, [...wanted.parts, ...leftOut], actor.name);
    }
    await touchGoal(tx, goal.id);
    const detail = unit.kind === "store" ? { assignments: wanted.assignments.length } : { parts: wanted.parts };
    await keepChanges(tx, [{ goalId: goal.id, kind: "split_saved", detail }], platform.clock.now(), actor.name);
    await note(tx, actor, "goal.split_saved", unit, wanted, detail);
  });
}

/**
 * Confirms a split: it is locked, and the units below have their goals. Parts that do not add up to the whole need a reason.
 *
 * @throws Refusal `split_incomplete`, `split_differs`
 */
export async function confirmSplit(
  platform: Platform,
  actor: Actor,
  wanted: Wanted & { readonly reason?: string },
): Promise<void> {
  refusePast(platform, wanted);
  await platform.db.transaction().execute(async (tx) => {
    const { unit, goal } = await goalToSplit(tx, actor, wanted);
    if (goal.confirmedAt !== null) throw conflict("split_confirmed", "分解已经确认过了");
    const sum = await sumOfSplit(tx, unit, goal, wanted);
    const difference = sum - goal.target;
    if (difference !== 0 && !wanted.reason) {
      throw new Refusal({
        code: "split_differs",
        status: 409,
        title: `分解合计比目标${difference > 0 ? "多" : "少"} ${amount(wanted, Math.abs(difference))}`,
        detail: "请调整到一致，或写明为什么不一致",
      });
    }
    const at = platform.clock.now();
    const gapReason = difference === 0 ? null : (wanted.reason ?? null);
    await setConfirmed(tx, goal.id, { at, by: actor.name, gapReason });
    const handed = unit.kind === "store" ? [] : await handDown(tx, wanted, unit.id, actor.name);
    const detail = { target: goal.target, sum, difference };
    await keepChanges(
      tx,
      [
        { goalId: goal.id, kind: "split_confirmed", reason: gapReason, detail },
        ...handed.map(({ goalId, before, after }) => ({
          goalId,
          kind: "handed_down" as const,
          detail: { before, after, from: unit.name },
        })),
        ...handed
          .filter((each) => each.reopened)
          .map(({ goalId }) => ({
            goalId,
            kind: "split_reopened" as const,
            reason: "上级调整了目标，需要重新分解",
          })),
      ],
      at,
      actor.name,
    );
    await note(tx, actor, "goal.split_confirmed", unit, wanted, { ...detail, reason: gapReason });
  });
}

/** Opens a confirmed split again. What was handed down stays in force until it is confirmed anew. */
export async function reopenSplit(
  platform: Platform,
  actor: Actor,
  wanted: Wanted & { readonly reason: string },
): Promise<void> {
  refusePast(platform, wanted);
  await platform.db.transaction().execute(async (tx) => {
    const { unit, goal } = await goalToSplit(tx, actor, wanted);
    if (goal.confirmedAt === null) throw conflict("split_open", "分解还没有确认，可以直接修改");
    await setConfirmed(tx, goal.id, null);
    const change = { goalId: goal.id, kind: "split_reopened" as const, reason: wanted.reason };
    await keepChanges(tx, [change], platform.clock.now(), actor.name);
    await note(tx, actor, "goal.split_reopened", unit, wanted, { reason: wanted.reason });
  });
}

async function goalToSplit(
  tx: Tx,
  actor: Actor,
  wanted: Wanted,
): Promise<{ unit: Unit; goal: Goal & { readonly target: number } }> {
  const unit = await loadUnit(tx, actor, wanted.orgUnitId);
  const goal = await findGoal(tx, wanted, unit.id, "update");
  if (goal?.target == null) throw noGoal();
  refuseStale(goal, wanted.version);
  return { unit, goal: { ...goal, target: goal.target } };
}

async function sumOfSplit(tx: Tx, unit: Unit, goal: Goal, key: GoalKey): Promise<number> {
  if (unit.kind === "store") {
    const assignments = await listAssignments(tx, goal.id);
    if (assignments.length === 0) throw conflict("split_incomplete", "还没有把目标分到人，请先分配再确认");
    return assignments.reduce((sum, each) => sum + each.target, 0);
  }
  const parts = await listParts(tx, key, unit.id);
  const missing = parts.filter((part) => part.goal?.proposed == null);
  if (parts.length === 0) throw conflict("split_incomplete", `「${unit.name}」下面没有可以分解的单位`);
  if (missing.length > 0) {
    const names = missing.slice(0, 5).map((part) => part.name);
    throw conflict(
      "split_incomplete",
      `还有 ${missing.length} 个下级没有目标`,
      `${names.join("、")}${missing.length > 5 ? "等" : ""}；不承担目标的请填 0`,
    );
  }
  return parts.reduce((sum, part) => sum + (part.goal?.proposed ?? 0), 0);
}

async function checkAssignments(
  tx: Tx,
  unit: Unit,
  wanted: GoalKey & { readonly assignments: readonly Assignment[] },
): Promise<void> {
  const month = daysOfMonth(wanted.month);
  const people = new Map((await listPeople(tx, unit.id, month)).map((person) => [person.staffId, person]));
  const seen = new Set<string>();
  const wrong = wanted.assignments.flatMap(({ staffId, day }, index): FieldProblem[] => {
    const person = people.get(staffId);
    const key = `${staffId} ${day}`;
    if (!person) return [{ path: `assignments.${index}.staffId`, message: `这位员工本月不在「${unit.name}」任职` }];
    const path = `assignments.${index}.day`;
    if (day < month.from || day >= month.to) return [{ path, message: `${day} 不在 ${wanted.month} 这个月` }];
    if (day < person.fromDay || (person.toDay !== null && day > person.toDay))
      return [{ path, message: `${person.name} 在 ${day} 没有任职` }];
    if (seen.has(key)) return [{ path, message: `${person.name} 的 ${day} 出现了两次` }];
    seen.add(key);
    return [];
  });
  if (wrong.length > 0) throw invalid(wrong.slice(0, 50));
}

function refusePast(platform: Platform, { month }: GoalKey): void {
  if (month < today(platform).slice(0, 7)) throw conflict("month_over", `${month} 已经结束，目标不能再修改`);
}

function refuseStale(goal: Goal | null, version: number): void {
  if ((goal?.version ?? 0) !== version) throw conflict("goal_changed", "目标刚被其他人修改过，请刷新后再改");
}

function amount({ metric }: GoalKey, value: number): string {
  return metric === "gmv" ? `${(value / 100).toFixed(2)} 元` : `${value} ${metric === "orders" ? "单" : "人"}`;
}

async function note(tx: Tx, actor: Actor, action: string, unit: Unit, key: GoalKey, detail: object): Promise<void> {
  await audit(tx, actor, {
    action,
    subject: { kind: "goal", id: `${key.month}/${key.metric}/${unit.code}` },
    orgPath: unit.path,
    detail: { ...detail, unit: unit.name },
  });
}
