import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Narrated = AnswerOf<"/api/v1/members/{memberNo}/narrative">;
export type Narrative = NonNullable<Narrated["narrative"]>;
export type Settings = AnswerOf<"/api/v1/assistant/settings">;
export type SettingsBody = BodyOf<"/api/v1/assistant/settings", "put">;
export type Usage = AnswerOf<"/api/v1/assistant/usage">;

const of = (memberNo: number) => ({ params: { path: { memberNo } } });

export const narrativeQuery = (memberNo: number) =>
  queryOptions({
    queryKey: ["members", "narrative", memberNo],
    queryFn: ({ signal }): Promise<Narrated> =>
      answer(api.GET("/api/v1/members/{memberNo}/narrative", { signal, ...of(memberNo) })),
  });

export const writeNarrative = (memberNo: number): Promise<Narrated> =>
  answer(api.POST("/api/v1/members/{memberNo}/narrative", of(memberNo)));

export const judgeNarrative = (memberNo: number, verdict: "right" | "wrong"): Promise<Narrated> =>
  answer(api.PUT("/api/v1/members/{memberNo}/narrative/verdict", { ...of(memberNo), body: { verdict } }));

export const settingsQuery = queryOptions({
  queryKey: ["assistant", "settings"],
  queryFn: ({ signal }): Promise<Settings> => answer(api.GET("/api/v1/assistant/settings", { signal })),
});

export const usageQuery = queryOptions({
  queryKey: ["assistant", "usage"],
  queryFn: ({ signal }): Promise<Usage> => answer(api.GET("/api/v1/assistant/usage", { signal })),
});

export const saveSettings = (body: SettingsBody): Promise<Settings> =>
  answer(api.PUT("/api/v1/assistant/settings", { body }));

export const testModel = (): Promise<{ model: string; reply: string; tookMs: number }> =>
  answer(api.POST("/api/v1/assistant/test"));

export type Examination = AnswerOf<"/api/v1/assistant/examination", "post">;
export type Finding = Examination["findings"][number];

export const examinationQuery = queryOptions({
  queryKey: ["assistant", "examination"],
  queryFn: ({ signal }): Promise<{ last: Examination | null }> =>
    answer(api.GET("/api/v1/assistant/examination", { signal })),
});

export const examineModel = (): Promise<Examination> => answer(api.POST("/api/v1/assistant/examination"));
