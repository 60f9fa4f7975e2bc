import type { PayReceiver, PayShare, PaySharingOrder, PaySharingReturn } from "@feilun/wechat-protocol";

/** A registered receiver. */
export interface Receiver {
  readonly type: PayReceiver["type"];
  readonly account: string;
  readonly appid: string;
  readonly relation: string;
  readonly customRelation: string | undefined;
}

/** A request to pass on a part of a payment, or to set the rest free. Amounts in fen. */
export interface Sharing {
  readonly outOrderNo: string;
  readonly orderId: string;
  readonly transactionId: string;
  /** What was asked for, to tell the same request from another one. */
  readonly draft: unknown;
  readonly unfreezes: boolean;
  state: PaySharingOrder["state"];
  readonly shares: PayShare[];
}

export interface SharingReturn {
  readonly draft: unknown;
  readonly wire: PaySharingReturn;
}

export interface SharingState {
  /** By `<type> <account>`. */
  readonly receivers: Map<string, Receiver>;
  /** By out_order_no. */
  readonly sharings: Map<string, Sharing>;
  /** By out_return_no. */
  readonly returns: Map<string, SharingReturn>;
  /** Where this merchant is told of what it receives: set in the merchant console. */
  notifyUrl: string | undefined;
}

export function noSharing(): SharingState {
  return { receivers: new Map(), sharings: new Map(), returns: new Map(), notifyUrl: undefined };
}
