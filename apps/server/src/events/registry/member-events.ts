import { z } from "zod";
import { code, eventType, joined, properties, text } from "./event-type.ts";

/** One answer: to one question, one value or several. */
const questionAnswer = z.looseObject({
  questionCode: code,
  question: text().optional(),
  answer: z.union([text(1000), z.number(), z.boolean(), z.array(text()).min(1).max(50)]),
});

export const memberEvents = [
  eventType({
    name: "member.registered",
    group: "member",
    label: "注册会员",
    meaning: "客户在任一前端完成入会。",
    interaction: true,
    properties: properties({ method: code.optional(), sourceCode: code.optional(), inviterCode: code.optional() }),
    summary: (p) => joined(p.method, p.sourceCode && `来源 ${p.sourceCode}`),
  }),
  eventType({
    name: "member.cancelled",
    group: "member",
    label: "注销会员",
    meaning: "客户退出会员；购买与往来记录保留。",
    properties: properties({ reason: text().optional() }),
    summary: (p) => p.reason ?? "",
  }),
  eventType({
    name: "member.signed_in",
    group: "member",
    label: "登录",
    meaning: "客户登录小程序、商城或会员中心。",
    interaction: true,
    properties: properties({ method: code.optional() }),
  }),
  eventType({
    name: "member.checked_in",
    group: "member",
    label: "签到",
    meaning: "客户每日签到。",
    interaction: true,
    properties: properties({ streakDays: z.int().min(1).max(10_000).optional() }),
    summary: (p) => (p.streakDays === undefined ? "" : `连续 ${p.streakDays} 天`),
  }),
  eventType({
    name: "member.profile_updated",
    group: "member",
    label: "更新资料",
    meaning: "客户修改自己的资料；只报改了哪些项，不报内容。",
    interaction: true,
    properties: properties({ fields: z.array(code).min(1).max(50) }),
    summary: (p) => `${p.fields.length} 项资料`,
  }),
  eventType({
    name: "consent.granted",
    group: "member",
    label: "同意授权",
    meaning: "客户同意一项个人信息或营销授权。",
    interaction: true,
    properties: properties({ purpose: code, version: code.optional() }),
    summary: (p) => joined(p.purpose, p.version),
  }),
  eventType({
    name: "consent.withdrawn",
    group: "member",
    label: "撤回授权",
    meaning: "客户撤回一项授权。",
    interaction: true,
    properties: properties({ purpose: code }),
    summary: (p) => p.purpose,
  }),
  eventType({
    name: "member.referred",
    group: "member",
    label: "邀请好友",
    meaning: "客户成功邀请一位新客户。",
    interaction: true,
    properties: properties({ campaignCode: code.optional() }),
    summary: (p) => p.campaignCode ?? "",
  }),
  eventType({
    name: "questionnaire.answered",
    group: "member",
    label: "填写问卷",
    meaning: "客户提交问卷或访谈回答（DT-17）。",
    interaction: true,
    properties: properties({
      questionnaireCode: code,
      title: text().optional(),
      score: z.number().min(-1000).max(1000).optional(),
      answers: z.array(questionAnswer).min(1).max(100).optional(),
    }),
    summary: (p) =>
      joined(
        p.title ?? p.questionnaireCode,
        p.score !== undefined && `${p.score} 分`,
        p.answers && `${p.answers.length} 题`,
      ),
  }),
  eventType({
    name: "feedback.submitted",
    group: "member",
    label: "提交反馈",
    meaning: "客户留下意见、评价或投诉（DT-23）。",
    interaction: true,
    properties: properties({
      kind: z.enum(["suggestion", "praise", "complaint", "question"]),
      topic: text(64).optional(),
    }),
    summary: (p) =>
      joined({ suggestion: "建议", praise: "表扬", complaint: "投诉", question: "咨询" }[p.kind], p.topic),
  }),
] as const;
