import { dayIn } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";

/** The calendar day in the shop's zone. */
export function today(platform: Platform): string {
  return dayIn(platform.config.timeZone, platform.clock.now());
}
