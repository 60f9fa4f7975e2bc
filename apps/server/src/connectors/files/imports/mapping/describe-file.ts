import { Refusal } from "../../../../kernel/errors.ts";
import { readHeadInThread } from "../reading/read-file.ts";
import { readHead } from "../reading/read-head.ts";
import { inspectTable, type TableShape } from "../table/open-table.ts";
import type { TextRecord } from "../table/split-records.ts";
import type { UnpackLimits } from "../table/unpack-limits.ts";
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

/** A table of more columns is none that people made, and no page could show it. */
const mostColumns = 1_000;

export interface DescribeOptions {
  /** When the user has said what it holds. */
  readonly kind?: ImportKind;
  readonly headerLine?: number;
  /** XLSX: the sheet to look at; absent = the first that has any rows. */
  readonly sheet?: string;
}

/**
 * Looks at the head of a file: its format, its header row, what it seems to hold and which column seems to be what.
 *
 * @throws Refusal when it is not a table, has no such sheet, or has no rows
 */
export async function describeFile(
  path: string,
  limits: UnpackLimits,
  { kind, headerLine, sheet }: DescribeOptions,
): Promise<DescribedFile> {
  const shape = await inspectTable(path, limits);
  const task = { path, shape, limits, sheet: sheet ?? null, rows: sampleRows + 20 };
  const { records: head, sheet: found } =
    shape.format === "xlsx" ? await readHeadInThread(task) : { ...(await readHead(task)), sheet: null };
  const header = headerLine === undefined ? guessHeader(kind, head) : head.find((record) => record.line >= headerLine);
  if (!header) throw new Refusal({ code: "no_header", status: 422, title: "没有找到表头", detail: "第一行应当是列名" });
  if (header.cells.length > mostColumns) {
    throw new Refusal({
      code: "too_many_columns",
      status: 422,
      title: `表头有 ${header.cells.length} 列，最多 ${mostColumns} 列`,
      detail: "请删掉不导入的列，或检查分隔符后重新导出",
    });
  }
  const headers = headerNames(header.cells);
  const sample = head.filter((record) => record.line > header.line).slice(0, sampleRows);
  if (sample.length === 0 && head.every((record) => record.line <= header.line)) {
    throw new Refusal({
      code: "no_rows",
      status: 422,
      title: "文件里只有表头，没有数据",
      detail: shape.sheets.length > 1 ? "数据可能在另一张工作表里，请换一张工作表" : "请检查导出的日期范围",
    });
  }
  const about = kind ?? guessKind(headers);
  const guessed = guessPlan(
    about,
    header.line,
    headers,
    sample.map((record) => record.cells),
  );
  return {
    ...guessed,
    // Named only where there is a choice, so that a template of a plain file fits any other.
    plan: found !== null && shape.sheets.length > 1 ? { ...guessed.plan, sheet: found } : guessed.plan,
    shape,
    kind: about,
    headerLine: header.line,
    fingerprint: headerFingerprint(headers),
    sample,
  };
}
