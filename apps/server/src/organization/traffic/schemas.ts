import { z } from "zod";
import { codesOf, services } from "../stores/vocabulary.ts";
import { criteria } from "./criteria.ts";

export const ruleFields = z.object({
  criteria: z
    .array(z.enum(codesOf(criteria)))
    .min(1, "至少保留一条")
    .max(6)
    .refine((list) => new Set(list).size === list.length, "同一条不能出现两次")
    .describe("Compared in this order; the first difference decides"),
  bandMetres: z.int().min(1).max(100_000).describe("Distances within one band are equal"),
  maxMetres: z.int().min(1).max(20_000_000).nullable().describe("Dealers further away are not asked; null = any"),
  protectionDays: z.int().min(1).max(3_650).describe("For so many days the same customer goes to the same dealer"),
  attributionDays: z.int().min(1).max(3_650).describe("Orders of so many days after the allocation count"),
});

export const ruleBody = ruleFields.extend({
  version: z.int().min(0).describe("The version that was edited; 0 = there was none"),
});

export const rulesAnswer = z.object({
  items: z.array(
    ruleFields.extend({
      unitId: z.uuid(),
      unitName: z.string(),
      wholeChain: z.boolean().describe("Headquarters' rule"),
      version: z.int(),
      updatedAt: z.iso.datetime(),
      updatedBy: z.string(),
    }),
  ),
  usual: ruleFields.describe("What holds where nobody wrote a rule"),
  names: z.record(z.string(), z.string()).describe("The criteria in words"),
});

export const termsFields = z.object({
  accepts: z.boolean().describe("Takes online traffic"),
  areaCodes: z
    .array(z.string().regex(/^(\d{2}|\d{4}|\d{6})$/, "行政区划代码是 2、4 或 6 位数字（省、市、区）"))
    .max(200)
    .describe("Protected territory by division codes of two, four or six digits"),
  radiusMetres: z.int().min(1).max(500_000).nullable().describe("Protected circle around each store"),
  dailyCap: z.int().min(1).max(1_000_000).nullable().describe("New customers a day; null = no limit"),
  weight: z.int().min(1).max(1_000),
  commissionBp: z.int().min(0).max(10_000).describe("Hundredths of a percent of net sales"),
});

export const termsBody = termsFields.extend({ version: z.int().min(0).describe("The version that was edited") });

export const dealersAnswer = z.object({
  items: z.array(
    termsFields.extend({
      unitId: z.uuid(),
      dealerNo: z.int(),
      name: z.string(),
      parentName: z.string(),
      stores: z.int().describe("Trading stores"),
      services: z.array(z.enum(codesOf(services))),
      version: z.int(),
    }),
  ),
});

export const unitParams = z.object({ unitId: z.uuid() });

export const shareCodeBody = z.object({
  code: z.string().regex(/^[A-Za-z0-9_-]{3,40}$/, "分享码用 3 至 40 位字母、数字、- 或 _"),
  name: z.string().trim().min(1, "请填写用途").max(60),
  unitId: z.uuid().describe("A dealer, or a store of a dealer"),
});

export const shareCodesAnswer = z.object({
  items: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      unitId: z.uuid(),
      unitName: z.string(),
      unitKind: z.enum(["dealer", "store"]),
      dealerName: z.string(),
      createdAt: z.iso.datetime(),
      createdBy: z.string(),
      retiredAt: z.iso.datetime().nullable(),
    }),
  ),
});
