/** A code of wx.login or of the phone button: used once, 5 min (wechat-api.md §2.1, §2.2). */
export interface ClientCode {
  readonly personId: string;
  readonly kind: "login" | "phone";
  /** Virtual seconds. */
  readonly expiresAt: number;
  used: boolean;
}

/** A mini-program code's picture. */
export interface WxaCode {
  readonly id: string;
  /** Page with its query; "" for the first page. */
  readonly path: string;
  readonly scene: string | undefined;
}

/** A scheme or URL link; times in virtual seconds. */
export interface WxaLink {
  readonly link: string;
  readonly path: string;
  readonly query: string;
  readonly envVersion: string;
  readonly createdAt: number;
  /** 0: never. */
  readonly expiresAt: number;
}

/** A visit of one page. */
export interface Visit {
  readonly openid: string;
  /** Virtual milliseconds. */
  readonly at: number;
  readonly page: string;
  readonly scene: number;
  readonly staySeconds: number;
  /** First page since the program was opened. */
  readonly entry: boolean;
}

/** A payment that waits for its shipping record: wechat-api.md §2.8. */
export interface ShippedOrder {
  readonly transactionId: string;
  readonly mchid: string;
  readonly outTradeNo: string;
  readonly openid: string;
  /** Fen. */
  readonly amount: number;
  /** Virtual seconds. */
  readonly paidAt: number;
  /** `SHIPPING_STATE`. */
  state: number;
  uploads: { readonly at: string; readonly mode: 1 | 2; readonly logistics: number; readonly parcels: unknown[] }[];
  allDelivered: boolean;
  reshipped: boolean;
  reminded: boolean;
}

export interface MiniState {
  /** Published pages, without a leading slash. */
  readonly pages: string[];
  /** 交易类小程序: shipping records are asked for. */
  readonly trading: boolean;
  readonly codes: Map<string, ClientCode>;
  /** Session keys by openid, base64. */
  readonly sessions: Map<string, string>;
  /** SHA-256 of encrypted data that the phone was given, and when (virtual seconds). */
  readonly encrypted: Map<string, number>;
  /** Virtual seconds of the last visit by openid. */
  readonly lastVisit: Map<string, number>;
  readonly visits: Visit[];
  readonly shares: { readonly at: number; readonly openid: string; readonly page: string }[];
  readonly wxaCodes: Map<string, WxaCode>;
  /** Codes of getwxacode and createwxaqrcode: 100 000 in all. */
  limitedCodes: number;
  readonly uncheckedPages: Set<string>;
  readonly links: Map<string, WxaLink>;
  /** Phone look-ups left that the owner has paid for or was given. */
  phoneCalls: number;
  readonly orders: Map<string, ShippedOrder>;
  /** Transaction id by `<mchid> <out_trade_no>`. */
  readonly orderByTradeNo: Map<string, string>;
  messageJumpPath: string;
}

export function newMini(pages: readonly string[], trading: boolean): MiniState {
  return {
    pages: [...pages],
    trading,
    codes: new Map(),
    sessions: new Map(),
    encrypted: new Map(),
    lastVisit: new Map(),
    visits: [],
    shares: [],
    wxaCodes: new Map(),
    limitedCodes: 0,
    uncheckedPages: new Set(),
    links: new Map(),
    phoneCalls: 1000,
    orders: new Map(),
    orderByTradeNo: new Map(),
    messageJumpPath: "",
  };
}
