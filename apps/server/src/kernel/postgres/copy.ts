import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PoolClient } from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";

const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** A value in COPY's text format (which is ClickHouse's TabSeparated as well): null is `\N`. */
export function copyField(value: string | number | bigint | boolean | null | undefined): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value !== "string") return String(value);
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (char) => escapes[char] ?? char) : value;
}

/** One line of COPY's text format. */
export function copyLine(values: readonly (string | number | bigint | boolean | null | undefined)[]): string {
  return `${values.map(copyField).join("\t")}\n`;
}

/** Writes chunks of COPY text into a table, honouring back-pressure. The caller owns the client and its transaction. */
export async function copyInto(
  client: PoolClient,
  target: string,
  chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<void> {
  const sink = client.query(copyFrom(`COPY ${target} FROM STDIN`));
  await pipeline(async function* () {
    for await (const chunk of chunks) yield chunk;
  }, sink);
}

/** The result of a query as a stream of COPY text. */
export function copyOut(client: PoolClient, query: string): Readable {
  return client.query(copyTo(`COPY (${query}) TO STDOUT`));
}
