import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Company = AnswerOf<"/api/v1/companies">["items"][number];
export type CompanyDetail = AnswerOf<"/api/v1/companies/{companyId}">;
export type CompanyFields = BodyOf<"/api/v1/companies", "post">;
export type ContactFields = BodyOf<"/api/v1/companies/{companyId}/contacts", "put">;

export const sizeNames: Readonly<Record<NonNullable<Company["size"]>, string>> = {
  micro: "微型",
  small: "小型",
  medium: "中型",
  large: "大型",
};
export const powerNames: Readonly<Record<CompanyDetail["contacts"][number]["decisionPower"], string>> = {
  decides: "拍板人",
  influences: "影响者",
  uses: "使用者",
  introduces: "引荐人",
  unknown: "未知",
};

export function fetchCompanies(
  values: Readonly<Record<string, string>>,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<AnswerOf<"/api/v1/companies">> {
  return answer(api.GET("/api/v1/companies", { signal, params: { query: { q: values.q, cursor } } }));
}

export const companyQuery = (companyId: string) =>
  queryOptions({
    queryKey: ["companies", "one", companyId],
    queryFn: ({ signal }): Promise<CompanyDetail> =>
      answer(api.GET("/api/v1/companies/{companyId}", { signal, params: { path: { companyId } } })),
  });

export function createCompany(body: CompanyFields): Promise<CompanyDetail> {
  return answer(api.POST("/api/v1/companies", { body }));
}

export function putContact(companyId: string, body: ContactFields): Promise<CompanyDetail> {
  return answer(api.PUT("/api/v1/companies/{companyId}/contacts", { params: { path: { companyId } }, body }));
}

export function removeContact(companyId: string, memberNo: number): Promise<CompanyDetail> {
  return answer(
    api.DELETE("/api/v1/companies/{companyId}/contacts/{memberNo}", { params: { path: { companyId, memberNo } } }),
  );
}
