/** One mass send: wechat-api.md §1.7. */
export interface MassSend {
  readonly msgId: number;
  readonly msgDataId: number;
  readonly msgtype: string;
  readonly content: unknown;
  readonly toAll: boolean;
  readonly openids: readonly string[];
  /** Virtual seconds. */
  readonly createdAt: number;
  readonly clientMsgId: string | undefined;
  /** `waiting`: a protected account's administrator has not answered. */
  status: "waiting" | "SENDING" | "SEND_SUCCESS" | "SEND_FAIL" | "DELETE";
  articleId: string | undefined;
}

export interface MassSendsState {
  readonly jobs: Map<number, MassSend>;
  /** By `<openid> <yyyy-mm>`: messages received. */
  readonly received: Map<string, number>;
  /** 0–4: 800 000 … 100 000 a minute. */
  speed: number;
  /** 群发保护: an administrator confirms each send within 30 min. */
  protectedByAdmin: boolean;
  previews: { day: string; count: number };
}

export function noMassSends(): MassSendsState {
  return { jobs: new Map(), received: new Map(), speed: 3, protectedByAdmin: false, previews: { day: "", count: 0 } };
}
