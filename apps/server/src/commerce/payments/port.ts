/** How the customer pays: in WeChat (a mini program or page), in another browser, by scanning a code. */
export const paymentWays = ["jsapi", "h5", "native"] as const;
export type PaymentWay = (typeof paymentWays)[number];

/** Who is to pay, as far as the platform wants to know. */
export interface Payer {
  /** jsapi: under the payment's app id. */
  readonly openid?: string | undefined;
  /** h5: where the browser is. */
  readonly clientIp?: string | undefined;
  readonly device?: "iOS" | "Android" | "Wap" | undefined;
}

/** A payment as the account that takes it knows it. */
export interface PaymentReference {
  readonly merchantId: string;
  readonly tradeNo: string;
}

/** What is placed with a platform. Placed again it must be the same to the letter. */
export interface PaymentOrder extends PaymentReference {
  readonly way: PaymentWay;
  readonly appId: string;
  readonly description: string;
  readonly amountFen: number;
  readonly expiresAt: Date;
  readonly payer: Payer;
}

/** What opens the cashier: parameters for `wx.requestPayment`, an address to go to, a text to show as a QR code. */
export type PaymentOpening =
  | { readonly way: "jsapi"; readonly params: Readonly<Record<string, string>> }
  | { readonly way: "h5"; readonly url: string }
  | { readonly way: "native"; readonly codeUrl: string };

/** What a platform says of a payment. */
export type PaymentTold = PaymentReference &
  (
    | { readonly state: "open" | "closed" }
    | {
        readonly state: "paid";
        readonly transactionId: string;
        readonly paidAt: Date;
        readonly amountFen: number;
        readonly payerFen: number;
        /** Who paid. */
        readonly identifier: { readonly kind: "openid"; readonly scope: string; readonly value: string } | null;
      }
  );

export interface RefundReference {
  readonly merchantId: string;
  readonly refundNo: string;
}

/** What is asked back. Asked again it must be the same to the letter. */
export interface RefundOrder extends RefundReference {
  readonly tradeNo: string;
  readonly amountFen: number;
  readonly totalFen: number;
  readonly reason: string;
}

/** What a platform says of a refund. */
export interface RefundTold extends RefundReference {
  readonly state: "processing" | "done" | "closed" | "abnormal";
  readonly amountFen: number;
  readonly platformRefundId: string;
  /** Chinese: where the money went. */
  readonly receivedBy: string;
  readonly refundedAt: Date | null;
}

/** A row of a platform's bill of a day. */
export interface BillRow {
  readonly tradeNo: string;
  readonly transactionId: string;
  /** Null: the payment itself. */
  readonly refundNo: string | null;
  readonly amountFen: number;
  readonly refundState: RefundTold["state"] | null;
}

/** A platform's "no", or its silence, in our words. */
export class PaymentRefused extends Error {
  override readonly name = "PaymentRefused";
  /** `uncertain`: it may have taken effect. */
  readonly kind: "refused" | "already_paid" | "not_there" | "uncertain";
  /** Chinese. */
  override readonly cause: string;
  readonly remedy: string;

  constructor(refusal: Pick<PaymentRefused, "kind" | "cause" | "remedy">, options?: { readonly error: unknown }) {
    super(`${refusal.cause}。${refusal.remedy}`, { cause: options?.error });
    this.kind = refusal.kind;
    this.cause = refusal.cause;
    this.remedy = refusal.remedy;
  }
}

/** Where money is taken; a connector implements it. Every call throws {@link PaymentRefused} and is bounded in time. */
export interface PaymentProvider {
  /** The account that takes the money of a store (null = headquarters' own sales). */
  merchantFor(storeNo: number | null): Promise<string | undefined>;
  /** Every account in use. */
  merchants(): Promise<readonly string[]>;
  place(order: PaymentOrder): Promise<PaymentOpening>;
  /** Undefined: the platform knows no such payment. */
  ask(payment: PaymentReference): Promise<PaymentTold | undefined>;
  /** Also when it is closed already; `already_paid` when it is too late, `not_there` when it was never placed. */
  close(payment: PaymentReference): Promise<void>;
  refund(order: RefundOrder): Promise<RefundTold>;
  askRefund(refund: RefundReference): Promise<RefundTold | undefined>;
  /** Sends a refund that did not reach the payer to the account's own bank account, to be handed over by other means. */
  redirectRefund(refund: RefundReference & { readonly platformRefundId: string }): Promise<RefundTold>;
  /** The bill of a day, some rows at a time, whole or with an error at the end; null: nothing happened that day. */
  bill(merchantId: string, day: string): Promise<AsyncIterable<readonly BillRow[]> | null>;
}
