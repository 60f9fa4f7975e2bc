import type { Means, TouchpointState } from "./vocabulary.ts";

const next: Readonly<Record<TouchpointState, readonly TouchpointState[]>> = {
  planned: ["active", "retired"],
  active: ["paused", "retired"],
  paused: ["active", "retired"],
  retired: [],
};

export const nextStates = (state: TouchpointState): readonly TouchpointState[] => next[state];

export interface Standing {
  readonly state: TouchpointState;
  readonly means: Means | null;
  readonly codes: number;
  readonly outbounds: number;
  readonly hasAdPlan: boolean;
}

/** Why a touchpoint cannot be taken into the state; null when it can. */
export function refusalOf(
  standing: Standing,
  to: TouchpointState,
): { readonly path: string; readonly message: string } | null {
  if (!nextStates(standing.state).includes(to))
    return {
      path: "to",
      message:
        standing.state === "retired"
          ? "这个触点已下线，不能再启用；请新建一个"
          : "触点只能从计划中或暂停启用，从进行中暂停",
    };
  if (to !== "active") return null;
  if (standing.means === null)
    return { path: "means", message: "还没有说明靠什么落地，请先关联活码、来源码、投放计划或群发" };
  const lacks =
    (standing.means === "codes" && standing.codes === 0) ||
    (standing.means === "outbound" && standing.outbounds === 0) ||
    (standing.means === "ad_plan" && !standing.hasAdPlan);
  return lacks ? { path: "means", message: "还没有关联任何活码、投放计划或群发，启用后没有人会被认出来" } : null;
}

/** Sales for each yuan spent; null where nothing was spent. */
export function returnOf(salesFen: number, spendFen: number): number | null {
  return spendFen === 0 ? null : salesFen / spendFen;
}
