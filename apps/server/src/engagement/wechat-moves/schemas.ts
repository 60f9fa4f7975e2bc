import { z } from "zod";
import { pageOf, pageQuery } from "../../kernel/http/cursor.ts";
import { moveStatuses, moveSteps } from "./status.ts";

export const moveParams = z.object({ moveId: z.uuid() });
export const customerParams = z.object({ moveCustomerNo: z.coerce.number().int().min(1) });
export const groupParams = z.object({ moveGroupId: z.uuid() });

export const moveBody = z.object({
  name: z.string().trim().min(2, "请填写迁移的名称").max(60),
  dueOn: z.iso.date().nullable().default(null),
});

const guideCode = z.string().trim().min(1).max(64).optional().describe("Absent = the caller");
const customer = z
  .object({
    guideCode,
    phone: z.string().trim().max(32).optional(),
    name: z.string().trim().max(60).optional().describe("As the guide calls them in WeChat"),
    wechatId: z.string().trim().max(64).optional(),
    note: z.string().trim().max(300).optional(),
    tags: z.array(z.string().trim().min(1).max(60)).max(20).default([]).describe("Names of tags in the library"),
  })
  .refine(({ phone, name, wechatId }) => phone || name || wechatId, { error: "手机号、备注名、微信号至少填一项" });
export type MovedCustomer = z.output<typeof customer>;
export const customersBody = z.object({ customers: z.array(customer).min(1).max(2_000) });

const group = z.object({
  guideCode,
  name: z.string().trim().min(1).max(60),
  people: z.int().min(1).max(500),
});
export type MovedGroup = z.output<typeof group>;
export const groupsBody = z.object({ groups: z.array(group).min(1).max(500) });

export const stepBody = z.object({ step: z.enum(moveSteps) });
export const linkCustomerBody = z.object({ memberNo: z.int().min(1) });
export const linkGroupBody = z.object({ groupKey: z.uuid().nullable().describe("Null takes the link back") });

const tally = z.object({
  total: z.int(),
  matched: z.int().describe("Known as members by their phone"),
  migrated: z.int().describe("Friends of the guide in WeCom today"),
  withColleague: z.int().describe("Friends of another guide only"),
  asked: z.int(),
  called: z.int(),
  refused: z.int(),
  waiting: z.int(),
  noPhone: z.int(),
  groups: z.int(),
  groupsMigrated: z.int().describe("A company group took their place"),
});
export const moveSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  dueOn: z.string().nullable(),
  closedAt: z.iso.datetime().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  total: tally,
});
export const progressQuery = z.object({ by: z.enum(["region", "store", "guide"]).default("store") });
export const progressSchema = moveSchema.extend({
  rows: z.array(tally.extend({ key: z.string(), name: z.string() })),
  days: z.array(z.object({ day: z.iso.date(), migrated: z.int() })).describe("Arrivals of each day, from the first on"),
});

export const customersQuery = pageQuery.extend({
  status: z.enum(moveStatuses).optional(),
  guideId: z.uuid().optional(),
});
export const customersAnswer = pageOf(
  z.object({
    no: z.int(),
    name: z.string().nullable(),
    wechatId: z.string().nullable(),
    note: z.string().nullable(),
    phone: z.string().nullable().describe("Masked"),
    guideId: z.uuid(),
    guideName: z.string(),
    storeName: z.string(),
    memberNo: z.int().nullable(),
    status: z.enum(moveStatuses),
    since: z.iso.datetime().nullable(),
    stepAt: z.iso.datetime().nullable(),
    stepBy: z.string().nullable(),
  }),
);

const companyGroup = z.object({ key: z.uuid(), name: z.string(), people: z.int() });
export const groupsAnswer = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      people: z.int(),
      guideId: z.uuid(),
      guideName: z.string(),
      storeName: z.string(),
      linked: companyGroup.nullable(),
      candidates: z.array(companyGroup).describe("The guide's company groups that took no other's place"),
    }),
  ),
});
export const takenSchema = z.object({ added: z.int(), known: z.int().describe("Entered before") });
