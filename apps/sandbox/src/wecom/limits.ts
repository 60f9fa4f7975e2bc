/**
 * What the company's administrator chooses, and what the documents leave unconfirmed (wecom-api.md §19): changed by the
 * action `wecom.set_limits`, never by the API.
 */
export interface WecomLimits {
  /** How many mass messages a customer or group may receive: as many a month as it has days, 7 a week, or 1 a day (§8.1). */
  massReceiveRule: "month" | "week" | "day";
  /** Virtual seconds during which a new mass message answers 41063. */
  massDispatchSeconds: number;
  /** Virtual seconds until a moment's job is done; it runs from half of it. */
  momentJobSeconds: number;
  /** Storage-backed reads of one path under way at once; more answer 45033. */
  concurrentReads: number;
  /** Answers a third transfer within 90 days. */
  transferFrequencyErrcode: number;
  /** Answers the 301st group of an owner within a day. */
  groupTransferDayErrcode: number;
  /** The company's member cap: an app may send 200 times as many person-times a day (§11.1). */
  memberCap: number;
  /** Wrong secrets from one address within an hour before it is blocked for an hour. */
  wrongSecretTries: number;
  acquisitionLinks: number;
  kfAccounts: number;
}

export function defaultLimits(): WecomLimits {
  return {
    massReceiveRule: "month",
    massDispatchSeconds: 2,
    momentJobSeconds: 2,
    concurrentReads: 10,
    transferFrequencyErrcode: 40_128,
    groupTransferDayErrcode: 45_009,
    memberCap: 10_000,
    wrongSecretTries: 10,
    acquisitionLinks: 1000,
    kfAccounts: 100,
  };
}
