import { z } from "zod";

export const formSources = ["exhibition", "web", "referral", "official_account", "download", "visit"] as const;
export const leadSources = [...formSources, "other"] as const;
/** Who fills a form in: somebody for a company, or for themselves. */
export const formAudiences = ["business", "person"] as const;
export const leadStatuses = ["new", "contacted", "qualified", "won", "lost"] as const;
export const lostReasons = [
  "price",
  "competitor",
  "no_budget",
  "no_need",
  "unreachable",
  "duplicate",
  "other",
] as const;
export type LeadStatus = (typeof leadStatuses)[number];

export const leadStatusLabels: Readonly<Record<LeadStatus, string>> = {
  new: "新线索",
  contacted: "已联系",
  qualified: "已确认需求",
  won: "成交",
  lost: "流失",
};

/** Where a lead may go from where it stands; a lost one may be taken up again, a won one is final. */
const ways: Readonly<Record<LeadStatus, readonly LeadStatus[]>> = {
  new: ["contacted", "qualified", "lost"],
  contacted: ["qualified", "won", "lost"],
  qualified: ["contacted", "won", "lost"],
  won: [],
  lost: ["contacted"],
};

export function mayMove(from: LeadStatus, to: LeadStatus): boolean {
  return ways[from].includes(to);
}

/** A question of a form beyond company, person and phone. */
export const formField = z.object({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,31}$/, "字段代码用小写字母、数字和下划线"),
  label: z.string().trim().min(1).max(60),
  kind: z.enum(["text", "number", "choice"]),
  required: z.boolean().default(false),
  options: z.array(z.string().trim().min(1).max(60)).max(30).default([]),
  points: z
    .record(z.string(), z.int().min(-100).max(100))
    .default({})
    .describe("Intent points of a choice's options (AQ-21); never shown to the public"),
  steps: z
    .array(z.object({ from: z.number().min(0), points: z.int().min(-100).max(100) }))
    .max(10)
    .default([])
    .describe("Intent points of a number from so much on; the highest step that is reached counts"),
});
/** A question as the public sees it: not what an answer is worth. */
export const publicField = formField.omit({ points: true, steps: true });
export type FormField = z.output<typeof formField>;

/** What is wrong with the answers to a form's questions; answers that no question asks for are refused too. */
export function answerProblems(fields: readonly FormField[], answers: Readonly<Record<string, string>>) {
  const known = new Set(fields.map((field) => field.key));
  const problems = Object.keys(answers).flatMap((key) =>
    known.has(key) ? [] : [{ path: `answers.${key}`, message: "表单里没有这个问题" }],
  );
  for (const { key, label, kind, required, options } of fields) {
    const value = answers[key]?.trim() ?? "";
    if (value === "") {
      if (required) problems.push({ path: `answers.${key}`, message: `请填写「${label}」` });
    } else if (kind === "number" && !/^\d{1,12}(\.\d{1,4})?$/.test(value)) {
      problems.push({ path: `answers.${key}`, message: `「${label}」请填数字` });
    } else if (kind === "choice" && !options.includes(value)) {
      problems.push({ path: `answers.${key}`, message: `「${label}」请从 ${options.join("、")} 中选择` });
    }
  }
  return problems;
}

/** How many submissions of one form are taken from one address, and in all, within `paceMinutes`. A hall shares one address. */
export const pacePerAddress = 60;
export const pacePerForm = 600;
export const paceMinutes = 10;
