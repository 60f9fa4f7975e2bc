/** A one-time subscription's form in the account: wechat-api.md §2.4. */
export interface SubscribeTemplate {
  readonly id: string;
  readonly tid: string;
  readonly title: string;
  /** Data keys with their labels, e.g. thing1 → 活动名称. */
  readonly keywords: readonly { readonly key: string; readonly label: string }[];
  readonly sceneDesc: string;
}

export interface SubscriptionsState {
  readonly templates: Map<string, SubscribeTemplate>;
  /** Accepts not yet used, by `<openid> <template>`; they add up and do not expire. */
  readonly accepts: Map<string, number>;
}

export function noSubscriptions(): SubscriptionsState {
  return { templates: new Map(), accepts: new Map() };
}
