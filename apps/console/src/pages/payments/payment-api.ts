import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Page } from "../../shared/table/use-cursor-list.ts";

export type Payment = AnswerOf<"/api/v1/payments">["items"][number];
export type PaymentDetail = AnswerOf<"/api/v1/payments/{paymentId}">;
export type Refund = AnswerOf<"/api/v1/payment-refunds">["items"][number];
export type Bill = AnswerOf<"/api/v1/payment-bills">["items"][number];
export type Difference = AnswerOf<"/api/v1/payment-differences">["items"][number];
export type Merchant = AnswerOf<"/api/v1/wechat-pay/merchants">["items"][number];
type RefundBody = BodyOf<"/api/v1/payments/{paymentId}/refunds", "post">;

export const paymentsKey = ["payments"];

export const merchantsQuery = queryOptions({
  queryKey: [...paymentsKey, "merchants"],
  queryFn: ({ signal }): Promise<{ items: Merchant[] }> => answer(api.GET("/api/v1/wechat-pay/merchants", { signal })),
});

export const paymentQuery = (paymentId: string) =>
  queryOptions({
    queryKey: [...paymentsKey, "one", paymentId],
    queryFn: ({ signal }): Promise<PaymentDetail> =>
      answer(api.GET("/api/v1/payments/{paymentId}", { signal, params: { path: { paymentId } } })),
    // A refund is on its way: look again.
    refetchInterval: ({ state }) =>
      state.data?.refunds.some((refund) => refund.state === "asked" || refund.state === "processing") ? 4_000 : false,
  });

type Filters = Readonly<Record<string, string>>;
type Fetch<Row> = (filters: Filters, cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>;

export const fetchPayments: Fetch<Payment> = (filters, cursor, signal) =>
  answer(api.GET("/api/v1/payments", { signal, params: { query: { ...filters, cursor } } }));
export const fetchRefunds: Fetch<Refund> = (filters, cursor, signal) =>
  answer(api.GET("/api/v1/payment-refunds", { signal, params: { query: { ...filters, cursor } } }));
export const fetchBills: Fetch<Bill> = (_filters, cursor, signal) =>
  answer(api.GET("/api/v1/payment-bills", { signal, params: { query: { cursor } } }));
export const fetchDifferences: Fetch<Difference> = (filters, cursor, signal) =>
  answer(api.GET("/api/v1/payment-differences", { signal, params: { query: { ...filters, cursor } } }));

const ofPayment = (paymentId: string) => ({ params: { path: { paymentId } } });
const ofRefund = (refundId: string) => ({ params: { path: { refundId } } });

export const askPayment = (id: string) => answer(api.POST("/api/v1/payments/{paymentId}/query", ofPayment(id)));
export const closePayment = (id: string) => answer(api.POST("/api/v1/payments/{paymentId}/close", ofPayment(id)));
export const refundPayment = (id: string, body: RefundBody) =>
  answer(api.POST("/api/v1/payments/{paymentId}/refunds", { ...ofPayment(id), body }));
export const retryRefund = (id: string) => answer(api.POST("/api/v1/payment-refunds/{refundId}/retry", ofRefund(id)));
export const redirectRefund = (id: string) =>
  answer(api.POST("/api/v1/payment-refunds/{refundId}/redirect", ofRefund(id)));
export const compareBill = (body: { merchantId: string; day: string }) =>
  answer(api.POST("/api/v1/payment-bills", { body }));
export const explainDifference = (differenceId: number, note: string) =>
  answer(
    api.POST("/api/v1/payment-differences/{differenceId}/explain", {
      params: { path: { differenceId } },
      body: { note },
    }),
  );
export const assignMerchant = (
  accountId: string,
  body: { unitId: string | null; version: number },
): Promise<Merchant> =>
  answer(api.PUT("/api/v1/wechat-pay/merchants/{accountId}", { params: { path: { accountId } }, body }));
