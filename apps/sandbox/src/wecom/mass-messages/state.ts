import type { MessagePart } from "../messages/state.ts";

/** One recipient of a sender's task: wecom-api.md §8.1. `status` 0 unsent, 1 sent, 2 not a friend, 3 cap reached. */
export interface MassDelivery {
  status: 0 | 1 | 2 | 3;
  /** Virtual seconds. */
  sentAt: number | undefined;
}

/** What one member has to confirm. */
export interface MassTask {
  readonly userid: string;
  sentAt: number | undefined;
  /** By external_userid, or chat_id for groups. */
  readonly deliveries: Map<string, MassDelivery>;
}

export interface MassMessage {
  readonly msgid: string;
  /** The app that made it; undefined: a member made it in the client. */
  readonly agentId: string | undefined;
  readonly creator: string | undefined;
  readonly chatType: "single" | "group";
  readonly allowSelect: boolean;
  readonly createdAt: number;
  readonly parts: readonly MessagePart[];
  readonly tasks: Map<string, MassTask>;
  cancelled: boolean;
  /** Virtual seconds of each reminder. */
  readonly reminders: number[];
}

export interface MassMessagesState {
  readonly messages: Map<string, MassMessage>;
  /** By external_userid or chat_id: virtual seconds of each mass message received in the last 31 days. */
  readonly received: Map<string, number[]>;
}

export function noMassMessages(): MassMessagesState {
  return { messages: new Map(), received: new Map() };
}
