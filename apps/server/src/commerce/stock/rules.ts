import { z } from "zod";
import { invalid } from "../../kernel/errors.ts";
import { defineSetting } from "../../kernel/settings.ts";

/** When stock is too old to promise anything by, and for how long it is kept for an order. */
export const stockSetting = defineSetting({
  key: "commerce.stock",
  schema: z.object({
    staleHours: z.int("请填写整数小时").min(1, "至少 1 小时").max(720, "最多 720 小时"),
    holdMinutes: z
      .int("请填写整数分钟")
      .min(5, "至少 5 分钟")
      .max(4_320, "最多 4320 分钟（3 天）")
      .default(30)
      .describe("How long a reservation holds stock, unless the order's system says so itself"),
  }),
  initial: { staleHours: 24, holdMinutes: 30 },
});

/** What reports of stock are reckoned by: the moment, and since when a place must have spoken. */
export interface StockMoment {
  readonly now: Date;
  readonly staleBefore: Date;
}

export type Promised = "in_store" | "ships" | "stale" | "none";

/** What may be said to a customer: what the store holds goes before what is sent, and stock nobody vouches for any more is said to be so. */
export function promiseOf(found: { own: number; shipping: number; staleQuantity: number }): Promised {
  if (found.own > 0) return "in_store";
  if (found.shipping > 0) return "ships";
  return found.staleQuantity > 0 ? "stale" : "none";
}

/** Messages may run ahead of our clock by so much; one from the future would shut out all that follow. */
const aheadMs = 5 * 60_000;

/** @throws Refusal `invalid_input` naming the first moment that has not come yet */
export function refuseFuture(moments: readonly { readonly path: string; readonly at: Date }[], now: Date): void {
  const ahead = moments.find(({ at }) => at.getTime() > now.getTime() + aheadMs);
  if (ahead)
    throw invalid([{ path: ahead.path, message: "时间比飞轮的时钟快 5 分钟以上，请校准对方系统的时钟和时区" }]);
}
