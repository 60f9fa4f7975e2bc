import { z } from "zod";
import { defineSetting } from "../../kernel/settings.ts";
import type { FormField } from "./rules.ts";

export const intentGrades = ["high", "medium", "low"] as const;
export type IntentGrade = (typeof intentGrades)[number];

/** From how many points on a lead's intent is called high or medium, and what a need in one's own words is worth (AQ-21). */
export const intentSetting = defineSetting({
  key: "commerce.lead_intent",
  schema: z
    .object({
      high: z.int().min(1).max(1_000),
      medium: z.int().min(1).max(1_000),
      writtenNeed: z.int().min(0).max(100),
    })
    .refine(({ high, medium }) => medium < high, { error: "中意向的分数应低于高意向", path: ["medium"] }),
  initial: { high: 50, medium: 20, writtenNeed: 10 },
});
export type IntentRules = z.output<typeof intentSetting.schema>;

export interface IntentPart {
  readonly label: string;
  readonly points: number;
}

/** What each answer adds to a lead's intent; answers that add nothing are left out. */
export function intentParts(
  fields: readonly FormField[],
  answers: Readonly<Record<string, string>>,
  need: string | null,
  { writtenNeed }: Pick<IntentRules, "writtenNeed">,
): IntentPart[] {
  const parts = fields.flatMap(({ key, label, kind, points, steps }): IntentPart[] => {
    const answer = answers[key]?.trim() ?? "";
    if (answer === "") return [];
    if (kind === "choice") return [{ label: `${label}：${answer}`, points: points[answer] ?? 0 }];
    if (kind !== "number") return [];
    const reached = steps.filter(({ from }) => Number(answer) >= from).sort((a, b) => b.from - a.from)[0];
    return [{ label: `${label}：${answer}`, points: reached?.points ?? 0 }];
  });
  if (need !== null && need.trim() !== "") parts.push({ label: "写明了需求", points: writtenNeed });
  return parts.filter(({ points }) => points !== 0);
}

export function gradeOf(score: number, { high, medium }: Pick<IntentRules, "high" | "medium">): IntentGrade {
  return score >= high ? "high" : score >= medium ? "medium" : "low";
}
