import { z } from "zod";
import type { FieldProblem } from "../kernel/errors.ts";

/** Cells of the tables that platforms export; nobody documents them, so what was seen is recognised and the rest said by hand. */

export interface SheetRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Which column holds which field: as said by hand, else by its name. */
export function columnsAt<Field extends string>(
  headers: readonly string[],
  said: Readonly<Partial<Record<Field, string>>>,
  known: Readonly<Record<Field, readonly string[]>>,
): Partial<Record<Field, number>> {
  const names = headers.map((header) => header.trim());
  const at: Partial<Record<Field, number>> = {};
  for (const field of Object.keys(known) as Field[]) {
    const hand = said[field];
    const found =
      hand === undefined ? names.findIndex((name) => known[field].includes(name)) : names.indexOf(hand.trim());
    if (found >= 0) at[field] = found;
  }
  return at;
}

/** A line of an opened table: its cells by field, and a way to refuse one. */
export interface ExportLine<Field extends string> {
  readonly cell: (field: Field) => string;
  readonly refuse: (field: Field, message: string) => void;
  readonly cells: readonly string[];
  readonly line: number;
}

/** A table whose first row names its columns, as an import reads it: its lines that are not empty, or which columns it lacks. */
export interface OpenedExport<Field extends string> {
  readonly lines: readonly ExportLine<Field>[];
  /** Grows while lines are refused. */
  readonly problems: FieldProblem[];
}

/** Opens a table; one that lacks a column has no lines. */
export function openExport<Field extends string>(
  [head, ...body]: readonly SheetRecord[],
  at: Readonly<Partial<Record<Field, number>>>,
  labels: Readonly<Record<Field, string>>,
  missing: readonly Field[],
): OpenedExport<Field> {
  if (head === undefined || missing.length > 0)
    return {
      lines: [],
      problems: missing.map((field) => ({
        path: `columns.${field}`,
        message: `没有认出「${labels[field]}」这一列，请指定是哪一列`,
      })),
    };
  const problems: FieldProblem[] = [];
  const filled = body.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  return {
    problems,
    lines: filled.map(({ line, cells }) => ({
      line,
      cells,
      cell: (field) => cells[at[field] ?? -1]?.trim() ?? "",
      refuse: (field, message) =>
        problems.push({ path: `line.${line}`, message: `第 ${line} 行「${labels[field]}」${message}` }),
    })),
  };
}

/** What an upload holds and how its columns are read, before anything is written. */
export const exportPreviewSchema = <Field extends string>(fields: readonly [Field, ...Field[]]) =>
  z.object({
    headers: z.array(z.string()),
    fields: z.array(z.object({ field: z.enum(fields), label: z.string(), header: z.string().nullable() })),
    works: z.int().describe("Rows that can be taken"),
    problems: z.array(z.string()),
  });

/** The preview of a table whose columns stand at `at` and of which so many rows can be taken. */
export function previewExport<Field extends string>(
  records: readonly SheetRecord[],
  at: Readonly<Partial<Record<Field, number>>>,
  labels: Readonly<Record<Field, string>>,
  read: { readonly works: number; readonly problems: readonly FieldProblem[] },
): {
  headers: string[];
  fields: { field: Field; label: string; header: string | null }[];
  works: number;
  problems: string[];
} {
  const headers = [...(records[0]?.cells ?? [])];
  return {
    headers,
    fields: (Object.keys(labels) as Field[]).map((field) => ({
      field,
      label: labels[field],
      header: headers[at[field] ?? -1] ?? null,
    })),
    works: read.works,
    problems: read.problems.slice(0, 20).map(({ message }) => message),
  };
}

/** `2026-03-01 10:00`, `2026/3/1`, `2026年3月1日 10:00` as wall clock `YYYY-MM-DD HH:MM:SS`; null when it is none. */
export function wallClockOf(text: string): string | null {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?/.exec(text.trim());
  if (!match) return null;
  const two = (part: string | undefined) => (part ?? "0").padStart(2, "0");
  const day = `${match[1]}-${two(match[2])}-${two(match[3])}`;
  const time = `${two(match[4])}:${two(match[5])}:${two(match[6])}`;
  const date = new Date(`${day}T${time}Z`);
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day) ? null : `${day} ${time}`;
}

/** `1,234`, `1.2万`; null for an empty cell, undefined when it is no count. */
export function countOf(text: string): number | null | undefined {
  const plain = text.trim().replaceAll(",", "");
  if (plain === "" || plain === "-") return null;
  const match = /^(\d+(?:\.\d+)?)(万|w)?$/i.exec(plain);
  if (!match) return undefined;
  const number = Math.round(Number(match[1]) * (match[2] ? 10_000 : 1));
  return Number.isSafeInteger(number) ? number : undefined;
}
