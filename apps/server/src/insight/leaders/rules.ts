/** The life of a group-buying leader (OR-20). */
export const leaderStatuses = {
  applied: "待审批",
  approved: "带团中",
  paused: "已暂停",
  ended: "已退出",
  declined: "未通过",
} as const;
export type LeaderStatus = keyof typeof leaderStatuses;

const next: Readonly<Record<LeaderStatus, readonly LeaderStatus[]>> = {
  applied: ["approved", "declined"],
  approved: ["paused", "ended"],
  paused: ["approved", "ended"],
  ended: ["applied"],
  declined: ["applied"],
};

export function nextLeaderStatuses(status: LeaderStatus): readonly LeaderStatus[] {
  return next[status];
}

/** Who decides whether somebody leads; the others only prepare it. */
export function needsApproval(to: LeaderStatus): boolean {
  return to === "approved" || to === "declined";
}

export interface LeaderLevel {
  readonly code: string;
  readonly name: string;
  /** Hundredths of a percent of net sales. */
  readonly commissionBp: number;
  /** Net sales in a month from which a leader has earned the level. */
  readonly monthlySalesFen: number;
}

/** The highest level that net sales of a month earn; null when they earn none. */
export function earnedLevel(levels: readonly LeaderLevel[], netFen: number): LeaderLevel | null {
  return levels.reduce<LeaderLevel | null>(
    (best, level) =>
      netFen >= level.monthlySalesFen && (best === null || level.monthlySalesFen >= best.monthlySalesFen)
        ? level
        : best,
    null,
  );
}
