import { z } from "zod";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { LanguageModel } from "../model/port.ts";
import { type Examination, examineModel, lastExamination } from "./examine-model.ts";
import { findingSchema } from "./finding.ts";

const tag = "assistant";
const examination = z.object({
  examinedAt: z.iso.datetime(),
  examinedBy: z.string(),
  findings: z.array(findingSchema),
});

const present = ({ examinedAt, examinedBy, findings }: Examination) => ({
  examinedAt: examinedAt.toISOString(),
  examinedBy,
  findings: [...findings],
});

/** The language model in the set-up doctor (IN-19). */
export function modelDoctorRoutes(platform: Platform, model: LanguageModel): Route[] {
  return [
    route({
      method: "GET",
      path: "/assistant/examination",
      summary: "What the set-up doctor found when it last looked the language model over; null before the first time",
      tag,
      access: "connection.read",
      answer: z.object({ last: examination.nullable() }),
      handle: async () => {
        const last = await lastExamination(platform);
        return { last: last && present(last) };
      },
    }),
    route({
      method: "POST",
      path: "/assistant/examination",
      summary: "Look the language model over now; asks it one short question",
      tag,
      access: "connection.write",
      answer: examination,
      handle: async ({ actor }) => present(await examineModel(platform, model, actor, AbortSignal.timeout(130_000))),
    }),
  ];
}
