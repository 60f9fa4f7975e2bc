import { Refusal } from "../../../../kernel/errors.ts";
import type { RecordBatch } from "./record-batch.ts";
import type { UnpackLimits } from "./unpack-limits.ts";
import type { CellStyles } from "./xlsx/cell-text.ts";
import { readDateStyles } from "./xlsx/number-formats.ts";
import { readSharedStrings } from "./xlsx/shared-strings.ts";
import { readSheetRows } from "./xlsx/sheet-rows.ts";
import { openWorkbook, type Sheet, unreadableWorkbook, type Workbook } from "./xlsx/workbook.ts";

/** Names of the sheets of a workbook, in the order in which they are tried: hidden ones last. */
export function sheetsInOrder(sheets: readonly Sheet[]): Sheet[] {
  return [...sheets.filter((sheet) => !sheet.hidden), ...sheets.filter((sheet) => sheet.hidden)];
}

/** @throws Refusal not_a_table, unpacks_too_large */
export async function listSheets(path: string, limits: UnpackLimits): Promise<string[]> {
  const workbook = await openWorkbook(path, limits);
  workbook.close();
  return sheetsInOrder(workbook.sheets).map((sheet) => sheet.name);
}

function chosenSheets(workbook: Workbook, name: string | null): Sheet[] {
  const sheets = sheetsInOrder(workbook.sheets);
  if (name === null) return sheets;
  const chosen = sheets.filter((sheet) => sheet.name === name);
  if (chosen.length > 0) return chosen;
  throw new Refusal({
    code: "no_sheet",
    status: 422,
    title: `工作簿里没有名为“${name}”的工作表`,
    detail: `现有：${sheets
      .slice(0, 30)
      .map((sheet) => sheet.name)
      .join("、")}`,
  });
}

/**
 * The rows of a sheet, or of the first that has any; `line` is the row number that Excel shows.
 *
 * Why not exceljs: it reads parts in the order of the archive (a workbook whose list of sheets comes late makes it fail),
 * unpacks without bound, and holds every sheet before the wanted one on disk.
 *
 * @param size bytes of the file on disk, of which batches tell how far they are
 * @throws Refusal not_a_table, no_sheet, unpacks_too_large, workbook_too_large
 */
export async function* readXlsx(
  path: string,
  size: number,
  sheet: string | null,
  limits: UnpackLimits,
): AsyncGenerator<RecordBatch> {
  const workbook = await openWorkbook(path, limits);
  try {
    const candidates = chosenSheets(workbook, sheet);
    const styles: CellStyles = {
      dates: await readDateStyles(workbook),
      date1904: workbook.date1904,
      strings: await readSharedStrings(workbook),
    };
    for (const each of candidates) {
      let unpacked = 0;
      const whole = Math.max(1, workbook.sizeOf(each.part));
      const source = await workbook.open(each.part, (bytes) => {
        unpacked = bytes;
      });
      if (!source) continue;
      let found = false;
      try {
        for await (const records of readSheetRows(source, styles)) {
          found = true;
          const bytesRead = Math.floor(size * Math.min(1, unpacked / whole));
          yield { records, bytesRead, damaged: false, sheet: each.name };
        }
      } finally {
        source.destroy();
      }
      if (found) return;
    }
  } catch (error) {
    throw error instanceof Refusal ? error : unreadableWorkbook(error);
  } finally {
    workbook.close();
  }
}
