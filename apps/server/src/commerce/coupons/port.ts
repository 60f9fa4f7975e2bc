/** What a platform keeps of a batch of coupons. Told again under the same number it is the same batch. */
export interface BatchOrder {
  readonly merchantId: string;
  /** Its number at the platform until that answers with its own key. */
  readonly requestNo: string;
  readonly name: string;
  readonly goodsName: string;
  readonly appId: string;
  readonly offFen: number;
  readonly minSpendFen: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly validDays: number | null;
  readonly stock: number;
  readonly perPerson: number;
}

export interface CouponGift {
  readonly merchantId: string;
  readonly batchKey: string;
  /** Asked again under the same number it is the same coupon. */
  readonly requestNo: string;
  readonly appId: string;
  readonly openid: string;
}

export interface CouponUse {
  readonly merchantId: string;
  readonly batchKey: string;
  readonly code: string;
  readonly appId: string;
  readonly requestNo: string;
  readonly usedAt: Date;
}

export interface CouponReturn {
  readonly merchantId: string;
  readonly batchKey: string;
  readonly code: string;
  readonly requestNo: string;
}

/** A coupon that somebody took in the platform itself. */
export interface CouponTold {
  readonly merchantId: string;
  readonly batchKey: string;
  readonly code: string;
  readonly openid: string;
  readonly unionid: string | null;
  readonly at: Date;
}

/** Where coupons live; a connector implements it. Every call throws `PaymentRefused` and is bounded in time. */
export interface CouponIssuer {
  /** @returns what the platform calls the batch */
  open(batch: BatchOrder): Promise<string>;
  /** @returns the coupon's code */
  give(gift: CouponGift): Promise<string>;
  /** Also when it was told before. */
  use(use: CouponUse): Promise<void>;
  /** Takes a use back: the person has the coupon again. Asked again under the same number it is the same return. */
  giveBack(given: CouponReturn): Promise<void>;
}
