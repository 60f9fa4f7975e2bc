/** Calls counted per key in fixed windows of real time; not saved: a restart forgives. */
export interface RateLimit {
  readonly perMinute: number;
  readonly perHour: number;
}

/** One company, one path: wecom-api.md §1.3. */
export const CORP_PATH_LIMIT: RateLimit = { perMinute: 10_000, perHour: 150_000 };

interface Count {
  window: number;
  calls: number;
}

/** Remembers calls by the sandbox's virtual clock, so that a test can let an hour pass. */
export class RateCounter {
  readonly #minutes = new Map<string, Count>();
  readonly #hours = new Map<string, Count>();

  /** Counts the call; false when it is over the limit (the platform answers 45009 until the window ends). */
  take(key: string, limit: RateLimit, nowMs: number): boolean {
    const minute = count(this.#minutes, key, Math.floor(nowMs / 60_000));
    const hour = count(this.#hours, key, Math.floor(nowMs / 3_600_000));
    return minute <= limit.perMinute && hour <= limit.perHour;
  }
}

function count(counts: Map<string, Count>, key: string, window: number): number {
  const known = counts.get(key);
  if (known?.window === window) return ++known.calls;
  counts.set(key, { window, calls: 1 });
  return 1;
}
