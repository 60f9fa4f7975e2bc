import { addDays } from "../../kernel/calendar.ts";
import type { DemoStore } from "./chain.ts";
import { inventPerson, type Person } from "./people.ts";
import { hashOf, pick, seeded, weighted } from "./random.ts";

export type DemoChannel = "store" | "mini_program" | "wechat_shop" | "ecommerce";

/** Someone of the demo brand: a real buyer's number with an invented person around it, or a made-up fan who has not bought yet. */
export interface Shopper {
  /** Customer number in the real data; `N…` for those without an order. */
  readonly customerId: string;
  readonly person: Person;
  readonly card: string;
  readonly store: DemoStore;
  /** Staff number of the guide, `FL0001-2`. */
  readonly guide: string;
  readonly registeredDay: string;
  readonly registeredFrom: "store" | "mini_program" | "wechat_shop" | "official_account" | "wecom";
  readonly unionid: string;
  readonly miniProgramOpenid: string;
}

export const guidesPerStore = 2;

export function guideCode(store: DemoStore, number: number): string {
  return `${store.code}-${number}`;
}

const origins = [
  ["store", 46],
  ["mini_program", 28],
  ["wecom", 14],
  ["official_account", 7],
  ["wechat_shop", 5],
] as const;

/** The person behind a customer number; the same number is always the same person. */
export function shopperOf(
  customerId: string,
  serial: number,
  registeredDay: string,
  stores: readonly (readonly [DemoStore, number])[],
): Shopper {
  const random = seeded(hashOf(`shopper${customerId}`));
  const store = weighted(random, stores);
  const token =
    hashOf(`wx${customerId}`).toString(36).padStart(7, "0") + hashOf(`${customerId}wx`).toString(36).padStart(7, "0");
  return {
    customerId,
    person: inventPerson(customerId, serial),
    card: `88${String(serial).padStart(8, "0")}`,
    store,
    guide: guideCode(store, 1 + Math.floor(random() * guidesPerStore)),
    registeredDay: addDays(registeredDay, -Math.floor(random() ** 2 * 60)),
    registeredFrom: weighted(random, origins),
    unionid: `oDemo${token}`,
    miniProgramOpenid: `oMp${token}`,
  };
}

const orderChannels = [
  ["store", 70],
  ["mini_program", 19],
  ["wechat_shop", 6],
  ["ecommerce", 5],
] as const;

/** Where an order was placed: mostly at the customer's own store, sometimes at another of the same city, or online. */
export function orderPlace(
  orderCode: string,
  shopper: Shopper | null,
  stores: readonly (readonly [DemoStore, number])[],
  storesOfCity: ReadonlyMap<string, readonly DemoStore[]>,
): { store: DemoStore | null; channel: DemoChannel } {
  const random = seeded(hashOf(`order${orderCode}`));
  const channel = shopper ? weighted(random, orderChannels) : "store";
  if (channel === "ecommerce") return { store: null, channel };
  if (!shopper) return { store: weighted(random, stores), channel };
  const neighbours = storesOfCity.get(shopper.store.city) ?? [shopper.store];
  return { store: random() < 0.85 ? shopper.store : pick(random, neighbours), channel };
}
