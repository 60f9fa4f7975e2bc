import type { Actor } from "../../kernel/http/actor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { loadUnit } from "../../organization/index.ts";
import { confirmSplit, reopenSplit, saveSplit, setChainGoal } from "./change-goals.ts";
import { describeGoals } from "./describe-goals.ts";
import { describeOwnGoals } from "./own-goals.ts";
import { proposeSplit } from "./propose-split.ts";
import type { GoalMetric } from "./rules.ts";
import {
  confirmSplitBody,
  goalChangesAnswer,
  goalsAnswer,
  goalsQuery,
  ownGoalsAnswer,
  ownGoalsQuery,
  proposalAnswer,
  proposalQuery,
  reopenSplitBody,
  saveSplitBody,
  setGoalBody,
} from "./schemas.ts";
import { listChanges } from "./store.ts";

const tag = "Goals";

/** Goals from headquarters' month down to a person's day, and results back up (OR-07). */
export function goalRoutes(platform: Platform): Route[] {
  const changed = (actor: Actor, body: { month: string; metric: GoalMetric; orgUnitId?: string }) =>
    describeGoals(platform, actor, { month: body.month, metric: body.metric }, body.orgUnitId);
  return [
    route({
      method: "GET",
      path: "/goals",
      summary: "A unit's goal of a month: reached, expected by now, and its split one level down",
      tag,
      access: "metrics.read",
      query: goalsQuery,
      answer: goalsAnswer,
      handle: async ({ actor, query }) => describeGoals(platform, actor, query, query.orgUnitId),
    }),
    route({
      method: "PUT",
      path: "/goals",
      summary: "Set the chain's goal of a month (headquarters)",
      tag,
      access: "goal.write",
      body: setGoalBody,
      answer: goalsAnswer,
      handle: async ({ actor, body }) => {
        await setChainGoal(platform, actor, body);
        return changed(actor, body);
      },
    }),
    route({
      method: "GET",
      path: "/goals/proposal",
      summary: "A split to start from, by last year's or last month's shares; adds up exactly",
      tag,
      access: "goal.write",
      query: proposalQuery,
      answer: proposalAnswer,
      handle: async ({ actor, query }) => proposeSplit(platform, actor, query, query.orgUnitId),
    }),
    route({
      method: "PUT",
      path: "/goals/split",
      summary: "Save the draft of a split over the units below, or over a store's people and days",
      tag,
      access: "goal.write",
      body: saveSplitBody,
      answer: goalsAnswer,
      handle: async ({ actor, body }) => {
        await saveSplit(platform, actor, body);
        return changed(actor, body);
      },
    }),
    route({
      method: "POST",
      path: "/goals/split/confirm",
      summary: "Lock a split and hand it down; a difference from the whole needs a reason",
      tag,
      access: "goal.write",
      body: confirmSplitBody,
      answer: goalsAnswer,
      handle: async ({ actor, body }) => {
        await confirmSplit(platform, actor, body);
        return changed(actor, body);
      },
    }),
    route({
      method: "POST",
      path: "/goals/split/reopen",
      summary: "Open a confirmed split again, with the reason",
      tag,
      access: "goal.write",
      body: reopenSplitBody,
      answer: goalsAnswer,
      handle: async ({ actor, body }) => {
        await reopenSplit(platform, actor, body);
        return changed(actor, body);
      },
    }),
    route({
      method: "GET",
      path: "/goals/changes",
      summary: "What happened to a unit's goal and its split, newest first",
      tag,
      access: "metrics.read",
      query: proposalQuery,
      answer: goalChangesAnswer,
      handle: async ({ actor, query }) => {
        const unit = await loadUnit(platform.db, actor, query.orgUnitId);
        return { items: await listChanges(platform.db, query, unit.id) };
      },
    }),
    route({
      method: "GET",
      path: "/me/goals",
      summary: "One's own goals of a month by day",
      tag,
      access: "signed_in",
      query: ownGoalsQuery,
      answer: ownGoalsAnswer,
      handle: async ({ actor, query }) => describeOwnGoals(platform, actor, query.month),
    }),
  ];
}
