import { z } from "zod";
import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import { defineSetting } from "../../kernel/settings.ts";

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "请按 09:00 的样子填写时间");

/** Which delivery times store staff may move an order to, and until when. */
export const deliverySetting = defineSetting({
  key: "commerce.delivery",
  schema: z.object({
    slots: z
      .array(
        z
          .object({ from: clockTime, until: clockTime })
          .refine(({ from, until }) => from < until, { error: "时段的结束应晚于开始", path: ["until"] }),
      )
      .min(1, "至少要有一个时段")
      .max(24),
    daysAhead: z.int().min(1, "至少 1 天").max(30, "最多 30 天"),
    capacity: z.int().min(1, "至少 1 单").max(10_000).describe("Parcels per store and slot"),
    cutOffMinutes: z.int().min(0).max(2_880, "最多 2880 分钟（2 天）"),
  }),
  initial: {
    slots: [
      { from: "09:00", until: "12:00" },
      { from: "12:00", until: "15:00" },
      { from: "15:00", until: "18:00" },
      { from: "18:00", until: "21:00" },
    ],
    daysAhead: 3,
    capacity: 20,
    cutOffMinutes: 60,
  },
});
export type DeliveryRules = z.output<typeof deliverySetting.schema>;

export interface Slot {
  readonly from: Date;
  readonly until: Date;
}

/** The slots that can still be promised: from the cut-off on, today and the days ahead. */
export function openSlots(rules: DeliveryRules, now: Date, timeZone: string): Slot[] {
  const today = dayIn(timeZone, now);
  const earliest = now.getTime() + rules.cutOffMinutes * 60_000;
  return Array.from({ length: rules.daysAhead + 1 }, (_, ahead) => addDays(today, ahead))
    .flatMap((day) =>
      rules.slots.map(({ from, until }) => ({
        from: instantOf(timeZone, day, from),
        until: instantOf(timeZone, day, until),
      })),
    )
    .filter(({ from }) => from.getTime() >= earliest)
    .sort((a, b) => a.from.getTime() - b.from.getTime());
}

export interface Movable {
  readonly state: string;
  readonly windowFrom: Date | null;
  readonly waiting: boolean;
}

/** Why a shipment's delivery time cannot be changed any more; null = it can. */
export function whyFixed(shipment: Movable, rules: DeliveryRules, now: Date): string | null {
  if (shipment.state === "delivered") return "已经送达";
  if (shipment.state === "cancelled") return "已取消配送";
  if (shipment.windowFrom === null) return "快递件没有约定时段";
  if (shipment.waiting) return "上一次修改还在等配送系统答复";
  if (shipment.state === "failed") return null;
  return shipment.windowFrom.getTime() < now.getTime() + rules.cutOffMinutes * 60_000
    ? `距约定时段不足 ${rules.cutOffMinutes} 分钟，请直接联系配送员`
    : null;
}
