import { appendEvents, type EventDraft } from "../../events/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";

export interface WrittenRefund {
  readonly id: number;
  readonly source: string;
  readonly refundCode: string;
  readonly orderCode: string | null;
  readonly orderId: number | null;
  readonly originNo: number | null;
  readonly memberNo: number | null;
  readonly storeNo: number | null;
  readonly channel: string;
  readonly refundedAt: Date;
  readonly amountFen: number;
  readonly items: number;
  readonly version: number;
  readonly created: boolean;
}

/** Tells the time lines of members what went back; a corrected refund is told once more under its new version. */
export async function announceRefunds(tx: Tx, platform: Platform, refunds: readonly WrittenRefund[]): Promise<void> {
  const drafts: EventDraft[] = [];
  for (const refund of refunds) {
    const { originNo, memberNo } = refund;
    if (originNo === null || memberNo === null) continue;
    const head = { source: "orders", originNo, memberNo, storeNo: refund.storeNo, channel: refund.channel };
    const key = `${refund.source}:${refund.refundCode}`;
    // A refund that names no order stands for itself.
    const orderCode = refund.orderCode ?? refund.refundCode;
    drafts.push(
      refund.created
        ? {
            ...head,
            type: "order.refunded",
            eventId: `refunded:${key}`,
            occurredAt: refund.refundedAt,
            properties: { orderCode, refundCode: refund.refundCode, amountFen: refund.amountFen },
          }
        : {
            ...head,
            type: "order.corrected",
            eventId: `corrected:${key}:${refund.version}`,
            occurredAt: platform.clock.now(),
            properties: { orderCode, amountFen: refund.amountFen, fields: ["refund"] },
          },
    );
  }
  await appendEvents(tx, drafts, platform.clock.now());
}
