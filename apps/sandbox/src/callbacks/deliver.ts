import { type CallbackKeys, sealPlaintext, signCallback, wrapJsonMessage, wrapMessage } from "@feilun/wechat-protocol";
import { faultFor } from "../http/faults.ts";
import type { Host } from "../http/host.ts";
import { secondsOf } from "../world/clock.ts";
import { opaqueId } from "../world/random.ts";
import type { World } from "../world/world.ts";
import { keepAttempt, pause, post, Sender } from "./sender.ts";
import type { CallbackAttempt, PendingCallback } from "./state.ts";

/** Where a platform sends what happens: the address and keys that the product's owner set in the platform's back office. */
export interface CallbackAddress extends CallbackKeys {
  readonly url: string;
  /** `secure` unless told: 明文, 兼容, 安全. */
  readonly mode?: "plain" | "compatible" | "secure";
  readonly format?: "xml" | "json";
  /** Official accounts and mini programs also sign without the body and name the mode: wechat-api.md §1.2. */
  readonly plainSignature?: boolean;
  /** Three unless told. */
  readonly attempts?: number;
  /** Looks at the answer; true when no further try is needed. Without it, HTTP 200 is enough. */
  settle?(sent: SentCallback): boolean;
}

/** One attempt and its answer. */
export interface SentCallback {
  readonly plaintext: string;
  readonly outcome: CallbackAttempt["outcome"];
  readonly body: string;
  /** Real milliseconds it took. */
  readonly ms: number;
  /** No further try follows. */
  readonly last: boolean;
}

/** Answers within 5 s or is asked again, three attempts in all: wecom-api.md §2, wechat-api.md §1.2. */
export const ATTEMPTS = 3;

/** Puts a message into the queue of one subscriber. */
export function queueCallback(world: World, subscriber: string, plaintext: string): void {
  world.callbacks.waiting.push({ id: world.callbacks.next++, subscriber, plaintext, tries: 0 });
}

/** Sends callbacks, each again until it is accepted; what was not when it is stopped goes back into the queue. */
export class CallbackSender extends Sender<PendingCallback> {
  readonly #host: Host;
  readonly #addressOf: (subscriber: string) => CallbackAddress | undefined;
  readonly #retryMs: number;

  /** `retryMs` is the pause between attempts; the real one is not documented. */
  constructor(host: Host, addressOf: (subscriber: string) => CallbackAddress | undefined, retryMs = 1000) {
    super();
    this.#host = host;
    this.#addressOf = addressOf;
    this.#retryMs = retryMs;
  }

  protected waiting(): PendingCallback[] {
    return this.#host.world.callbacks.waiting;
  }

  protected async fly(pending: PendingCallback): Promise<void> {
    const { world } = this.#host;
    const fault = faultFor(world, pending.subscriber.startsWith("wecom/") ? "wecom" : "weixin", "callback");
    if (fault?.kind === "drop") return this.#note(pending, "dropped", 0);
    if (fault?.kind === "duplicate") world.callbacks.waiting.push({ ...pending, tries: 0 });
    if (fault?.kind === "delay") await pause(fault.ms);
    const attempts = this.#addressOf(pending.subscriber)?.attempts ?? ATTEMPTS;
    while (pending.tries < attempts) {
      if (this.stopped) {
        world.callbacks.waiting.unshift(pending);
        return;
      }
      pending.tries++;
      if (await this.#attempt(pending)) return;
      if (pending.tries < attempts) await pause(this.#retryMs);
    }
  }

  async #attempt(pending: PendingCallback): Promise<boolean> {
    const address = this.#addressOf(pending.subscriber);
    if (!address) return true;
    const { outcome, body, ms } = await post(() => {
      const { query, content } = this.#envelope(pending, address);
      return {
        url: `${address.url}${address.url.includes("?") ? "&" : "?"}${query}`,
        headers: { "content-type": address.format === "json" ? "application/json" : "text/xml" },
        body: content,
      };
    });
    this.#note(pending, outcome, ms);
    if (!address.settle) return outcome === 200;
    return address.settle({
      plaintext: pending.plaintext,
      outcome,
      body,
      ms,
      last: pending.tries >= (address.attempts ?? ATTEMPTS),
    });
  }

  #envelope({ plaintext, subscriber }: PendingCallback, address: CallbackAddress) {
    const { world } = this.#host;
    const at = { timestamp: String(secondsOf(world.clock)), nonce: opaqueId(world.random, "", 10) };
    const plain = address.plainSignature && {
      signature: signCallback(address.token, at.timestamp, at.nonce, ""),
      ...at,
      openid: senderOf(plaintext),
    };
    if (address.mode === "plain") return { query: new URLSearchParams(plain || {}), content: plaintext };
    const sealed = sealPlaintext(address, plaintext, at);
    const query = new URLSearchParams({ ...plain, ...(plain && { encrypt_type: "aes" }), ...sealed.query });
    if (address.format === "json") return { query, content: wrapJsonMessage(address, sealed.ciphertext) };
    const wrapped = wrapMessage(address, sealed.ciphertext, agentOf(subscriber));
    // 兼容 shows both texts.
    const both =
      address.mode === "compatible"
        ? plaintext.replace("</xml>", wrapped.slice(wrapped.indexOf("<Encrypt>")))
        : wrapped;
    return { query, content: both };
  }

  #note(pending: PendingCallback, outcome: CallbackAttempt["outcome"], ms: number): void {
    const { attempts } = this.#host.world.callbacks;
    const { id, subscriber, plaintext } = pending;
    keepAttempt(attempts, { id, subscriber, plaintext, outcome, ms });
  }
}

const agentOf = (subscriber: string) => (subscriber.startsWith("wecom/") ? subscriber.slice(6) : undefined);

/** The openid that stands in the query beside the body. */
const senderOf = (plaintext: string) => /FromUserName(?:":"|><!\[CDATA\[)([^"\]]+)/.exec(plaintext)?.[1] ?? "";
