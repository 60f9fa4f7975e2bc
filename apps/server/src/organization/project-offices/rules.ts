import { addDays, daysBetween } from "../../kernel/calendar.ts";

export const rhythms = ["weekly", "biweekly", "monthly"] as const;
export type Rhythm = (typeof rhythms)[number];

export interface Meeting {
  /** The day by whose end reports are due; figures cover [periodFrom, periodTo). All `YYYY-MM-DD`. */
  readonly dueOn: string;
  readonly periodFrom: string;
  readonly periodTo: string;
}

export interface Plan {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly rhythm: Rhythm;
  /** Weekly and biweekly: ISO day of the week (1 = Monday); monthly: day of the month. */
  readonly rhythmDay: number;
}

/** ISO day of the week, 1 = Monday. */
export function weekdayOf(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** A day that falls on a weekend moves to the Monday after: meetings are held on workdays. */
function onWorkday(day: string): string {
  const weekday = weekdayOf(day);
  return weekday < 6 ? day : addDays(day, 8 - weekday);
}

function nextMonth(month: string): string {
  return addDays(`${month}-28`, 4).slice(0, 7);
}

/** The day of a month, or its last one where the month is shorter. */
function dayOfMonth(month: string, day: number): string {
  const last = addDays(`${nextMonth(month)}-01`, -1);
  const wanted = `${month}-${String(day).padStart(2, "0")}`;
  return wanted < last ? wanted : last;
}

function* plannedDays({ startsOn, endsOn, rhythm, rhythmDay }: Plan): Generator<string> {
  if (rhythm === "monthly") {
    for (let month = startsOn.slice(0, 7); month <= endsOn.slice(0, 7); month = nextMonth(month))
      yield onWorkday(dayOfMonth(month, rhythmDay));
    return;
  }
  const first = addDays(startsOn, (rhythmDay - weekdayOf(startsOn) + 7) % 7);
  for (let day = first; day <= endsOn; day = addDays(day, rhythm === "weekly" ? 7 : 14)) yield day;
}

/**
 * The meetings of a project by its rhythm, each covering the days since the one before. A closing one on the last day covers what
 * is left; no meeting lies on the first day, which has nothing to report.
 */
export function layOutMeetings(plan: Plan): Meeting[] {
  const days = [...plannedDays(plan)].filter((day) => day > plan.startsOn && day < plan.endsOn);
  const meetings: Meeting[] = [];
  let from = plan.startsOn;
  for (const dueOn of days) {
    meetings.push({ dueOn, periodFrom: from, periodTo: dueOn });
    from = dueOn;
  }
  meetings.push({ dueOn: plan.endsOn, periodFrom: from, periodTo: addDays(plan.endsOn, 1) });
  return meetings;
}

export type ReportState = "upcoming" | "due" | "overdue" | "filed" | "filed_late";

/** How many days before a report is due it stands on the to-do list. */
export const remindDaysBefore = 3;

/** Where a report stands on a day. */
export function reportState(dueOn: string, today: string, filed: { readonly late: boolean } | null): ReportState {
  if (filed !== null) return filed.late ? "filed_late" : "filed";
  if (dueOn < today) return "overdue";
  return daysBetween(today, dueOn) <= remindDaysBefore ? "due" : "upcoming";
}
