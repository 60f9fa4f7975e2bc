/** One record of a delimited text: its cells, and the physical line on which it begins (1-based). */
export interface TextRecord {
  readonly line: number;
  readonly cells: string[];
  /** The record could not be cut into cells; `cells` holds the line as it stands. */
  readonly broken?: "unclosed_quote" | "line_too_long";
}

export interface RecordSplitter {
  /** Takes the next piece of text, gives the records that are complete; `last` ends the text. */
  push(text: string, last?: boolean): TextRecord[];
}

/** A quoted cell longer than this is an unclosed quote that would swallow the rest of the file; a longer line is no row. */
export const longestRecord = 256 * 1024;

/** What is kept of a line that cannot be used. */
const keptOfBroken = 2_000;

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== "") return false;
  return true;
}

/**
 * Cuts RFC 4180 text into records, piece by piece. Blank lines are skipped and counted.
 *
 * Why not a library: a short row must not swallow its neighbour (udsv), line numbers must be physical, an unclosed quote
 * must cost one line rather than the rest of the file, and all that at the speed of `split` (csv-parse is ten times slower).
 */
export function createRecordSplitter(delimiter: string): RecordSplitter {
  let rest = "";
  let line = 1;
  /** Inside a line that is too long: its end is looked for, nothing is kept. */
  let skipping = false;

  /** The record that begins at `from` and holds a quote; null when its end is not there yet. */
  function cutQuoted(
    text: string,
    from: number,
    last: boolean,
  ): { cells: string[]; next: number; lines: number } | null {
    const cells: string[] = [];
    let at = from;
    let lines = 1;
    for (;;) {
      let value = "";
      if (text.charCodeAt(at) === 34) {
        let search = at + 1;
        let close = -1;
        let escaped = false;
        for (;;) {
          close = text.indexOf('"', search);
          if (close === -1) return null;
          if (close === text.length - 1 && !last) return null;
          if (text.charCodeAt(close + 1) !== 34) break;
          escaped = true;
          search = close + 2;
        }
        value = text.slice(at + 1, close);
        if (escaped) value = value.replaceAll('""', '"');
        for (let eol = value.indexOf("\n"); eol !== -1; eol = value.indexOf("\n", eol + 1)) lines += 1;
        at = close + 1;
      }
      const comma = text.indexOf(delimiter, at);
      let eol = text.indexOf("\n", at);
      if (eol === -1) {
        if (!last) return null;
        eol = text.length;
      }
      if (comma !== -1 && comma < eol) {
        cells.push(value + text.slice(at, comma));
        at = comma + 1;
        continue;
      }
      const end = text.charCodeAt(eol - 1) === 13 && eol > at ? eol - 1 : eol;
      cells.push(value + text.slice(at, end));
      return { cells, next: eol + 1, lines };
    }
  }

  return {
    push(piece, last = false) {
      const text = rest === "" ? piece : rest + piece;
      const records: TextRecord[] = [];
      let at = 0;
      if (skipping) {
        const eol = text.indexOf("\n");
        if (eol === -1) return records;
        skipping = false;
        line += 1;
        at = eol + 1;
      }
      let quote = text.indexOf('"', at);
      while (at < text.length) {
        let eol = text.indexOf("\n", at);
        if (eol === -1) {
          if (!last && text.length - at < longestRecord) break;
          eol = text.length;
        }
        if (eol - at >= longestRecord) {
          records.push({ line, cells: [text.slice(at, at + keptOfBroken)], broken: "line_too_long" });
          at = eol + 1;
          if (eol === text.length) skipping = true;
          else line += 1;
          continue;
        }
        if (quote !== -1 && quote < at) quote = text.indexOf('"', at);
        if (quote === -1 || quote > eol) {
          const end = text.charCodeAt(eol - 1) === 13 ? eol - 1 : eol;
          if (end > at) {
            const cells = text.slice(at, end).split(delimiter);
            if (cells[0] !== "" || !isBlank(cells)) records.push({ line, cells });
          }
          line += 1;
          at = eol + 1;
          continue;
        }
        const record = cutQuoted(text, at, last);
        if (record) {
          if (!isBlank(record.cells)) records.push({ line, cells: record.cells });
          line += record.lines;
          at = record.next;
          continue;
        }
        if (!last && text.length - at < longestRecord) break;
        records.push({
          line,
          cells: [text.slice(at, Math.min(eol, at + keptOfBroken)).trimEnd()],
          broken: "unclosed_quote",
        });
        line += 1;
        at = eol + 1;
      }
      rest = at >= text.length ? "" : text.slice(at);
      return records;
    },
  };
}

/** The delimiter that cuts the first lines most evenly: comma, tab, semicolon or bar. */
export function sniffDelimiter(head: string): string {
  let best = ",";
  let bestScore = 0;
  for (const delimiter of [",", "\t", ";", "|"]) {
    const records = createRecordSplitter(delimiter).push(head, false).slice(0, 50);
    const widths = (records.length > 0 ? records : createRecordSplitter(delimiter).push(head, true).slice(0, 50)).map(
      (record) => record.cells.length,
    );
    const widest = Math.max(1, ...widths);
    const even = widths.filter((width) => width === widest).length / Math.max(1, widths.length);
    const score = widest > 1 ? even * Math.log2(widest + 1) : 0;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}
