/** A login code: once, for 5 minutes (wecom-api.md §11.3). */
export interface LoginCode {
  /** The app that asked; "" where the address named none. */
  readonly agentId: string;
  readonly personId: string;
  readonly private: boolean;
  /** Virtual seconds. */
  readonly expiresAt: number;
  used: boolean;
}

/** What getuserdetail asks for: 30 minutes. */
export interface UserTicket {
  readonly userid: string;
  readonly expiresAt: number;
}

export interface OAuthState {
  readonly codes: Map<string, LoginCode>;
  readonly tickets: Map<string, UserTicket>;
}

export function noOAuth(): OAuthState {
  return { codes: new Map(), tickets: new Map() };
}
