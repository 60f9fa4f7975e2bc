/** One evaluation of the rules (a row of `tier_run`). */
export interface TierRun {
  readonly id: number;
  readonly kind: "incremental" | "full";
  readonly status: "computing" | "applying" | "done";
  readonly as_of: string;
  readonly rule_version: number;
  readonly looked_at: Date;
  readonly member_version: number;
  readonly next_member_no: number;
}

export interface TierRunResult {
  readonly runId: number;
  readonly kind: "incremental" | "full";
  readonly asOf: string;
  /** Members whose facts or verdict differ from what was known. */
  readonly evaluated: number;
  /** Members whose tier changed, first assignments left out. */
  readonly changed: number;
}
