import { guessDateOrder } from "../values/dates.ts";
import type { ImportField } from "./field.ts";
import { type ImportKind, importFields, importKindNames, requiredFields } from "./fields.ts";
import { emptyPlan, headerNames, type ImportPlan } from "./plan.ts";

export interface GuessedColumn {
  readonly field: string;
  readonly header: string;
  /** 1 = the header is a name of the field; less when it only contains one, or was told from the values. */
  readonly confidence: number;
}

export interface GuessedPlan {
  readonly plan: ImportPlan;
  readonly columns: readonly GuessedColumn[];
  readonly headers: readonly string[];
}

/** One spelling for headers: `Invoice No.`, `invoice_no`, `InvoiceNo`, `订单号（必填）` and `*订单号` become comparable. */
export function normaliseHeader(header: string): string {
  return header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[(（[【].*?[)）\]】]/g, "")
    .replace(/[\s_\-.*:：/#]/g, "");
}

function score(header: string, field: ImportField): number {
  const wanted = normaliseHeader(header);
  if (wanted === "") return 0;
  if (wanted === normaliseHeader(field.label)) return 1;
  let best = 0;
  for (const [index, name] of field.names.entries()) {
    const known = normaliseHeader(name);
    if (wanted === known) return 0.99 - index * 0.001;
    // Long names inside longer headers: 会员手机号码 holds 手机号; short ones would match by accident.
    const long = /[\u4e00-\u9fff]/.test(known) ? known.length >= 2 : known.length >= 5;
    if (long && wanted.includes(known)) best = Math.max(best, 0.5 + 0.3 * (known.length / wanted.length));
  }
  return best;
}

const valueTests: readonly { readonly field: string; readonly test: RegExp }[] = [
  { field: "phone", test: /^(?:\+?86)?1[3-9]\d{9}$/ },
  { field: "unionid", test: /^o[\w-]{27}$/ },
];

/** Which column stands for which field: best scores first, each column and each field once. */
export function guessColumns(
  kind: ImportKind,
  headers: readonly string[],
  sample: readonly (readonly string[])[],
): GuessedColumn[] {
  const candidates = importFields[kind].flatMap((field) =>
    headers.map((header, index) => ({ field: field.key, header, index, confidence: score(header, field) })),
  );
  for (const { field, test } of valueTests) {
    if (!importFields[kind].some((known) => known.key === field)) continue;
    for (const [index, header] of headers.entries()) {
      const values = sample.map((cells) => (cells[index] ?? "").trim()).filter((value) => value !== "");
      if (values.length >= 3 && values.filter((value) => test.test(value)).length >= values.length * 0.9) {
        candidates.push({ field, header, index, confidence: 0.45 });
      }
    }
  }
  const taken = new Set<number>();
  const found = new Map<string, GuessedColumn>();
  for (const candidate of candidates
    .filter((one) => one.confidence >= 0.45)
    .sort((a, b) => b.confidence - a.confidence || a.index - b.index)) {
    if (found.has(candidate.field) || taken.has(candidate.index)) continue;
    taken.add(candidate.index);
    found.set(candidate.field, {
      field: candidate.field,
      header: candidate.header,
      confidence: Math.round(candidate.confidence * 100) / 100,
    });
  }
  return [...found.values()];
}

/** The kind of table that most of the headers speak of; ties go to the kind whose required fields are all there. */
export function guessKind(headers: readonly string[]): ImportKind {
  let best: ImportKind = "orders";
  let bestScore = -1;
  for (const kind of importKindNames) {
    const found = new Set(guessColumns(kind, headers, []).map((column) => column.field));
    const complete = requiredFields[kind].every((group) => group.some((key) => found.has(key)));
    const points = found.size + (complete ? 5 : 0);
    if (points > bestScore) {
      best = kind;
      bestScore = points;
    }
  }
  return best;
}

/** The header row among the first lines: exports often begin with a title. */
export function guessHeader<Record extends { readonly line: number; readonly cells: readonly string[] }>(
  kind: ImportKind | undefined,
  head: readonly Record[],
): Record | undefined {
  let best = head[0];
  let bestScore = 0;
  for (const record of head.slice(0, 10)) {
    const names = headerNames(record.cells);
    const found = guessColumns(kind ?? guessKind(names), names, []).length;
    if (found > bestScore) {
      best = record;
      bestScore = found;
    }
  }
  return best;
}

/** A first plan for a file, for a person to correct. */
export function guessPlan(
  kind: ImportKind,
  headerLine: number,
  headers: readonly string[],
  sample: readonly (readonly string[])[],
): GuessedPlan {
  const columns = guessColumns(kind, headers, sample);
  const plan = emptyPlan(kind);
  const indexOf = (field: string) =>
    headers.indexOf(columns.find((column) => column.field === field)?.header ?? "\u0000");
  const valuesOf = (field: string) =>
    indexOf(field) === -1 ? [] : sample.map((cells) => (cells[indexOf(field)] ?? "").trim());
  const dates = valuesOf(kind === "orders" ? "paid_at" : kind === "members" ? "registered_at" : "occurred_at");
  const dateOrder = guessDateOrder(dates);
  const hasOrderCode = kind !== "orders" || indexOf("order_code") !== -1;
  return {
    columns,
    headers,
    plan: {
      ...plan,
      headerLine,
      columns: Object.fromEntries(columns.map((column) => [column.field, column.header])),
      options: { ...plan.options, ...(dateOrder ? { dateOrder } : {}), orderPerCustomerDay: !hasOrderCode },
    },
  };
}
