/** What the sandbox still has to tell a product, or has told. */
export interface CallbackState {
  readonly waiting: PendingCallback[];
  /** The last attempts, newest last, for the control page and for tests. */
  readonly attempts: CallbackAttempt[];
  next: number;
}

/** One message on its way to a callback address. */
export interface PendingCallback {
  readonly id: number;
  /** `wecom/<agentid>`, `weixin/<appid>`. */
  readonly subscriber: string;
  /** The plain text; sealed anew at each attempt, as the platforms do. */
  readonly plaintext: string;
  /** Attempts made. */
  tries: number;
}

export interface CallbackAttempt {
  readonly id: number;
  readonly subscriber: string;
  readonly plaintext: string;
  /** HTTP status, or why there was none. */
  readonly outcome: number | "timeout" | "unreachable" | "dropped";
  /** Real milliseconds it took. */
  readonly ms: number;
}

export function noCallbacks(): CallbackState {
  return { waiting: [], attempts: [], next: 1 };
}
