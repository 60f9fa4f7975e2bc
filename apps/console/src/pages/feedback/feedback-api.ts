import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { api } from "../../api/client.ts";

export type Feedback = AnswerOf<"/api/v1/feedback">["items"][number];
export type FeedbackFields = BodyOf<"/api/v1/feedback", "post">;
export type AnswerFields = BodyOf<"/api/v1/feedback/{feedbackId}/answer", "post">;
export type CountBy = "product" | "topic" | "stage" | "sentiment" | "month";
type Counts = AnswerOf<"/api/v1/feedback/counts">;

export const stageNames: Readonly<Record<Feedback["stage"], string>> = {
  research: "研究",
  design: "设计",
  production: "生产",
  after_launch: "上市后",
};
export const sentimentNames: Readonly<Record<Feedback["sentiment"], string>> = {
  positive: "满意",
  neutral: "中性",
  negative: "不满",
};
export const sentimentColors: Readonly<Record<Feedback["sentiment"], string>> = {
  positive: "green",
  neutral: "default",
  negative: "red",
};
export const statusNames: Readonly<Record<Feedback["status"], string>> = {
  open: "待答复",
  planned: "计划改进",
  done: "已改进",
  declined: "不采纳",
};
export const sourceNames: Readonly<Record<Feedback["source"], string>> = {
  guide: "导购听到",
  member: "客户自述",
  questionnaire: "问卷",
  other: "其他",
};

export function fetchFeedback(
  values: Readonly<Record<string, string>>,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<AnswerOf<"/api/v1/feedback">> {
  return answer(
    api.GET("/api/v1/feedback", {
      signal,
      params: {
        query: {
          status: values.status as Feedback["status"] | undefined,
          stage: values.stage as Feedback["stage"] | undefined,
          sentiment: values.sentiment as Feedback["sentiment"] | undefined,
          topic: values.topic,
          sku: values.sku,
          cursor,
        },
      },
    }),
  );
}

export function fetchCounts(by: CountBy, signal: AbortSignal): Promise<Counts> {
  return answer(api.GET("/api/v1/feedback/counts", { signal, params: { query: { by } } }));
}

export function writeFeedback(body: FeedbackFields): Promise<Feedback> {
  return answer(api.POST("/api/v1/feedback", { body }));
}

export function answerFeedback(feedbackId: string, body: AnswerFields): Promise<Feedback> {
  return answer(api.POST("/api/v1/feedback/{feedbackId}/answer", { params: { path: { feedbackId } }, body }));
}

export function markTold(feedbackId: string): Promise<Feedback> {
  return answer(api.POST("/api/v1/feedback/{feedbackId}/told", { params: { path: { feedbackId } } }));
}
