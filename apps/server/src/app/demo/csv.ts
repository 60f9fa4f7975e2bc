import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

export type CsvValue = string | number | null;

function field(value: CsvValue): string {
  if (value === null) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(field).join(",")}\n`;
}

/** Writes rows as a CSV file with a header, in chunks, honouring back-pressure. */
export async function writeCsv(
  file: string,
  header: readonly string[],
  rows: Iterable<readonly CsvValue[]> | AsyncIterable<readonly CsvValue[]>,
): Promise<void> {
  async function* chunks() {
    let chunk = csvLine(header);
    for await (const row of rows) {
      chunk += csvLine(row);
      if (chunk.length > 65_536) {
        yield chunk;
        chunk = "";
      }
    }
    yield chunk;
  }
  await pipeline(Readable.from(chunks(), { objectMode: true }), createWriteStream(file));
}
