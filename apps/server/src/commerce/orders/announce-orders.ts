import { appendEvents, type EventDraft } from "../../events/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";

export interface WrittenOrder {
  readonly id: number;
  readonly source: string;
  readonly orderCode: string;
  readonly originNo: number | null;
  readonly memberNo: number | null;
  readonly storeNo: number | null;
  readonly channel: string;
  readonly paidAt: Date;
  readonly amountFen: number;
  readonly items: number;
  readonly coupons: readonly string[];
  readonly version: number;
  readonly created: boolean;
}

/** Tells the time lines of members what was bought, which coupons were used with it, and what was corrected afterwards. */
export async function announceOrders(tx: Tx, platform: Platform, orders: readonly WrittenOrder[]): Promise<void> {
  const drafts: EventDraft[] = [];
  for (const order of orders) {
    const { originNo, memberNo } = order;
    if (originNo === null || memberNo === null) continue;
    const head = { source: "orders", originNo, memberNo, storeNo: order.storeNo, channel: order.channel };
    const key = `${order.source}:${order.orderCode}`;
    if (!order.created) {
      drafts.push({
        ...head,
        type: "order.corrected",
        eventId: `corrected:${key}:${order.version}`,
        occurredAt: platform.clock.now(),
        properties: { orderCode: order.orderCode, amountFen: order.amountFen },
      });
      continue;
    }
    drafts.push({
      ...head,
      type: "order.paid",
      eventId: `paid:${key}`,
      occurredAt: order.paidAt,
      properties: {
        orderCode: order.orderCode,
        amountFen: order.amountFen,
        ...(order.items > 0 ? { items: order.items } : {}),
        ...(order.coupons.length > 0 ? { coupons: order.coupons } : {}),
      },
    });
  }
  await appendEvents(tx, drafts, platform.clock.now());
}
