import { z } from "zod";
import { channelLabel } from "../processing/channels.ts";
import { findEventType } from "../registry/registry.ts";
import type { DerivedRelation } from "./derive-relations.ts";
import { causeLabels, closeness, relationStateLabels, relationStates } from "./rules.ts";

const state = z.enum(relationStates);

export const relationLineSchema = z.object({
  state,
  stateLabel: z.string(),
  since: z.string().nullable().describe("When the state was reached; null for a visitor"),
  steps: z
    .array(
      z.object({
        at: z.string(),
        from: state,
        to: state,
        toLabel: z.string(),
        direction: z.enum(["forward", "back"]),
        cause: z.string().describe("An event type, `registered`, `identifier:<kind>`, or `identifier:group`"),
        causeLabel: z.string(),
        channel: z.string().nullable(),
        channelLabel: z.string().nullable(),
      }),
    )
    .describe("Oldest first, by the time things happened"),
});

/** A line of relation states in operators' words; no line = a visitor. */
export function presentLine(
  line: Pick<DerivedRelation, "state" | "since" | "steps"> | undefined,
): z.input<typeof relationLineSchema> {
  const state = line?.state ?? "visitor";
  return {
    state,
    stateLabel: relationStateLabels[state],
    since: line?.since?.toISOString() ?? null,
    steps: (line?.steps ?? []).map((step) => ({
      ...step,
      toLabel: relationStateLabels[step.to],
      direction: closeness(step.to) > closeness(step.from) ? ("forward" as const) : ("back" as const),
      causeLabel: causeLabels[step.cause] ?? findEventType(step.cause)?.label ?? step.cause,
      channelLabel: step.channel === null ? null : channelLabel(step.channel),
    })),
  };
}
