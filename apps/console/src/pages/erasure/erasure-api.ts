import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { api } from "../../api/client.ts";

export type ErasureRequest = AnswerOf<"/api/v1/erasure-requests">["items"][number];
type RequestBody = BodyOf<"/api/v1/members/{memberNo}/erasure-requests", "post">;

export const statusNames: Readonly<Record<ErasureRequest["status"], string>> = {
  requested: "待审核",
  approved: "待执行",
  rejected: "已驳回",
  executed: "已删除",
};
export const statusColors: Readonly<Record<ErasureRequest["status"], string>> = {
  requested: "orange",
  approved: "red",
  rejected: "default",
  executed: "green",
};
export const viaNames: Readonly<Record<ErasureRequest["receivedVia"], string>> = {
  store: "门店",
  phone: "电话",
  wecom: "企业微信",
  mini_program: "小程序",
  email: "邮件",
  letter: "信函",
  regulator: "监管转来",
};

export function fetchRequests(
  values: Readonly<Record<string, string>>,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<AnswerOf<"/api/v1/erasure-requests">> {
  const status = values.status as ErasureRequest["status"] | undefined;
  return answer(api.GET("/api/v1/erasure-requests", { signal, params: { query: { status, cursor } } }));
}

export function requestErasure(memberNo: number, body: RequestBody): Promise<ErasureRequest> {
  return answer(api.POST("/api/v1/members/{memberNo}/erasure-requests", { params: { path: { memberNo } }, body }));
}

export function reviewRequest(
  requestId: string,
  decision: "approve" | "reject",
  note: string,
): Promise<ErasureRequest> {
  return answer(
    api.POST("/api/v1/erasure-requests/{requestId}/review", {
      params: { path: { requestId } },
      body: { decision, note },
    }),
  );
}

export function executeRequest(requestId: string, confirmation: string): Promise<ErasureRequest> {
  return answer(
    api.POST("/api/v1/erasure-requests/{requestId}/execute", {
      params: { path: { requestId } },
      body: { confirmation },
    }),
  );
}
