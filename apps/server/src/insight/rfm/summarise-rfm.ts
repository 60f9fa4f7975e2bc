import type { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import { liToFen } from "../shared/money.ts";
import { memberCondition, type Slice, sliceParams } from "../shared/slice.ts";
import { rfmRelation } from "./relation.ts";
import { bitsText, rfmGroups } from "./rules.ts";
import type { rfmAnswer } from "./schemas.ts";

interface Cell {
  readonly r: number;
  readonly f: number;
  readonly m: number;
  readonly rfm_group: number;
  readonly customers: number;
  readonly monetary_li: number;
  readonly recency: readonly [number, number];
  readonly frequency: readonly [number, number];
  readonly money: readonly [number, number];
  readonly mean_recency_days: number;
  readonly mean_frequency: number;
  readonly mean_monetary_li: number;
}

/**
 * RFM of the slice's members at the start of a day. Scores and means are those among all of the brand's buyers, so that a
 * store's "5" means the same as another's.
 */
export async function summariseRfm(platform: Platform, slice: Slice, asOf: string): Promise<z.input<typeof rfmAnswer>> {
  const relation = await rfmRelation(platform, asOf);
  // At most 125 codes times 8 groups, whatever the number of members: everything else is folded from these cells.
  const cells = await platform.clickhouse.rows<Cell>(
    `select r, f, m, rfm_group, count() as customers, sum(b.monetary_li) as monetary_li,
       [min(recency_days), max(recency_days)] as recency, [min(frequency), max(frequency)] as frequency,
       [min(b.monetary_li), max(b.monetary_li)] as money,
       any(mean_recency_days) as mean_recency_days, any(mean_frequency) as mean_frequency, any(mean_monetary_li) as mean_monetary_li
     from (${relation.sql}) b where ${memberCondition(slice)} group by r, f, m, rfm_group`,
    { ...relation.params, ...sliceParams(slice) },
    { timeoutMs: 120_000 },
  );
  const customers = total(cells);
  const first = cells[0];
  return {
    asOf,
    builtAt: relation.builtAt === null ? null : `${relation.builtAt.replace(" ", "T")}Z`,
    customers,
    mean: {
      recencyDays: first?.mean_recency_days ?? null,
      frequency: first?.mean_frequency ?? null,
      monetaryFen: first === undefined ? null : first.mean_monetary_li / 10,
    },
    scores: [5, 4, 3, 2, 1].map((score) => ({
      score,
      recencyDays: range(
        cells.filter((cell) => cell.r === score),
        (cell) => cell.recency,
      ),
      frequency: range(
        cells.filter((cell) => cell.f === score),
        (cell) => cell.frequency,
      ),
      monetaryFen: range(
        cells.filter((cell) => cell.m === score),
        (cell) => [liToFen(cell.money[0]), liToFen(cell.money[1])],
      ),
    })),
    codes: new Set(cells.map((cell) => `${cell.r}${cell.f}${cell.m}`)).size,
    best: total(cells.filter((cell) => cell.r === 5 && cell.f === 5 && cell.m === 5)),
    lost: total(cells.filter((cell) => cell.r === 1 && cell.f === 1 && cell.m === 1)),
    grid: gridOf(cells),
    groups: rfmGroups.map(({ code, name, bits, advice }) => {
      const members = cells.filter((cell) => cell.rfm_group === bits);
      return {
        code,
        name,
        bits: bitsText(bits),
        advice,
        customers: total(members),
        share: customers === 0 ? null : total(members) / customers,
        monetaryFen: money(members),
      };
    }),
  };
}

function total(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.customers, 0);
}

function money(cells: readonly Cell[]): number {
  return liToFen(cells.reduce((sum, cell) => sum + cell.monetary_li, 0));
}

function range(cells: readonly Cell[], of: (cell: Cell) => readonly [number, number]) {
  const bounds = cells.map(of);
  return {
    customers: total(cells),
    min: bounds.length === 0 ? null : Math.min(...bounds.map(([low]) => low)),
    max: bounds.length === 0 ? null : Math.max(...bounds.map(([, high]) => high)),
  };
}

function gridOf(cells: readonly Cell[]) {
  return [5, 4, 3, 2, 1].flatMap((r) =>
    [1, 2, 3, 4, 5].map((f) => {
      const here = cells.filter((cell) => cell.r === r && cell.f === f);
      const customers = total(here);
      const scored = here.reduce((sum, cell) => sum + cell.m * cell.customers, 0);
      return { r, f, customers, monetaryFen: money(here), meanM: customers === 0 ? null : scored / customers };
    }),
  );
}
