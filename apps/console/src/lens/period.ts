import dayjs from "dayjs";

/** Whole business days, both ends included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const day = "YYYY-MM-DD";

/** The ready-made periods. All but 今日 end with yesterday, the last day that is complete. */
export const periodPresets = [
  { key: "today", label: "今日" },
  { key: "yesterday", label: "昨日" },
  { key: "last7", label: "近 7 天" },
  { key: "last30", label: "近 30 天" },
  { key: "last90", label: "近 90 天" },
  { key: "this-month", label: "本月" },
  { key: "last-month", label: "上月" },
  { key: "last-year", label: "近一年" },
] as const;

export const defaultPeriodKey = "last30";

function preset(key: string, today: string): Period | null {
  const now = dayjs(today);
  const yesterday = now.subtract(1, "day");
  const last = (days: number): Period => ({
    from: yesterday.subtract(days - 1, "day").format(day),
    to: yesterday.format(day),
  });
  switch (key) {
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return last(1);
    case "last7":
      return last(7);
    case "last30":
      return last(30);
    case "last90":
      return last(90);
    case "last-year":
      return last(365);
    case "this-month":
      return { from: now.startOf("month").format(day), to: now.date() === 1 ? today : yesterday.format(day) };
    case "last-month": {
      const month = now.subtract(1, "month");
      return { from: month.startOf("month").format(day), to: month.endOf("month").format(day) };
    }
    default:
      return null;
  }
}

/** Reads a period as the address bar carries it: a preset's key, or `2026-01-01_2026-01-31`. Null when it is neither. */
export function resolvePeriod(key: string, today: string): Period | null {
  const found = preset(key, today);
  if (found) return found;
  const custom = /^(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})$/.exec(key);
  if (!custom?.[1] || !custom[2] || custom[1] > custom[2]) return null;
  // dayjs takes a 45th day for one of the next month.
  const isDay = (text: string) => dayjs(text).format(day) === text;
  return isDay(custom[1]) && isDay(custom[2]) ? { from: custom[1], to: custom[2] } : null;
}

export function customPeriodKey(period: Period): string {
  return `${period.from}_${period.to}`;
}

export function dayAfter(value: string): string {
  return dayjs(value).add(1, "day").format(day);
}

export function dayBefore(value: string): string {
  return dayjs(value).subtract(1, "day").format(day);
}

export function daysOf(period: Period): number {
  return dayjs(period.to).diff(dayjs(period.from), "day") + 1;
}

/** The equally long period right before; for a whole calendar month, the month before. */
export function previousPeriod(period: Period): Period {
  const from = dayjs(period.from);
  const isWholeMonth = from.date() === 1 && from.endOf("month").format(day) === period.to;
  if (isWholeMonth) {
    const month = from.subtract(1, "month");
    return { from: month.format(day), to: month.endOf("month").format(day) };
  }
  const length = daysOf(period);
  return { from: from.subtract(length, "day").format(day), to: from.subtract(1, "day").format(day) };
}

/** `11-01 至 11-30`, with the year where it is not this year. */
export function periodLabel(period: Period, today: string): string {
  const year = today.slice(0, 4);
  const short = (value: string) =>
    period.from.startsWith(year) && period.to.startsWith(year) ? value.slice(5) : value;
  return period.from === period.to ? short(period.from) : `${short(period.from)} 至 ${short(period.to)}`;
}
