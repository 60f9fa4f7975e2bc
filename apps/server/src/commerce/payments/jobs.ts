import { z } from "zod";
import { systemActor } from "../../kernel/audit/audit.ts";
import { addDays, dayIn } from "../../kernel/calendar.ts";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import { requestBill, takeBill, takeBillJob } from "./bills/take-bill.ts";
import { lookAfterPayments } from "./look-after.ts";
import { type PaymentProvider, PaymentRefused } from "./port.ts";
import { sendRefundJob } from "./request-refund.ts";
import { lookAfterRefunds, sendRefund } from "./settle-refund.ts";

const BILL_TRIES = 12;

export function paymentJobs(provider: PaymentProvider): AnyJob[] {
  return [
    defineJob({
      name: sendRefundJob,
      payload: z.object({ refundId: z.uuid() }),
      run: async ({ refundId }, { platform }) => {
        try {
          await sendRefund(platform, provider, refundId);
        } catch (error) {
          // Asked for again by the minute.
          if (!(error instanceof PaymentRefused)) throw error;
          platform.log.warn({ err: error, refund: refundId }, "a refund was sent without an answer");
        }
      },
    }),
    defineJob({
      name: takeBillJob,
      payload: z.object({ billId: z.int() }),
      maxAttempts: BILL_TRIES,
      run: ({ billId }, { platform, attempt }) => takeBill(platform, provider, billId, attempt >= BILL_TRIES),
    }),
    defineJob({
      name: "payments.reconcile",
      payload: z.object({}),
      // Bills of the day before stand ready at 10 o'clock.
      schedule: { dailyAt: "10:40" },
      run: async (_, { platform }) => {
        const day = addDays(dayIn("Asia/Shanghai", platform.clock.now()), -1);
        for (const merchantId of await provider.merchants())
          await platform.db
            .transaction()
            .execute((tx) => requestBill(platform, tx, systemActor("payments.reconcile"), merchantId, day));
      },
    }),
    defineJob({
      name: "payments.look_after",
      payload: z.object({}),
      queue: "payments.look_after",
      schedule: { everyMinutes: 1 },
      run: async (_, { platform, signal }) => {
        await lookAfterPayments(platform, provider, signal);
        await lookAfterRefunds(platform, provider, signal);
      },
    }),
  ];
}
