/** What opened a window for customer-service messages: wechat-api.md §1.5, §2.4. */
export type TriggerKind = "message" | "click" | "follow" | "scan" | "payment" | "enter";

/** A window: so many messages until it closes. A new trigger of one kind replaces the former. */
export interface Trigger {
  readonly kind: TriggerKind;
  /** Virtual milliseconds. */
  readonly until: number;
  left: number;
}

export interface MessagesState {
  /** Open windows by openid. */
  readonly triggers: Map<string, Trigger[]>;
}

export function noMessages(): MessagesState {
  return { triggers: new Map() };
}
