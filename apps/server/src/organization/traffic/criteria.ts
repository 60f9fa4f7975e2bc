/** By what dealers are compared when traffic is given out (OR-10); a rule orders them, the first difference decides. */
export const criteria = {
  share_code: "分享码",
  belonging: "已有归属",
  territory: "保护区域",
  nearest: "距离最近",
  capacity: "当日名额",
  weight: "权重轮转",
} as const;

export type Criterion = keyof typeof criteria;

/** What decided, when no criterion of the rule did: there was one dealer only, or everything was equal. */
export type Decision = Criterion | "only_one" | "closest_of_equals" | "by_hand";

/** Why a dealer is not compared at all. */
export type Unfit = "not_accepting" | "no_service" | "too_far" | "no_place";

export interface TrafficRule {
  readonly criteria: readonly Criterion[];
  /** Distances within one band are equal. */
  readonly bandMetres: number;
  /** Dealers further away are not asked; null = any distance. */
  readonly maxMetres: number | null;
  /** For so many days the same customer goes to the same dealer. */
  readonly protectionDays: number;
  /** Orders of so many days after the allocation count for the dealer. */
  readonly attributionDays: number;
}

/** What holds until somebody writes a rule: 「先位置，后服务内容」 with the needed service as a condition (CASE-20). */
export const usualRule: TrafficRule = {
  criteria: ["share_code", "belonging", "territory", "capacity", "nearest", "weight"],
  bandMetres: 1_000,
  maxMetres: null,
  protectionDays: 90,
  attributionDays: 30,
};

export interface DealerTerms {
  readonly accepts: boolean;
  /** Division codes of two, four or six digits. */
  readonly areaCodes: readonly string[];
  /** Circle around each of the dealer's stores; null = none. */
  readonly radiusMetres: number | null;
  /** New customers a day; null = no limit. */
  readonly dailyCap: number | null;
  readonly weight: number;
  /** Hundredths of a percent of net sales. */
  readonly commissionBp: number;
}

export const usualTerms: DealerTerms = {
  accepts: true,
  areaCodes: [],
  radiusMetres: null,
  dailyCap: null,
  weight: 100,
  commissionBp: 0,
};
