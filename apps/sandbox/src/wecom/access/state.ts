/** Who was turned away at the door, and the tickets handed out there. */
export interface AccessState {
  /** By address: wrong secrets within the window that began at `since` (virtual seconds). */
  readonly wrongSecrets: Map<string, { since: number; count: number; blockedUntil: number }>;
  debug: { minute: number; calls: number };
  /** JS tickets by `corp` or `agent/<agentid>`. */
  readonly tickets: Map<string, JsTicket>;
  /** Fetches of tickets in the current hour, by whom they are counted for. */
  readonly ticketFetches: Map<string, { hour: number; calls: number }>;
}

export interface JsTicket {
  readonly ticket: string;
  /** Virtual seconds. */
  readonly expiresAt: number;
}

export function noAccess(): AccessState {
  return { wrongSecrets: new Map(), debug: { minute: 0, calls: 0 }, tickets: new Map(), ticketFetches: new Map() };
}
