export type OauthScope = "snsapi_base" | "snsapi_userinfo";

/** What a browser was given, or a product got for it; times in virtual seconds. */
export interface OauthGrant {
  readonly personId: string;
  readonly scope: OauthScope;
  readonly expiresAt: number;
  used: boolean;
}

export interface OauthState {
  readonly codes: Map<string, OauthGrant>;
  readonly tokens: Map<string, OauthGrant>;
  readonly refreshTokens: Map<string, OauthGrant>;
}

export function noOauth(): OauthState {
  return { codes: new Map(), tokens: new Map(), refreshTokens: new Map() };
}
