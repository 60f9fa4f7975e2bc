import { Refusal } from "../../kernel/errors.ts";
import type { Log } from "../../kernel/log.ts";
import type { InboxBatch } from "./inbox.ts";

export interface InboxWriter {
  /**
   * Resolves when the batch is on disk, with the number of events that were new.
   *
   * @throws Refusal `ingestion_busy` (503) when too much waits already, `ingestion_unavailable` (503) when the database does not take it.
   */
  write(batch: InboxBatch): Promise<number>;
  /** Resolves when nothing has been written for a moment, at the latest after `maxMs`: work that can wait lets senders go first. */
  calm(maxMs: number): Promise<void>;
}

export interface InboxWriterOptions {
  /** Puts batches on disk together; returns new events by request id. */
  readonly writeBatches: (batches: readonly InboxBatch[]) => Promise<Map<string, number>>;
  readonly log: Log;
  /** Events that may wait in memory. */
  readonly maxWaiting?: number;
  /** Events that go into one statement, unless one batch alone has more. */
  readonly maxTogether?: number;
  /** Statements under way at once: while one waits for the disk, the next is filled. */
  readonly lanes?: number;
}

/** Longer than senders take from one answer to their next batch. */
const quietMs = 100;

interface Waiting {
  readonly batch: InboxBatch;
  readonly resolve: (accepted: number) => void;
  readonly reject: (error: unknown) => void;
}

function unavailable(cause: unknown): Refusal {
  return new Refusal(
    { code: "ingestion_unavailable", status: 503, title: "事件暂时写不进去，请稍后原样重发，不会重复记录" },
    { cause },
  );
}

/**
 * Gathers the batches of concurrent requests, so that they share a statement and a flush to disk. The queue is bounded: beyond it
 * requests are refused at once, and the sender tries again.
 */
export function createInboxWriter({
  writeBatches,
  log,
  maxWaiting = 100_000,
  maxTogether = 20_000,
  lanes = 2,
}: InboxWriterOptions): InboxWriter {
  const queue: Waiting[] = [];
  let waiting = 0;
  let busy = 0;
  let lastWriteAt = Number.NEGATIVE_INFINITY;

  function takeTogether(): Waiting[] {
    const taken: Waiting[] = [];
    let events = 0;
    for (
      let next = queue[0];
      next && (taken.length === 0 || events + next.batch.events.length <= maxTogether);
      next = queue[0]
    ) {
      queue.shift();
      taken.push(next);
      events += next.batch.events.length;
    }
    waiting -= events;
    return taken;
  }

  async function writeAlone(item: Waiting): Promise<void> {
    try {
      const accepted = await writeBatches([item.batch]);
      item.resolve(accepted.get(item.batch.requestId) ?? 0);
    } catch (error) {
      log.error({ err: error, events: item.batch.events.length }, "events could not be written into the inbox");
      item.reject(unavailable(error));
    }
  }

  async function writeTogether(items: readonly Waiting[]): Promise<void> {
    try {
      const accepted = await writeBatches(items.map((item) => item.batch));
      for (const item of items) item.resolve(accepted.get(item.batch.requestId) ?? 0);
    } catch {
      // One request must not fail for another's sake: each gets a try of its own.
      for (const item of items) await writeAlone(item);
    }
  }

  async function work(): Promise<void> {
    busy += 1;
    try {
      for (let items = takeTogether(); items.length > 0; items = takeTogether()) await writeTogether(items);
    } finally {
      busy -= 1;
      lastWriteAt = performance.now();
    }
  }

  return {
    write(batch) {
      if (batch.events.length === 0) return Promise.resolve(0);
      if (waiting + batch.events.length > maxWaiting) {
        return Promise.reject(
          new Refusal({
            code: "ingestion_busy",
            status: 503,
            title: "上报太快，排队已满，请按 Retry-After 稍后原样重发，不会重复记录",
          }),
        );
      }
      return new Promise((resolve, reject) => {
        queue.push({ batch, resolve, reject });
        waiting += batch.events.length;
        if (busy < lanes) void work();
      });
    },
    async calm(maxMs) {
      const deadline = performance.now() + maxMs;
      for (;;) {
        const now = performance.now();
        if (now >= deadline || (busy === 0 && now - lastWriteAt >= quietMs)) return;
        await new Promise((resolve) => setTimeout(resolve, Math.min(quietMs / 4, deadline - now)));
      }
    },
  };
}
