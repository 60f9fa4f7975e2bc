import type { AnswerOf, BodyOf, QueryOf } from "../endpoint.ts";
import type { PayCouponEndpoints } from "./coupons.ts";
import type { PayFundsEndpoints } from "./funds.ts";
import type { PayOrderEndpoints } from "./orders.ts";
import type { PayVoucherEndpoints } from "./vouchers.ts";

/** The body of every refusal, with HTTP 4xx or 5xx: wechat-api.md §4.6. */
export interface PayRefusal {
  readonly code: string;
  readonly message: string;
  readonly detail?: object;
}

/** Every call of WeChat Pay v3, by `"<METHOD> <path>"`; `{…}` in a path stands for a value. */
export interface PayEndpoints extends PayOrderEndpoints, PayFundsEndpoints, PayCouponEndpoints, PayVoucherEndpoints {}
export type PayEndpoint = keyof PayEndpoints;
export type PayQuery<E extends PayEndpoint> = QueryOf<PayEndpoints[E]>;
export type PayBody<E extends PayEndpoint> = BodyOf<PayEndpoints[E]>;
export type PayAnswer<E extends PayEndpoint> = AnswerOf<PayEndpoints[E]>;
