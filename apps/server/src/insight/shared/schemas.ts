import { z } from "zod";

/** A calendar day in the shop's time zone. */
export const daySchema = z.iso.date();

/** `YYYY-MM` */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "应为 YYYY-MM，例如 2026-06");

/** Restricts any figure to a part of the caller's scope. */
export const sliceQuery = z.object({
  orgUnitId: z.uuid().optional().describe("An organisation unit in scope; its stores count. Absent = the whole scope"),
  channel: z.string().min(1).max(40).optional(),
});

/** A member in a list of insight: masked, as every list shows people. */
export const memberRefSchema = z.object({
  memberNo: z.number().int(),
  name: z.string().nullable().describe("Masked"),
  phone: z.string().nullable().describe("Masked"),
  storeNo: z.number().int().nullable(),
  storeName: z.string().nullable(),
});
