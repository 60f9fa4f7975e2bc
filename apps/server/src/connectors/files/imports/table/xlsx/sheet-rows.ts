import type { Readable } from "node:stream";
import type { TextRecord } from "../split-records.ts";
import { type CellStyles, cellText } from "./cell-text.ts";
import { createXmlParser } from "./parse-xml.ts";

/** Excel has 16,384 columns. */
const mostColumns = 16_384;
/** One cell holds at most 32,767 characters in Excel; what is longer is cut, so that a row stays bounded. */
const longestCell = 40_000;

/** Column of `BC12`, counted from 0; -1 when the cell does not say. */
function columnOf(reference: string | undefined): number {
  if (reference === undefined) return -1;
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

/** The rows of a sheet that hold anything, piece by piece; `line` is the row number that Excel shows. */
export async function* readSheetRows(source: Readable, styles: CellStyles): AsyncGenerator<TextRecord[]> {
  let records: TextRecord[] = [];
  let line = 0;
  let cells: string[] = [];
  let column = -1;
  let type: string | undefined;
  let style: string | undefined;
  let value = "";
  let inline = "";
  let inside: "value" | "inline" | null = null;
  let inPhonetic = false;

  function endCell(): void {
    if (column < 0 || column >= mostColumns) return;
    const text = cellText(type, style, value, inline, styles);
    if (text === "") return;
    while (cells.length < column) cells.push("");
    cells[column] = text;
  }

  const parser = createXmlParser({
    open(name, attributes) {
      if (name === "c") {
        const stated = columnOf(attributes.r);
        column = stated >= 0 ? stated : column + 1;
        type = attributes.t;
        style = attributes.s;
        value = "";
        inline = "";
      } else if (name === "v") inside = "value";
      else if (name === "t") inside = inPhonetic ? null : "inline";
      else if (name === "rPh") inPhonetic = true;
      else if (name === "row") {
        const stated = Number(attributes.r);
        line = Number.isInteger(stated) && stated > 0 ? stated : line + 1;
        cells = [];
        column = -1;
      }
    },
    text(piece) {
      if (inside === "value" && value.length < longestCell) value += piece.slice(0, longestCell);
      else if (inside === "inline" && inline.length < longestCell) inline += piece.slice(0, longestCell);
    },
    close(name) {
      if (name === "v" || name === "t") inside = null;
      else if (name === "rPh") inPhonetic = false;
      else if (name === "c") endCell();
      else if (name === "row" && cells.length > 0) records.push({ line, cells });
    },
  });
  source.setEncoding("utf8");
  for await (const piece of source) {
    parser.write(piece as string);
    if (records.length === 0) continue;
    yield records;
    records = [];
  }
  parser.end();
  if (records.length > 0) yield records;
}
