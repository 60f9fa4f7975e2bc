import { z } from "zod";
import { codesOf } from "../stores/vocabulary.ts";
import { tenantKinds, tenantStatuses } from "./rules.ts";

const text = (longest: number) => z.string().trim().max(longest).default("");
const required = (longest: number) => z.string().trim().min(1).max(longest);
const status = z.enum(codesOf(tenantStatuses));

const fields = {
  kind: z.enum(codesOf(tenantKinds)),
  category: text(40).describe("What it sells, e.g. 餐饮"),
  floor: text(20),
  booth: text(40),
  contact: text(80).describe("Whom the operator calls"),
  contractFrom: z.iso.date(),
  contractTo: z.iso.date().describe("The last day, inclusive"),
  commissionBp: z
    .int()
    .min(0)
    .max(10_000)
    .default(0)
    .describe("The operator's share of net sales, hundredths of a percent"),
};

export const inviteBody = z.object({
  code: required(40).describe("Staff code"),
  name: required(40),
  login: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9._@-]{3,60}$/, "登录名用 3 至 60 位小写字母、数字或 . _ @ -"),
  roleCode: z.string().max(40).default("tenant_manager"),
});

export const onboardBody = z.object({
  parentId: z.uuid().describe("The mall (a region) or headquarters"),
  name: required(60),
  code: required(60).optional(),
  ...fields,
  store: z.object({ code: required(60), name: required(60), format: z.string().max(40) }).optional(),
  firstUser: inviteBody.optional(),
});

export const editBody = z.object({ name: required(60), ...fields, version: z.int().min(1) });
export const statusBody = z.object({ to: status, reason: z.string().trim().max(200).optional() });
const skus = z.array(z.string().trim().min(1).max(64)).max(2_000).default([]);
export const productsBody = z.object({ add: skus, remove: skus });
export const tenantParams = z.object({ unitId: z.uuid() });

export const tenantSchema = z.object({
  unitId: z.uuid(),
  no: z.int(),
  name: z.string(),
  code: z.string(),
  parentId: z.uuid(),
  parentName: z.string(),
  ...fields,
  category: z.string(),
  floor: z.string(),
  booth: z.string(),
  contact: z.string(),
  commissionBp: z.int(),
  status,
  statusReason: z.string().nullable(),
  nextStatuses: z.array(status),
  daysLeft: z.int().describe("Until the contract's last day; negative after it"),
  stores: z.int(),
  staff: z.int(),
  products: z.int(),
  version: z.int(),
});

export const tenantsAnswer = z.object({ items: z.array(tenantSchema) });
export const tenantDetailAnswer = tenantSchema.extend({
  skus: z.array(z.object({ sku: z.string(), addedAt: z.iso.datetime(), addedBy: z.string() })),
});
const invitation = z.object({
  login: z.string(),
  password: z.string().describe("Shown once; must be changed at the first sign-in"),
});
export const onboardAnswer = tenantDetailAnswer.extend({ invitation: invitation.nullable() });
export const inviteAnswer = invitation;
