import { z } from "zod";
import { standardKinds } from "./store.ts";

const day = z.iso.date();

const versionFields = {
  title: z.string().trim().min(2, "请填写标题").max(80),
  body: z.string().trim().min(2, "请填写内容").max(20_000),
  formats: z.array(z.string().max(40)).max(50).default([]).describe("Store formats it binds; empty = all"),
  unitIds: z.array(z.uuid()).max(200).default([]).describe("Regions or dealers it binds; empty = all"),
  validFrom: day,
  note: z.string().trim().max(500).default("").describe("What changed against the version before"),
};

export const publishBody = z.object({ kind: z.enum(standardKinds), ...versionFields });
export const publishVersionBody = z.object({
  ...versionFields,
  basedOn: z.number().int().min(1).describe("Version that was edited"),
});
export const withdrawBody = z.object({ reason: z.string().trim().min(2, "请写明停用原因").max(200) });
export const acknowledgeBody = z.object({
  orgUnitId: z.uuid().describe("The store"),
  version: z.number().int().min(1).describe("The version that was read"),
});
export const standardParams = z.object({ standardId: z.uuid() });

const version = {
  version: z.number().int(),
  title: z.string(),
  body: z.string(),
  formats: z.array(z.string()),
  unitIds: z.array(z.uuid()),
  validFrom: day,
  note: z.string(),
  publishedAt: z.iso.datetime(),
  publishedBy: z.string(),
};

export const standardSchema = z.object({
  id: z.uuid(),
  kind: z.enum(standardKinds),
  state: z.enum(["in_force", "upcoming", "withdrawn"]).describe("Of the newest version"),
  ...version,
  stores: z.number().int().describe("Stores in the caller's scope that the newest version binds"),
  acknowledged: z.number().int().describe("Of them, how many have taken note of it"),
});
export const standardsAnswer = z.object({ items: z.array(standardSchema) });
export const standardDetailAnswer = standardSchema.extend({
  versions: z.array(z.object({ ...version, inForce: z.boolean() })).describe("Newest first"),
  receipts: z
    .array(
      z.object({
        unitId: z.uuid(),
        name: z.string(),
        parentName: z.string(),
        acknowledgedAt: z.iso.datetime().nullable(),
        acknowledgedBy: z.string().nullable(),
        lastVersion: z.number().int().nullable().describe("Newest earlier version that the store took note of"),
      }),
    )
    .describe("Of the newest version: who has not taken note first"),
});
