import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Tenant = AnswerOf<"/api/v1/tenants">["items"][number];
export type TenantDetail = AnswerOf<"/api/v1/tenants/{unitId}">;
export type Onboarded = AnswerOf<"/api/v1/tenants", "post">;
export type NewTenant = BodyOf<"/api/v1/tenants", "post">;
export type TenantEdit = BodyOf<"/api/v1/tenants/{unitId}", "put">;
export type Invitation = AnswerOf<"/api/v1/tenants/{unitId}/invitations", "post">;
export type TenantFigures = AnswerOf<"/api/v1/insight/tenants">["tenants"][number];

export const kindNames: Readonly<Record<Tenant["kind"], string>> = {
  merchant: "商户",
  brand: "品牌",
  supplier: "供应商",
};
export const statusNames: Readonly<Record<Tenant["status"], string>> = {
  preparing: "筹备",
  active: "合作中",
  suspended: "已暂停",
  ended: "已退场",
};
export const statusColors: Readonly<Record<Tenant["status"], string>> = {
  preparing: "blue",
  active: "green",
  suspended: "gold",
  ended: "default",
};

export const tenantsQuery = queryOptions({
  queryKey: ["tenants", "list"],
  queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/tenants">> => answer(api.GET("/api/v1/tenants", { signal })),
});

export const tenantQuery = (unitId: string) =>
  queryOptions({
    queryKey: ["tenants", "one", unitId],
    queryFn: ({ signal }): Promise<TenantDetail> =>
      answer(api.GET("/api/v1/tenants/{unitId}", { signal, params: { path: { unitId } } })),
  });

export const tenantFiguresQuery = (span: { from: string; to: string }) =>
  queryOptions({
    queryKey: ["tenants", "figures", span],
    queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/insight/tenants">> =>
      answer(api.GET("/api/v1/insight/tenants", { signal, params: { query: span } })),
  });

export function onboardTenant(body: NewTenant): Promise<Onboarded> {
  return answer(api.POST("/api/v1/tenants", { body }));
}

export function editTenant(unitId: string, body: TenantEdit): Promise<TenantDetail> {
  return answer(api.PUT("/api/v1/tenants/{unitId}", { params: { path: { unitId } }, body }));
}

export function changeStatus(unitId: string, to: Tenant["status"], reason?: string): Promise<TenantDetail> {
  return answer(api.POST("/api/v1/tenants/{unitId}/status", { params: { path: { unitId } }, body: { to, reason } }));
}

export function invite(
  unitId: string,
  body: BodyOf<"/api/v1/tenants/{unitId}/invitations", "post">,
): Promise<Invitation> {
  return answer(api.POST("/api/v1/tenants/{unitId}/invitations", { params: { path: { unitId } }, body }));
}

export function changeProducts(unitId: string, body: { add: string[]; remove: string[] }): Promise<TenantDetail> {
  return answer(api.POST("/api/v1/tenants/{unitId}/products", { params: { path: { unitId } }, body }));
}
