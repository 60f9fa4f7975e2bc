const AT_ONCE = 16;
const ANSWER_MS = 5000;
const KEPT_ATTEMPTS = 5000;

/** HTTP status, or why there was none. */
export type SendOutcome = number | "timeout" | "unreachable";

/** Sends what waits to a product, several at once and in no promised order, until stopped. */
export abstract class Sender<Message> {
  readonly #flying = new Set<Promise<void>>();
  #stopped = false;

  protected abstract waiting(): Message[];
  /** Brings one message as far as it gets. */
  protected abstract fly(message: Message): Promise<void>;

  protected get stopped(): boolean {
    return this.#stopped;
  }

  /** Starts what is waiting, as far as there is room. */
  pump(): void {
    const waiting = this.waiting();
    while (!this.#stopped && waiting.length > 0 && this.#flying.size < AT_ONCE) {
      const message = waiting.shift();
      if (!message) return;
      const flight = this.fly(message).finally(() => {
        this.#flying.delete(flight);
        this.pump();
      });
      this.#flying.add(flight);
    }
  }

  /** Resolves when nothing waits and nothing is on its way; what waits for a later time stays. */
  async drained(): Promise<void> {
    this.pump();
    while (this.#flying.size > 0) await Promise.race(this.#flying);
  }

  /** Stops sending; resolves when what was under way has come to its end. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#flying);
  }
}

/** What is sent to a product's address. */
export interface Posting extends Pick<RequestInit, "headers" | "body" | "redirect"> {
  readonly url: string;
}

/**
 * One attempt, which has five seconds (wecom-api.md §2, wechat-api.md §1.2): its answer and the real milliseconds it took.
 * What cannot be made, as under a key that does not seal, reaches nobody.
 */
export async function post(make: () => Posting): Promise<{ outcome: SendOutcome; body: string; ms: number }> {
  const started = Date.now();
  let outcome: SendOutcome;
  let body = "";
  try {
    const { url, ...content } = make();
    const response = await fetch(url, { ...content, method: "POST", signal: AbortSignal.timeout(ANSWER_MS) });
    body = await response.text();
    outcome = response.status;
  } catch (error) {
    outcome = error instanceof Error && error.name === "TimeoutError" ? "timeout" : "unreachable";
  }
  return { outcome, body, ms: Date.now() - started };
}

/** Keeps the last attempts for the control page and for tests. */
export function keepAttempt<Attempt>(attempts: Attempt[], attempt: Attempt): void {
  attempts.push(attempt);
  if (attempts.length > KEPT_ATTEMPTS) attempts.splice(0, attempts.length - KEPT_ATTEMPTS);
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
