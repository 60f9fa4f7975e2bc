/** How a column writes dates when the year does not come first. */
export type DateOrder = "dmy" | "mdy";

/** A wall-clock time without a zone; `offsetMinutes` when the text carries one. */
export interface WallClock {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly secondOfDay: number;
  readonly offsetMinutes?: number;
}

const time = String.raw`(?:\s*(上午|下午|AM|PM|am|pm)?\s*(\d{1,2})\s*[:：时点]\s*(\d{1,2})\s*(?:分|[:：]\s*(\d{1,2})(?:\.\d+)?\s*秒?)?(?:\s*(\d{1,2})秒)?\s*(AM|PM|am|pm)?)?`;
const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;
const yearFirst = new RegExp(String.raw`^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*T?${time}$`);
const yearLast = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}),?${time}$`);
const compact = /^(\d{4})(\d\d)(\d\d)(?:\s?(\d\d)(\d\d)(\d\d)?)?$/;
const timeOnly = new RegExp(`^${time}$`);
const serial = /^\d{5}(?:\.\d+)?$/;
const epoch = /^1\d{9}(?:\d{3})?$/;

const two = (value: number) => (value < 10 ? `0${value}` : String(value));
const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function wallClock(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): WallClock | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > (daysInMonth[month - 1] ?? 0))
    return null;
  if (month === 2 && day === 29 && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  return { day: `${year}-${two(month)}-${two(day)}`, secondOfDay: hour * 3_600 + minute * 60 + second };
}

/** Groups of `time` that begin at `from`. */
function secondsOf(match: RegExpExecArray, from: number): [number, number, number] {
  const half = (match[from] ?? match[from + 5] ?? "").toLowerCase();
  let hour = Number(match[from + 1] ?? 0);
  if ((half === "下午" || half === "pm") && hour < 12) hour += 12;
  if ((half === "上午" || half === "am") && hour === 12) hour = 0;
  return [hour, Number(match[from + 2] ?? 0), Number(match[from + 3] ?? match[from + 4] ?? 0)];
}

function fromUtcMs(ms: number): WallClock {
  const date = new Date(ms);
  return {
    day: date.toISOString().slice(0, 10),
    secondOfDay: date.getUTCHours() * 3_600 + date.getUTCMinutes() * 60 + date.getUTCSeconds(),
  };
}

/**
 * Reads a date as people and systems in China write it: ISO 8601, `2026/1/5 8:05`, `2026年1月5日 下午3:05`, `20260105080500`,
 * Excel's serial number, Unix seconds or milliseconds, and with `order` also `5/1/2026`. Null when it is none of these, or
 * no day of the calendar.
 */
export function parseDateTime(text: string, order?: DateOrder): WallClock | null {
  let match = iso.exec(text);
  if (match) {
    const clock = wallClock(
      Number(match[1]),
      Number(match[2]),
      Number(match[3]),
      Number(match[4] ?? 0),
      Number(match[5] ?? 0),
      Number(match[6] ?? 0),
    );
    const zone = match[7];
    if (!clock || zone === undefined) return clock;
    if (zone === "Z") return { ...clock, offsetMinutes: 0 };
    const sign = zone.startsWith("-") ? -1 : 1;
    return { ...clock, offsetMinutes: sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) };
  }
  match = yearFirst.exec(text);
  if (match) return wallClock(Number(match[1]), Number(match[2]), Number(match[3]), ...secondsOf(match, 4));
  match = yearLast.exec(text);
  if (match) {
    if (order === undefined) return null;
    const [day, month] = order === "dmy" ? [match[1], match[2]] : [match[2], match[1]];
    return wallClock(Number(match[3]), Number(month), Number(day), ...secondsOf(match, 4));
  }
  match = compact.exec(text);
  if (match) {
    const clock = wallClock(
      Number(match[1]),
      Number(match[2]),
      Number(match[3]),
      Number(match[4] ?? 0),
      Number(match[5] ?? 0),
      Number(match[6] ?? 0),
    );
    if (clock) return clock;
  }
  if (serial.test(text)) return fromUtcMs(Math.round((Number(text) - 25_569) * 86_400) * 1_000);
  if (epoch.test(text)) return { ...fromUtcMs(Number(text) * (text.length === 10 ? 1_000 : 1)), offsetMinutes: 0 };
  return null;
}

/** Reads a time of day that stands in a column of its own, as seconds; null when it is none. */
export function parseTimeOfDay(text: string): number | null {
  const match = timeOnly.exec(text);
  if (!match || match[2] === undefined) return null;
  const [hour, minute, second] = secondsOf(match, 1);
  return hour > 23 || minute > 59 || second > 59 ? null : hour * 3_600 + minute * 60 + second;
}

/** Which of day and month comes first, as far as samples tell; undefined when the year comes first or nothing tells. */
export function guessDateOrder(samples: readonly string[]): DateOrder | undefined {
  let seen = false;
  for (const sample of samples) {
    const match = yearLast.exec(sample);
    if (!match) continue;
    seen = true;
    if (Number(match[1]) > 12) return "dmy";
    if (Number(match[2]) > 12) return "mdy";
  }
  return seen ? "mdy" : undefined;
}
