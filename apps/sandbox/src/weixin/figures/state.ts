/** Counts of one Chinese day by key. */
export type DayCounts = Map<string, Map<string, number>>;
/** Who, of one Chinese day by key. */
export type DayPeople = Map<string, Map<string, Set<string>>>;

/** What the data cube counts, as it happens: wechat-api.md §1.12. Days are `YYYY-MM-DD`. */
export interface AccountFigures {
  /** New followers by user_source. */
  readonly newFollowers: DayCounts;
  /** Lost followers by the user_source of their following. */
  readonly lostFollowers: DayCounts;
  /** Followers at the end of the day, kept on each change. */
  readonly followers: Map<string, number>;
  /** Messages in by msg_type, and who sent them. */
  readonly messages: DayCounts;
  readonly senders: DayPeople;
  /** Readers and sharers by `<msg_data_id>_<idx>`; readers with the scene they came from. */
  readonly readers: DayPeople;
  readonly readerScenes: Map<string, Map<string, number>>;
  readonly sharers: DayPeople;
  /** Callbacks: count, failed, milliseconds in all, longest. */
  readonly callbacks: Map<string, { count: number; failed: number; total: number; longest: number }>;
}

export function noFigures(): AccountFigures {
  return {
    newFollowers: new Map(),
    lostFollowers: new Map(),
    followers: new Map(),
    messages: new Map(),
    senders: new Map(),
    readers: new Map(),
    readerScenes: new Map(),
    sharers: new Map(),
    callbacks: new Map(),
  };
}
