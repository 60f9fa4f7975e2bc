import { type FieldProblem, invalid } from "../../kernel/errors.ts";
import { wallClockOf } from "../export-cells.ts";
import { type Flow, flows, keysOf, type MeasureCode, measures, type Teller } from "./vocabulary.ts";

/** What people say of one day. */
export interface Entry {
  readonly flow: Flow;
  readonly measure: MeasureCode;
  readonly toldBy: Teller;
  readonly day: string;
  readonly amount: number;
}

export interface Term {
  readonly flow: Flow;
  readonly measure: MeasureCode;
  readonly amount: number;
  readonly says: string;
}

/** One figure of one way: what the system counted, what each side says, and which of them counts. */
export interface LedgerSide {
  readonly counted: number | null;
  readonly us: number | null;
  readonly them: number | null;
  /** Counted by the system, else told by who can see it, else by the other side. */
  readonly used: number | null;
  readonly usedFrom: "counted" | "us" | "them" | null;
  readonly agreed: number | null;
  /** What the partner says more than we counted or say ourselves. */
  readonly difference: number | null;
  /** Far enough apart to be talked over before anybody settles. */
  readonly differs: boolean;
}

export interface LedgerRow {
  readonly measure: MeasureCode;
  readonly toUs: LedgerSide;
  readonly toThem: LedgerSide;
}

/** A difference is worth a talk from this share of our figure on, and from so many on. */
export const talkFrom = { share: 0.1, amount: 20 } as const;

export type Counted = Readonly<Partial<Record<MeasureCode, number>>>;

/** Publishers know what they showed and spent; whoever gets the people knows what became of them. */
function knower(flow: Flow, measure: MeasureCode): Teller {
  const published = measure === "exposures" || measure === "posts";
  if (measure === "cost_fen") return flow === "to_us" ? "us" : "them";
  return (flow === "to_us") === published ? "them" : "us";
}

function sideOf(
  flow: Flow,
  measure: MeasureCode,
  counted: number | null,
  said: Readonly<Record<Teller, number | null>>,
  agreed: number | null,
): LedgerSide {
  const first = knower(flow, measure);
  const second: Teller = first === "us" ? "them" : "us";
  const usedFrom = counted !== null ? "counted" : said[first] !== null ? first : said[second] !== null ? second : null;
  const used = usedFrom === null ? null : usedFrom === "counted" ? counted : said[usedFrom];
  const ours = counted ?? said.us;
  const difference = ours === null || said.them === null ? null : said.them - ours;
  return {
    counted,
    us: said.us,
    them: said.them,
    used,
    usedFrom,
    agreed,
    difference,
    differs:
      difference !== null &&
      Math.abs(difference) >= talkFrom.amount &&
      Math.abs(difference) >= talkFrom.share * Math.max(ours ?? 0, 1),
  };
}

export interface Told {
  readonly flow: Flow;
  readonly measure: MeasureCode;
  readonly toldBy: Teller;
  readonly amount: number;
}

/** Both sides' ledger (CH-32): every measure that somebody agreed on, counted or told. */
export function ledgerOf(
  counted: Readonly<Record<Flow, Counted>>,
  told: readonly Told[],
  terms: readonly Term[],
): LedgerRow[] {
  const sum = (rows: readonly { readonly amount: number }[]) =>
    rows.length === 0 ? null : rows.reduce((total, { amount }) => total + amount, 0);
  return keysOf<MeasureCode>(measures).flatMap((measure) => {
    const side = (flow: Flow) => {
      const said = (teller: Teller) =>
        sum(told.filter((row) => row.flow === flow && row.measure === measure && row.toldBy === teller));
      const agreed = sum(terms.filter((term) => term.flow === flow && term.measure === measure));
      return sideOf(flow, measure, counted[flow][measure] ?? null, { us: said("us"), them: said("them") }, agreed);
    };
    const [toUs, toThem] = [side("to_us"), side("to_them")];
    const empty = [toUs, toThem].every(({ used, agreed }) => used === null && agreed === null);
    return empty ? [] : [{ measure, toUs, toThem }];
  });
}

export interface Balance {
  readonly measure: MeasureCode;
  readonly given: number;
  readonly received: number;
  /** What one of ours is worth of theirs, by what both agreed; 1 where they did not say both. */
  readonly rate: number;
  /** Above 0: the partner owes us so much; below: we owe it. */
  readonly due: number;
  /** How far each side has kept its word, 0…; null where nothing was agreed. */
  readonly weKept: number | null;
  readonly theyKept: number | null;
  /** A figure that only one side told decides: settle after a talk. */
  readonly uncertain: boolean;
}

