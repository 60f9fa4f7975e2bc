import { z } from "zod";
import { findMember } from "../../customers/index.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { channelLabel } from "../processing/channels.ts";
import { hidePersonalData } from "../timeline/present.ts";
import { readAnswers } from "./read-answers.ts";

const answerSchema = z.object({
  questionnaireCode: z.string(),
  title: z.string().nullable(),
  questionCode: z.string(),
  question: z.string().nullable(),
  answer: z.string().describe("As text; several choices are joined by 、"),
  answeredAt: z.string(),
  source: z.string().describe("The system that reported it"),
  channel: z.string().nullable(),
  channelLabel: z.string().nullable(),
  times: z.number().int().describe("How often the member answered this question"),
});

/** An answer in operators' words, free of phone numbers and the like. */
export function answerText(answer: unknown): string {
  if (typeof answer === "boolean") return answer ? "是" : "否";
  const text = Array.isArray(answer) ? answer.map(String).join("、") : String(answer);
  return hidePersonalData(text);
}

export function answerRoutes(platform: Platform): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/members/:memberNo/answers",
      summary: "What a member answered in questionnaires and interviews: the latest answer per question",
      tag: "members",
      access: "member.read",
      params: z.object({ memberNo: z.coerce.number().int().min(1).max(2_147_483_647) }),
      query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(200) }),
      answer: z.object({ items: z.array(answerSchema) }),
      handle: async ({ actor, params, query }) => {
        const { memberNo } = await findMember(platform.db, actor, params.memberNo);
        const answers = await readAnswers(platform.db, memberNo, query.limit);
        return {
          items: answers.map(({ title, question, answer, answeredAt, channel, ...rest }) => ({
            ...rest,
            title: title && hidePersonalData(title),
            question: question && hidePersonalData(question),
            answer: answerText(answer),
            answeredAt: answeredAt.toISOString(),
            channel,
            channelLabel: channel === null ? null : channelLabel(channel),
          })),
        };
      },
    }),
  ];
}
