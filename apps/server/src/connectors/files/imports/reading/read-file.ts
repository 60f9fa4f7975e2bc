import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { resolveEntry } from "../../../../kernel/engines/spawn-entry.ts";
import { Refusal } from "../../../../kernel/errors.ts";
import type { ReadingChunk, ReadingMessage, ReadingTask } from "./protocol.ts";

/** Largest heap of the reading thread; it holds two chunks and the longest record. */
const heapMiB = 256;

/**
 * Reads a file in a thread of its own and hands out its chunks; the next is read while the caller writes the last one.
 * Stopping early (`break`, an abort) ends the thread.
 *
 * @throws Refusal what the thread refused the file for.
 */
export async function* readFileInThread(task: ReadingTask, signal?: AbortSignal): AsyncGenerator<ReadingChunk> {
  const entry = await resolveEntry("import-reader", import.meta.url, "./reading-thread.ts");
  const worker = new Worker(entry, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMiB, maxYoungGenerationSizeMb: 64 },
  });
  const waiting: ReadingMessage[] = [];
  let wake: (() => void) | null = null;
  const receive = (message: ReadingMessage) => {
    waiting.push(message);
    wake?.();
  };
  worker.on("message", receive);
  worker.on("error", (error) => receive({ type: "failed", message: error.stack ?? error.message }));
  worker.on("exit", (code) => receive({ type: "failed", message: `the reading thread ended with ${code}` }));
  const stop = () => receive({ type: "failed", message: "aborted" });
  signal?.addEventListener("abort", stop, { once: true });
  try {
    for (;;) {
      const message = waiting.shift();
      if (!message) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      signal?.throwIfAborted();
      if (message.type === "done") return;
      if (message.type === "refused") throw new Refusal(message.details);
      if (message.type === "failed") throw new Error(message.message);
      yield message;
      worker.postMessage("next");
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    worker.removeAllListeners("exit");
    const ended = once(worker, "exit");
    await worker.terminate();
    await Promise.race([ended, Promise.resolve()]);
  }
}
