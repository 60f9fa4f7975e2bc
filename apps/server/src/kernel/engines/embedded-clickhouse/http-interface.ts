import { randomUUID, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { MiB } from "../memory.ts";
import { type Engine, type Outcome, quote } from "./engine.ts";
import { HttpError, toHttpError } from "./http-error.ts";
import { Lane, QueueTimeout } from "./lanes.ts";
import { type QueryRequest, readRequest } from "./request.ts";
import { SMALL, type Spool, sizeOf } from "./spool.ts";

export interface HttpInterfaceOptions {
  readonly engine: Engine;
  readonly spool: Spool;
  readonly user: string;
  readonly password: string;
  /** Statements over users' tables that may run at once. */
  readonly readers: number;
  /** Inserts that may run at once beside them. */
  readonly writers: number;
  /** DDL and quick questions that may run at once beside both. */
  readonly quick: number;
  readonly queueTimeoutMs: number;
  /** Settings under those of the request. */
  readonly defaults: Readonly<Record<string, string>>;
}

const TIMEZONE = "UTC";

/**
 * The part of ClickHouse's HTTP interface that `@clickhouse/client` speaks
 * (https://clickhouse.com/docs/interfaces/http), over an engine in this process.
 *
 * Results pass through a file: the status is sent when the statement has ended, so an error never hides in a
 * half-sent body, and a slow client does not hold the engine.
 */
export function createHttpInterface(options: HttpInterfaceOptions): Server {
  const readers = new Lane(options.readers, options.queueTimeoutMs);
  const writers = new Lane(options.writers, options.queueTimeoutMs);
  const quick = new Lane(options.quick, options.queueTimeoutMs);

  const server = createServer(
    { maxHeaderSize: MiB, requestTimeout: 0, keepAliveTimeout: 30_000 },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined);
      });
    },
  );
  return server;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname === "/ping" || url.pathname === "/replicas_status") return void response.end("Ok.\n");
    const abort = new AbortController();
    response.once("close", () => abort.abort(new Error("the client went away")));
    let parsed: QueryRequest | undefined;
    try {
      authenticate(request, url);
      if (url.pathname !== "/") throw new HttpError(36, "BAD_ARGUMENTS", `There is no handle ${url.pathname}.`);
      if (request.method === "GET" && !url.searchParams.has("query")) return void response.end("Ok.\n");
      parsed = await readRequest(request, url, options.spool, abort.signal);
      if (parsed.statement.multiple) {
        throw new HttpError(62, "SYNTAX_ERROR", "Syntax error (Multi-statements are not allowed).");
      }
      if (parsed.statement.head.trim() === "") throw new HttpError(62, "SYNTAX_ERROR", "Syntax error: Empty query.");
      await execute(request, response, parsed, abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return;
      sendError(response, toHttpError(error instanceof QueueTimeout ? busy(error) : error), parsed?.queryId);
      // What is left of the body is read and dropped, so that the connection can be used again.
      request.resume();
    } finally {
      if (parsed?.dataFile !== undefined) options.spool.discard(parsed.dataFile);
    }
  }

  function authenticate(request: IncomingMessage, url: URL): void {
    const [scheme, encoded] = (request.headers.authorization ?? "").split(" ");
    const basic = scheme === "Basic" ? Buffer.from(encoded ?? "", "base64").toString("utf8") : undefined;
    const user = request.headers["x-clickhouse-user"] ?? url.searchParams.get("user") ?? "";
    const key = request.headers["x-clickhouse-key"] ?? url.searchParams.get("password") ?? "";
    const given = Buffer.from(basic ?? `${String(user)}:${String(key)}`);
    const wanted = Buffer.from(`${options.user}:${options.password}`);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      throw new HttpError(
        516,
        "AUTHENTICATION_FAILED",
        "Authentication failed: password is incorrect, or there is no user with such name.",
      );
    }
  }

  async function execute(
    request: IncomingMessage,
    response: ServerResponse,
    parsed: QueryRequest,
    signal: AbortSignal,
  ): Promise<void> {
    const { statement } = parsed;
    const queryId = parsed.queryId ?? randomUUID();
    const encoding = statement.kind === "rows" ? acceptedEncoding(request, parsed) : undefined;
    const resultFile = statement.kind === "rows" ? options.spool.newPath(encoding?.suffix) : undefined;
    const format = statement.format ?? parsed.defaultFormat;
    try {
      const outcome = await runInLane(
        {
          sql: sqlOf(parsed, format, resultFile),
          database: parsed.database,
          settings: {
            ...options.defaults,
            ...parsed.settings,
            ...(request.method === "GET" ? { readonly: "2" } : {}),
          },
          params: parsed.params,
          format: parsed.defaultFormat,
          tag: parsed.settings.log_comment === undefined ? queryId : `${queryId} ${parsed.settings.log_comment}`,
        },
        statement.kind === "insert" ? writers : statement.cheap ? quick : readers,
        signal,
      );
      response.setHeader("X-ClickHouse-Query-Id", queryId);
      response.setHeader("X-ClickHouse-Timezone", TIMEZONE);
      response.setHeader("X-ClickHouse-Summary", summaryOf(statement.kind, outcome));
      if (resultFile === undefined) {
        response.setHeader("X-ClickHouse-Format", parsed.defaultFormat);
        response.end(outcome.bytes);
        return;
      }
      response.setHeader("X-ClickHouse-Format", format);
      response.setHeader("Content-Type", contentTypeOf(format));
      if (encoding !== undefined) response.setHeader("Content-Encoding", encoding.name);
      await sendFile(response, resultFile);
    } finally {
      if (resultFile !== undefined) options.spool.discard(resultFile);
    }
  }

  async function runInLane(call: Parameters<Engine["run"]>[0], lane: Lane, signal: AbortSignal): Promise<Outcome> {
    const leave = await lane.enter(signal);
    const onAbort = () => void options.engine.kill(call.tag).catch(() => undefined);
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      return await options.engine.run(call);
    } finally {
      signal.removeEventListener("abort", onAbort);
      leave();
    }
  }
}

