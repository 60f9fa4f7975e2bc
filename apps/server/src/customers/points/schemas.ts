import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { identifierKindNames } from "../identity/kinds.ts";
import type { Adjustment } from "./adjust-points.ts";
import type { PointBalance } from "./balance.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { PointRuleVersion } from "./rule-store.ts";
import { entryKinds, pointKinds, pointRuleSchema } from "./rules.ts";
import type { Spend } from "./spend-points.ts";

const memberNo = z.number().int().min(1).max(2_147_483_647);
const points = z.int().min(1, "积分为正整数").max(100_000_000);
const businessKey = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .describe("The caller's own number; asked again, it is the same one");
const reason = z.string().trim().min(2, "请写明原因（至少 2 个字）").max(200);
const documentCode = z.string().trim().min(1).max(64).describe("E.g. the order that the points were used for");

export const ruleVersionSchema = z.object({
  version: z.number().int(),
  fromDay: z.iso.date(),
  rule: pointRuleSchema,
  note: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
});

export const ruleBody = z.object({
  fromDay: z.iso.date().describe("First business day that earns by it; the first rule may begin in the past"),
  rule: pointRuleSchema,
  note: z.string().trim().max(200).optional(),
  basedOn: z.int().min(0).describe("Version that the editor saw; 0 = none"),
});

export const balanceSchema = z.object({
  available: z.number().int(),
  pending: z.number().int(),
  debt: z.number().int().describe("Owed for refunded orders; what is earned next pays it"),
  expiring: z.object({ points: z.number().int(), at: z.string() }).nullable().describe("The next to expire"),
  frozen: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
});

export const entrySchema = z.object({
  id: z.number().int(),
  kind: z.enum(entryKinds),
  lotKind: z.enum(pointKinds),
  memberNo,
  points: z.number().int().describe("Signed"),
  at: z.string(),
  storeNo: z.number().int().nullable(),
  storeName: z.string().nullable(),
  channel: z.string().nullable(),
  document: z.string().nullable(),
  reason: z.string().nullable(),
  by: z.string(),
  expiresAt: z.string().nullable(),
});

export const entryQuery = pageQuery.extend({
  memberNo: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  document: documentCode.optional(),
  kind: z.enum(entryKinds).optional(),
});

/** Whose points: by number, or by an identifier as a front knows it. */
const who = {
  memberNo: memberNo.optional(),
  identifier: z
    .object({
      kind: z.enum(identifierKindNames),
      scope: z.string().max(64).optional(),
      value: z.string().min(1).max(128),
    })
    .optional(),
};

export const spendBody = z
  .object({
    ...who,
    businessKey,
    points,
    channel: z.string().min(1).max(32),
    storeNo: z.int().min(1).optional(),
    document: documentCode.optional(),
    reason: z.string().trim().max(200).optional(),
  })
  .refine((body) => (body.memberNo === undefined) !== (body.identifier === undefined), {
    path: ["memberNo"],
    message: "请给出 memberNo 或 identifier 其中之一",
  });

export const spendSchema = z.object({
  spendId: z.uuid(),
  memberNo,
  points: z.number().int(),
  reversed: z.number().int(),
  at: z.string(),
});

export const reverseBody = z.object({
  businessKey,
  spendKey: z.string().trim().min(1).max(100).describe("`businessKey` of the spend"),
  points: points.optional().describe("Default: all that is left of the spend"),
  reason: z.string().trim().max(200).optional(),
});

export const adjustBody = z.object({
  businessKey,
  memberNo,
  points: z
    .int()
    .min(-100_000_000)
    .max(100_000_000)
    .refine((value) => value !== 0, "请填写要增加（正数）或扣减（负数）的积分"),
  reason,
});

export const adjustmentSchema = z.object({
  id: z.uuid(),
  memberNo,
  points: z.number().int(),
  reason: z.string(),
  status: z.enum(["waiting", "done", "rejected"]),
  requestedAt: z.string(),
  requestedBy: z.string(),
  own: z.boolean().describe("Requested by the caller, who may not approve it"),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decisionNote: z.string().nullable(),
});

export const adjustmentQuery = pageQuery.extend({ status: z.enum(["waiting", "done", "rejected"]).optional() });
export const adjustmentParams = z.object({ adjustmentId: z.uuid() });
export const decisionBody = z.object({ approve: z.boolean(), note: z.string().trim().max(200).optional() });
export const freezeBody = z.object({ frozen: z.boolean(), reason });

export const boardSchema = z.object({
  available: z.number().int(),
  pending: z.number().int(),
  debt: z.number().int(),
  holders: z.number().int(),
  frozenMembers: z.number().int(),
  waitingAdjustments: z.number().int(),
  expiring: z.array(
    z.object({
      month: z.string().nullable().describe("Null = never"),
      points: z.number().int(),
      members: z.number().int(),
    }),
  ),
  issued: z.number().int().describe("Of the last 30 days, as the next three"),
  spent: z.number().int(),
  expired: z.number().int(),
  clawedBack: z.number().int(),
  check: z
    .object({
      inLots: z.number().int(),
      inLedger: z.number().int(),
      differingLots: z.number().int(),
      strayEntries: z.number().int(),
      agrees: z.boolean(),
    })
    .describe("The ledger added up again and held against the lots"),
});

const text = (at: Date | null) => at?.toISOString() ?? null;

export function presentRule(row: PointRuleVersion) {
  return { ...row, createdAt: row.createdAt.toISOString() };
}

export function presentBalance({ expiring, frozen, ...rest }: PointBalance) {
  return {
    ...rest,
    expiring: expiring && { points: expiring.points, at: expiring.at.toISOString() },
    frozen: frozen && { ...frozen, at: frozen.at.toISOString() },
  };
}

export function presentEntry(row: LedgerEntry) {
  return { ...row, at: row.at.toISOString(), expiresAt: text(row.expiresAt) };
}

export function presentSpend({ id, at, ...rest }: Spend) {
  return { spendId: id, ...rest, at: at.toISOString() };
}

export function presentAdjustment({ requestedById, ...row }: Adjustment, actorId: string) {
  return {
    ...row,
    own: requestedById === actorId,
    requestedAt: row.requestedAt.toISOString(),
    decidedAt: text(row.decidedAt),
  };
}
