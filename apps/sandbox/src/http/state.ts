export type Platform = "wecom" | "weixin" | "pay" | "ads";

/** What goes wrong on demand, per endpoint, for a number of calls or a share of them. */
export type FaultKind =
  /** The platform's own refusal, such as 45009 or 42001 or -1. */
  | { readonly kind: "errcode"; readonly errcode: number }
  /** Pay's own refusal, such as SYSTEM_ERROR or FREQUENCY_LIMITED. */
  | { readonly kind: "refusal"; readonly code: string }
  /** A status of the gateway before the platform: 502, 503 … */
  | { readonly kind: "http_status"; readonly status: number }
  /** The answer takes so many real milliseconds; the work is done before. */
  | { readonly kind: "slow"; readonly ms: number }
  /** Done, but the connection closes before the answer: the caller cannot know. */
  | { readonly kind: "lost_answer" }
  /** Closed before anything is done. */
  | { readonly kind: "lost_request" }
  /** For callbacks: sent twice. */
  | { readonly kind: "duplicate" }
  /** For callbacks: held back so many real milliseconds, so that later ones overtake it. */
  | { readonly kind: "delay"; readonly ms: number }
  /** For callbacks: never sent. */
  | { readonly kind: "drop" }
  /** For callbacks of Pay: sent with a signature that must not hold (签名探测). */
  | { readonly kind: "probe" };

/** A rule; the first that matches and fires wins. */
export interface Fault {
  readonly id: string;
  readonly platform: Platform;
  /** A path or its beginning with `*` at the end; `callback` stands for what the sandbox itself sends. */
  readonly path: string;
  readonly what: FaultKind;
  /** How often it may still fire; undefined: always. */
  left: number | undefined;
  /** Probability per call, 0–1, drawn from the world's seed. */
  readonly share: number;
}

/** An access token that was issued: for a WeCom app, or for an appid. */
export interface IssuedToken {
  readonly token: string;
  /** WeCom: agent id as text; weixin: appid. */
  readonly app: string;
  /** Virtual Unix seconds. */
  expiresAt: number;
}

/** Tokens by their text, and the current one of each app (of each app and way of asking, where these differ). */
export interface TokenState {
  readonly issued: Map<string, IssuedToken>;
  readonly current: Map<string, string>;
}

export function noTokens(): TokenState {
  return { issued: new Map(), current: new Map() };
}
