import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Lead = AnswerOf<"/api/v1/leads">["items"][number];
export type LeadDetail = AnswerOf<"/api/v1/leads/{leadId}">;
export type LeadStatus = Lead["status"];
export type LeadFields = BodyOf<"/api/v1/leads", "post">;
export type MoveFields = BodyOf<"/api/v1/leads/{leadId}/move", "post">;
export type LeadForm = AnswerOf<"/api/v1/lead-forms">["items"][number];
export type FormFields = BodyOf<"/api/v1/lead-forms", "post">;

export const statusNames: Readonly<Record<LeadStatus, string>> = {
  new: "新线索",
  contacted: "已联系",
  qualified: "已确认需求",
  won: "成交",
  lost: "流失",
};
export const sourceNames: Readonly<Record<Lead["source"], string>> = {
  exhibition: "展会",
  web: "网页",
  referral: "转介绍",
  official_account: "公众号",
  download: "扫码下载资料",
  visit: "拜访与现场讲解",
  other: "其他",
};
export const lostNames: Readonly<Record<NonNullable<Lead["lostReason"]>, string>> = {
  price: "价格",
  competitor: "选了竞品",
  no_budget: "没有预算",
  no_need: "没有需求",
  unreachable: "联系不上",
  duplicate: "重复线索",
  other: "其他",
};
export type IntentGrade = NonNullable<Lead["intent"]>;
export const intentNames: Readonly<Record<IntentGrade, string>> = { high: "高意向", medium: "中意向", low: "低意向" };
export const intentColors: Readonly<Record<IntentGrade, string>> = { high: "red", medium: "gold", low: "default" };
export type IntentRules = AnswerOf<"/api/v1/leads/intent-rules">;
/** Where a lead may go; the server decides the same. */
export const ways: Readonly<Record<LeadStatus, readonly LeadStatus[]>> = {
  new: ["contacted", "qualified", "lost"],
  contacted: ["qualified", "won", "lost"],
  qualified: ["contacted", "won", "lost"],
  won: [],
  lost: ["contacted"],
};

export interface LeadFilter {
  readonly status?: LeadStatus;
  readonly companyId?: string;
  readonly intent?: IntentGrade;
  readonly order?: "newest" | "intent";
}

export function fetchLeads(
  filter: LeadFilter,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<AnswerOf<"/api/v1/leads">> {
  return answer(api.GET("/api/v1/leads", { signal, params: { query: { ...filter, cursor } } }));
}

export const summaryQuery = queryOptions({
  queryKey: ["leads", "summary"],
  queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/leads/summary">> =>
    answer(api.GET("/api/v1/leads/summary", { signal })),
});

export const leadQuery = (leadId: string) =>
  queryOptions({
    queryKey: ["leads", "one", leadId],
    queryFn: ({ signal }): Promise<LeadDetail> =>
      answer(api.GET("/api/v1/leads/{leadId}", { signal, params: { path: { leadId } } })),
  });

export const formsQuery = queryOptions({
  queryKey: ["leads", "forms"],
  queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/lead-forms">> => answer(api.GET("/api/v1/lead-forms", { signal })),
});

export const intentRulesQuery = queryOptions({
  queryKey: ["leads", "intent-rules"],
  queryFn: ({ signal }): Promise<IntentRules> => answer(api.GET("/api/v1/leads/intent-rules", { signal })),
});

export function saveIntentRules(body: IntentRules): Promise<IntentRules> {
  return answer(api.PUT("/api/v1/leads/intent-rules", { body }));
}

export function createLead(body: LeadFields): Promise<LeadDetail> {
  return answer(api.POST("/api/v1/leads", { body }));
}

export function moveLead(leadId: string, body: MoveFields): Promise<LeadDetail> {
  return answer(api.POST("/api/v1/leads/{leadId}/move", { params: { path: { leadId } }, body }));
}

export function assignLead(leadId: string, staffId: string): Promise<LeadDetail> {
  return answer(api.POST("/api/v1/leads/{leadId}/assign", { params: { path: { leadId } }, body: { staffId } }));
}

export function publishForm(body: FormFields): Promise<LeadForm> {
  return answer(api.POST("/api/v1/lead-forms", { body }));
}

export function closeForm(formId: string): Promise<LeadForm> {
  return answer(api.POST("/api/v1/lead-forms/{formId}/close", { params: { path: { formId } } }));
}
