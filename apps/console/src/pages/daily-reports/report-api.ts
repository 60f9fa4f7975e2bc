import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Board = AnswerOf<"/api/v1/daily-reports">;
export type StoreDay = Board["stores"][number];
export type StoreReport = AnswerOf<"/api/v1/daily-reports/store">;
export type ReportState = StoreDay["state"];
export type Figures = StoreDay["figures"];

export const stateNames: Readonly<Record<ReportState, string>> = {
  on_time: "已提交",
  late: "迟交",
  missing: "未交",
  waiting: "待提交",
};
export const stateColors: Readonly<Record<ReportState, string>> = {
  on_time: "green",
  late: "orange",
  missing: "red",
  waiting: "default",
};

export const figureNames = [
  { key: "gmv", label: "销售额", unit: "fen" },
  { key: "orders", label: "订单", unit: "orders" },
  { key: "buyers", label: "购买人数", unit: "persons" },
  { key: "newMembers", label: "新增会员", unit: "persons" },
  { key: "refundAmount", label: "退款", unit: "fen" },
] as const;

export interface DayQuestion {
  readonly day: string;
  readonly orgUnitId?: string;
}

export const boardQuery = (question: DayQuestion) =>
  queryOptions({
    queryKey: ["daily-reports", "board", question],
    queryFn: ({ signal }): Promise<Board> =>
      answer(api.GET("/api/v1/daily-reports", { signal, params: { query: question } })),
  });

export const storeReportQuery = (question: DayQuestion) =>
  queryOptions({
    queryKey: ["daily-reports", "store", question],
    queryFn: ({ signal }): Promise<StoreReport> =>
      answer(api.GET("/api/v1/daily-reports/store", { signal, params: { query: question } })),
  });

export const reportSettingsQuery = queryOptions({
  queryKey: ["daily-reports", "settings"],
  queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/daily-reports/settings">> =>
    answer(api.GET("/api/v1/daily-reports/settings", { signal })),
});

export function submitReport(body: BodyOf<"/api/v1/daily-reports/store", "put">): Promise<StoreReport> {
  return answer(api.PUT("/api/v1/daily-reports/store", { body }));
}

export function commentReport(body: BodyOf<"/api/v1/daily-reports/comments", "post">): Promise<StoreReport> {
  return answer(api.POST("/api/v1/daily-reports/comments", { body }));
}

export function remindStores(
  body: BodyOf<"/api/v1/daily-reports/reminders", "post">,
): Promise<AnswerOf<"/api/v1/daily-reports/reminders", "post">> {
  return answer(api.POST("/api/v1/daily-reports/reminders", { body }));
}

export function handUpSummary(body: BodyOf<"/api/v1/daily-reports/summary", "put">): Promise<Board> {
  return answer(api.PUT("/api/v1/daily-reports/summary", { body }));
}

export function changeSettings(
  body: BodyOf<"/api/v1/daily-reports/settings", "put">,
): Promise<AnswerOf<"/api/v1/daily-reports/settings">> {
  return answer(api.PUT("/api/v1/daily-reports/settings", { body }));
}
