import { sql } from "kysely";
import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import { PaymentRefused } from "../payments/port.ts";
import { giveCoupon } from "./give-coupon.ts";
import { openBatch } from "./open-batch.ts";
import type { CouponIssuer } from "./port.ts";
import { tellReturn } from "./return-coupon.ts";
import { lookAfterCouponsJob } from "./rules.ts";
import { tellUse } from "./use-coupon.ts";

const BATCH = 200;
const LANES = 6;

interface Due {
  readonly id: string;
  readonly state: "asked" | "used" | "returning";
}

/** Finishes what got no answer: batches to be opened, coupons to be given, uses to be told or taken back. Each is free again should this process die. */
export async function lookAfterCoupons(platform: Platform, issuer: CouponIssuer, signal: AbortSignal): Promise<void> {
  const { db, log } = platform;
  const { rows: opening } = await sql<{ id: string }>`select id from coupon_batch where state = 'opening'`.execute(db);
  for (const { id } of opening) await quietly(log, () => openBatch(platform, issuer, id));
  while (!signal.aborted) {
    const { rows: due } = await sql<Due>`
      update coupon c set next_try_at = now() + interval '1 minute' from (
        select id from coupon where (state in ('asked', 'returning') or (state = 'used' and told_at is null)) and next_try_at <= now()
        order by next_try_at limit ${BATCH} for update skip locked) d
      where c.id = d.id returning c.id, c.state`.execute(db);
    if (due.length === 0) return;
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        for (let next = due.shift(); next && !signal.aborted; next = due.shift()) {
          const { id, state } = next;
          const finish = { asked: giveCoupon, used: tellUse, returning: tellReturn }[state];
          await quietly(log, () => finish(platform, issuer, id));
        }
      }),
    );
  }
}

async function quietly(log: Platform["log"], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    // Tried again when it is due.
    log.warn({ err: error }, "a coupon got no answer yet");
  }
}

export function couponJobs(issuer: CouponIssuer): AnyJob[] {
  return [
    defineJob({
      name: lookAfterCouponsJob,
      payload: z.object({}),
      queue: lookAfterCouponsJob,
      schedule: { everyMinutes: 1 },
      run: (_, { platform, signal }) => lookAfterCoupons(platform, issuer, signal),
    }),
  ];
}
