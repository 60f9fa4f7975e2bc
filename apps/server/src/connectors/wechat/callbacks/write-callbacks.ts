import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";
import type { OpenedCallback } from "./dialect.ts";

/** Works callbacks off; enqueued with every write. */
export const workCallbacks = "wechat.work_callbacks";

interface Waiting {
  readonly accountId: string;
  readonly callback: OpenedCallback;
  /** A job to tell besides. */
  readonly urgentJob: string | undefined;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** Writes callbacks to disk before they are answered; those that arrive together share a statement. */
export interface CallbackWriter {
  /** Resolves when the callback is on disk, also when it had been before. */
  write(accountId: string, callback: OpenedCallback, urgentJob?: string): Promise<void>;
}

const TOGETHER = 200;

export function createCallbackWriter(platform: Platform): CallbackWriter {
  const queue: Waiting[] = [];
  let busy = false;

  async function drain(): Promise<void> {
    busy = true;
    try {
      while (queue.length > 0) {
        const batch = queue.splice(0, TOGETHER);
        try {
          await writeBatch(platform, batch);
          for (const { done } of batch) done();
        } catch (error) {
          for (const { failed } of batch) failed(error);
        }
      }
    } finally {
      busy = false;
    }
  }

  return {
    write: (accountId, callback, urgentJob) =>
      new Promise((done, failed) => {
        queue.push({ accountId, callback, urgentJob, done, failed });
        if (!busy) void drain();
      }),
  };
}

async function writeBatch({ db, cipher, jobs }: Platform, batch: readonly Waiting[]): Promise<void> {
  const list = <T>(of: (waiting: Waiting) => T) => batch.map(of);
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ seq: number }>`
      insert into wechat_callback (wechat_account_id, dedupe_key, event, subject, occurred_at, payload_sealed)
      select * from unnest(
        ${list(({ accountId }) => accountId)}::uuid[],
        ${list(({ callback }) => keyBytes(callback.key))}::bytea[],
        ${list(({ callback }) => callback.event)}::text[],
        ${list(({ callback }) => callback.subject)}::text[],
        ${list(({ callback }) => callback.occurredAt)}::timestamptz[],
        ${list(({ callback }) => cipher.seal(callback.payload))}::text[])
      on conflict (wechat_account_id, dedupe_key) do nothing returning seq`.execute(tx);
    if (rows.length > 0) await jobs.enqueue(tx, workCallbacks, {}, { key: workCallbacks });
    for (const job of new Set(batch.flatMap(({ urgentJob }) => urgentJob ?? [])))
      await jobs.enqueue(tx, job, {}, { key: job });
  });
}

function keyBytes(key: string): Buffer {
  return createHash("sha256").update(key).digest().subarray(0, 16);
}
