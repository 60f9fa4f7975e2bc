import { createReadStream } from "node:fs";
import path from "node:path";
import { createGunzip } from "node:zlib";
import { createRecordSplitter } from "../../connectors/files/index.ts";
import { projectRoot } from "../../kernel/package-root.ts";

/** A line of the real data set (data/README.md). */
export interface RetailLine {
  readonly invoice: string;
  readonly stockCode: string;
  readonly description: string;
  readonly quantity: string;
  /** `YYYY-MM-DD HH:MM:SS` */
  readonly at: string;
  readonly unitPrice: string;
  /** Empty = anonymous. */
  readonly customerId: string;
}

/** Last day of the data set; the demo moves it to yesterday. */
export const lastRetailDay = "2011-12-09";

const file = path.join(projectRoot, "data", "online_retail", "online_retail.csv.gz");

function toLine([
  invoice = "",
  stockCode = "",
  description = "",
  quantity = "",
  at = "",
  unitPrice = "",
  customerId = "",
]: readonly string[]): RetailLine {
  return { invoice, stockCode, description, quantity, at, unitPrice, customerId };
}

/** Streams the 541,909 lines in file order, some hundred at a time. */
export async function* retailLines(): AsyncGenerator<RetailLine[]> {
  const text = createReadStream(file).pipe(createGunzip());
  text.setEncoding("utf8");
  const splitter = createRecordSplitter(",");
  let header = true;
  for await (const chunk of text) {
    const records = splitter.push(String(chunk));
    if (header) records.shift();
    header = false;
    yield records.map((record) => toLine(record.cells));
  }
  yield splitter.push("", true).map((record) => toLine(record.cells));
}
