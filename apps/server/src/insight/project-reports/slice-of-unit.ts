import { systemActor } from "../../kernel/audit/audit.ts";
import type { Platform } from "../../kernel/platform.ts";
import { type Slice, sliceFor } from "../shared/slice.ts";

/** The facts of one unit, asked for by Feilun itself. */
export function sliceOfUnit(platform: Platform, unitId: string): Promise<Slice> {
  return sliceFor(platform, systemActor("project_figures"), { orgUnitId: unitId });
}
