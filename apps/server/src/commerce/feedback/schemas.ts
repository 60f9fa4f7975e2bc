import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";

export const feedbackSources = ["guide", "member", "questionnaire", "other"] as const;
export const feedbackStages = ["research", "design", "production", "after_launch"] as const;
export const sentiments = ["positive", "neutral", "negative"] as const;
export const feedbackStatuses = ["open", "planned", "done", "declined"] as const;

export const feedbackParams = z.object({ feedbackId: z.uuid() });
const day = z.iso.date();

export const filterSchema = z.object({
  status: z.enum(feedbackStatuses).optional(),
  stage: z.enum(feedbackStages).optional(),
  sentiment: z.enum(sentiments).optional(),
  topic: z.string().max(40).optional(),
  sku: z.string().max(80).optional(),
  from: day.optional(),
  to: day.optional().describe("Exclusive"),
});
export const listQuery = pageQuery.extend(filterSchema.shape);
export const countQuery = filterSchema.extend({ by: z.enum(["product", "topic", "stage", "sentiment", "month"]) });

export const feedbackBody = z.object({
  memberNo: z.number().int().min(1).nullable().default(null),
  storeNo: z.number().int().nullable().default(null),
  source: z.enum(feedbackSources),
  stage: z.enum(feedbackStages),
  topic: z.string().trim().min(1, "请填写话题").max(40),
  sentiment: z.enum(sentiments).describe("As the person who writes it down hears it"),
  body: z.string().trim().min(2, "请写下客户怎么说").max(2000),
  skus: z.array(z.string().min(1).max(80)).max(20).default([]),
});
export const answerBody = z.object({
  status: z.enum(["planned", "done", "declined"]),
  answer: z.string().trim().min(2, "请写明怎么处理").max(1000),
});

export const feedbackSchema = z.object({
  id: z.uuid(),
  memberNo: z.number().int().nullable(),
  storeNo: z.number().int().nullable(),
  storeName: z.string().nullable(),
  source: z.enum(feedbackSources),
  stage: z.enum(feedbackStages),
  topic: z.string(),
  sentiment: z.enum(sentiments),
  body: z.string().nullable().describe("Null when the customer's data was erased"),
  products: z.array(z.object({ sku: z.string(), name: z.string().nullable() })),
  status: z.enum(feedbackStatuses),
  answer: z.string().nullable(),
  answeredAt: z.string().nullable(),
  answeredBy: z.string().nullable(),
  toldAt: z.string().nullable().describe("When the customer was told what became of it"),
  toldBy: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
});
