import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { api } from "../../api/client.ts";

export type Scenes = AnswerOf<"/api/v1/scan-scenes">;
export type Scene = Scenes["items"][number];
export type Rewarded = AnswerOf<"/api/v1/scan-scenes/{scanSceneId}/rewards">["items"][number];
export type NewScene = BodyOf<"/api/v1/scan-scenes", "post">;
export type Checklist = AnswerOf<"/api/v1/scan-scenes/checklist">;
export type Figures = AnswerOf<"/api/v1/scan-scenes/figures">;
export type Demand = AnswerOf<"/api/v1/scan-wants/demand">;
export type Wants = AnswerOf<"/api/v1/scan-wants">;
export type Want = Wants["items"][number];
export type By = "scene" | "placement" | "store" | "region";

export const scanScenesKey = ["scan-scenes"];

export const readScenes = (signal: AbortSignal): Promise<Scenes> => answer(api.GET("/api/v1/scan-scenes", { signal }));
export const readChecklist = (storeNo: number | undefined, signal: AbortSignal): Promise<Checklist> =>
  answer(
    api.GET("/api/v1/scan-scenes/checklist", {
      signal,
      params: { query: storeNo === undefined ? {} : { storeNo } },
    }),
  );
export const readRewarded = (
  scanSceneId: string,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<AnswerOf<"/api/v1/scan-scenes/{scanSceneId}/rewards">> =>
  answer(
    api.GET("/api/v1/scan-scenes/{scanSceneId}/rewards", {
      signal,
      params: { path: { scanSceneId }, query: { cursor } },
    }),
  );
export const readFigures = (by: By, from: string, to: string, signal: AbortSignal): Promise<Figures> =>
  answer(api.GET("/api/v1/scan-scenes/figures", { signal, params: { query: { by, from, to } } }));
export const readDemand = (from: string, to: string, signal: AbortSignal): Promise<Demand> =>
  answer(api.GET("/api/v1/scan-wants/demand", { signal, params: { query: { from, to } } }));
export const readWants = (
  state: Want["state"] | "open" | undefined,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Wants> =>
  answer(
    api.GET("/api/v1/scan-wants", {
      signal,
      params: { query: { limit: 50, ...(state && { state }), ...(cursor && { cursor }) } },
    }),
  );
export const createScene = (body: NewScene): Promise<Scene> => answer(api.POST("/api/v1/scan-scenes", { body }));
export const changeScene = (
  { id, version, title, says, linkLabel, linkUrl, weekdays }: Scene,
  changes: Partial<Omit<NewScene, "kind" | "unitId">> & { readonly archived?: boolean },
): Promise<{ changed: true }> =>
  answer(
    api.PUT("/api/v1/scan-scenes/{scanSceneId}", {
      params: { path: { scanSceneId: id } },
      body: { version, title, says, linkLabel, linkUrl, weekdays, ...changes },
    }),
  );
export const layOutCodes = ({ id }: Scene): Promise<{ made: number }> =>
  answer(api.POST("/api/v1/scan-scenes/{scanSceneId}/codes", { params: { path: { scanSceneId: id } } }));
export const tickCode = (codeId: string, hung: boolean): Promise<{ hung: boolean }> =>
  answer(api.POST("/api/v1/scan-scenes/codes/{codeId}/hung", { params: { path: { codeId } }, body: { hung } }));
export const stepWant = (want: Want, state: Want["state"], answered: string): Promise<Want> =>
  answer(
    api.POST("/api/v1/scan-wants/{scanWantId}/state", {
      params: { path: { scanWantId: want.id } },
      body: { version: want.version, state, answer: answered },
    }),
  );

export const weekdayNames: Readonly<Record<number, string>> = {
  1: "周一",
  2: "周二",
  3: "周三",
  4: "周四",
  5: "周五",
  6: "周六",
  7: "周日",
};
export const wantStateNames: Readonly<Record<Want["state"], string>> = {
  asked: "待处理",
  found: "别处有货",
  ordered: "已订货",
  told: "已告知",
  bought: "已购买",
  gone: "不要了",
};
