import type { z } from "zod";
import type { Applied, Conflict, FinalLine, ResolvedPlan } from "./rules.ts";
import type { deviationSchema, finalLineSchema, planSchema, resolvedSchema } from "./schemas.ts";
import type { Plan, StoredLine, StoredOverride } from "./store.ts";

/** A provenance with its instant as text; frozen plans have it as text already. */
const dated = <From extends { readonly at: Date | string }>(from: From) => ({
  ...from,
  at: typeof from.at === "string" ? from.at : from.at.toISOString(),
});

const appliedOf = (list: readonly Applied[]) => list.map((each) => ({ ...each, from: dated(each.from) }));

export function presentPlan({ no: _no, ...plan }: Plan): z.input<typeof planSchema> {
  return {
    ...plan,
    formats: [...plan.formats],
    fronts: [...plan.fronts],
    slots: plan.slots.map((slot) => ({ ...slot, openTo: [...slot.openTo], lockedFields: [...slot.lockedFields] })),
    measuredAt: plan.measuredAt?.toISOString() ?? null,
    createdAt: plan.createdAt.toISOString(),
  };
}

function presentLine(line: FinalLine): z.input<typeof finalLineSchema> {
  return { ...line, from: dated(line.from), applied: appliedOf(line.applied), standing: appliedOf(line.standing) };
}

export function presentResolved(
  { lines, leftOut }: ResolvedPlan,
  conflicts: readonly Conflict[],
): z.input<typeof resolvedSchema> {
  return { lines: lines.map(presentLine), leftOut: leftOut.map(presentLine), conflicts: [...conflicts] };
}

export function presentDeviation(
  { id, lineId, changes, lockedFields, state, from, decidedBy, decidedAt, decision }: StoredOverride,
  line: StoredLine,
): z.input<typeof deviationSchema> {
  const { sku, title, priceLi, offerKind, offer } = line;
  return {
    id,
    lineId,
    title,
    slot: line.slot,
    hq: { sku, title, priceLi, offerKind, offer },
    changes,
    lockedFields: [...lockedFields],
    state,
    from: dated(from),
    decidedBy,
    decidedAt: decidedAt?.toISOString() ?? null,
    decision,
  };
}
