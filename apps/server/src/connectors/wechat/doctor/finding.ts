import type { Platform } from "../../../kernel/platform.ts";
import type { WechatAccount, WechatPlatform } from "../accounts/account.ts";

export const findingStates = ["ok", "warning", "failed", "skipped"] as const;

/** Fields of the console that a finding can lead to. */
export const mendableFields = [
  "accountId",
  "agentId",
  "baseUrl",
  "secrets.secret",
  "secrets.callbackToken",
  "secrets.callbackAesKey",
  "secrets.merchantKey",
  "secrets.merchantSerial",
  "secrets.merchantCertificate",
  "secrets.platformKey",
  "merchantUnit",
  "callbackKeys",
  "enabled",
  "publicAddress",
  "parked",
] as const;

/** One thing that was looked at. */
export interface Finding {
  /** Stable: scripts branch on it. */
  readonly check: string;
  /** Chinese: what was looked at. */
  readonly name: string;
  /** skipped: not looked at, because something before it failed or it is not in use. */
  readonly state: (typeof findingStates)[number];
  /** Chinese: what was seen. */
  readonly detail: string;
  /** Chinese: why, and what to do; with `warning` and `failed`. */
  readonly cause?: string;
  readonly remedy?: string;
  /** The platform's code, where one was given. */
  readonly errcode?: number;
  /** Where in the console it is mended; absent where it is mended in the platform's back office or on the network. */
  readonly field?: (typeof mendableFields)[number];
}

/** What an examination is told from outside. */
export interface ExaminationOptions {
  /** This machine's clock, milliseconds since the epoch. */
  readonly now: () => number;
  readonly signal?: AbortSignal;
}

/** What is looked over, and with what. */
export interface ExaminationTarget {
  readonly platform: Platform;
  readonly account: WechatAccount;
  readonly options: ExaminationOptions;
}

/** Looks one account of a platform over. Changes nothing, sends nothing to customers, takes at most about half a minute. */
export interface Examiner {
  readonly platforms: readonly WechatPlatform[];
  examine(platform: Platform, account: WechatAccount, options: ExaminationOptions): Promise<Finding[]>;
}
