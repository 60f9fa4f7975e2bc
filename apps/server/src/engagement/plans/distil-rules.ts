import { groupBy } from "../group-by.ts";
import type { Slot } from "./rules.ts";
import { type Level, levels, type OfferKind } from "./vocabulary.ts";

/** What one line of a past campaign sold in the stores of one format. */
export interface Sold {
  readonly planId: string;
  readonly lineId: string;
  readonly level: Level;
  readonly category: string | null;
  readonly offerKind: OfferKind;
  readonly format: string;
  readonly amountFen: number;
  readonly beforeAmountFen: number;
  /** All that the campaign's stores sold. */
  readonly storeNowFen: number;
  readonly storeBeforeFen: number;
}

export interface Share {
  level: Level;
  category: string | null;
  offerKind: OfferKind;
  format: string;
  campaigns: number;
  lines: number;
  amountFen: number;
  beforeAmountFen: number;
  change: number | null;
  storeChange: number | null;
  worked: boolean;
}

/** (now − before) / before; null when there was nothing before. */
export function changeOf(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / before;
}

const sumOf = <Row>(rows: readonly Row[], figure: (row: Row) => number) =>
  rows.reduce((sum, row) => sum + figure(row), 0);

/** Kinds of items by level, category, offer and format; what sold most first. */
export function sharesOf(sold: readonly Sold[]): Share[] {
  const groups = groupBy(sold, (row) => JSON.stringify([row.level, row.category, row.offerKind, row.format]));
  return [...groups.values()]
    .map((rows): Share => {
      const { level, category, offerKind, format } = rows[0] as Sold;
      const campaigns = [...new Map(rows.map((row) => [row.planId, row])).values()];
      const amountFen = sumOf(rows, (row) => row.amountFen);
      const beforeAmountFen = sumOf(rows, (row) => row.beforeAmountFen);
      const change = changeOf(amountFen, beforeAmountFen);
      const storeChange = changeOf(
        sumOf(campaigns, (row) => row.storeNowFen),
        sumOf(campaigns, (row) => row.storeBeforeFen),
      );
      return {
        level,
        category,
        offerKind,
        format,
        campaigns: campaigns.length,
        lines: new Set(rows.map(({ lineId }) => lineId)).size,
        amountFen,
        beforeAmountFen,
        change,
        storeChange,
        // Sold for the first time counts as a rise.
        worked: amountFen > 0 && (change === null || change > Math.max(0, storeChange ?? 0)),
      };
    })
    .sort((a, b) => b.amountFen - a.amountFen);
}

const slotNames: Readonly<Record<Level, string>> = {
  headquarters: "总部主推",
  region: "区域特色",
  format: "业态专享",
  store: "门店自选",
};

/**
 * Slots for the next campaign: one per level, as wide as what worked there in one campaign on average; headquarters' is locked. A level
 * at which nothing worked keeps a small slot, since stores differ.
 */
export function slotsFrom(shares: readonly Share[]): Slot[] {
  return (Object.keys(levels) as Level[]).map((level) => {
    const worked = shares.filter((share) => share.level === level && share.worked);
    const perCampaign = sumOf(worked, ({ lines, campaigns }) => lines / campaigns);
    return {
      code: level === "headquarters" ? "main" : level,
      name: slotNames[level],
      openTo: level === "headquarters" ? [] : [level],
      lockedFields: level === "headquarters" ? ["item", "price", "presence"] : [],
      most: Math.min(200, Math.max(5, Math.ceil(perCampaign))),
    };
  });
}
