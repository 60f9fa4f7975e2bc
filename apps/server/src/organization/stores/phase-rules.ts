import type { Phase } from "./vocabulary.ts";

/** Which phase may follow which. A closed store that comes back prepares first. */
const next: Readonly<Record<Phase, readonly Phase[]>> = {
  preparing: ["open", "closed"],
  open: ["refit", "closed"],
  refit: ["open", "closed"],
  closed: ["preparing"],
};

export function mayBecome(from: Phase, to: Phase): boolean {
  return next[from].includes(to);
}

export function nextPhases(from: Phase): readonly Phase[] {
  return next[from];
}

export interface PhaseDates {
  readonly phaseSince: string | null;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
}

/** The store's dates after it enters a phase on a day: opening is the first one ever, closing is taken back by a return. */
export function datesAfter(dates: PhaseDates, to: Phase, day: string): PhaseDates {
  return {
    phaseSince: day,
    openedOn: to === "open" ? (dates.openedOn ?? day) : dates.openedOn,
    closedOn: to === "closed" ? day : null,
  };
}
