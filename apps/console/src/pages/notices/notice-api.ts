import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Notice = AnswerOf<"/api/v1/notices">["items"][number];
export type NoticeDetail = AnswerOf<"/api/v1/notices/{noticeId}">;
export type Progress = AnswerOf<"/api/v1/notices/{noticeId}/progress">;
export type FeedbackAnswer = AnswerOf<"/api/v1/notices/{noticeId}/feedback">;
export type Feedback = FeedbackAnswer["items"][number];
export type Received = AnswerOf<"/api/v1/me/notices">["items"][number];
export type ReceivedNotice = AnswerOf<"/api/v1/me/notices/{noticeId}">;
export type NoticeFields = BodyOf<"/api/v1/notices", "post">;
export type Attachment = Notice["attachments"][number];

export const kindNames: Readonly<Record<Notice["kind"], string>> = {
  activity: "活动",
  goods: "货品",
  service: "服务",
  other: "其他",
};
export const feedbackNames: Readonly<Record<Feedback["kind"], string>> = {
  out_of_stock: "缺货",
  script: "话术",
  price: "价格",
  customer_reaction: "客户反应",
  other: "其他",
};
export const stateNames: Readonly<Record<Received["state"], string>> = {
  unread: "未读",
  to_confirm: "待确认",
  changed: "有更新",
  done: "已读",
};
export const stateColors: Readonly<Record<Received["state"], string>> = {
  unread: "red",
  to_confirm: "orange",
  changed: "blue",
  done: "default",
};

export const receivedQuery = queryOptions({
  queryKey: ["notices", "received"],
  queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/me/notices">> => answer(api.GET("/api/v1/me/notices", { signal })),
});

export const noticeCountQuery = queryOptions({
  queryKey: ["notices", "count"],
  queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/me/notices/count">> =>
    answer(api.GET("/api/v1/me/notices/count", { signal })),
  refetchInterval: 60_000,
});

export const receivedNoticeQuery = (noticeId: string) =>
  queryOptions({
    queryKey: ["notices", "received", noticeId],
    queryFn: ({ signal }): Promise<ReceivedNotice> =>
      answer(api.GET("/api/v1/me/notices/{noticeId}", { signal, params: { path: { noticeId } } })),
  });

export const noticesQuery = queryOptions({
  queryKey: ["notices", "list"],
  queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/notices">> =>
    answer(api.GET("/api/v1/notices", { signal, params: { query: { limit: 100 } } })),
});

export const noticeQuery = (noticeId: string) =>
  queryOptions({
    queryKey: ["notices", "one", noticeId],
    queryFn: ({ signal }): Promise<NoticeDetail> =>
      answer(api.GET("/api/v1/notices/{noticeId}", { signal, params: { path: { noticeId } } })),
  });

export const progressQuery = (noticeId: string, orgUnitId: string | undefined) =>
  queryOptions({
    queryKey: ["notices", "progress", noticeId, orgUnitId],
    queryFn: ({ signal }): Promise<Progress> =>
      answer(
        api.GET("/api/v1/notices/{noticeId}/progress", {
          signal,
          params: { path: { noticeId }, query: { orgUnitId } },
        }),
      ),
  });

export const feedbackQuery = (noticeId: string) =>
  queryOptions({
    queryKey: ["notices", "feedback", noticeId],
    queryFn: ({ signal }): Promise<FeedbackAnswer> =>
      answer(api.GET("/api/v1/notices/{noticeId}/feedback", { signal, params: { path: { noticeId } } })),
    refetchInterval: 30_000,
  });

export function publishNotice(body: NoticeFields): Promise<NoticeDetail> {
  return answer(api.POST("/api/v1/notices", { body }));
}

export function countReach(body: BodyOf<"/api/v1/notices/reach", "post">): Promise<{ people: number }> {
  return answer(api.POST("/api/v1/notices/reach", { body }));
}

export function reviseNotice(
  noticeId: string,
  body: BodyOf<"/api/v1/notices/{noticeId}/versions", "post">,
): Promise<NoticeDetail> {
  return answer(api.POST("/api/v1/notices/{noticeId}/versions", { params: { path: { noticeId } }, body }));
}

export function closeNotice(noticeId: string, note: string): Promise<NoticeDetail> {
  return answer(api.POST("/api/v1/notices/{noticeId}/close", { params: { path: { noticeId } }, body: { note } }));
}

export function replyToFeedback(noticeId: string, feedbackId: string, reply: string): Promise<FeedbackAnswer> {
  return answer(
    api.POST("/api/v1/notices/{noticeId}/feedback/{feedbackId}/reply", {
      params: { path: { noticeId, feedbackId } },
      body: { reply },
    }),
  );
}

export function markRead(noticeId: string, version: number): Promise<unknown> {
  return answer(api.POST("/api/v1/me/notices/{noticeId}/read", { params: { path: { noticeId } }, body: { version } }));
}

export function confirmNotice(noticeId: string, version: number): Promise<ReceivedNotice> {
  return answer(
    api.POST("/api/v1/me/notices/{noticeId}/confirm", { params: { path: { noticeId } }, body: { version } }),
  );
}

export function giveFeedback(
  noticeId: string,
  body: BodyOf<"/api/v1/me/notices/{noticeId}/feedback", "post">,
): Promise<ReceivedNotice> {
  return answer(api.POST("/api/v1/me/notices/{noticeId}/feedback", { params: { path: { noticeId } }, body }));
}
