/** One message of an app, as it was sent: wecom-api.md §11.1. */
export interface AppMessage {
  readonly msgid: string;
  readonly agentId: string;
  readonly msgtype: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** Who got it. */
  readonly users: readonly string[];
  /** Virtual seconds. */
  readonly at: number;
  recalled: boolean;
}

/** A code that changes a card once within 72 h. */
export interface ResponseCode {
  readonly code: string;
  readonly agentId: string;
  readonly msgid: string;
  readonly expiresAt: number;
  used: boolean;
}

export interface AppMessagesState {
  readonly messages: Map<string, AppMessage>;
  readonly codes: Map<string, ResponseCode>;
  /** By digest of app, targets and content: the msgid that stands for repetitions, and until when. */
  readonly duplicates: Map<string, { readonly msgid: string; readonly until: number }>;
  /** By `<agentid>/<userid>`: virtual seconds of what was received in the last hour. */
  readonly received: Map<string, number[]>;
  /** By app: person-times of a day. */
  readonly sentToday: Map<string, { day: number; personTimes: number }>;
}

export function noAppMessages(): AppMessagesState {
  return { messages: new Map(), codes: new Map(), duplicates: new Map(), received: new Map(), sentToday: new Map() };
}
