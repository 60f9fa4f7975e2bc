import { z } from "zod";
import { creditCode } from "../../customers/index.ts";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { intentGrades } from "./intent.ts";
import { formAudiences, formField, formSources, leadSources, leadStatuses, lostReasons, publicField } from "./rules.ts";

export const leadParams = z.object({ leadId: z.uuid() });
export const formParams = z.object({ formId: z.uuid() });
export const formCodeParams = z.object({ formCode: z.string().regex(/^[a-z0-9-]{3,40}$/) });
const note = z.string().trim().max(500).nullable().default(null);

export const leadsQuery = pageQuery.extend({
  status: z.enum(leadStatuses).optional(),
  companyId: z.uuid().optional(),
  assignedTo: z.uuid().optional(),
  intent: z.enum(intentGrades).optional(),
  order: z.enum(["newest", "intent"]).default("newest").describe("intent: those who want most first"),
});

export const leadBody = z.object({
  title: z.string().trim().min(2, "请用一句话写明线索").max(120),
  need: z.string().trim().max(1000).nullable().default(null),
  source: z.enum(leadSources),
  companyId: z.uuid().nullable().default(null),
  memberNo: z.number().int().min(1).nullable().default(null),
  expectedFen: z.number().int().min(0).max(1_000_000_000_000).nullable().default(null),
  storeNo: z.number().int().nullable().default(null),
});
export const moveBody = z.object({
  to: z.enum(leadStatuses),
  lostReason: z.enum(lostReasons).nullable().default(null),
  note,
});
export const assignBody = z.object({ staffId: z.uuid(), note });

export const leadSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  need: z.string().nullable(),
  source: z.enum(leadSources),
  status: z.enum(leadStatuses),
  lostReason: z.enum(lostReasons).nullable(),
  expectedFen: z.number().int().nullable(),
  companyId: z.uuid().nullable(),
  companyName: z.string().nullable(),
  memberNo: z.number().int().nullable(),
  formTitle: z.string().nullable(),
  assignedTo: z.uuid().nullable(),
  assignedName: z.string().nullable(),
  storeNo: z.number().int().nullable(),
  storeName: z.string().nullable(),
  intentScore: z.number().int().nullable().describe("Null = no form was filled in"),
  intent: z.enum(intentGrades).nullable(),
  statusAt: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
});
export const leadDetailSchema = leadSchema.extend({
  steps: z.array(
    z.object({
      at: z.string(),
      by: z.string(),
      action: z.enum(["created", "moved", "assigned", "noted"]),
      from: z.enum(leadStatuses).nullable(),
      to: z.enum(leadStatuses).nullable(),
      note: z.string().nullable(),
    }),
  ),
  answers: z.array(z.object({ label: z.string(), value: z.string() })).describe("What was answered in the form"),
  intentParts: z.array(z.object({ label: z.string(), points: z.number().int() })).describe("What the score is made of"),
});

export const formBody = z
  .object({
    code: z.string().regex(/^[a-z0-9-]{3,40}$/, "网址代码用 3 到 40 个小写字母、数字或短横线"),
    title: z.string().trim().min(2, "请填写表单标题").max(80),
    source: z.enum(formSources),
    audience: z.enum(formAudiences).default("business"),
    fields: z.array(formField).max(20).default([]),
    consentText: z.string().trim().min(10, "请写明收集哪些信息、用来做什么、保存多久").max(2000),
    consentVersion: z.string().trim().min(1).max(40),
    storeNo: z.number().int().nullable().default(null),
    opensOn: z.iso.date().nullable().default(null),
    closesOn: z.iso.date().nullable().default(null),
  })
  .refine((form) => new Set(form.fields.map((field) => field.key)).size === form.fields.length, {
    error: "字段代码不能重复",
    path: ["fields"],
  })
  .refine((form) => form.fields.every((field) => field.kind !== "choice" || field.options.length >= 2), {
    error: "选择题至少要两个选项",
    path: ["fields"],
  })
  .superRefine((form, context) => {
    for (const [at, { label, kind, options, points, steps }] of form.fields.entries()) {
      const unknown = Object.keys(points).find((option) => kind !== "choice" || !options.includes(option));
      if (unknown !== undefined)
        context.addIssue({
          code: "custom",
          path: ["fields", at, "points"],
          message: `「${label}」没有「${unknown}」这个选项`,
        });
      if (steps.length > 0 && kind !== "number")
        context.addIssue({ code: "custom", path: ["fields", at, "steps"], message: "只有数字题按数值计分" });
    }
  });
export const formSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  title: z.string(),
  source: z.enum(formSources),
  audience: z.enum(formAudiences),
  fields: z.array(formField),
  consentText: z.string(),
  consentVersion: z.string(),
  storeNo: z.number().int().nullable(),
  opensOn: z.string().nullable(),
  closesOn: z.string().nullable(),
  open: z.boolean(),
  submissions: z.number().int(),
});
export const publicFormSchema = formSchema
  .pick({ title: true, audience: true, consentText: true, consentVersion: true })
  .extend({ fields: z.array(publicField) });

export const submissionBody = z.object({
  submissionKey: z.uuid().describe("Made by the browser once per filled-in form: sending again changes nothing"),
  companyName: z
    .string()
    .trim()
    .min(2, "请填写企业名称")
    .max(120)
    .nullable()
    .default(null)
    .describe("A form for businesses needs it"),
  creditCode: creditCode.nullable().default(null),
  name: z.string().trim().min(1, "请填写姓名").max(40),
  phone: z.string().trim().min(1, "请填写手机号").max(32),
  position: z.string().trim().max(80).nullable().default(null),
  need: z.string().trim().max(1000).nullable().default(null),
  answers: z.record(z.string(), z.string().max(500)).default({}),
  consentVersion: z.string().max(40).describe("The version of the text that the person agreed to"),
  agreed: z.literal(true, { error: "请先阅读并同意个人信息说明" }),
});
