import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Day = AnswerOf<"/api/v1/friend-adding/day">;
export type Person = AnswerOf<"/api/v1/friend-adding/people">["items"][number];
export type PersonStatus = Person["status"];
export type CallResult = NonNullable<Person["callResult"]>;
export type Revealed = AnswerOf<"/api/v1/friend-adding/people/{friendPersonNo}/phone", "post">;
export type Sent = AnswerOf<"/api/v1/friend-adding/people/{friendPersonNo}/requests", "post">;
export type Serviced = AnswerOf<"/api/v1/friend-adding/serviced">;
export type Task = AnswerOf<"/api/v1/friend-tasks">["items"][number];
export type TaskDetail = AnswerOf<"/api/v1/friend-tasks/{friendTaskId}">;
export type Report = AnswerOf<"/api/v1/friend-adding/report">;
export type Rate = Report["total"];
export type ServiceReport = AnswerOf<"/api/v1/friend-adding/service-report">;
export type TalkReport = AnswerOf<"/api/v1/mini-program/product-talks/report">;
export type Cards = AnswerOf<"/api/v1/guide-cards">;
export type Pause = AnswerOf<"/api/v1/friend-adding/pauses">["items"][number];
export type Settings = AnswerOf<"/api/v1/friend-adding/settings">;
export type NewTask = BodyOf<"/api/v1/friend-tasks", "post">;
export type EditedTask = BodyOf<"/api/v1/friend-tasks/{friendTaskId}", "put">;
export type Assignment = BodyOf<"/api/v1/friend-tasks/{friendTaskId}/people", "post">;
export type Assigned = AnswerOf<"/api/v1/friend-tasks/{friendTaskId}/people", "post">;
export type Part = "next" | "sent" | "done";
export type By = "region" | "store" | "guide";

export const friendKey = ["friend-adding"];

const query = <Answer>(key: readonly unknown[], ask: (signal: AbortSignal) => Promise<Answer>) =>
  queryOptions({ queryKey: [...friendKey, ...key], queryFn: ({ signal }) => ask(signal) });

export const dayQuery = query(
  ["day"],
  (signal): Promise<Day> => answer(api.GET("/api/v1/friend-adding/day", { signal })),
);
export const servicedQuery = query(
  ["serviced"],
  (signal): Promise<Serviced> => answer(api.GET("/api/v1/friend-adding/serviced", { signal })),
);
export const tasksQuery = query(
  ["tasks"],
  (signal): Promise<{ items: Task[] }> => answer(api.GET("/api/v1/friend-tasks", { signal })),
);
export const taskQuery = (id: string, by: By) =>
  query(
    ["task", id, by],
    (signal): Promise<TaskDetail> =>
      answer(
        api.GET("/api/v1/friend-tasks/{friendTaskId}", {
          signal,
          params: { path: { friendTaskId: id }, query: { by } },
        }),
      ),
  );
export const reportQuery = (by: By, period: { from: string; to: string }) =>
  query(
    ["report", by, period],
    (signal): Promise<Report> =>
      answer(api.GET("/api/v1/friend-adding/report", { signal, params: { query: { ...period, by } } })),
  );
export const serviceReportQuery = (by: By, period: { from: string; to: string }) =>
  query(
    ["service-report", by, period],
    (signal): Promise<ServiceReport> =>
      answer(api.GET("/api/v1/friend-adding/service-report", { signal, params: { query: { ...period, by } } })),
  );
export const talkReportQuery = (period: { from: string; to: string }) =>
  query(
    ["talk-report", period],
    (signal): Promise<TalkReport> =>
      answer(api.GET("/api/v1/mini-program/product-talks/report", { signal, params: { query: period } })),
  );
export const cardsQuery = (by: "region" | "store") =>
  query(
    ["cards", by],
    (signal): Promise<Cards> => answer(api.GET("/api/v1/guide-cards", { signal, params: { query: { by } } })),
  );
export const pausesQuery = query(
  ["pauses"],
  (signal): Promise<{ items: Pause[] }> => answer(api.GET("/api/v1/friend-adding/pauses", { signal })),
);
export const settingsQuery = query(
  ["settings"],
  (signal): Promise<Settings> => answer(api.GET("/api/v1/friend-adding/settings", { signal })),
);

type People = AnswerOf<"/api/v1/friend-adding/people">;
export const fetchOwn = (part: Part, cursor: string | undefined, signal: AbortSignal): Promise<People> =>
  answer(api.GET("/api/v1/friend-adding/people", { signal, params: { query: { part, cursor, limit: 20 } } }));
export const fetchPeople = (
  id: string,
  status: PersonStatus | undefined,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<People> =>
  answer(
    api.GET("/api/v1/friend-tasks/{friendTaskId}/people", {
      signal,
      params: { path: { friendTaskId: id }, query: { cursor, ...(status && { status }) } },
    }),
  );

const of = (no: number) => ({ params: { path: { friendPersonNo: no } } });
export const reveal = (no: number): Promise<Revealed> =>
  answer(api.POST("/api/v1/friend-adding/people/{friendPersonNo}/phone", of(no)));
export const noteCall = (no: number, result: CallResult): Promise<unknown> =>
  answer(api.POST("/api/v1/friend-adding/people/{friendPersonNo}/call", { ...of(no), body: { result } }));
export const markSent = (no: number): Promise<Sent> =>
  answer(api.POST("/api/v1/friend-adding/people/{friendPersonNo}/requests", of(no)));

const task = (id: string) => ({ params: { path: { friendTaskId: id } } });
export const createTask = (body: NewTask): Promise<Task> => answer(api.POST("/api/v1/friend-tasks", { body }));
export const editTask = (id: string, body: EditedTask): Promise<Task> =>
  answer(api.PUT("/api/v1/friend-tasks/{friendTaskId}", { ...task(id), body }));
export const closeTask = (id: string): Promise<Task> =>
  answer(api.POST("/api/v1/friend-tasks/{friendTaskId}/close", task(id)));
export const assign = (id: string, body: Assignment): Promise<Assigned> =>
  answer(api.POST("/api/v1/friend-tasks/{friendTaskId}/people", { ...task(id), body }));

export const liftPause = (id: string, reason: string): Promise<unknown> =>
  answer(
    api.POST("/api/v1/friend-adding/pauses/{friendPauseId}/lift", {
      params: { path: { friendPauseId: id } },
      body: { reason },
    }),
  );
export const checkPhoto = (staffId: string, photoReal: boolean): Promise<unknown> =>
  answer(
    api.PUT("/api/v1/guide-cards/{cardStaffId}/photo", {
      params: { path: { cardStaffId: staffId } },
      body: { photoReal },
    }),
  );
export const saveSettings = (body: Settings): Promise<Settings> =>
  answer(api.PUT("/api/v1/friend-adding/settings", { body }));
