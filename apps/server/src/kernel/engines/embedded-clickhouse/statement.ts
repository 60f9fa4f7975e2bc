/** What the server must know of a statement before it hands it to the engine. */
export interface Statement {
  /**
   * `rows`: answers with rows (SELECT, SHOW …). `insert`: its data follows in a format. `other`: DDL, INSERT … SELECT, SET …
   */
  readonly kind: "rows" | "insert" | "other";
  /** True when it reads no table of users, so that it cannot take long. */
  readonly cheap: boolean;
  /** True when another statement follows after `;`, which the interface refuses. */
  readonly multiple?: boolean;
  /** The last top-level FORMAT, if any. */
  readonly format?: string;
  /** Statement text up to its FORMAT (for an `insert`: SETTINGS) clause, without trailing `;`. */
  readonly head: string;
  /** SETTINGS clause that belongs after the clause which the server adds to the head. */
  readonly tail: string;
  /** Data that followed the head of an `insert` inside the statement text itself. */
  readonly inlineData?: string;
}

interface Token {
  readonly text: string;
  readonly upper: string;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

const ROWS = new Set(["SELECT", "WITH", "SHOW", "DESCRIBE", "DESC", "EXISTS", "EXPLAIN", "(", "CHECK"]);
const QUICK = new Set(["SHOW", "DESCRIBE", "DESC", "EXISTS", "EXPLAIN"]);

/**
 * Reads just enough of a ClickHouse statement: strings, quoted names and comments are skipped, brackets counted.
 * Everything else is the engine's business, so an unknown statement is `other` and its errors come from the engine.
 */
export function readStatement(sql: string): Statement {
  const first = tokens(sql).next();
  const word = first.done ? "" : first.value.upper;
  return word === "INSERT" ? readInsert(sql) : readQuery(sql, word);
}

function readQuery(sql: string, word: string): Statement {
  let last: Token | undefined;
  let format: { at: number; name: Token } | undefined;
  let previous: Token | undefined;
  const sources: string[] = [];
  let inserts = false;
  let multiple = false;
  for (const token of tokens(sql)) {
    // A FORMAT clause ends the statement but for SETTINGS; otherwise the word was a column's name.
    if (format !== undefined && previous === format.name && token.text !== ";" && token.upper !== "SETTINGS") {
      format = undefined;
    }
    if (token.depth === 0 && previous?.upper === "FORMAT" && isWord(token)) {
      format = { at: previous.start, name: token };
    }
    if (previous?.upper === "FROM" || previous?.upper === "JOIN") sources.push(token.text);
    if (token.upper === "INSERT") inserts = true;
    if (previous?.text === ";" && token.text !== ";") multiple = true;
    if (token.text !== ";") last = token;
    previous = token;
  }
  const end = last?.end ?? 0;
  const kind = ROWS.has(word) && !inserts ? "rows" : "other";
  const cheap =
    QUICK.has(word) ||
    (kind === "rows" ? sources.every((source) => source === "system") : sources.length === 0 && word !== "OPTIMIZE");
  if (kind === "other" || format === undefined) return { kind, cheap, multiple, head: sql.slice(0, end), tail: "" };
  return {
    kind,
    cheap,
    multiple,
    format: format.name.text,
    head: sql.slice(0, format.at),
    tail: sql.slice(format.name.end, end),
  };
}

/** INSERT INTO … [SETTINGS …] FORMAT name|VALUES data — or INSERT … SELECT, which carries no data. */
function readInsert(sql: string): Statement {
  let previous: Token | undefined;
  let settingsAt: number | undefined;
  for (const token of tokens(sql)) {
    if (token.depth === 0) {
      const named = previous?.upper === "FORMAT" && isWord(token);
      if (named || token.upper === "VALUES") {
        const clauseAt = named && previous !== undefined ? previous.start : token.start;
        const data = sql.slice(token.end).replace(/^[ \t\r]*\n?/, "");
        return {
          kind: "insert",
          cheap: true,
          format: named ? token.text : "Values",
          head: sql.slice(0, settingsAt ?? clauseAt),
          tail: settingsAt === undefined ? "" : sql.slice(settingsAt, clauseAt),
          inlineData: /^[\s;]*$/.test(data) ? undefined : data,
        };
      }
      if (token.upper === "SETTINGS") settingsAt = token.start;
      if (token.upper === "SELECT" || token.upper === "WITH" || token.upper === "INFILE") break;
    }
    previous = token;
  }
  return { kind: "other", cheap: false, head: sql, tail: "" };
}

function isWord(token: Token): boolean {
  return /^[A-Za-z_]/.test(token.text);
}

/** Words, brackets and marks of the statement; strings and quoted names count as one token each. */
function* tokens(sql: string): Generator<Token, undefined> {
  const pattern =
    /\s+|--[^\n]*|#[ !][^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\[\s\S]|'')*'|`(?:[^`\\]|\\[\s\S]|``)*`|"(?:[^"\\]|\\[\s\S]|"")*"|\$([A-Za-z0-9_]*)\$[\s\S]*?\$\1\$|[A-Za-z_][A-Za-z0-9_]*|[0-9][A-Za-z0-9_.]*|[\s\S]/y;
  let depth = 0;
  for (let match = pattern.exec(sql); match !== null; match = pattern.exec(sql)) {
    const text = match[0];
    if (/^(\s|--|#!|# |\/\*)/.test(text)) continue;
    if (text === ")" || text === "]" || text === "}") depth--;
    yield { text, upper: text.toUpperCase(), start: match.index, end: match.index + text.length, depth };
    if (text === "(" || text === "[" || text === "{") depth++;
  }
}
