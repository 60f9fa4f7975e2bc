import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import type { GoodWindow } from "../touch/policy.ts";

export const phoneChannels = { sms: "短信", ai_call: "AI 外呼" } as const;
export type PhoneChannel = keyof typeof phoneChannels;

export const isPhoneChannel = (channel: string): channel is PhoneChannel => channel in phoneChannels;

/** Carriers count a long message by parts of 67 characters, a short one has up to 70. */
export function smsParts(text: string): number {
  const length = [...text].length;
  return length <= 70 ? 1 : Math.ceil(length / 67);
}

/** What every marketing message has to end with: how to be left alone (《通信短信息服务管理规定》第十八条). */
export const optOutLine = "拒收请回复R";

/** Names of the {variables} of a template, in their order. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{([^{}]{1,20})\}/g)].map((match) => match[1] ?? ""))];
}

interface Written {
  readonly signature: string;
  readonly text: string;
  readonly purpose: "marketing" | "service";
}

/** A text message as it arrives: 【signature】, the text with its variables, and the way out of marketing. */
export function writeSms({ signature, text, purpose }: Written, data: Readonly<Record<string, string>>): string {
  const filled = text.replaceAll(/\{([^{}]{1,20})\}/g, (whole, name: string) => data[name] ?? whole);
  return `【${signature}】${filled}${purpose === "marketing" ? `，${optOutLine}` : ""}`;
}

const optOutWords = new Set(["R", "T", "TD", "N", "退订", "拒收", "取消", "不要再发"]);

/** Whether a reply asks for no more messages; carriers hand replies on with blanks and in either case. */
export const asksToStop = (reply: string) =>
  optOutWords.has(
    reply
      .trim()
      .toUpperCase()
      .replace(/[。.!！]$/, ""),
  );

/** The first moment at or after `at` within the windows in which calls may be placed. @throws RangeError without a window */
export function nextCallingTime(windows: readonly GoodWindow[], at: Date, timeZone: string): Date {
  const first = dayIn(timeZone, at);
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const day = addDays(first, ahead);
    const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    const open = windows
      .filter(({ days }) => days === "all" || (days === "weekend") === weekend)
      .map(({ from, to }) => ({ start: instantOf(timeZone, day, from), end: instantOf(timeZone, day, to) }))
      .sort((one, other) => one.start.getTime() - other.start.getTime());
    for (const { start, end } of open) if (at < end) return at > start ? at : start;
  }
  throw new RangeError("no window in which calls may be placed");
}

export interface HourCell {
  /** 1 = Monday. */
  readonly weekday: number;
  readonly hour: number;
  readonly attempts: number;
  readonly answered: number;
}

/** Below so many attempts a rate says nothing yet. */
export const leastAttempts = 30;

/**
 * The hours in which people answer most, as windows for calls: of each kind of day the hours whose rate lies above the whole's, within the hours
 * that are allowed. Null while too few hours have enough attempts.
 */
export function bestCallingWindows(cells: readonly HourCell[], allowed: readonly GoodWindow[]): GoodWindow[] | null {
  const windows = (["workday", "weekend"] as const).flatMap((days) => {
    const own = hoursOf(cells.filter(({ weekday }) => weekday >= 6 === (days === "weekend")));
    const known = own.filter(({ attempts }) => attempts >= leastAttempts);
    const total = known.reduce((sum, cell) => sum + cell.attempts, 0);
    const rate = known.reduce((sum, cell) => sum + cell.answered, 0) / total;
    const good = known.filter(
      (cell) => cell.answered / cell.attempts >= rate && allowed.some((window) => coversHour(window, days, cell.hour)),
    );
    return known.length < 3 ? [] : joined(good.map(({ hour }) => hour)).map((span) => ({ days, ...span }));
  });
  return windows.length === 0 ? null : windows;
}

function hoursOf(cells: readonly HourCell[]): { hour: number; attempts: number; answered: number }[] {
  return Array.from({ length: 24 }, (_, hour) => {
    const same = cells.filter((cell) => cell.hour === hour);
    return {
      hour,
      attempts: same.reduce((sum, cell) => sum + cell.attempts, 0),
      answered: same.reduce((sum, cell) => sum + cell.answered, 0),
    };
  });
}

const clock = (hour: number) => (hour === 24 ? "23:59" : `${String(hour).padStart(2, "0")}:00`);

function coversHour({ days, from, to }: GoodWindow, kind: "workday" | "weekend", hour: number): boolean {
  return (days === "all" || days === kind) && from <= clock(hour) && clock(hour + 1) <= to;
}

/** Neighbouring hours as one span. */
function joined(hours: readonly number[]): { from: string; to: string }[] {
  const spans: { start: number; end: number }[] = [];
  for (const hour of hours) {
    const last = spans.at(-1);
    if (last?.end === hour) last.end = hour + 1;
    else spans.push({ start: hour, end: hour + 1 });
  }
  return spans.map(({ start, end }) => ({ from: clock(start), to: clock(end) }));
}
