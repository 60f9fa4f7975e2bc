import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { api } from "../../api/client.ts";

export type Shipment = AnswerOf<"/api/v1/shipments">["items"][number];
export type Attention = keyof AnswerOf<"/api/v1/shipments/attention">;
export type Reason = NonNullable<Shipment["change"]>["reason"];
export type Available = AnswerOf<"/api/v1/stock/gaps">["items"][number];
export type Place = AnswerOf<"/api/v1/stock/places">["items"][number];
export type PlaceFields = BodyOf<"/api/v1/stock/places", "post">;
type Slots = AnswerOf<"/api/v1/shipments/{shipmentId}/slots">;

export const stateNames: Readonly<Record<Shipment["state"], string>> = {
  preparing: "备货中",
  shipped: "配送中",
  delivered: "已送达",
  failed: "配送失败",
  cancelled: "已取消",
};
export const stateColors: Readonly<Record<Shipment["state"], string>> = {
  preparing: "default",
  shipped: "blue",
  delivered: "green",
  failed: "red",
  cancelled: "default",
};
export const attentionNames: Readonly<Record<Attention, string>> = {
  late: "超时未送达",
  failed: "配送失败",
  refused: "改时间被拒，待告知",
  untold: "改时间成功，待告知",
  waiting: "等配送系统答复",
};
export const reasonNames: Readonly<Record<Reason, string>> = {
  customer_asked: "客户要求",
  nobody_home: "家里没人",
  store_busy: "门店忙不过来",
  weather: "天气",
  stock_late: "货没到",
};
export const promiseNames: Readonly<Record<Available["promise"], string>> = {
  in_store: "店里有货",
  ships: "可由仓直发",
  stale: "库存过时，先核实",
  none: "哪里都没有",
};
export const promiseColors: Readonly<Record<Available["promise"], string>> = {
  in_store: "green",
  ships: "blue",
  stale: "gold",
  none: "red",
};
export const servesNames: Readonly<Record<Place["serves"], string>> = {
  store: "门店库存",
  region: "区域仓",
  chain: "云仓",
};

export function fetchShipments(
  values: Readonly<Record<string, string>>,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<AnswerOf<"/api/v1/shipments">> {
  const query = {
    attention: values.attention as Attention | undefined,
    state: values.state as Shipment["state"] | undefined,
    storeNo: values.storeNo === undefined ? undefined : Number(values.storeNo),
    cursor,
  };
  return answer(api.GET("/api/v1/shipments", { signal, params: { query } }));
}

export function fetchParcels(orderId: number, signal: AbortSignal): Promise<AnswerOf<"/api/v1/shipments">> {
  return answer(api.GET("/api/v1/shipments", { signal, params: { query: { orderId } } }));
}

export function fetchAttention(signal: AbortSignal): Promise<AnswerOf<"/api/v1/shipments/attention">> {
  return answer(api.GET("/api/v1/shipments/attention", { signal }));
}

export function fetchSlots(shipmentId: string, signal: AbortSignal): Promise<Slots> {
  return answer(api.GET("/api/v1/shipments/{shipmentId}/slots", { signal, params: { path: { shipmentId } } }));
}

export function moveDelivery(shipmentId: string, body: { from: string; reason: Reason }): Promise<Shipment> {
  return answer(api.POST("/api/v1/shipments/{shipmentId}/delivery-time", { params: { path: { shipmentId } }, body }));
}

export function noteTold(shipmentId: string): Promise<Shipment> {
  return answer(api.POST("/api/v1/shipments/{shipmentId}/told", { params: { path: { shipmentId } } }));
}

export function fetchGaps(storeNo: number, signal: AbortSignal): Promise<AnswerOf<"/api/v1/stock/gaps">> {
  return answer(api.GET("/api/v1/stock/gaps", { signal, params: { query: { storeNo } } }));
}

export function fetchPlaces(signal: AbortSignal): Promise<AnswerOf<"/api/v1/stock/places">> {
  return answer(api.GET("/api/v1/stock/places", { signal }));
}

export function savePlace(body: PlaceFields): Promise<{ code: string }> {
  return answer(api.POST("/api/v1/stock/places", { body }));
}

export type Reservation = AnswerOf<"/api/v1/stock/reservations">["items"][number];
export type StockRules = AnswerOf<"/api/v1/stock/rules">;
export type DeliveryRules = AnswerOf<"/api/v1/delivery-rules">;

export const reservationNames: Readonly<Record<Reservation["state"], string>> = {
  held: "占着库存",
  consumed: "已出库",
  released: "已释放",
  expired: "已过期",
};
export const reservationColors: Readonly<Record<Reservation["state"], string>> = {
  held: "blue",
  consumed: "green",
  released: "default",
  expired: "gold",
};

export function fetchReservations(
  filter: { state?: Reservation["state"]; storeNo?: string },
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<AnswerOf<"/api/v1/stock/reservations">> {
  const query = {
    state: filter.state,
    storeNo: filter.storeNo === undefined ? undefined : Number(filter.storeNo),
    cursor,
  };
  return answer(api.GET("/api/v1/stock/reservations", { signal, params: { query } }));
}

export function releaseReservation(reservationId: string, reason: string): Promise<object> {
  return answer(
    api.POST("/api/v1/stock/reservations/{reservationId}/release", {
      params: { path: { reservationId } },
      body: { reason },
    }),
  );
}

export const stockRulesQuery = {
  queryKey: ["stock", "rules"],
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<StockRules> =>
    answer(api.GET("/api/v1/stock/rules", { signal })),
};

export function saveStockRules(body: StockRules): Promise<StockRules> {
  return answer(api.PUT("/api/v1/stock/rules", { body }));
}

export const deliveryRulesQuery = {
  queryKey: ["shipments", "rules"],
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<DeliveryRules> =>
    answer(api.GET("/api/v1/delivery-rules", { signal })),
};

export function saveDeliveryRules(body: DeliveryRules): Promise<DeliveryRules> {
  return answer(api.PUT("/api/v1/delivery-rules", { body }));
}
