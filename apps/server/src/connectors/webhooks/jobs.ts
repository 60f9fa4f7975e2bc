import { sql } from "kysely";
import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import { deliverDue } from "./deliver.ts";
import { deliverWebhook, enqueueDelivery } from "./enqueue.ts";

/** A look so often: what happens reaches a provider within seconds. */
const LOOK_AGAIN_MS = 3_000;
/** Then others have their turn, however much is due. */
const LONGEST_TURN_MS = 20_000;
const KEPT_DAYS = 7;
const BATCH = 500;

export const webhookJobs: readonly AnyJob[] = [
  defineJob({
    name: deliverWebhook,
    payload: z.object({ no: z.int() }),
    maxAttempts: 1,
    run: async ({ no }, { platform, signal }) => {
      try {
        await deliverDue(platform, no, AbortSignal.any([signal, AbortSignal.timeout(LONGEST_TURN_MS)]));
      } finally {
        const { rows } = await sql<{ nextAttemptAt: Date | null }>`
          select next_attempt_at as "nextAttemptAt" from webhook where no = ${no} and state = 'active'`.execute(
          platform.db,
        );
        const soon = Date.now() + LOOK_AGAIN_MS;
        const next = rows[0] && new Date(Math.max(soon, rows[0].nextAttemptAt?.getTime() ?? 0));
        if (next) await enqueueDelivery(platform, platform.db, no, next);
      }
    },
  }),
  defineJob({
    name: "webhooks.wake",
    payload: z.object({}),
    schedule: { everyMinutes: 1 },
    // Whose worker died.
    run: async (_, { platform }) => {
      const { rows } = await sql<{ no: number }>`select no from webhook where state = 'active'`.execute(platform.db);
      for (const { no } of rows) await enqueueDelivery(platform, platform.db, no);
    },
  }),
  defineJob({
    name: "webhooks.purge_attempts",
    payload: z.object({}),
    schedule: { dailyAt: "04:25" },
    run: async (_, { platform }) => {
      const before = new Date(platform.clock.now().getTime() - KEPT_DAYS * 86_400_000);
      await sql`delete from webhook_attempt where at < ${before}`.execute(platform.db);
    },
  }),
  defineJob({
    name: "webhooks.reseal",
    payload: z.object({}),
    schedule: { dailyAt: "04:30" },
    run: async (_, { platform }) => void (await resealWebhooks(platform)),
  }),
];

/** Brings secrets under the current key, so that an older one may go. @returns how many were rewritten */
export async function resealWebhooks({ db, cipher }: Pick<Platform, "db" | "cipher">): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ no: number; sealed: string }>`
      select no, secrets_sealed as sealed from webhook where not starts_with(secrets_sealed, ${`${cipher.currentKeyId}.`})
      order by no limit ${BATCH} for update`.execute(tx);
    await sql`update webhook w set secrets_sealed = n.sealed
      from unnest(${rows.map(({ no }) => no)}::bigint[], ${rows.map(({ sealed }) => cipher.seal(cipher.open(sealed)))}::text[]) n(no, sealed)
      where w.no = n.no`.execute(tx);
    return rows.length;
  });
}
