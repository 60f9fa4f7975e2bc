import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";

const DAY = 86_400;
/** WeCom counts days, weeks and months of China, UTC+8. */
const ZONE = 8 * 3600;

/** Counts one mass message against the target's allowance; false when it is used up: wecom-api.md §8.1, receive cap. */
export function takeReceipt(world: World, target: string): boolean {
  const now = secondsOf(world.clock);
  const { received } = world.wecom.massMessages;
  const times = (received.get(target) ?? []).filter((at) => at > now - 31 * DAY);
  const { since, max } = allowance(now, world.wecom.limits.massReceiveRule);
  if (times.filter((at) => at >= since).length >= max) return false;
  times.push(now);
  received.set(target, times);
  return true;
}

/** From when receipts count now (virtual seconds), and how many are allowed. */
export function allowance(
  now: number,
  rule: "month" | "week" | "day",
): { readonly since: number; readonly max: number } {
  const local = now + ZONE;
  const midnight = local - (local % DAY);
  if (rule === "day") return { since: midnight - ZONE, max: 1 };
  const date = new Date(midnight * 1000);
  if (rule === "week") return { since: midnight - ((date.getUTCDay() + 6) % 7) * DAY - ZONE, max: 7 };
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / 1000;
  const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / 1000;
  return { since: first - ZONE, max: (next - first) / DAY };
}
