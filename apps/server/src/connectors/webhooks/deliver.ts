import { sql } from "kysely";
import { audit, systemActor } from "../../kernel/audit/audit.ts";
import type { Platform } from "../../kernel/platform.ts";
import { withProcessLock } from "../../kernel/postgres/process-lock.ts";
import { writeDelivery } from "./delivery.ts";
import { nextEvents, type Place } from "./due-events.ts";
import { type PostResult, post } from "./post.ts";
import { signatureOf } from "./sign.ts";
import { findDue, type Webhook } from "./store.ts";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** After so long without a single success nobody seems to be there. */
const GIVEN_UP_AFTER = 72 * HOUR;

/** How long to wait after so many failures in a row: 10 s, doubling, up to an hour. */
export function backOff(failures: number): number {
  return Math.min(HOUR, 10 * SECOND * 2 ** Math.min(failures - 1, 20));
}

/**
 * Delivers what is due to one subscription, in the log's order and at least once: a place is left behind only when its events were
 * taken. One process at a time; a delivery that fails is tried again before anything later.
 */
export async function deliverDue(platform: Platform, no: number, signal: AbortSignal): Promise<void> {
  await withProcessLock(platform.pool, "feilun.webhook", no, async () => {
    while (!signal.aborted) {
      const webhook = await findDue(platform.db, no, platform.clock.now());
      if (!webhook || !(await deliverNext(platform, webhook))) return;
    }
  });
}

/** @returns whether more may be due at once */
async function deliverNext(platform: Platform, webhook: Webhook): Promise<boolean> {
  const { events, place, isLast } = await nextEvents(platform.db, webhook);
  if (events.length === 0) {
    await leaveBehind(platform, webhook, place, 0);
    return !isLast;
  }
  const { id, body } = writeDelivery(events);
  const result = await send(platform, webhook, id, body);
  await noteAttempt(platform, webhook, id, events.length, result);
  if (result.failure === null) {
    await leaveBehind(platform, webhook, place, events.length);
    return !isLast;
  }
  await noteFailure(platform, webhook, result.status === 410 ? "gone" : "failed");
  return false;
}

/** One signed POST; also for the trial delivery of a page. */
export async function send(platform: Platform, webhook: Webhook, id: string, body: string): Promise<PostResult> {
  const timestamp = Math.floor(platform.clock.now().getTime() / SECOND);
  const secrets = JSON.parse(platform.cipher.open(webhook.secretsSealed)) as string[];
  return post(
    webhook.url,
    body,
    {
      "user-agent": "Feilun-Webhook/1",
      "feilun-delivery": id,
      "feilun-timestamp": String(timestamp),
      "feilun-signature": signatureOf(secrets, timestamp, body),
    },
    platform.config.privateWebhooks,
  );
}

/** Moves on, unless somebody moved the place meanwhile: a replay wins. */
async function leaveBehind({ db, clock }: Platform, webhook: Webhook, place: Place, events: number): Promise<void> {
  const now = clock.now();
  await sql`
    update webhook set cursor_xid = ${place.xid}::xid8, cursor_seq = ${place.seq},
      delivered_events = delivered_events + ${events}, delivered_at = case when ${events} > 0 then ${now} else delivered_at end,
      failures = case when ${events} > 0 then 0 else failures end, failing_since = case when ${events} > 0 then null else failing_since end,
      next_attempt_at = null
    where no = ${webhook.no} and cursor_xid = ${webhook.cursorXid}::xid8 and cursor_seq = ${webhook.cursorSeq}
      and (cursor_xid, cursor_seq) <> (${place.xid}::xid8, ${place.seq}::bigint)`.execute(db);
}

async function noteAttempt(
  { db, clock }: Platform,
  { no, cursorXid, cursorSeq }: Webhook,
  deliveryId: string,
  events: number,
  { status, failure, tookMs }: PostResult,
): Promise<void> {
  await sql`
    insert into webhook_attempt (webhook_no, delivery_id, at, events, status, failure, took_ms, from_xid, from_seq)
    values (${no}, ${deliveryId}, ${clock.now()}, ${events}, ${status}, ${failure}, ${tookMs}, ${cursorXid}::xid8, ${cursorSeq})`.execute(
    db,
  );
}

/** Waits longer after each failure; who says "gone", or has not answered for days, is not asked any more until somebody resumes. */
async function noteFailure({ db, clock }: Platform, webhook: Webhook, kind: "failed" | "gone"): Promise<void> {
  const now = clock.now();
  const since = webhook.failingSince ?? now;
  const failures = webhook.failures + 1;
  const stops = kind === "gone" || now.getTime() - since.getTime() >= GIVEN_UP_AFTER;
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql`
      update webhook set failures = ${failures}, failing_since = ${since}, next_attempt_at = ${new Date(now.getTime() + backOff(failures))},
        state = case when ${stops} then 'stopped' else state end
      where no = ${webhook.no} and state = 'active' returning no`.execute(tx);
    if (stops && rows.length > 0)
      await audit(tx, systemActor("webhooks"), {
        action: "webhook.stopped",
        subject: { kind: "webhook", id: webhook.id },
        orgPath: webhook.unitPath,
        detail: { name: webhook.name, failures, failingSince: since },
      });
  });
}
