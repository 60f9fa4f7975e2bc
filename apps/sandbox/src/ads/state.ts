/** A conversion as the platform keeps it. */
export interface AdAction {
  readonly outerActionId: string;
  readonly actionType: string;
  /** Unix seconds. */
  readonly at: number;
  readonly value: number | undefined;
  readonly clickId: string;
  readonly convId: string;
  readonly openid: string | undefined;
  /** How often it was told; only the first counts. */
  times: number;
}

export interface AdClick {
  readonly id: string;
  readonly callback: string;
  /** Milliseconds. */
  readonly at: number;
}

/** Tencent Ads, as far as it takes conversions (wechat-api.md §6). */
export interface AdsState {
  /** By click id. */
  readonly clicks: Map<string, AdClick>;
  /** By `outer_action_id`. */
  readonly actions: Map<string, AdAction>;
  /** Tokens that are asked for; empty: 鉴权关. */
  readonly tokens: Set<string>;
  /** Action types that it takes; empty: whatever is told. */
  readonly knownTypes: Set<string>;
}

export const noAds = (): AdsState => ({
  clicks: new Map(),
  actions: new Map(),
  tokens: new Set(),
  knownTypes: new Set(),
});
