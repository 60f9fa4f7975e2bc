import { parseArgs } from "node:util";

export interface BenchOptions {
  /** Size of the member base of `members`. */
  readonly members: number;
  /** Size of the order facts of `dashboards`. */
  readonly orders: number;
  /** Size of the openings of `mini-program`. */
  readonly openings: number;
  /** Keeps the data in this folder and measures what is already there; absent = a scratch folder, removed afterwards. */
  readonly dataDir?: string;
}

/** `npm run bench -- [name …] [--members N] [--orders N] [--openings N] [--data DIR]` @throws on an unknown option or a size that is none */
export function readOptions(args: readonly string[]): {
  readonly names: readonly string[];
  readonly options: BenchOptions;
} {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      members: { type: "string" },
      orders: { type: "string" },
      openings: { type: "string" },
      data: { type: "string" },
    },
  });
  return {
    names: positionals,
    options: {
      members: size(values.members, 1_000_000, "--members"),
      orders: size(values.orders, 10_000_000, "--orders"),
      openings: size(values.openings, 1_000_000, "--openings"),
      ...(values.data === undefined ? {} : { dataDir: values.data }),
    },
  };
}

function size(text: string | undefined, usual: number, option: string): number {
  const value = text === undefined ? usual : Number(text.replaceAll("_", ""));
  if (!Number.isInteger(value) || value < 10_000 || value > 1_000_000_000)
    throw new Error(`${option} takes a whole number from 10000 to 1000000000, not ${text}`);
  return value;
}
