/** What a limit counts per: who or what owns the allowance. */
export type QuotaScope =
  | "corp"
  | "app"
  | "ip"
  | "member"
  | "customer"
  | "user"
  | "group"
  | "account"
  | "merchant"
  | "shop"
  | "call"
  | "message"
  | "object"
  | "event"
  | "order"
  | "session";

/** Over what span the amount is allowed; `call` for the size of one request, `total` for a stock, `life` for a duration. */
export type QuotaWindow =
  | "second"
  | "minute"
  | "hour"
  | "day"
  | "week"
  | "month"
  | "call"
  | "total"
  | "life"
  | "trigger";

export type QuotaUnit =
  | "calls"
  | "rows"
  | "members"
  | "departments"
  | "customers"
  | "groups"
  | "tags"
  | "items"
  | "messages"
  | "bytes"
  | "chars"
  | "levels"
  | "pixels"
  | "seconds"
  | "days"
  | "times"
  | "fen"
  | "basis_points";

/** One documented number. `confirmed: false` marks what the reference could not confirm: a setting's default, not a rule. */
export interface Quota {
  readonly id: string;
  readonly amount: number;
  readonly unit: QuotaUnit;
  readonly scope: QuotaScope;
  readonly window: QuotaWindow;
  readonly confirmed: boolean;
  /** Section or row of the reference text. */
  readonly source: string;
}

/** amount, unit, scope, window, source; `"unconfirmed"` where the reference says so. */
export type QuotaRow = readonly [number, QuotaUnit, QuotaScope, QuotaWindow, string, "unconfirmed"?];

/** Quotas by name, each knowing its own. */
export function quotas<K extends string>(rows: Record<K, QuotaRow>): { readonly [N in K]: Quota } {
  const named = Object.entries<QuotaRow>(rows).map(([id, [amount, unit, scope, window, source, doubt]]) => [
    id,
    { id, amount, unit, scope, window, source, confirmed: doubt !== "unconfirmed" } satisfies Quota,
  ]);
  return Object.fromEntries(named) as { readonly [N in K]: Quota };
}
