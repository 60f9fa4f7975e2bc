import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";

export const deliverWebhook = "webhooks.deliver";

/** Looks at a subscription now, or at `runAt`; who waits already is not asked twice. */
export async function enqueueDelivery(platform: Platform, tx: Db | Tx, no: number, runAt?: Date): Promise<void> {
  await platform.jobs.enqueue(
    tx,
    deliverWebhook,
    { no },
    { key: `webhook:${no}`, maxAttempts: 1, ...(runAt && { runAt }) },
  );
}
