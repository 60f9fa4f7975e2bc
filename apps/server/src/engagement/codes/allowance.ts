import type { AcquisitionAllowance } from "./port.ts";

/** WeCom itself warns below this (wecom-api.md §13, `balance_low`). */
const low = 20;
const dayMs = 86_400_000;
/** The platform's own first warning before bought allowance ends. */
const soonDays = 14;

/** What to tell about the allowance; null when there is enough of it for long enough. */
export function allowanceWarning({ balance, parts }: AcquisitionAllowance, now: Date): string | null {
  if (balance <= 0) return "获客额度已用完，新客户打开链接加不上人。请在企业微信管理后台「获客助手」购买额度";
  if (balance < low) return `获客额度只剩 ${balance} 个，用完后新客户打开链接加不上人。请尽快购买`;
  const ending = parts.filter(
    ({ expiresAt, balance: left }) => left > 0 && expiresAt.getTime() - now.getTime() <= soonDays * dayMs,
  );
  const lost = ending.reduce((sum, part) => sum + part.balance, 0);
  return lost > 0 ? `有 ${lost} 个获客额度将在 ${soonDays} 天内过期，请先用掉` : null;
}
