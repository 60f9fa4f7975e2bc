import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Standard = AnswerOf<"/api/v1/standards">["items"][number];
export type StandardDetail = AnswerOf<"/api/v1/standards/{standardId}">;
export type StandardFields = BodyOf<"/api/v1/standards", "post">;

export const kindNames: Readonly<Record<Standard["kind"], string>> = { benefit: "福利", after_sales: "售后" };
export const stateNames: Readonly<Record<Standard["state"], string>> = {
  in_force: "执行中",
  upcoming: "待生效",
  withdrawn: "已停用",
};
export const stateColors: Readonly<Record<Standard["state"], string>> = {
  in_force: "green",
  upcoming: "blue",
  withdrawn: "default",
};

export const standardsQuery = queryOptions({
  queryKey: ["standards", "list"],
  queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/standards">> => answer(api.GET("/api/v1/standards", { signal })),
});

export const standardQuery = (standardId: string) =>
  queryOptions({
    queryKey: ["standards", "one", standardId],
    queryFn: ({ signal }): Promise<StandardDetail> =>
      answer(api.GET("/api/v1/standards/{standardId}", { signal, params: { path: { standardId } } })),
  });

export function publishStandard(body: StandardFields): Promise<StandardDetail> {
  return answer(api.POST("/api/v1/standards", { body }));
}

export function publishVersion(
  standardId: string,
  body: BodyOf<"/api/v1/standards/{standardId}/versions", "post">,
): Promise<StandardDetail> {
  return answer(api.POST("/api/v1/standards/{standardId}/versions", { params: { path: { standardId } }, body }));
}

export function withdrawStandard(standardId: string, reason: string): Promise<StandardDetail> {
  return answer(
    api.POST("/api/v1/standards/{standardId}/withdraw", { params: { path: { standardId } }, body: { reason } }),
  );
}

export function acknowledge(standardId: string, orgUnitId: string, version: number): Promise<StandardDetail> {
  return answer(
    api.POST("/api/v1/standards/{standardId}/receipts", {
      params: { path: { standardId } },
      body: { orgUnitId, version },
    }),
  );
}
