import { z } from "zod";
import { visitSetting } from "./settings.ts";

export const periodQuery = z.object({
  from: z.iso.date(),
  to: z.iso.date().describe("Day after the last"),
  orgUnitId: z.uuid().optional().describe("Customers who belong to this unit's stores"),
});

export const figures = {
  visits: z.int().describe("Openings"),
  users: z.int().describe("People who opened it"),
  firstUsers: z.int().describe("Of them, for the first time"),
  newMembers: z.int().describe("Of them, known on no front before"),
  orders: z
    .int()
    .describe(
      "Mini-program orders whose buyer opened it within `orderHours` before; each counts once, for the last opening",
    ),
  buyers: z.int(),
  amountFen: z.int().describe("What these orders paid, refunds not deducted"),
};

export const entriesAnswer = z.object({
  orderHours: z.int(),
  total: z.object(figures).describe("All openings, and all mini-program orders of the period"),
  entries: z.array(z.object({ entry: z.string(), name: z.string(), ...figures })).describe("Most openings first"),
  ordersWithoutVisit: z.int().describe("Orders without an opening before them"),
  otherScenes: z
    .array(
      z.object({ scene: z.int(), visits: z.int(), label: z.string().nullable().describe("Null = not on the list") }),
    )
    .describe("Scene values that count as other, most openings first"),
});

export const visitSettings = z.object({
  value: visitSetting.schema,
  version: z.int(),
  entries: z.array(z.object({ entry: z.string(), name: z.string() })).describe("What an opening may count as"),
});
