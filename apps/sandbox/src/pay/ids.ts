import { randomBelow } from "../world/random.ts";
import type { World } from "../world/world.ts";
import { dayDigits } from "./time.ts";

/** So many decimal digits. */
export function digits(world: World, length: number): string {
  return Array.from({ length }, () => randomBelow(world.random, 10)).join("");
}

/** 28 digits: the channel, the day, a serial number. */
export const transactionId = (world: World) => `4200${digits(world, 6)}${dayDigits(world)}${digits(world, 10)}`;
export const refundId = (world: World) => `503${digits(world, 7)}${dayDigits(world)}${digits(world, 10)}`;
/** Profit sharing orders, returns and transfers. */
export const fundId = (world: World, channel: string) =>
  `${channel}${digits(world, 6)}${dayDigits(world)}${digits(world, 12)}`;
