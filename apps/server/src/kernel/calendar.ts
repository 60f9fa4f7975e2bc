const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** The calendar day of an instant in a zone, as `YYYY-MM-DD`. */
export function dayIn(timeZone: string, instant: Date): string {
  return formatterFor(timeZone).format(instant);
}

/** `day` moved by whole calendar days; both `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Whole days from `from` to `to` (negative when `to` is earlier). */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

const offsetFormatters = new Map<string, Intl.DateTimeFormat>();

function offsetMinutes(timeZone: string, instant: Date): number {
  let formatter = offsetFormatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
    offsetFormatters.set(timeZone, formatter);
  }
  const parts = formatter.formatToParts(instant);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  return match ? (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
}

/** The instant of a wall-clock time (`YYYY-MM-DD`, `HH:MM[:SS[.mmm]]`) in a zone; in a gap, the later side. */
export function instantOf(timeZone: string, day: string, time = "00:00:00"): Date {
  const naive = new Date(`${day}T${time.length === 5 ? `${time}:00` : time}Z`);
  const first = new Date(naive.getTime() - offsetMinutes(timeZone, naive) * 60_000);
  return new Date(naive.getTime() - offsetMinutes(timeZone, first) * 60_000);
}