function sqlOf({ statement, dataFile }: QueryRequest, format: string, resultFile: string | undefined): string {
  if (resultFile !== undefined) {
    return `${statement.head}\nINTO OUTFILE ${quote(resultFile)} FORMAT ${format} ${statement.tail}`;
  }
  if (dataFile !== undefined) {
    return `${statement.head} FROM INFILE ${quote(dataFile)} ${statement.tail} FORMAT ${format}`;
  }
  return statement.head;
}

/** Compresses a response when the client accepts it and asks for it (enable_http_compression), as the server does. */
function acceptedEncoding(
  request: IncomingMessage,
  parsed: QueryRequest,
): { name: string; suffix: string } | undefined {
  if (!/^(1|true)$/.test(parsed.settings.enable_http_compression ?? "0")) return undefined;
  const accepted = String(request.headers["accept-encoding"] ?? "");
  if (/\bgzip\b/.test(accepted)) return { name: "gzip", suffix: ".gz" };
  if (/\bzstd\b/.test(accepted)) return { name: "zstd", suffix: ".zst" };
  if (/\bbr\b/.test(accepted)) return { name: "br", suffix: ".br" };
  return undefined;
}

async function sendFile(response: ServerResponse, file: string): Promise<void> {
  const size = sizeOf(file) ?? 0;
  response.setHeader("Content-Length", size);
  if (size === 0) {
    response.end();
  } else if (size <= SMALL) {
    response.end(readFileSync(file));
  } else {
    const handle = await open(file);
    await pipeline(handle.createReadStream({ highWaterMark: SMALL }), response);
  }
}

function summaryOf(kind: string, outcome: Outcome): string {
  const [read, written] = kind === "insert" ? [0, outcome.rows] : [outcome.rows, 0];
  const [readBytes, writtenBytes] = kind === "insert" ? [0, outcome.rowBytes] : [outcome.rowBytes, 0];
  return JSON.stringify({
    read_rows: String(read),
    read_bytes: String(readBytes),
    written_rows: String(written),
    written_bytes: String(writtenBytes),
    total_rows_to_read: "0",
    result_rows: "0",
    result_bytes: "0",
    elapsed_ns: String(Math.round(outcome.elapsedSeconds * 1e9)),
  });
}

function sendError(response: ServerResponse, error: HttpError, queryId: string | undefined): void {
  if (response.headersSent) return void response.destroy(error);
  response.statusCode = error.status;
  response.removeHeader("Content-Encoding");
  response.removeHeader("Content-Length");
  if (queryId !== undefined) response.setHeader("X-ClickHouse-Query-Id", queryId);
  response.setHeader("X-ClickHouse-Exception-Code", error.code);
  response.setHeader("Content-Type", "text/plain; charset=UTF-8");
  response.end(error.body);
}

function busy(error: QueueTimeout): HttpError {
  return new HttpError(202, "TOO_MANY_SIMULTANEOUS_QUERIES", `Too many simultaneous queries: ${error.message}.`);
}

function contentTypeOf(format: string): string {
  if (/^(JSON|JSONCompact|JSONStrings|JSONColumns)/.test(format)) {
    return /EachRow/.test(format) ? "application/x-ndjson; charset=UTF-8" : "application/json; charset=UTF-8";
  }
  if (format.startsWith("CSV")) return "text/csv; charset=UTF-8; header=absent";
  if (/^(TSV|TabSeparated)/.test(format)) return "text/tab-separated-values; charset=UTF-8";
  return /^(RowBinary|Native|Parquet|Arrow|ORC|Avro)/.test(format)
    ? "application/octet-stream"
    : "text/plain; charset=UTF-8";
}
