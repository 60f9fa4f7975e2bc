import { addDays, daysBetween } from "../../kernel/calendar.ts";
import { type DemoStore, demoStores } from "./chain.ts";
import { lastRetailDay, retailLines } from "./retail-lines.ts";
import { type Shopper, shopperOf } from "./shoppers.ts";

/** Everything that the demo's files are written from. */
export interface DemoBrand {
  readonly stores: readonly DemoStore[];
  /** Open stores with their share of the traffic. */
  readonly openStores: readonly (readonly [DemoStore, number])[];
  readonly storesOfCity: ReadonlyMap<string, readonly DemoStore[]>;
  /** By customer number of the real data. */
  readonly buyers: ReadonlyMap<string, Shopper>;
  /** Registered, but nothing bought yet. */
  readonly fans: readonly Shopper[];
  /** A day of the data set as a day of the demo. */
  readonly moved: (day: string) => string;
  /** Last day with orders: yesterday. */
  readonly lastDay: string;
  /** Customer number → demo day of the last purchase. */
  readonly lastOrderDays: ReadonlyMap<string, string>;
  /** Product code → its most frequent English description. */
  readonly descriptions: ReadonlyMap<string, string>;
}

const fanCount = 2_600;

/** Reads the real data once and invents the people around it; `today` is the day in the shop's zone. */
export async function createBrand(today: string): Promise<DemoBrand> {
  const stores = demoStores();
  const openStores = stores.filter((store) => store.phase === "open").map((store) => [store, store.weight] as const);
  const storesOfCity = new Map<string, DemoStore[]>();
  for (const [store] of openStores) storesOfCity.set(store.city, [...(storesOfCity.get(store.city) ?? []), store]);
  const lastDay = addDays(today, -1);
  const shift = daysBetween(lastRetailDay, lastDay);
  const moved = (day: string) => addDays(day, shift);

  const firstDays = new Map<string, string>();
  const lastOrderDays = new Map<string, string>();
  const wordings = new Map<string, Map<string, number>>();
  for await (const lines of retailLines()) {
    for (const line of lines) {
      const day = line.at.slice(0, 10);
      const known = firstDays.get(line.customerId);
      if (line.customerId !== "" && (known === undefined || day < known)) firstDays.set(line.customerId, day);
      // The file is in order of time.
      if (line.customerId !== "" && !line.invoice.startsWith("C")) lastOrderDays.set(line.customerId, moved(day));
      const description = line.description.trim();
      if (description === "" || line.unitPrice.startsWith("-")) continue;
      const counts = wordings.get(line.stockCode) ?? new Map<string, number>();
      counts.set(description, (counts.get(description) ?? 0) + 1);
      wordings.set(line.stockCode, counts);
    }
  }
  let serial = 0;
  const buyers = new Map([...firstDays].map(([id, day]) => [id, shopperOf(id, ++serial, moved(day), openStores)]));
  const fans = Array.from({ length: fanCount }, (_, index) => {
    // More of them lately: a chain that is building its private domain.
    const daysAgo = Math.floor(365 * ((index + 0.5) / fanCount) ** 2);
    return shopperOf(`N${String(index + 1).padStart(5, "0")}`, ++serial, addDays(lastDay, -daysAgo), openStores);
  });
  const descriptions = new Map(
    [...wordings].map(([code, counts]) => [
      code,
      [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0],
    ]),
  );
  return { stores, openStores, storesOfCity, buyers, fans, moved, lastDay, lastOrderDays, descriptions };
}
