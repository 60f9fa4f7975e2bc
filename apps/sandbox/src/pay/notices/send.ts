import { PAY_SIGNATURE_PROBE, type PayNotify, sealPayResource } from "@feilun/wechat-protocol";
import { faultFor } from "../../http/faults.ts";
import type { Host } from "../../http/host.ts";
import { platformSignature } from "../signature.ts";
import { wireTime } from "../time.ts";
import { scheduleNext } from "./notify.ts";
import type { Notice, NoticeAttempt } from "./state.ts";

const ANSWER_MS = 5000;
const AT_ONCE = 16;
const KEPT_ATTEMPTS = 5000;

/** Sends merchants what happened, several at once and in no promised order, until stopped. */
export class NoticeSender {
  readonly #host: Host;
  readonly #flying = new Set<Promise<void>>();
  #stopped = false;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Starts what is waiting, as far as there is room. */
  pump(): void {
    const { waiting } = this.#host.world.pay.notices;
    while (!this.#stopped && waiting.length > 0 && this.#flying.size < AT_ONCE) {
      const notice = waiting.shift();
      if (!notice) return;
      const flight = this.#fly(notice).finally(() => {
        this.#flying.delete(flight);
        this.pump();
      });
      this.#flying.add(flight);
    }
  }

  /** Resolves when nothing waits and nothing is on its way; what waits for its next time stays. */
  async drained(): Promise<void> {
    this.pump();
    while (this.#flying.size > 0) await Promise.race(this.#flying);
  }

  /** Stops sending; what was under way finishes. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#flying);
  }

  async #fly(notice: Notice): Promise<void> {
    const { world } = this.#host;
    const fault = faultFor(world, "pay", "callback");
    if (fault?.kind === "drop") {
      this.#note(notice, "dropped", 0);
      return;
    }
    if (fault?.kind === "duplicate") world.pay.notices.waiting.push({ ...notice, delays: [], tries: 0 });
    if (fault?.kind === "delay") await pause(fault.ms);
    notice.tries++;
    const outcome = await this.#attempt(notice, fault?.kind === "probe");
    const accepted = outcome === 200 || outcome === 204;
    if (!accepted && outcome !== "no_api_v3_key") scheduleNext(world, notice);
  }

  async #attempt(notice: Notice, probe: boolean): Promise<NoticeAttempt["outcome"]> {
    const { world } = this.#host;
    const merchant = world.pay.merchants.get(notice.mchid);
    if (!merchant?.apiV3Key) return this.#note(notice, "no_api_v3_key", 0);
    const body = JSON.stringify(sealed(notice, merchant.apiV3Key));
    const signature = platformSignature(world, merchant, body);
    const headers = probe
      ? { ...signature, "wechatpay-signature": `${PAY_SIGNATURE_PROBE}${signature["wechatpay-signature"]}` }
      : signature;
    const started = Date.now();
    let outcome: NoticeAttempt["outcome"];
    try {
      const response = await fetch(notice.url, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "*/*", ...headers },
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      await response.arrayBuffer();
      outcome = response.status;
    } catch (error) {
      outcome = error instanceof Error && error.name === "TimeoutError" ? "timeout" : "unreachable";
    }
    return this.#note(notice, outcome, Date.now() - started);
  }

  #note<T extends NoticeAttempt["outcome"]>(notice: Notice, outcome: T, ms: number): T {
    const { attempts } = this.#host.world.pay.notices;
    const { id, mchid, url, eventType, resource, tries } = notice;
    attempts.push({ id, mchid, url, eventType, resource, attempt: tries, outcome, ms });
    if (attempts.length > KEPT_ATTEMPTS) attempts.splice(0, attempts.length - KEPT_ATTEMPTS);
    return outcome;
  }
}

function sealed(notice: Notice, apiV3Key: string): PayNotify {
  const { id, eventType, originalType, summary, resource, createdAt } = notice;
  return {
    id,
    create_time: wireTime(createdAt),
    resource_type: "encrypt-resource",
    event_type: eventType,
    summary,
    resource: { original_type: originalType, ...sealPayResource(apiV3Key, resource, originalType) },
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
