import { z } from "zod";
import { identifierKindNames } from "../../customers/index.ts";
import { largestBatch } from "./rules.ts";

export const batchSchema = z.object({
  id: z.uuid(),
  no: z.int(),
  name: z.string(),
  source: z.enum(["generated", "imported"]),
  platform: z.string().describe("The outside platform that printed the codes"),
  sku: z.string(),
  productName: z.string(),
  lot: z.string(),
  producedOn: z.iso.date().nullable(),
  unitId: z.uuid(),
  unitName: z.string().describe("Where the goods are meant to be sold"),
  codeId: z.uuid(),
  codeName: z.string().describe("The live code or short link that scans lead to"),
  tagNos: z.array(z.int()),
  codes: z.int(),
  stopped: z.boolean(),
  version: z.int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
});

export const batchBody = z.object({
  name: z.string().trim().min(1).max(60),
  sku: z.string().trim().min(1).max(64),
  lot: z.string().trim().max(60).default(""),
  producedOn: z.iso.date().nullable().default(null),
  unitId: z.uuid(),
  codeId: z.uuid(),
  tagNos: z.array(z.int().min(1).max(2_147_483_647)).max(10).default([]),
  codes: z.int().min(0).max(largestBatch, "一批最多 100 万个码").default(0),
  platform: z.string().trim().max(40).default("").describe("Whose codes are imported; empty = generated here"),
});

export const figuresQuery = z.object({
  by: z.enum(["batch", "product", "region"]).default("product"),
  from: z.iso.date().optional().describe("Thirty days before `to`"),
  to: z.iso.date().optional().describe("Today; included"),
  batchId: z.uuid().optional(),
});

export const figuresAnswer = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  misses: z.int().nullable().describe("Scans of codes that are none of ours; of the whole chain only"),
  items: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      codes: z.int().nullable(),
      scanned: z.int(),
      scans: z.int(),
      first: z.int(),
      repeat: z.int(),
      suspicious: z.int(),
      people: z.int(),
      members: z.int(),
      drifted: z.int().describe("Scans at a store outside the unit that the goods were meant for"),
    }),
  ),
});

export const scanBody = z.object({
  scanKey: z.string().min(1).max(100).describe("Your number of the scan: reported again, it is the same scan"),
  code: z.string().trim().min(8).max(300).describe("The code, or the address that was scanned"),
  at: z.iso.datetime({ offset: true }),
  identifiers: z
    .array(
      z.object({
        kind: z.enum(identifierKindNames),
        scope: z.string().max(128).optional(),
        value: z.string().min(1).max(256),
      }),
    )
    .max(10)
    .default([]),
  storeCode: z.string().min(1).max(64).optional(),
  city: z.string().trim().min(1).max(40).optional(),
});

export const scanAnswer = z.object({
  verdict: z.enum(["first", "repeat", "suspicious", "unknown", "stopped"]),
  scans: z.int(),
  people: z.int(),
  firstAt: z.iso.datetime().nullable(),
  batchNo: z.int().nullable(),
  serial: z.int().nullable(),
  sku: z.string().nullable(),
  productName: z.string().nullable(),
  memberNo: z.int().nullable(),
});
