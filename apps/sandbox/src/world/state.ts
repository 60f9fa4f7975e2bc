/** A WeChat user: one person with one phone. Staff are people too, tied by `member.personId`. */
export interface Person {
  readonly id: string;
  nickname: string;
  avatar: string;
  /** 0 unknown, 1 male, 2 female. */
  gender: 0 | 1 | 2;
  /** Mainland mobile number, or undefined where none is bound. */
  phone: string | undefined;
  /** The Open Platform id that joins all apps of one owner. */
  readonly unionid: string;
  /** By appid: every app sees another id. */
  readonly openids: Map<string, string>;
  /** Where the person stands, WGS-84 degrees; undefined when location is refused. */
  location: { latitude: number; longitude: number } | undefined;
}

/** A line of a conversation, as a phone shows it. */
export interface ChatMessage {
  readonly id: string;
  /** Virtual milliseconds. */
  readonly at: number;
  /** Person id, userid, or "system". */
  readonly from: string;
  readonly msgtype: string;
  /** The content in the shape of its msgtype on the wire. */
  readonly content: unknown;
}

/**
 * Conversations by key: `wecom/<userid>/<external_userid>`, `group/<chat_id>`, `oa/<appid>/<openid>`, `mini/<appid>/<openid>`,
 * `notice/<person>` (服务通知), `pay/<person>` (微信支付), `app/<agentid>/<userid>`, `kf/<open_kfid>/<external_userid>`.
 */
export type Chats = Map<string, ChatMessage[]>;

/** Something that happens later by itself: a transfer completing, a moment job finishing. Plain data, so that it survives a restart. */
export interface DueTask {
  /** Virtual milliseconds. */
  readonly at: number;
  readonly kind: string;
  readonly data: unknown;
}
