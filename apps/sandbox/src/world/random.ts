/** A seeded generator whose whole state is one number, so that a run repeats and a snapshot continues it. */
export interface RandomState {
  seed: number;
}

/** Uniform in [0, 1): mulberry32. */
export function random(state: RandomState): number {
  state.seed = (state.seed + 0x6d2b79f5) >>> 0;
  let t = state.seed;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}

/** An integer in [0, below). */
export function randomBelow(state: RandomState, below: number): number {
  return Math.floor(random(state) * below);
}

/** One of the items. */
export function pick<T>(state: RandomState, items: readonly [T, ...T[]]): T {
  return items[randomBelow(state, items.length)] ?? items[0];
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** An id as the platforms make them: a prefix and opaque letters. */
export function opaqueId(state: RandomState, prefix: string, length = 30): string {
  let id = prefix;
  while (id.length < prefix.length + length) id += LETTERS[randomBelow(state, LETTERS.length)];
  return id;
}
