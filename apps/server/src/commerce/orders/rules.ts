/** One line of an order or refund. */
export interface OrderLine {
  readonly sku: string;
  readonly name: string;
  /** Whole pieces; a weighed line counts as one piece and keeps its weight in `measure`. */
  readonly quantity: number;
  /** 1/1000 yuan; null when the source gives line amounts only. */
  readonly unitPriceLi: number | null;
  readonly amountLi: number;
  /** Given away with the order (unit price 0); told from the price, not stored. */
  readonly gift?: true;
  /** Weight or length as the source wrote it, e.g. `0.456`. */
  readonly measure?: string;
}

export interface MemberReference {
  readonly originNo: number;
  readonly memberNo: number;
}

/** A line as `lines` stores it: by position. */
export type StoredLine = readonly [
  sku: string,
  name: string,
  quantity: number,
  unitPriceLi: number | null,
  amountLi: number,
  measure?: string,
];

export function storeLine(line: OrderLine): StoredLine {
  const stored = [line.sku, line.name, line.quantity, line.unitPriceLi, line.amountLi] as const;
  return line.measure === undefined ? stored : [...stored, line.measure];
}

export function readLine([sku, name, quantity, unitPriceLi, amountLi, measure]: StoredLine): OrderLine {
  return {
    sku,
    name,
    quantity,
    unitPriceLi,
    amountLi,
    ...(isGift({ unitPriceLi, amountLi }) ? { gift: true } : {}),
    ...(measure === undefined ? {} : { measure }),
  };
}

/** Unit price 0: given away with the order. A line whose source names no price is not. */
export function isGift(line: { readonly unitPriceLi: number | null; readonly amountLi: number }): boolean {
  return line.unitPriceLi === 0 && line.amountLi === 0;
}

interface DocumentDraft {
  /** The system that numbered the document; a code is unique within it. */
  readonly source: string;
  /** Null = anonymous. */
  readonly member: MemberReference | null;
  readonly storeNo: number | null;
  readonly channel: string;
  /** `YYYY-MM-DD` in the shop's time zone. */
  readonly businessDay: string;
  readonly lines: readonly OrderLine[];
}

export interface OrderDraft extends DocumentDraft {
  readonly orderCode: string;
  readonly paidAt: Date;
  /** What was taken off the goods' amount as a whole; the order's amount is goods minus this. */
  readonly discountLi?: number;
  readonly coupons?: readonly string[];
  /** `staff.no` of the guide who sold it; null = nobody in particular. */
  readonly guideNo?: number | null;
  /** Bought for somebody else; said by `recipient` already. */
  readonly isGift?: boolean;
  /** Who receives it, when that is known: a customer, and no buyer by it. */
  readonly recipient?: MemberReference | null;
}

/** Amounts and quantities are positive. */
export interface RefundDraft extends DocumentDraft {
  readonly refundCode: string;
  /** The order it belongs to, when the document names one. */
  readonly orderCode: string | null;
  readonly refundedAt: Date;
}

/** Characters that a product code may hold; it stands unescaped in JSON and in array literals. */
export const skuPattern = /^[^'"\\\p{Cc}]{1,64}$/u;

/** Totals of lines: exact li, and pieces without gifts. */
export function totalsOf(lines: readonly OrderLine[]): { goodsLi: number; items: number } {
  let goodsLi = 0;
  let items = 0;
  for (const line of lines) {
    goodsLi += line.amountLi;
    if (!isGift(line)) items += line.quantity;
  }
  return { goodsLi, items };
}

/** What a write did, in documents. */
export interface WriteCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}
