import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { companySizes, decisionPowers, isCreditCode } from "./rules.ts";

export const companyParams = z.object({ companyId: z.uuid() });
export const contactParams = companyParams.extend({ memberNo: z.coerce.number().int().min(1).max(2_147_483_647) });
const short = z.string().trim().min(1).max(80);

export const creditCode = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCreditCode, "统一社会信用代码不对：应为 18 位，最后一位是校验位，请照营业执照核对");

export const companyFields = z.object({
  name: z.string().trim().min(2, "请填写企业名称").max(120),
  creditCode: creditCode.nullable().optional(),
  industry: short.nullable().optional(),
  size: z.enum(companySizes).nullable().optional(),
  region: short.nullable().optional(),
  ownerStaffId: z.uuid().nullable().optional(),
  storeNo: z.number().int().nullable().optional().describe("The store that looks after it; null = headquarters"),
});
export const createBody = companyFields.extend({
  allowSimilar: z.boolean().default(false).describe("Create although a company of nearly the same name exists"),
});
export const editBody = companyFields.partial();

export const companiesQuery = pageQuery.extend({
  q: z.string().trim().min(1).max(80).optional().describe("Part of the name, or the credit code"),
  ownerStaffId: z.uuid().optional(),
});

export const contactBody = z.object({
  memberNo: z.number().int().min(1),
  position: short.nullable().default(null),
  department: short.nullable().default(null),
  decisionPower: z.enum(decisionPowers).default("unknown"),
  remark: z.string().trim().max(200).nullable().default(null),
});

export const companySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  creditCode: z.string().nullable(),
  industry: z.string().nullable(),
  size: z.enum(companySizes).nullable(),
  region: z.string().nullable(),
  ownerStaffId: z.uuid().nullable(),
  ownerName: z.string().nullable(),
  storeNo: z.number().int().nullable(),
  storeName: z.string().nullable(),
  contactCount: z.number().int(),
  createdAt: z.string(),
  createdBy: z.string(),
});

export const contactSchema = z.object({
  memberNo: z.number().int(),
  name: z.string().nullable().describe("Masked; null for somebody outside the caller's scope"),
  position: z.string().nullable(),
  department: z.string().nullable(),
  decisionPower: z.enum(decisionPowers),
  remark: z.string().nullable(),
  addedAt: z.string(),
  addedBy: z.string(),
});

export const companyDetailSchema = companySchema.extend({
  contacts: z.array(contactSchema),
  similar: z.array(z.object({ id: z.uuid(), name: z.string() })).describe("Companies of nearly the same name"),
});
