import { attributeOf, parseXml } from "./parse-xml.ts";
import type { Workbook } from "./workbook.ts";

/** Formats that every Excel knows by number and that show dates or times, those of Chinese Excel included. */
const builtInDates = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Whether a format code shows a date or time: it holds y, m, d, h or s outside of quotes, escapes and brackets. */
export function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
  return /[ymdhs]/i.test(bare) && !/^general/i.test(bare);
}

/** For each cell style (by its position), whether its numbers are dates. */
export async function readDateStyles(workbook: Workbook): Promise<readonly boolean[]> {
  const source = workbook.stylesPart === null ? null : await workbook.open(workbook.stylesPart);
  if (!source) return [];
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCellStyles = false;
  await parseXml(source, {
    open(name, attributes) {
      if (name === "numFmt") custom.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ""));
      else if (name === "cellXfs") inCellStyles = true;
      else if (name === "xf" && inCellStyles) {
        const id = Number(attributeOf(attributes, "numFmtId") ?? 0);
        styles.push(custom.get(id) ?? builtInDates(id));
      }
    },
    close(name) {
      if (name === "cellXfs") inCellStyles = false;
    },
  });
  return styles;
}
