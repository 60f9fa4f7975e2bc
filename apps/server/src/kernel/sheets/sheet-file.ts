import ExcelJS from "exceljs";
import { csvCell } from "./csv-cell.ts";

export const sheetFormats = ["xlsx", "csv"] as const;
export type SheetFormat = (typeof sheetFormats)[number];

interface Column {
  readonly title: string;
  /** Characters, in XLSX. */
  readonly width?: number;
  /** An Excel number format such as `#,##0.00`. */
  readonly numberFormat?: string;
}

export interface SheetColumn<Row> extends Column {
  readonly value: (row: Row) => string | number | null;
}

export interface Sheet {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly cells: readonly (readonly (string | number | null)[])[];
}

/** Rows as a sheet. */
export function sheetOf<Row>(name: string, columns: readonly SheetColumn<Row>[], rows: readonly Row[]): Sheet {
  return { name, columns, cells: rows.map((row) => columns.map(({ value }) => value(row))) };
}

export interface SheetFile {
  readonly type: string;
  readonly content: Buffer;
}

/**
 * A table as a file that Excel opens. The mark (who took it out, when, of what, under which number) stands above the table, so a file that turns up
 * somewhere tells where it came from; in XLSX at the foot of every printed page, too. No cell is taken for a formula. Held in memory: for tens of
 * thousands of rows, not for millions.
 */
export async function writeSheet(format: SheetFormat, mark: readonly string[], sheet: Sheet): Promise<SheetFile> {
  return format === "csv"
    ? { type: "text/csv; charset=utf-8", content: Buffer.from(csvOf(mark, sheet)) }
    : {
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        content: await xlsxOf(mark, sheet),
      };
}

function csvOf(mark: readonly string[], { columns, cells }: Sheet): string {
  const lines = [
    ...mark.map((line) => [line]),
    columns.map(({ title }) => title),
    ...cells.map((row) => row.map((cell) => String(cell ?? ""))),
  ];
  // The mark at the beginning makes Excel read it as UTF-8.
  return `\uFEFF${lines.map((line) => line.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

async function xlsxOf(mark: readonly string[], { name, columns, cells }: Sheet): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const page = book.addWorksheet(name, {
    views: [{ state: "frozen", ySplit: mark.length + 1 }],
    headerFooter: { oddFooter: `&L${mark.join(" ").replaceAll("&", "&&").slice(0, 200)}&R&P / &N` },
  });
  for (const line of mark) {
    const row = page.addRow([line]);
    row.font = { color: { argb: "FF888888" }, size: 9 };
  }
  page.addRow(columns.map(({ title }) => title)).font = { bold: true };
  page.addRows(cells.map((row) => [...row]));
  for (const [index, { width = 14, numberFormat }] of columns.entries()) {
    const column = page.getColumn(index + 1);
    column.width = width;
    if (numberFormat !== undefined) column.numFmt = numberFormat;
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
