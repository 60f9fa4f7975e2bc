import { PAY_SIGNATURE_PROBE, type PayNotify, sealPayResource } from "@feilun/wechat-protocol";
import { keepAttempt, pause, post, Sender } from "../../callbacks/sender.ts";
import { faultFor } from "../../http/faults.ts";
import type { Host } from "../../http/host.ts";
import { platformSignature } from "../signature.ts";
import { wireTime } from "../time.ts";
import { scheduleNext } from "./notify.ts";
import type { Notice, NoticeAttempt } from "./state.ts";

/** Sends merchants what happened; what is not accepted waits for its next time. */
export class NoticeSender extends Sender<Notice> {
  readonly #host: Host;

  constructor(host: Host) {
    super();
    this.#host = host;
  }

  protected waiting(): Notice[] {
    return this.#host.world.pay.notices.waiting;
  }

  protected async fly(notice: Notice): Promise<void> {
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
    const { outcome, ms } = await post(() => ({
      url: notice.url,
      headers: { "content-type": "application/json", accept: "*/*", ...headers },
      body,
      redirect: "manual",
    }));
    return this.#note(notice, outcome, ms);
  }

  #note<T extends NoticeAttempt["outcome"]>(notice: Notice, outcome: T, ms: number): T {
    const { attempts } = this.#host.world.pay.notices;
    const { id, mchid, url, eventType, resource, tries } = notice;
    keepAttempt(attempts, { id, mchid, url, eventType, resource, attempt: tries, outcome, ms });
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
