import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { nowOf, secondsOf } from "../../world/clock.ts";
import { onDue } from "../../world/schedule.ts";
import type { World } from "../../world/world.ts";
import { tellAcquisitionEvent } from "../tell.ts";

const DAY = 86_400;
/** Days before the end at which an expiring allowance is told of. */
const WARNED_DAYS = [14, 7, 3, 2, 1];

/** What is left to use. */
export function balanceOf(world: World): number {
  const now = secondsOf(world.clock);
  return world.wecom.acquisition.allowances
    .filter(({ expiresAt }) => expiresAt > now)
    .reduce((sum, { balance }) => sum + balance, 0);
}

/** The administrator buys an allowance. */
export function buyAllowance(world: World, count: number, days: number): void {
  const before = balanceOf(world);
  const expiresAt = secondsOf(world.clock) + days * DAY;
  const { acquisition } = world.wecom;
  acquisition.allowances = [...acquisition.allowances, { expiresAt, balance: count }].sort(
    (a, b) => a.expiresAt - b.expiresAt,
  );
  for (const left of WARNED_DAYS)
    if (left < days) scheduleWarning(world, nowOf(world.clock) + (days - left) * DAY * 1000, { expiresAt });
  if (before === 0 && count > 0) tellEveryApp(world, "balance_increased");
}

/** Uses one; false when none is left. */
export function takeAllowance(world: World): boolean {
  const now = secondsOf(world.clock);
  const { acquisition } = world.wecom;
  const from = acquisition.allowances.find(({ expiresAt, balance }) => expiresAt > now && balance > 0);
  if (!from) return false;
  from.balance--;
  acquisition.used++;
  const left = balanceOf(world);
  if (left === WECOM_QUOTAS.acquisitionBalanceLow.amount - 1) tellEveryApp(world, "balance_low");
  if (left === 0) tellEveryApp(world, "balance_exhausted");
  return true;
}

const scheduleWarning = onDue<{ expiresAt: number }>("wecom.acquisition_quota", (world, { expiresAt }) => {
  const known = world.wecom.acquisition.allowances.find((allowance) => allowance.expiresAt === expiresAt);
  if (known && known.balance > 0)
    tellEveryApp(world, "quota_expire_soon", { ExpireTime: expiresAt, ExpireQuotaNum: known.balance });
});

function tellEveryApp(world: World, changeType: string, fields: Record<string, number> = {}): void {
  for (const { agentId, customerContact } of world.wecom.apps.values())
    if (customerContact) tellAcquisitionEvent(world, agentId, changeType, fields);
}
