import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { consentChannelNames, consentPurposeNames } from "../consent/vocabulary.ts";
import { identifierKindNames } from "../identity/kinds.ts";
import { tagFamilyNames } from "../tags/families.ts";
import { type AttributeName, attributeNames, memberAttributes } from "./attributes.ts";
import { relations } from "./relation.ts";

export const memberParams = z.object({ memberNo: z.coerce.number().int().min(1).max(2_147_483_647) });

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const tagList = z
  .string()
  .regex(/^\d{1,9}(,\d{1,9}){0,9}$/, "用逗号分开的标签编号，最多 10 个")
  .transform((text) => text.split(",").map(Number));

export const listQuery = pageQuery.extend({
  q: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .optional()
    .describe("Name or part of it, phone or its last four digits, card number, member number"),
  tags: tagList.optional().describe("Tag numbers, comma-separated; a member must carry all of them"),
  storeNo: z.coerce.number().int().optional(),
  guideId: z.uuid().optional(),
  tier: z.string().max(32).optional(),
  channel: z.string().max(32).optional(),
  relation: z.enum(relations).optional(),
  gender: z.enum(["male", "female"]).optional(),
  registeredFrom: instant.optional(),
  registeredTo: instant.optional().describe("Exclusive"),
});

export const listedMember = z.object({
  memberNo: z.number().int(),
  name: z.string().nullable().describe("Masked"),
  phone: z.string().nullable().describe("Masked"),
  gender: z.string().nullable(),
  storeNo: z.number().int().nullable(),
  storeName: z.string().nullable(),
  guideId: z.uuid().nullable(),
  guideName: z.string().nullable(),
  channel: z.string().nullable(),
  relation: z.enum(relations),
  tier: z.string().nullable(),
  registeredAt: z.string().nullable(),
  firstSeenAt: z.string(),
  tags: z.array(z.object({ tagNo: z.number().int(), name: z.string() })),
});

const attribute = z.object({
  name: z.enum(attributeNames as [AttributeName, ...AttributeName[]]),
  label: z.string(),
  value: z.string(),
  masked: z.boolean(),
  source: z.string(),
  at: z.string(),
});

export const profileSchema = z.object({
  memberNo: z.number().int().describe("Of a merged profile: the member it belongs to now"),
  id: z.uuid(),
  mergedMemberNos: z.array(z.number().int()),
  relation: z.enum(relations),
  tier: z.string().nullable(),
  registeredAt: z.string().nullable(),
  firstSeenAt: z.string().nullable(),
  storeNo: z.number().int().nullable(),
  storeName: z.string().nullable(),
  guideId: z.uuid().nullable(),
  guideName: z.string().nullable(),
  channel: z.string().nullable(),
  attributes: z.array(attribute),
  identifiers: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(identifierKindNames),
      scope: z.string(),
      value: z.string(),
      masked: z.boolean(),
      shared: z.boolean(),
      source: z.string(),
      firstSeenAt: z.string(),
    }),
  ),
  bindings: z.array(
    z.object({
      id: z.uuid(),
      guideId: z.uuid().nullable(),
      guideName: z.string().nullable(),
      storeNo: z.number().int().nullable(),
      storeName: z.string().nullable(),
      primary: z.boolean(),
      source: z.string(),
      reason: z.string().nullable(),
      boundAt: z.string(),
      unboundAt: z.string().nullable(),
      boundBy: z.string(),
    }),
  ),
  tags: z.array(
    z.object({
      tagNo: z.number().int(),
      name: z.string(),
      family: z.enum(tagFamilyNames),
      groupName: z.string(),
      source: z.string(),
      setAt: z.string(),
      setBy: z.string(),
    }),
  ),
  consent: z.array(
    z.object({
      purpose: z.enum(consentPurposeNames),
      channel: z.enum(consentChannelNames),
      granted: z.boolean(),
      at: z.string(),
      source: z.string(),
      textVersion: z.string().nullable(),
    }),
  ),
});

export const reasonSchema = z.string().trim().min(2, "请写明原因（至少两个字）").max(200);

export const editBody = z.object({
  name: memberAttributes.name.schema.optional(),
  gender: memberAttributes.gender.schema.optional(),
  birthday: memberAttributes.birthday.schema.optional(),
  province: memberAttributes.province.schema.optional(),
  city: memberAttributes.city.schema.optional(),
  address: memberAttributes.address.schema.optional(),
  email: memberAttributes.email.schema.optional(),
  remark: memberAttributes.remark.schema.optional(),
});

export const bindBody = z
  .object({
    guideId: z.uuid().nullable().default(null),
    storeNo: z.number().int().nullable().default(null),
    reason: reasonSchema,
  })
  .refine((body) => body.guideId !== null || body.storeNo !== null, { error: "请选择导购或门店", path: ["guideId"] });

export const consentBody = z.object({
  purpose: z.enum(consentPurposeNames),
  channel: z.enum(consentChannelNames).default("any"),
  granted: z.boolean(),
  textVersion: z.string().trim().min(1).max(64).optional(),
  evidence: z.string().trim().min(1).max(500).describe("How the member said so, e.g. 门店纸质签字"),
});
