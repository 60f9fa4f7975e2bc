import { createHash } from "node:crypto";
import type { LeafOf } from "./rule/rule.ts";

/** A member's place in the drawing of a salt: 0 to 9,999, the same on every machine and in both engines. */
export const drawPlaces = 10_000;

function saltNumber(salt: string): number {
  return createHash("sha256").update(salt).digest().readUInt32BE(0);
}

/**
 * Where a member stands in a drawing: the integer hash of Wellons ("prospector", 2018), whose two factors keep every step within 63 bits, so that
 * PostgreSQL and ClickHouse reckon the same. Another salt gives an independent drawing.
 */
export function drawPlace(salt: string, memberNo: number): number {
  let x = (memberNo ^ saltNumber(salt)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad) >>> 0;
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97) >>> 0;
  return ((x ^ (x >>> 15)) >>> 0) % drawPlaces;
}

const mask = 4_294_967_295;

/** SQL (ClickHouse): whether a member is drawn. */
export function sampleSql({ salt, fromPercent, toPercent }: LeafOf<"sample">): string {
  const salted = `bitXor(toUInt64(member_no), ${saltNumber(salt)})`;
  const mixed = (value: string, shift: number) => `bitXor(${value}, bitShiftRight(${value}, ${shift}))`;
  const times = (value: string, factor: number) => `bitAnd((${value}) * ${factor}, ${mask})`;
  const first = times(mixed(salted, 16), 0x21f0aaad);
  const second = times(mixed(first, 15), 0x735a2d97);
  const place = `(${mixed(second, 15)} % ${drawPlaces})`;
  const bound = (percent: number) => Math.round((percent / 100) * drawPlaces);
  return `${place} >= ${bound(fromPercent)} and ${place} < ${bound(toPercent)}`;
}
