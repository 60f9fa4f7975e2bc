/** A message to a merchant's notify address. Its resource is sealed anew at each attempt, its id stays. */
export interface Notice {
  readonly id: string;
  readonly mchid: string;
  readonly url: string;
  readonly eventType: string;
  readonly originalType: string;
  readonly summary: string;
  /** The resource, open. */
  readonly resource: string;
  /** Virtual seconds. */
  readonly createdAt: number;
  /** Virtual seconds before each further attempt. */
  readonly delays: readonly number[];
  tries: number;
}

export interface NoticeAttempt {
  readonly id: string;
  readonly mchid: string;
  readonly url: string;
  readonly eventType: string;
  readonly resource: string;
  readonly attempt: number;
  /** HTTP status, or why there was none. */
  readonly outcome: number | "timeout" | "unreachable" | "dropped" | "no_api_v3_key";
  /** Real milliseconds it took. */
  readonly ms: number;
}

export interface NoticesState {
  readonly waiting: Notice[];
  /** Sent in vain and waiting for their next time, by id. */
  readonly scheduled: Map<string, Notice>;
  /** The last attempts, newest last. */
  readonly attempts: NoticeAttempt[];
}

export function noNotices(): NoticesState {
  return { waiting: [], scheduled: new Map(), attempts: [] };
}
