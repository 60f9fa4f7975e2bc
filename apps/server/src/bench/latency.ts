import type { BenchLine } from "./bench.ts";

/** Milliseconds of repeated turns, sorted. */
export type Latencies = readonly number[];

/** Runs `turn` one after the other and takes the time of each. */
export async function timesOf(turns: number, turn: (index: number) => Promise<unknown>): Promise<Latencies> {
  const times: number[] = [];
  for (let index = 0; index < turns; index += 1) {
    const started = performance.now();
    await turn(index);
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

/** The time that `share` of the turns kept (nearest rank), in milliseconds to a tenth. */
export function quantile(times: Latencies, share: number): number {
  const value = times[Math.min(times.length - 1, Math.max(0, Math.ceil(times.length * share) - 1))] ?? Number.NaN;
  return Math.round(value * 10) / 10;
}

/** p95 as the figure of a case, with p50 and max beside it, held against a baseline of the same run and an absolute limit. */
export function latencyLine(
  name: string,
  times: Latencies,
  baseline: { readonly what: string; readonly times: Latencies },
  limitMs: number,
  more: BenchLine["more"] = {},
): BenchLine {
  const value = quantile(times, 0.95);
  const bare = quantile(baseline.times, 0.95);
  return {
    name,
    unit: "ms",
    value,
    baseline: { what: baseline.what, value: bare },
    ratio: bare / value,
    target: { atMost: limitMs },
    more: { p50: quantile(times, 0.5), p95: value, max: quantile(times, 1), turns: times.length, ...more },
  };
}
