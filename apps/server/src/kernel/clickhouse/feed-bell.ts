import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

const bell = new EventEmitter().setMaxListeners(0);

/**
 * Says that much has just been committed: this process's feeds look at once rather than at their next turn. Only ever saves
 * time; feeds of other processes, and rows that nobody rings for, are found all the same.
 */
export function ringFeeds(): void {
  bell.emit("ring");
}

/** Waits so many milliseconds, until the bell rings, or until `signal` aborts. */
export async function pauseOrRing(ms: number, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const end = () => over.abort();
  bell.once("ring", end);
  signal.addEventListener("abort", end, { once: true });
  try {
    if (!signal.aborted) await sleep(ms, undefined, { signal: over.signal });
  } catch (error) {
    if (!over.signal.aborted) throw error;
  } finally {
    bell.off("ring", end);
    signal.removeEventListener("abort", end);
  }
}
