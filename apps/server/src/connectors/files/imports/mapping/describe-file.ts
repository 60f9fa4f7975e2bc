import { Refusal } from "../../../../kernel/errors.ts";
import { inspectTable, readTable, type TableShape } from "../table/open-table.ts";
import type { TextRecord } from "../table/split-records.ts";
import type { ImportKind } from "./fields.ts";
import { type GuessedPlan, guessHeader, guessKind, guessPlan } from "./guess-plan.ts";
import { headerFingerprint, headerNames } from "./plan.ts";

/** Rows after the header that guesses and previews look at. */
export const sampleRows = 50;

export interface DescribedFile extends GuessedPlan {
  readonly shape: TableShape;
  readonly kind: ImportKind;
  readonly headerLine: number;
  readonly fingerprint: string;
  readonly sample: readonly TextRecord[];
}

/**
 * Looks at the head of a file: its format, its header row, what it seems to hold and which column seems to be what.
 *
 * @param kind when the user has said what it holds
 * @throws Refusal when it is not a table, or has no rows
 */
export async function describeFile(path: string, kind?: ImportKind, headerLine?: number): Promise<DescribedFile> {
  const shape = await inspectTable(path);
  const head: TextRecord[] = [];
  for await (const batch of readTable(path, shape)) {
    head.push(...batch.records.slice(0, sampleRows + 20 - head.length));
    if (head.length >= sampleRows + 20) break;
  }
  const header = headerLine === undefined ? guessHeader(kind, head) : head.find((record) => record.line >= headerLine);
  if (!header) throw new Refusal({ code: "no_header", status: 422, title: "没有找到表头", detail: "第一行应当是列名" });
  const headers = headerNames(header.cells);
  const sample = head.filter((record) => record.line > header.line).slice(0, sampleRows);
  const found = kind ?? guessKind(headers);
  return {
    ...guessPlan(
      found,
      header.line,
      headers,
      sample.map((record) => record.cells),
    ),
    shape,
    kind: found,
    headerLine: header.line,
    fingerprint: headerFingerprint(headers),
    sample,
  };
}
