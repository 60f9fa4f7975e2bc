import type { RandomState } from "../world/random.ts";
import { randomBelow } from "../world/random.ts";
import type { ShopState } from "./state.ts";

/** A new id: 64 bits, as digits, larger than every one before it. */
export function newId(random: RandomState, shop: ShopState): string {
  shop.lastId += BigInt(1 + randomBelow(random, 4096)) * 256n + BigInt(randomBelow(random, 256));
  return shop.lastId.toString();
}
