/** Counters of calls, tickets, and the trail of refused requests. */
export interface AccessState {
  /** By `<appid> <path> <window>`: calls in that virtual minute or Chinese day. */
  readonly calls: Map<string, number>;
  /** By `<appid> <yyyy-mm>`: clear_quota calls. */
  readonly clears: Map<string, number>;
  /** By appid: virtual seconds of the last forced refresh. */
  readonly forcedAt: Map<string, number>;
  /** JS tickets by `<appid> <type>`. */
  readonly tickets: Map<string, { readonly ticket: string; readonly expiresAt: number }>;
  /** The last refused requests by rid, oldest first. */
  readonly refused: Map<string, { readonly at: number; readonly url: string; readonly ip: string }>;
}

export function noAccess(): AccessState {
  return { calls: new Map(), clears: new Map(), forcedAt: new Map(), tickets: new Map(), refused: new Map() };
}
