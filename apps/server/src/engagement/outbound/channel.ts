import type { OutboundContent } from "./content.ts";
import type { Outcome } from "./rules.ts";

export const outboundChannels = {
  wecom_mass: "企业微信群发",
  wecom_group: "客户群群发",
  wecom_moment: "客户朋友圈",
  wecom_app: "应用消息（导购）",
  official_template: "公众号模板消息",
  official_subscribe: "公众号订阅通知",
  official_service: "公众号客服消息",
  mini_subscribe: "小程序订阅消息",
  sms: "短信",
  ai_call: "AI 外呼",
} as const;

export type OutboundChannelName = keyof typeof outboundChannels;
export const outboundChannelNames = Object.keys(outboundChannels) as [OutboundChannelName, ...OutboundChannelName[]];

/** Where one person, group or member of staff is reached. */
export interface OutboundTarget {
  /** external_userid, chat_id, openid or userid; of a phone number its blind index */
  readonly key: string;
  readonly originNo: number | null;
  readonly memberNo: number | null;
}

/** What a channel is asked to deliver. */
export interface OutboundTask {
  readonly id: string;
  readonly businessKey: string;
  readonly part: number;
  readonly channel: OutboundChannelName;
  readonly accountId: string;
  readonly title: string;
  readonly content: OutboundContent;
  readonly senderKey: string;
  /** Null until the platform has it. */
  readonly platformKey: string | null;
  /** The last call; null before the first. */
  readonly handedAt: Date | null;
}

export interface Result {
  readonly target: OutboundTarget;
  readonly outcome: Outcome;
  readonly senderKey?: string;
  readonly reason?: string;
  readonly at?: Date;
}

/** What the platform answered to a hand-over. */
export interface Handed {
  readonly platformKey: string;
  /** Outcomes that are known at once. */
  readonly results: readonly Result[];
  /** Nothing more will be told. */
  readonly final: boolean;
}

/** Some of what became of a task; batches come until there is nothing more to read now. */
export interface Collected {
  readonly senders: readonly { readonly key: string; readonly confirmedAt: Date | null; readonly collected: boolean }[];
  readonly results: readonly Result[];
  /** The platform now calls the task by another name (an asynchronous creation has ended). */
  readonly platformKey?: string;
  /** The platform took the task first and refused it afterwards. */
  readonly refused?: { readonly errcode: number; readonly reason: string; readonly remedy: string };
}

/** What a search for a call with a lost answer found. `unclear` needs a person. */
export type Search =
  | { readonly found: "one"; readonly platformKey: string }
  | { readonly found: "none" }
  | { readonly found: "unclear"; readonly reason: string };

/** Whom and what a message may name. */
export interface OutboundChoices {
  /** Staff who can send, or receive, the message; with how many customers each follows. */
  readonly staff: readonly {
    readonly key: string;
    readonly name: string;
    readonly storeName: string | null;
    readonly customers: number;
  }[];
  readonly groups: readonly {
    readonly key: string;
    readonly name: string;
    readonly ownerKey: string;
    readonly customers: number;
  }[];
  readonly tags: readonly { readonly id: string; readonly name: string; readonly groupName: string }[];
}

/** A way out; implemented by a connector. Every method is bounded in time and throws `HandOverRefused` for a refusal. */
export interface OutboundChannel {
  readonly name: OutboundChannelName;
  /** Targets that one hand-over takes. */
  readonly maxTargets: number;
  /** So long after a lost answer the same hand-over may be sent again, because the platform itself drops repetitions; 0 = never. */
  readonly repetitionMinutes: number;
  /** Addresses of members on the account; members without one are left out. */
  resolve(accountId: string, memberNos: readonly number[]): Promise<OutboundTarget[]>;
  /** Accounts that it sends from. */
  accounts(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** What a person who writes a message on the account may choose from; nothing where there is nothing to choose. */
  choices?(accountId: string): Promise<OutboundChoices>;
  /** Refuses, before anything is written, what the channel cannot carry. @throws Refusal that names the field of the content */
  check?(accountId: string, content: OutboundContent): Promise<void>;
  /** What senders and targets that are no members are called, by key. */
  names?(accountId: string, keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Hands the task over: one call, never repeated after a lost answer. */
  hand(task: OutboundTask, targets: readonly string[], signal: AbortSignal): Promise<Handed>;
  /** Looks for what a call with a lost answer may have made. */
  search?(
    task: OutboundTask,
    targets: readonly string[],
    known: (platformKey: string) => Promise<boolean>,
    signal: AbortSignal,
  ): Promise<Search>;
  /** Reads results; senders that were collected before are left out. */
  collect?(task: OutboundTask, collected: ReadonlySet<string>, signal: AbortSignal): AsyncGenerator<Collected>;
  remind?(task: OutboundTask, signal: AbortSignal): Promise<void>;
  cancel?(task: OutboundTask, signal: AbortSignal): Promise<void>;
}

/** A refusal in our words. */
export class HandOverRefused extends Error {
  override readonly name = "HandOverRefused";
  /** The platform's code; 0 = no answer. */
  readonly errcode: number;
  /** Chinese: why, and what to do. */
  readonly reason: string;
  readonly remedy: string;
  /** `later`: nothing was done and it may be asked again. */
  readonly retry: "later" | "never";
  /** It may have been done although no answer came. */
  readonly uncertain: boolean;
  /** What it means for those who were addressed; `failed` unless said. */
  readonly outcome: Outcome;
  constructor(refusal: {
    readonly errcode: number;
    readonly reason: string;
    readonly remedy: string;
    readonly retry: "later" | "never";
    readonly uncertain: boolean;
    readonly outcome?: Outcome;
  }) {
    super(`${refusal.errcode}: ${refusal.reason}`);
    this.errcode = refusal.errcode;
    this.reason = refusal.reason;
    this.remedy = refusal.remedy;
    this.retry = refusal.retry;
    this.uncertain = refusal.uncertain;
    this.outcome = refusal.outcome ?? "failed";
  }
}
