import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { MiB } from "../memory.ts";
import { HttpError } from "./http-error.ts";
import { readHead, type Spool } from "./spool.ts";
import { readStatement, type Statement } from "./statement.ts";

/** A request, read up to the point where the engine can take over. */
export interface QueryRequest {
  readonly statement: Statement;
  readonly queryId: string | undefined;
  readonly database: string | undefined;
  readonly defaultFormat: string;
  readonly settings: Record<string, string>;
  readonly params: Record<string, string>;
  /** File with the data of an insert. */
  readonly dataFile: string | undefined;
}

/** Parameters of ClickHouse's HTTP handler that are not settings (docs: HTTP interface). */
const RESERVED = new Set([
  "query",
  "query_id",
  "database",
  "default_format",
  "user",
  "password",
  "quota_key",
  "role",
  "stacktrace",
  "buffer_size",
  "wait_end_of_query",
  "session_timeout",
  "session_check",
  "close_session",
  "client_protocol_version",
  "compress",
]);

/** A statement must fit in this much; the data of an insert may follow it without limit. */
const STATEMENT_LIMIT = 64 * MiB;
const PREFIX = MiB;

/** @throws HttpError for what this server does not speak */
export async function readRequest(
  request: IncomingMessage,
  url: URL,
  spool: Spool,
  signal: AbortSignal,
): Promise<QueryRequest> {
  const fields = new Map(url.searchParams);
  for (const unsupported of ["session_id", "decompress"]) {
    const value = fields.get(unsupported);
    if (value !== undefined && value !== "" && value !== "0") {
      throw new HttpError(
        48,
        "NOT_IMPLEMENTED",
        `The embedded ClickHouse does not support the parameter ${unsupported}.`,
      );
    }
  }
  let statement: Statement;
  let dataFile: string | undefined;
  const inUrl = fields.get("query") ?? "";
  if (request.headers["content-type"]?.startsWith("multipart/form-data")) {
    for (const [name, value] of await readForm(request)) fields.set(name, value);
    statement = readStatement(fields.get("query") ?? "");
  } else if (inUrl !== "" && readStatement(inUrl).kind === "insert") {
    // The engine decompresses by the file's suffix, off this process's main thread.
    statement = readStatement(inUrl);
    dataFile = await spool.receive(Buffer.from(statement.inlineData ?? ""), request, suffixOf(request), signal);
  } else {
    const body = decoded(request);
    const { head, rest } = await readHead(body, PREFIX);
    statement = readStatement(inUrl + head.toString("utf8"));
    if (statement.kind === "insert") {
      // The head may end inside a character, so the data is cut from the bytes, not from the text.
      const inline = statement.inlineData === undefined ? Buffer.alloc(0) : dataOf(statement, head, inUrl);
      dataFile = await spool.receive(inline, rest ?? Readable.from([]), "", signal);
    } else {
      statement = readStatement(inUrl + (await readAll(head, rest)).toString("utf8"));
    }
  }
  const settings: Record<string, string> = {};
  const params: Record<string, string> = {};
  for (const [name, value] of fields) {
    if (name.startsWith("param_")) params[name.slice("param_".length)] = value;
    else if (!RESERVED.has(name)) settings[name] = value;
  }
  return {
    statement,
    queryId: fields.get("query_id") || undefined,
    database: fields.get("database") || headerOf(request, "x-clickhouse-database"),
    defaultFormat: fields.get("default_format") || headerOf(request, "x-clickhouse-format") || "TabSeparated",
    settings,
    params,
    dataFile,
  };
}

function dataOf(statement: Statement, head: Buffer, inUrl: string): Buffer {
  const text = inUrl + head.toString("utf8");
  const offset = text.length - (statement.inlineData?.length ?? 0);
  return head.subarray(Buffer.byteLength(text.slice(inUrl.length, offset)));
}

async function readAll(head: Buffer, rest: Readable | null): Promise<Buffer> {
  const parts = [head];
  let size = head.length;
  for await (const part of (rest ?? []) as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size > STATEMENT_LIMIT) throw new HttpError(22, "QUERY_IS_TOO_LARGE", "The statement is too large.");
  }
  return Buffer.concat(parts);
}

async function readForm(request: IncomingMessage): Promise<[string, string][]> {
  const body = await readAll(Buffer.alloc(0), decoded(request));
  const form = await new Response(body, {
    headers: { "content-type": request.headers["content-type"] ?? "" },
  }).formData();
  return [...form].map(([name, value]) => {
    if (typeof value !== "string") {
      throw new HttpError(48, "NOT_IMPLEMENTED", "The embedded ClickHouse does not support external tables.");
    }
    return [name, value];
  });
}

function decoded(request: IncomingMessage): Readable {
  switch (encodingOf(request)) {
    case "":
      return request;
    case "gzip":
      return request.pipe(createGunzip());
    case "br":
      return request.pipe(createBrotliDecompress());
    case "deflate":
      return request.pipe(createInflate());
    default:
      throw new HttpError(48, "NOT_IMPLEMENTED", `Unsupported Content-Encoding ${encodingOf(request)} of a statement.`);
  }
}

function suffixOf(request: IncomingMessage): string {
  const encoding = encodingOf(request);
  const suffix = { "": "", gzip: ".gz", br: ".br", zstd: ".zst", deflate: ".deflate" }[encoding];
  if (suffix === undefined) throw new HttpError(48, "NOT_IMPLEMENTED", `Unsupported Content-Encoding ${encoding}.`);
  return suffix;
}

function encodingOf(request: IncomingMessage): string {
  const encoding = (request.headers["content-encoding"] ?? "").trim().toLowerCase();
  return encoding === "identity" ? "" : encoding;
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
