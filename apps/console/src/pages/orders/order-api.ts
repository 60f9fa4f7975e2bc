import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Page } from "../../shared/table/use-cursor-list.ts";

export type OrderStatus = "paid" | "partially_refunded" | "refunded";

export interface Order {
  readonly id: number;
  readonly source: string;
  readonly orderCode: string;
  readonly memberNo: number | null;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  /** Who sold it. */
  readonly guideId: string | null;
  readonly guideName: string | null;
  readonly isGift: boolean;
  readonly channel: string;
  readonly status: OrderStatus;
  readonly paidAt: string;
  readonly businessDay: string;
  readonly amountFen: number;
  readonly refundedFen: number;
  readonly items: number;
  readonly lineCount: number;
}

export interface OrderLine {
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  /** 1/1000 yuan */
  readonly unitPriceLi: number | null;
  readonly amountLi: number;
  readonly gift?: true;
  readonly measure?: string;
}

export interface OrderDetail extends Order {
  readonly goodsFen: number;
  readonly discountFen: number;
  readonly coupons: readonly string[];
  readonly lines: readonly OrderLine[];
  readonly version: number;
  /** Member who received the gift. */
  readonly recipientNo: number | null;
  readonly refunds: readonly {
    readonly refundCode: string;
    readonly refundedAt: string;
    readonly amountFen: number;
    readonly items: number;
    readonly lines: readonly OrderLine[];
  }[];
}

export const orderStatusNames: Readonly<Record<OrderStatus, string>> = {
  paid: "已付款",
  partially_refunded: "部分退款",
  refunded: "已退款",
};

/** One page of orders; `filters` as the address holds them (`days` = `from_to`). */
export function fetchOrders(
  filters: Readonly<Record<string, string>>,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<Order>> {
  const { days, ...rest } = filters;
  const [from, to] = days?.split("_") ?? [];
  return answer(api.GET("/api/v1/orders", { signal, params: { query: { ...rest, from, to, cursor, limit: 50 } } }));
}

export function fetchMemberOrders(
  memberNo: number,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<Order>> {
  return answer(
    api.GET("/api/v1/members/{memberNo}/orders", {
      signal,
      params: { path: { memberNo }, query: { cursor, limit: 30 } },
    }),
  );
}

export function useOrder(id: number | null) {
  return useQuery({
    queryKey: ["orders", "one", id],
    queryFn: ({ signal }): Promise<OrderDetail> =>
      answer(api.GET("/api/v1/orders/{id}", { signal, params: { path: { id: id ?? 0 } } })),
    enabled: id !== null,
    placeholderData: undefined,
  });
}
