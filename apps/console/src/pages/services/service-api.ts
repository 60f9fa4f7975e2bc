import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { api } from "../../api/client.ts";

export type Services = AnswerOf<"/api/v1/services">;
export type Service = Services["items"][number];
export type NewService = BodyOf<"/api/v1/services", "post">;
export type StoreServices = AnswerOf<"/api/v1/services/stores/{storeNo}">;
export type StoreService = StoreServices["items"][number];
export type StoreChange = BodyOf<"/api/v1/services/{serviceId}/stores/{storeNo}", "put">;
export type Slots = AnswerOf<"/api/v1/services/{serviceId}/stores/{storeNo}/slots">;
export type Visits = AnswerOf<"/api/v1/service-visits">;
export type Visit = Visits["items"][number];
export type VisitDetail = AnswerOf<"/api/v1/service-visits/{visitId}">;
export type Booking = BodyOf<"/api/v1/service-visits", "post">;
export type WalkIn = BodyOf<"/api/v1/service-visits/walk-ins", "post">;
export type Step = BodyOf<"/api/v1/service-visits/{visitId}/state", "post">["state"];
export type VisitRecord = BodyOf<"/api/v1/service-visits/{visitId}/record", "post">;
export type Care = BodyOf<"/api/v1/service-visits/{visitId}/care", "post">["what"];
export type Figures = AnswerOf<"/api/v1/services/figures">;
export type Comparison = AnswerOf<"/api/v1/services/comparison">;
export type By = "store" | "guide" | "service";
export type View = "day" | "follow_up" | "due" | "low_score";

export const servicesKey = ["services"];

export const readServices = (signal: AbortSignal): Promise<Services> => answer(api.GET("/api/v1/services", { signal }));
export const createService = (body: NewService): Promise<Service> => answer(api.POST("/api/v1/services", { body }));
export const changeService = (
  {
    id,
    version,
    name,
    says,
    minutes,
    priceFen,
    tiers,
    formats,
    places,
    seats,
    fields,
    followUpDays,
    nextAfterMonths,
  }: Service,
  changes: Partial<Omit<NewService, "unitId">> & { readonly archived?: boolean },
): Promise<{ changed: true }> =>
  answer(
    api.PUT("/api/v1/services/{serviceId}", {
      params: { path: { serviceId: id } },
      body: {
        ...{ version, name, says, minutes, priceFen, formats, places, seats, fields, followUpDays, nextAfterMonths },
        tiers: tiers as NonNullable<NewService["tiers"]>,
        ...changes,
      },
    }),
  );
export const layOutCodes = (unitId: string): Promise<{ made: number }> =>
  answer(api.POST("/api/v1/services/codes", { body: { unitId } }));
export const readStoreServices = (storeNo: number, signal: AbortSignal): Promise<StoreServices> =>
  answer(api.GET("/api/v1/services/stores/{storeNo}", { signal, params: { path: { storeNo } } }));
export const changeStoreService = (serviceId: string, storeNo: number, body: StoreChange): Promise<{ changed: true }> =>
  answer(api.PUT("/api/v1/services/{serviceId}/stores/{storeNo}", { params: { path: { serviceId, storeNo } }, body }));
export const readSlots = (storeNo: number, serviceId: string, day: string, signal: AbortSignal): Promise<Slots> =>
  answer(
    api.GET("/api/v1/services/{serviceId}/stores/{storeNo}/slots", {
      signal,
      params: { path: { serviceId, storeNo }, query: { day } },
    }),
  );

export interface VisitFilter {
  readonly view: View;
  readonly day?: string;
  readonly storeNo: string | undefined;
  readonly mine: boolean;
}
export const readVisits = ({ view, day, storeNo, mine }: VisitFilter, signal: AbortSignal): Promise<Visits> =>
  answer(
    api.GET("/api/v1/service-visits", {
      signal,
      params: {
        query: {
          view,
          mine: mine ? "true" : "false",
          ...(day && { day }),
          ...(storeNo && { storeNo: Number(storeNo) }),
        },
      },
    }),
  );
export const readVisit = (visitId: string, signal: AbortSignal): Promise<VisitDetail> =>
  answer(api.GET("/api/v1/service-visits/{visitId}", { signal, params: { path: { visitId } } }));
export const book = (body: Booking): Promise<Visit> => answer(api.POST("/api/v1/service-visits", { body }));
export const walkIn = (body: WalkIn): Promise<Visit> => answer(api.POST("/api/v1/service-visits/walk-ins", { body }));
export const stepVisit = ({ id, version }: Visit, state: Step): Promise<Visit> =>
  answer(
    api.POST("/api/v1/service-visits/{visitId}/state", { params: { path: { visitId: id } }, body: { version, state } }),
  );
export const moveVisit = ({ id, version }: Visit, startsAt: string, staffId: string | null): Promise<Visit> =>
  answer(
    api.POST("/api/v1/service-visits/{visitId}/time", {
      params: { path: { visitId: id } },
      body: { version, startsAt, staffId },
    }),
  );
export const recordVisit = ({ id }: Visit, body: VisitRecord): Promise<Visit> =>
  answer(api.POST("/api/v1/service-visits/{visitId}/record", { params: { path: { visitId: id } }, body }));
export const careFor = ({ id, version }: Visit, what: Care, note = ""): Promise<Visit> =>
  answer(
    api.POST("/api/v1/service-visits/{visitId}/care", {
      params: { path: { visitId: id } },
      body: { version, what, note },
    }),
  );
export const readFigures = (by: By, from: string, to: string, signal: AbortSignal): Promise<Figures> =>
  answer(api.GET("/api/v1/services/figures", { signal, params: { query: { by, from, to } } }));
export const readComparison = (from: string, to: string, signal: AbortSignal): Promise<Comparison> =>
  answer(api.GET("/api/v1/services/comparison", { signal, params: { query: { from, to } } }));

export const stateNames: Readonly<Record<Visit["state"], string>> = {
  booked: "已预约",
  arrived: "已到店",
  serving: "服务中",
  done: "已完成",
  cancelled: "已取消",
  no_show: "未到店",
};
export const stateColours: Readonly<Record<Visit["state"], string>> = {
  booked: "default",
  arrived: "warning",
  serving: "processing",
  done: "success",
  cancelled: "default",
  no_show: "error",
};
export const madeByNames: Readonly<Record<Visit["madeBy"], string>> = {
  customer: "客户预约",
  guide: "导购代约",
  walk_in: "到店即办",
};
