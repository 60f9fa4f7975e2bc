/** What one member did with customers on one day: the source of wecom-api.md §10. */
export interface MemberDay {
  /** Requests the member started. */
  applied: number;
  /** New customers. */
  added: number;
  /** Customers who deleted or blocked the member. */
  lost: number;
  /** Messages the member sent. */
  messages: number;
  /** Customers the member spoke with. */
  readonly spokenWith: Set<string>;
  /** Customers who wrote first that day, and those of them who got an answer. */
  readonly asked: Set<string>;
  readonly answered: Set<string>;
  /** Since when (virtual seconds) a customer waits for the first answer. */
  readonly waiting: Map<string, number>;
  answerSeconds: number;
}

/** What happened in one group on one day. */
export interface GroupDay {
  joined: number;
  messages: number;
  readonly speakers: Set<string>;
  /** People in it at the end of what happened that day. */
  members: number;
}

export interface GroupHistory {
  owner: string;
  readonly createdAt: number;
  dismissedAt: number | undefined;
  readonly days: Map<number, GroupDay>;
}

export interface ActivityState {
  /** By userid, then by day (Unix seconds of 00:00 UTC+8). */
  readonly members: Map<string, Map<number, MemberDay>>;
  readonly groups: Map<string, GroupHistory>;
}

export function noActivity(): ActivityState {
  return { members: new Map(), groups: new Map() };
}
