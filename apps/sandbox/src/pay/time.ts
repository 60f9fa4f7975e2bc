import { secondsOf } from "../world/clock.ts";
import type { World } from "../world/world.ts";

const CHINA_MS = 8 * 3_600_000;

/** Virtual seconds as the wire writes them: RFC 3339 in China's time. */
export function wireTime(seconds: number): string {
  return `${new Date(seconds * 1000 + CHINA_MS).toISOString().slice(0, 19)}+08:00`;
}

/** `yyyy-MM-dd HH:mm:ss` in China's time, as bills write it. */
export function billTime(seconds: number): string {
  return wireTime(seconds).slice(0, 19).replace("T", " ");
}

/** Digits of China's day, for ids. */
export function dayDigits(world: World): string {
  return wireTime(secondsOf(world.clock)).slice(0, 10).replaceAll("-", "");
}

/** Real Unix seconds as the platform's servers see them: signatures are of the wire, whatever the world's clock says. */
export function wireSeconds({ pay }: World): number {
  return Math.floor(Date.now() / 1000) + pay.settings.clockOffsetSeconds;
}
