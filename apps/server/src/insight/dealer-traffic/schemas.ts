import { z } from "zod";
import { type IdentifierKind, identifierKinds } from "../../customers/index.ts";
import { pageOf, pageQuery } from "../../kernel/http/cursor.ts";
import { codesOf, criteria, ruleFields, services, termsFields } from "../../organization/index.ts";

const decision = z.enum([...codesOf(criteria), "only_one", "closest_of_equals", "by_hand"]);
const service = z.enum(codesOf(services));

export const allocateBody = z
  .object({
    memberNo: z.int().min(1).max(2_147_483_647).optional(),
    identifiers: z
      .array(
        z.object({
          kind: z.enum(Object.keys(identifierKinds) as [IdentifierKind]),
          scope: z.string().max(64).optional(),
          value: z.string().min(1).max(128),
        }),
      )
      .min(1)
      .max(10)
      .optional()
      .describe("When the member number is not known; a new customer is recorded"),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
    areaCode: z
      .string()
      .regex(/^\d{6}$/, "行政区划代码是 6 位数字")
      .optional()
      .describe("When the customer does not share a position"),
    service: service.optional().describe("What the customer wants"),
    shareCode: z.string().max(40).optional(),
    channel: z.string().trim().min(1).max(32).describe("Where the customer comes from, e.g. mini_program"),
  })
  .refine((body) => (body.memberNo === undefined) !== (body.identifiers === undefined), {
    path: ["memberNo"],
    message: "请提供客户编号或身份标识，二者选一",
  })
  .refine((body) => (body.latitude === undefined) === (body.longitude === undefined), {
    path: ["longitude"],
    message: "经度和纬度要一起提供",
  })
  .refine((body) => body.latitude !== undefined || body.areaCode !== undefined || body.shareCode !== undefined, {
    path: ["areaCode"],
    message: "请提供客户位置、行政区划代码或分享码",
  });

export const allocationSchema = z.object({
  id: z.int(),
  memberNo: z.int(),
  memberName: z.string().nullable().describe("Masked; null outside the caller's scope"),
  dealerId: z.uuid(),
  dealerNo: z.int(),
  dealerName: z.string(),
  storeNo: z.int(),
  storeName: z.string(),
  channel: z.string(),
  service: service.nullable(),
  areaCode: z.string().nullable().describe("Four digits when read from the nearest store"),
  shareCode: z.string().nullable(),
  decidedBy: decision,
  decidedText: z.string(),
  losers: z
    .array(
      z.object({
        dealerNo: z.int(),
        dealerName: z.string(),
        reason: z.string(),
        text: z.string(),
        metres: z.number().nullable(),
      }),
    )
    .describe("The other dealers, nearest first, each with why; at most 20, and only those in the caller's scope"),
  metres: z.number().nullable(),
  ruleUnitName: z.string().nullable().describe("Whose rule decided; null = the usual one"),
  ruleVersion: z.int(),
  commissionBp: z.int(),
  allocatedAt: z.iso.datetime(),
  protectedUntil: z.iso.datetime(),
  attributedUntil: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  replaces: z.int().nullable().describe("The allocation it replaces by hand"),
  reason: z.string().nullable(),
  allocatedBy: z.string(),
});

export const allocateAnswer = allocationSchema.extend({
  repeated: z.boolean().describe("The customer was given before and is still protected"),
});

export const ledgerQuery = pageQuery.extend({
  from: z.iso.date().optional(),
  to: z.iso.date().optional().describe("Exclusive"),
  dealerNo: z.coerce.number().int().positive().optional(),
  memberNo: z.coerce.number().int().positive().optional(),
  decidedBy: decision.optional(),
});
export const ledgerAnswer = pageOf(allocationSchema);

export const allocationParams = z.object({ allocationId: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
export const overrideBody = z.object({
  storeNo: z.int().min(1).max(2_147_483_647).describe("A trading store of the dealer who gets the customer"),
  reason: z.string().trim().min(2, "请写明改派原因").max(200),
});

export const periodQuery = z.object({ from: z.iso.date(), to: z.iso.date().describe("Exclusive") });

export const reportAnswer = z.object({
  dealers: z.array(
    z.object({
      dealerNo: z.int(),
      unitId: z.uuid(),
      name: z.string(),
      weight: z.int(),
      accepts: z.boolean(),
      allocated: z.int().describe("Customers given in the period"),
      converted: z.int().describe("Of them, who have bought within the attribution window"),
      orders: z.int(),
      salesFen: z.int(),
      refundFen: z.int(),
      netFen: z.int(),
      commissionFen: z.int().describe("Preview: net sales by the rate that held when the customer was given"),
      share: z.number().nullable().describe("Of the customers given to the dealers shown"),
      fairShare: z.number().nullable().describe("Of the weights of dealers that take traffic"),
    }),
  ),
});

export const simulateBody = periodQuery.extend({
  rule: ruleFields,
  terms: z
    .array(termsFields.extend({ dealerNo: z.int() }))
    .max(500)
    .default([])
    .describe("Other terms than the present ones"),
});

export const simulateAnswer = z.object({
  replayed: z.int(),
  truncated: z.boolean().describe("Only the first 5,000 customers of the period were replayed"),
  moved: z.int().describe("Customers who would have gone to another dealer"),
  unserved: z.int().describe("Customers whom no dealer would have fitted"),
  dealers: z.array(z.object({ dealerNo: z.int(), name: z.string(), actual: z.int(), simulated: z.int() })),
});