/** Who owes whom by the measure agreed on (CH-32). */
export function balanceOf(measure: MeasureCode, ledger: readonly LedgerRow[]): Balance {
  const row = ledger.find((each) => each.measure === measure);
  const [given, received] = [row?.toThem.used ?? 0, row?.toUs.used ?? 0];
  const [weSaid, theySaid] = [row?.toThem.agreed ?? null, row?.toUs.agreed ?? null];
  const rate = weSaid !== null && theySaid !== null ? theySaid / weSaid : 1;
  return {
    measure,
    given,
    received,
    rate,
    due: Math.round(given * rate - received),
    weKept: weSaid === null ? null : given / weSaid,
    theyKept: theySaid === null ? null : received / theySaid,
    uncertain:
      row !== undefined &&
      (row.toUs.differs || row.toThem.differs || row.toUs.used === null || row.toThem.used === null),
  };
}

/** Counts of people and orders from 1 to 4 are not told outside: they would come close to telling of somebody. */
export const fewest = 5;

/** null = too few to be told. */
export const suppressed = (count: number): number | null => (count > 0 && count < fewest ? null : count);

const flowWords: Readonly<Record<string, Flow>> = {
  ...Object.fromEntries(
    Object.entries(flows).flatMap(([code, label]) => [
      [code, code],
      [label, code],
    ]),
  ),
  来: "to_us",
  去: "to_them",
};
const measureWords = new Map(
  Object.entries(measures).flatMap(([code, { label }]) => [
    [code, code as MeasureCode] as const,
    [label, code as MeasureCode] as const,
  ]),
);

/** Days that may be entered at once. */
export const mostEntries = 1_000;

/**
 * Reads what was pasted or uploaded: `day, way, measure, amount` a line, by comma or tab; amounts of money in yuan.
 *
 * @throws Refusal `invalid_input` naming each line
 */
export function readEntryText(text: string, toldBy: Teller): Entry[] {
  const problems: FieldProblem[] = [];
  const found: Entry[] = [];
  for (const [index, line] of text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === "" || (index === 0 && !/\d/.test(line))) continue;
    const [dayText = "", flowText = "", measureText = "", amountText = ""] = line
      .split(line.includes("\t") ? "\t" : /[,，](?=(?:[^"]*"[^"]*")*[^"]*$)/)
      .map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
    const day = wallClockOf(dayText)?.slice(0, 10);
    const flow = flowWords[flowText];
    const measure = measureWords.get(measureText);
    const amount = measure === undefined ? undefined : amountOf(measure, amountText);
    const wrong =
      day === undefined
        ? `「${dayText}」不是日期，应像 2026-06-01`
        : flow === undefined
          ? `「${flowText}」应是「${flows.to_us}」或「${flows.to_them}」`
          : measure === undefined
            ? `没有「${measureText}」这个指标，可以写：${Object.values(measures)
                .map(({ label }) => label)
                .join("、")}`
            : amount === undefined
              ? `「${amountText}」应是不小于 0 的${measures[measure].unit === "fen" ? "元，最多两位小数" : "整数"}`
              : null;
    if (wrong !== null) problems.push({ path: "csv", message: `第 ${index + 1} 行：${wrong}` });
    else if (day !== undefined && flow !== undefined && measure !== undefined && amount !== undefined)
      found.push({ day, flow, measure, amount, toldBy });
  }
  if (problems.length > 0) throw invalid(problems.slice(0, 50));
  if (found.length === 0)
    throw invalid([
      { path: "csv", message: `没有读到数据；每行写日期、方向、指标、数量，例如 2026-06-01,${flows.to_us},曝光,12000` },
    ]);
  if (found.length > mostEntries) throw invalid([{ path: "csv", message: `一次最多 ${mostEntries} 行` }]);
  return found;
}

function amountOf(measure: MeasureCode, text: string): number | undefined {
  const plain = text.replaceAll(",", "");
  if (!/^\d+(\.\d{1,2})?$/.test(plain)) return undefined;
  const amount = measures[measure].unit === "fen" ? Math.round(Number(plain) * 100) : Number(plain);
  return Number.isSafeInteger(amount) && amount <= 1_000_000_000_000 ? amount : undefined;
}
