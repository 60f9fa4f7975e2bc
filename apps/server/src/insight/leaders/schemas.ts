import { z } from "zod";
import { pageOf, pageQuery } from "../../kernel/http/cursor.ts";
import { leaderLevelSchema, leaderLevelsSchema } from "./levels.ts";
import { leaderStatuses } from "./rules.ts";

const status = z.enum(Object.keys(leaderStatuses) as [keyof typeof leaderStatuses]);
const number = z.int().min(1).max(2_147_483_647);

const place = {
  storeNo: number,
  pickupPoint: z.string().trim().min(1, "请填写自提点").max(60),
  pickupAddress: z.string().trim().max(200).default(""),
  level: z.string().max(40),
  commissionBp: z.int().min(0).max(10_000).nullable().default(null).describe("Null = the level's"),
};

export const applyBody = z.object({
  memberNo: number.nullish().describe("The member who leads; with `staffId` when it is one person"),
  staffId: z.uuid().nullish(),
  ...place,
});
export const editLeaderBody = applyBody.extend({ version: z.int().min(1) });
export const leaderStatusBody = z.object({ to: status, reason: z.string().trim().max(200).optional() });
export const memberNosBody = z.object({ memberNos: z.array(number).min(1).max(500) });
export const leaderParams = z.object({ leaderId: z.uuid() });

export const leaderSchema = z.object({
  id: z.uuid(),
  no: z.int(),
  memberNo: z.int().nullable(),
  memberName: z.string().nullable().describe("Masked"),
  staffId: z.uuid().nullable(),
  staffName: z.string().nullable(),
  storeNo: z.int(),
  storeName: z.string(),
  pickupPoint: z.string(),
  pickupAddress: z.string(),
  status,
  statusReason: z.string().nullable(),
  nextStatuses: z.array(status),
  level: z.string(),
  levelName: z.string(),
  commissionBp: z.int().nullable(),
  appliedAt: z.iso.datetime(),
  approvedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  version: z.int(),
  led: z.int().describe("Members led now"),
  twin: z.boolean().describe("A merge has shown that another leader is the same person: end one"),
  rateBp: z.int().describe("The rate that holds: the leader's own, or the level's"),
  orders: z.int().describe("Of led members in the period"),
  buyers: z.int(),
  salesFen: z.int(),
  refundFen: z.int(),
  netFen: z.int(),
  commissionFen: z.int().describe("Preview: net sales by the rate that holds"),
});

const period = { from: z.iso.date(), to: z.iso.date().describe("Exclusive") };
export const leadersQuery = pageQuery.extend({
  ...period,
  status: status.optional(),
  storeNo: z.coerce.number().int().positive().optional(),
  level: z.string().max(40).optional(),
});
export const leadersAnswer = pageOf(leaderSchema);
export const leaderQuery = z.object(period);
export const leaderDetailAnswer = leaderSchema.extend({
  earnedLevel: z.string().nullable().describe("The level that the net sales of the last 30 days earn"),
  members: z
    .array(
      z.object({
        memberNo: z.int(),
        name: z.string().nullable(),
        phone: z.string().nullable(),
        storeName: z.string().nullable(),
        boundAt: z.iso.datetime(),
      }),
    )
    .describe("Led now, the latest 500"),
});
export const countAnswer = z.object({ count: z.int() });
export const levelsAnswer = z.object({ items: z.array(leaderLevelSchema), version: z.int() });
export const levelsBody = z.object({ items: leaderLevelsSchema, version: z.int().min(0) });
