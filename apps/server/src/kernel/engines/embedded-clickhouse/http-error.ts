/** An error as ClickHouse's HTTP interface tells it: `Code: N. DB::Exception: message. (NAME)`. */
export class HttpError extends Error {
  readonly code: number;
  readonly type: string;

  constructor(code: number, type: string, message: string) {
    super(message);
    this.name = "HttpError";
    this.code = code;
    this.type = type;
  }

  /** The body of the response. */
  get body(): string {
    return `Code: ${this.code}. DB::Exception: ${this.message} (${this.type})\n`;
  }

  /** HTTP status by the server's own table (ClickHouse, src/Server/HTTP/exceptionCodeToHTTPStatus.cpp). */
  get status(): number {
    for (const [status, types] of STATUS_BY_TYPE) if (types.has(this.type)) return status;
    return /^CANNOT_PARSE_/.test(this.type) ? 400 : 500;
  }
}

const STATUS_BY_TYPE: readonly (readonly [number, ReadonlySet<string>])[] = [
  [401, new Set(["REQUIRED_PASSWORD"])],
  [403, new Set(["UNKNOWN_USER", "WRONG_PASSWORD", "AUTHENTICATION_FAILED", "ACCESS_DENIED", "SET_NON_GRANTED_ROLE"])],
  [
    400,
    new Set([
      "BAD_ARGUMENTS",
      "THERE_IS_NO_COLUMN",
      "DUPLICATE_COLUMN",
      "ILLEGAL_COLUMN",
      "ILLEGAL_TYPE_OF_ARGUMENT",
      "NUMBER_OF_ARGUMENTS_DOESNT_MATCH",
      "NO_SUCH_COLUMN_IN_TABLE",
      "SYNTAX_ERROR",
      "INCORRECT_DATA",
      "TYPE_MISMATCH",
      "UNKNOWN_QUERY_PARAMETER",
      "BAD_QUERY_PARAMETER",
      "VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE",
      "ILLEGAL_AGGREGATION",
      "UNEXPECTED_DATA_AFTER_PARSED_VALUE",
    ]),
  ],
  [
    404,
    new Set([
      "UNKNOWN_ELEMENT_IN_AST",
      "UNKNOWN_TYPE_OF_AST_NODE",
      "UNKNOWN_TABLE",
      "UNKNOWN_FUNCTION",
      "UNKNOWN_IDENTIFIER",
      "UNKNOWN_TYPE",
      "UNKNOWN_STORAGE",
      "UNKNOWN_DATABASE",
      "UNKNOWN_SETTING",
      "UNKNOWN_DIRECTION_OF_SORTING",
      "UNKNOWN_AGGREGATE_FUNCTION",
      "UNKNOWN_FORMAT",
      "UNKNOWN_DATABASE_ENGINE",
      "UNKNOWN_TYPE_OF_QUERY",
      "UNKNOWN_ROLE",
    ]),
  ],
  [413, new Set(["QUERY_IS_TOO_LARGE"])],
  [501, new Set(["NOT_IMPLEMENTED"])],
  [503, new Set(["SOCKET_TIMEOUT", "CANNOT_OPEN_FILE", "TOO_MANY_SIMULTANEOUS_QUERIES", "ABORTED"])],
];

/** Reads an engine error. The clauses and files that this server adds to a statement are left out of its text. */
export function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if ((error as NodeJS.ErrnoException).code === "ENOSPC") return new HttpError(243, "NOT_ENOUGH_SPACE", message);
  const code = /Code: (\d+)/.exec(message)?.[1];
  if (code === undefined) return new HttpError(1002, "UNKNOWN_EXCEPTION", message);
  const type = [...message.matchAll(/\(([A-Z][A-Z0-9_]{2,})\)/g)].at(-1)?.[1] ?? "UNKNOWN_EXCEPTION";
  const text = message
    .replace(/^(Code: \d+\. DB::Exception: )+/, "")
    .replace(/\s*(INTO OUTFILE|FROM INFILE) '[^']*'/g, "")
    .replace(/: \(in file\/uri [^)]*\)/g, "")
    .replace(/\s*\(version [^)]*\)\.?/g, "")
    .replace(new RegExp(`(\\s*\\(${type}\\)\\.?)+\\s*$`), "");
  return new HttpError(Number(code), type, text);
}
