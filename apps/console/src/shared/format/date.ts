import dayjs from "dayjs";
import { noValue } from "./number.ts";

type Maybe = string | null | undefined;

/** The shop's time zone; the server's answers carry offsets, people read shop time. */
export const shopTimeZone = "Asia/Shanghai";

const parts = new Intl.DateTimeFormat("en-CA", {
  timeZone: shopTimeZone,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

function shopTime(iso: string): { day: string; time: string } | null {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return null;
  const found = Object.fromEntries(parts.formatToParts(moment).map((part) => [part.type, part.value]));
  return { day: `${found.year}-${found.month}-${found.day}`, time: `${found.hour}:${found.minute}` };
}

/** `2026-11-22 19:05` in shop time. */
export function formatDateTime(iso: Maybe): string {
  const found = iso ? shopTime(iso) : null;
  return found ? `${found.day} ${found.time}` : noValue;
}

/** The calendar day: a plain day stays, a moment becomes the shop's day. */
export function formatDay(value: Maybe): string {
  if (!value) return noValue;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  return shopTime(value)?.day ?? noValue;
}

/** Today in the shop. */
export function shopToday(now: Date = new Date()): string {
  return shopTime(now.toISOString())?.day ?? "";
}

/** How long ago, in words: 刚刚 · 5 分钟前 · 3 小时前 · 昨天 18:20 · 11-02 · 2025-11-02. */
export function formatAgo(iso: Maybe, now: Date = new Date()): string {
  const found = iso ? shopTime(iso) : null;
  if (!iso || !found) return noValue;
  const minutes = Math.floor((now.getTime() - new Date(iso).getTime()) / 60_000);
  if (minutes < 0) return formatDateTime(iso);
  if (minutes < 1) return "刚刚";
  if (minutes < 60) return `${minutes} 分钟前`;
  const today = shopToday(now);
  if (found.day === today) return `${Math.floor(minutes / 60)} 小时前`;
  if (found.day === dayjs(today).subtract(1, "day").format("YYYY-MM-DD")) return `昨天 ${found.time}`;
  return found.day.slice(0, 4) === today.slice(0, 4) ? found.day.slice(5) : found.day;
}

/** Seconds in words: 45 秒 · 3 分 20 秒 · 1 小时 5 分. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} 秒`;
  if (whole < 3_600) return whole % 60 === 0 ? `${whole / 60} 分钟` : `${Math.floor(whole / 60)} 分 ${whole % 60} 秒`;
  const minutes = Math.floor((whole % 3_600) / 60);
  return minutes === 0 ? `${Math.floor(whole / 3_600)} 小时` : `${Math.floor(whole / 3_600)} 小时 ${minutes} 分`;
}

/** Bytes: 820 B · 1.2 MB. */
export function formatBytes(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1).replace(/\.0$/, "")} ${units[unit]}`;
}
