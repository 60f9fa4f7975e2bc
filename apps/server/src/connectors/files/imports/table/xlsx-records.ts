import { createReadStream } from "node:fs";
import type ExcelJS from "exceljs";
import { Refusal } from "../../../../kernel/errors.ts";
import type { RecordBatch } from "./record-batch.ts";
import type { TextRecord } from "./split-records.ts";

const batchRows = 1_000;

/** A number as the text that was typed: without the noise of doubles; one too long for Excel's 15 digits stands out as `1.2E+17`. */
function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) >= 1e15) return value.toExponential().toUpperCase();
  return String(Number(value.toPrecision(15)));
}

/** Excel keeps wall-clock times; the reader hands them out as if they were UTC. */
function dateText(value: Date): string {
  const rounded = new Date(Math.round(value.getTime() / 1_000) * 1_000);
  return Number.isNaN(rounded.getTime())
    ? ""
    : rounded.toISOString().slice(0, 19).replace("T", " ").replace(" 00:00:00", "");
}

function cellText(value: ExcelJS.CellValue | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return value ? "是" : "否";
  if (value instanceof Date) return dateText(value);
  if ("richText" in value) return value.richText.map((part) => part.text).join("");
  if ("result" in value || "formula" in value || "sharedFormula" in value)
    return cellText((value as ExcelJS.CellFormulaValue).result as ExcelJS.CellValue);
  if ("text" in value) return cellText(value.text as ExcelJS.CellValue);
  if ("error" in value) return value.error;
  return "";
}

function recordOf(row: ExcelJS.Row): TextRecord | null {
  // `values` counts columns from 1 and has holes.
  const values = row.values as ExcelJS.CellValue[];
  const cells: string[] = [];
  let filled = false;
  for (let column = 1; column < values.length; column += 1) {
    const text = cellText(values[column]);
    if (text !== "") filled = true;
    cells.push(text);
  }
  return filled ? { line: row.number, cells } : null;
}

/** The rows of the first sheet that has any; `line` is the row number that Excel shows. */
export async function* readXlsx(path: string): AsyncGenerator<RecordBatch> {
  const file = createReadStream(path);
  try {
    // Loaded when needed: most files are text, and this is by far the largest thing that reading takes.
    const { default: excel } = await import("exceljs");
    const workbook = new excel.stream.xlsx.WorkbookReader(file, {
      worksheets: "emit",
      sharedStrings: "cache",
      styles: "cache",
      hyperlinks: "ignore",
      entries: "ignore",
    });
    for await (const sheet of workbook) {
      let records: TextRecord[] = [];
      let found = false;
      for await (const row of sheet) {
        const record = recordOf(row);
        if (!record) continue;
        found = true;
        records.push(record);
        if (records.length < batchRows) continue;
        yield { records, bytesRead: file.bytesRead, damaged: false };
        records = [];
      }
      if (records.length > 0) yield { records, bytesRead: file.bytesRead, damaged: false };
      if (found) return;
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      {
        code: "not_a_table",
        status: 422,
        title: "这个 Excel 文件打不开",
        detail: "文件可能损坏或加了密码，请用 Excel 打开后另存为 .xlsx 再上传",
      },
      { cause: error },
    );
  } finally {
    file.destroy();
  }
}
