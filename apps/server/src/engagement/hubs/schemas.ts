import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { fronts, keysOf, planStates } from "../plans/vocabulary.ts";

const front = z.enum(keysOf(fronts));
const count = z.int().min(0);

export const mostListings = 2_000;

export const listingLine = z.object({
  sku: z.string().trim().min(1).max(64),
  front,
  priceFen: z.int().min(0).max(100_000_000_000).nullable().default(null).describe("Null: the front does not say"),
  state: z.enum(["listed", "delisted"]).default("listed"),
  url: z.string().trim().max(500).default("").describe("Page of the product: URL or mini program path"),
});
export const listingsBody = z.object({
  source: z.string().trim().min(1).max(60).describe("The system that lists the goods"),
  listings: z.array(listingLine).min(1).max(mostListings),
});
export const listingsAnswer = z.object({ created: count, updated: count, unchanged: count });

export const goodsQuery = pageQuery.extend({
  q: z.string().trim().max(100).optional().describe("Sku, name or barcode"),
  show: z.enum(["gap", "price"]).optional().describe("gap: missing on a front; price: fronts differ"),
});

const listingSchema = z.object({
  front,
  state: z.enum(["listed", "delisted", "missing"]),
  priceFen: z.int().nullable(),
  url: z.string(),
  source: z.string().nullable().describe("`product`: in the range of the stores, at its list price"),
  updatedAt: z.iso.datetime().nullable(),
  soldFen: z.int().describe("Lines as paid in the last 30 days, of orders in scope"),
  soldPieces: z.int(),
  buyers: count.describe("Known customers among them"),
});
export const goodsItem = z.object({
  sku: z.string(),
  name: z.string(),
  category: z.string().nullable(),
  listings: z.array(listingSchema),
  gaps: z.array(z.object({ front, reason: z.string() })),
  lowestFen: z.int().nullable(),
  highestFen: z.int().nullable().describe("Higher than the lowest: fronts differ in price"),
});

export const membersAnswer = z.object({
  people: count.describe("Active customers in scope"),
  known: count.describe("Of them known on any front"),
  several: count.describe("Known on two fronts or more"),
  openidsWithoutAccount: count.describe("Customers whose only trace is an OpenID of an app that is not connected"),
  unionid: count,
  fronts: z.array(z.object({ front, label: z.string(), known: count, only: count, definition: z.string() })),
  overlap: z.array(z.object({ a: front, b: front, people: count })),
});

const planRow = z.object({
  id: z.uuid(),
  name: z.string(),
  theme: z.string(),
  state: z.enum(keysOf(planStates)),
  startsOn: z.string(),
  endsOn: z.string(),
  fronts: z.array(front),
});
const gap = z.object({ sku: z.string(), title: z.string(), front, reason: z.string() });
export const activitiesAnswer = z.object({
  plans: z.array(
    planRow.extend({ items: count, gapCount: count, gaps: z.array(gap).describe("The first 20; all are counted") }),
  ),
  contents: z
    .array(z.object({ front, kind: z.enum(["live_code", "outbound", "article"]), count }))
    .describe("Live codes made, messages handed out and articles published in the last 30 days"),
});
export const productAnswer = goodsItem.extend({
  plans: z
    .array(planRow.extend({ gaps: z.array(gap) }))
    .describe("Running and open plans that carry it; empty without the right to read plans"),
});
