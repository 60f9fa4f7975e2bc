/** What the documents leave unconfirmed (wechat-api.md §9) or how long the platform takes: changed by `weixin.set`, never by the API. */
export interface WeixinSettings {
  /** Customer messages allowed within 48 h of a payment: the pages disagree (§1.5). */
  customMessagesAfterPayment: number;
  /** Whether snsapi_base also answers the unionid (§1.13). */
  unionidWithBaseScope: boolean;
  /** Virtual seconds until a mass send has gone out. */
  massSendSeconds: number;
  /** Virtual seconds until an article is published. */
  publishSeconds: number;
  /** Virtual seconds until media_check_async tells its verdict; at most 30 min. */
  mediaCheckSeconds: number;
  /** Daily calls by path in place of the documented ones, for one account of any kind. */
  dailyCalls: Record<string, number>;
  /** Further words that a content check finds, with their label (§2.6). */
  riskyWords: Record<string, number>;
}

export function defaultWeixinSettings(): WeixinSettings {
  return {
    customMessagesAfterPayment: 0,
    unionidWithBaseScope: false,
    massSendSeconds: 2,
    publishSeconds: 2,
    mediaCheckSeconds: 2,
    dailyCalls: {},
    riskyWords: {},
  };
}
