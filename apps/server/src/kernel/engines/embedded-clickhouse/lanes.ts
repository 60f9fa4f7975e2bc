/** The engine has been busy for too long; the statement was not started. */
export class QueueTimeout extends Error {
  override readonly name = "QueueTimeout";
}

interface Waiter {
  readonly resolve: (release: () => void) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Lets at most `width` statements run at once; the others wait in order of arrival, at most `patienceMs`. */
export class Lane {
  readonly #width: number;
  readonly #patienceMs: number;
  readonly #waiting: Waiter[] = [];
  #running = 0;

  constructor(width: number, patienceMs: number) {
    this.#width = width;
    this.#patienceMs = patienceMs;
  }

  /**
   * Takes a slot; the returned function gives it back (calling it twice is harmless).
   * @throws QueueTimeout; the signal's reason when it aborts while waiting
   */
  async enter(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#running < this.#width) {
      this.#running++;
      return this.#releaser();
    }
    return await new Promise((resolve, reject) => {
      const leave = (error: Error) => {
        const position = this.#waiting.indexOf(waiter);
        if (position >= 0) this.#waiting.splice(position, 1);
        clearTimeout(waiter.timer);
        reject(error);
      };
      const onAbort = () => leave(signal.reason instanceof Error ? signal.reason : new Error("aborted"));
      const waiter: Waiter = {
        resolve: (release) => {
          signal.removeEventListener("abort", onAbort);
          resolve(release);
        },
        reject,
        timer: setTimeout(() => {
          signal.removeEventListener("abort", onAbort);
          leave(new QueueTimeout(`waited ${this.#patienceMs} ms behind ${this.#width} running queries`));
        }, this.#patienceMs),
      };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#waiting.push(waiter);
    });
  }

  #releaser(): () => void {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const next = this.#waiting.shift();
      if (next === undefined) {
        this.#running--;
        return;
      }
      clearTimeout(next.timer);
      next.resolve(this.#releaser());
    };
  }
}
