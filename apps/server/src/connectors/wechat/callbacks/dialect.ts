import type { IncomingHttpHeaders } from "node:http";
import type { Platform } from "../../../kernel/platform.ts";
import type { WechatAccount, WechatPlatform } from "../accounts/account.ts";

/** The query of a callback request. */
export type CallbackQuery = Readonly<Record<string, string | undefined>>;

/** A callback whose signature held and whose text could be read. */
export interface OpenedCallback {
  /** Equal for every delivery of one event. */
  readonly key: string;
  /** e.g. change_external_contact/add_external_contact */
  readonly event: string;
  /** Whom it is about; "" where order does not matter. */
  readonly subject: string;
  readonly occurredAt: Date;
  /** The plain text, as it will be worked off. */
  readonly payload: string;
}

/** A callback taken from the store. */
export interface StoredCallback extends Omit<OpenedCallback, "key"> {
  readonly seq: number;
  readonly receivedAt: Date;
  /** 1 at the first try. */
  readonly tries: number;
}

/** How one platform's callbacks are opened and what they lead to. */
export interface CallbackDialect {
  readonly platform: WechatPlatform;
  /** Answers the check of the address. @throws EnvelopeRefused */
  verify(account: WechatAccount, query: CallbackQuery): string;
  /**
   * @param body the text that was sent, to the letter
   * @throws EnvelopeRefused, XmlRefused, CallbackRefused
   */
  open(
    account: WechatAccount,
    query: CallbackQuery,
    body: string,
    headers: IncomingHttpHeaders,
  ): OpenedCallback | Promise<OpenedCallback>;
  /** Events that somebody waits for: when one arrives, this job is told besides. */
  readonly urgent?: { readonly events: ReadonlySet<string>; readonly job: string };
  /** The status of a refusal; 400 unless said otherwise. */
  readonly refusedStatus?: number;
  /** What the platform takes for "accepted". */
  readonly accepted: string;
  /** What a person who waits is answered with instead; undefined: nothing. The whole body of the answer, sealed where needed. */
  reply?(platform: Platform, account: WechatAccount, callback: OpenedCallback): Promise<string | undefined>;
  /**
   * Works one callback off. Called again after a failure or a crash: it must come to the same end however often it runs.
   * @throws CallbackParked when only a person can go on
   */
  work(platform: Platform, account: WechatAccount, callback: StoredCallback, signal: AbortSignal): Promise<void>;
}

/** Sets a callback aside with the reason, for a person to look at. */
export class CallbackParked extends Error {
  override readonly name = "CallbackParked";
}

/** Says no to whoever sent a callback; the reason is one of refusal-words.ts. */
export class CallbackRefused extends Error {
  override readonly name = "CallbackRefused";
  readonly reason: string;
  constructor(reason: string) {
    super(`callback refused: ${reason}`);
    this.reason = reason;
  }
}
