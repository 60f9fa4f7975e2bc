/** From and to, `HH:MM` each. */
export type Span = string[];
export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
/** Spans by weekday; a weekday left out is closed. */
export type WeekHours = Record<string, Span[]>;

export const weekdays: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export const weekdayNames: Readonly<Record<Weekday, string>> = {
  mon: "周一",
  tue: "周二",
  wed: "周三",
  thu: "周四",
  fri: "周五",
  sat: "周六",
  sun: "周日",
};

function spanWords(spans: readonly Span[]): string {
  if (spans.length === 0) return "休息";
  return spans
    .map(([from = "", to = ""]) =>
      from === "00:00" && to === "24:00" ? "全天" : `${from}–${to}${to <= from ? "（次日）" : ""}`,
    )
    .join("、");
}

/** The week in words, equal neighbours together: `周一至周五 09:00–21:00；周六、周日 10:00–22:00`. */
export function hoursInWords(hours: WeekHours | null): string {
  if (hours === null) return "未填写";
  const runs: { days: Weekday[]; words: string }[] = [];
  for (const day of weekdays) {
    const words = spanWords(hours[day] ?? []);
    const last = runs.at(-1);
    if (last?.words === words) last.days.push(day);
    else runs.push({ days: [day], words });
  }
  if (runs.length === 1) return `每天 ${runs[0]?.words}`;
  return runs
    .map(({ days, words }) => {
      const first = weekdayNames[days[0] as Weekday];
      const last = weekdayNames[days.at(-1) as Weekday];
      return `${days.length === 1 ? first : days.length === 2 ? `${first}、${last}` : `${first}至${last}`} ${words}`;
    })
    .join("；");
}

/** Reads what a person typed for one day, such as `9:00-12:00，13:30–21:00`; null when it cannot be read. Empty = closed. */
export function parseSpans(text: string): Span[] | null {
  const cleaned = text.replace(/：/g, ":").trim();
  if (cleaned === "" || cleaned === "休息") return [];
  if (cleaned === "全天") return [["00:00", "24:00"]];
  const spans: Span[] = [];
  for (const part of cleaned.split(/[,，、;；]/)) {
    const match = /^\s*(\d{1,2}):(\d{2})\s*[-–—~至到]\s*(\d{1,2}):(\d{2})\s*(?:（次日）)?\s*$/.exec(part);
    if (!match) return null;
    const [, fromHour, fromMinute, toHour, toMinute] = match.map(Number) as [number, number, number, number, number];
    const isTime = (hour: number, minute: number) => hour < 24 && minute < 60;
    if (!isTime(fromHour, fromMinute) || !(isTime(toHour, toMinute) || (toHour === 24 && toMinute === 0))) return null;
    const two = (value: number) => String(value).padStart(2, "0");
    spans.push([`${two(fromHour)}:${two(fromMinute)}`, `${two(toHour)}:${two(toMinute)}`]);
  }
  return spans;
}

/** One day as a person types it. */
export function spansAsText(spans: readonly Span[] | undefined): string {
  return spans === undefined || spans.length === 0
    ? ""
    : spans.map(([from = "", to = ""]) => `${from}-${to}`).join("，");
}
