import type { TextRecord } from "../table/split-records.ts";
import { type DateOrder, parseDateTime, parseTimeOfDay } from "../values/dates.ts";
import { parseThousandths } from "../values/decimals.ts";
import { cleanCode, isMangledCode } from "../values/text-codes.ts";
import { createZoneClock, type Moment } from "../values/zone-clock.ts";
import { RowProblem } from "./reject.ts";

/** What a row reader needs to know of the plan and the file. */
export interface ReadingContext {
  readonly columns: ReadonlyMap<string, number>;
  readonly headers: readonly string[];
  readonly timeZone: string;
  readonly dateOrder: DateOrder | undefined;
  /** Milliseconds since 1970; a later date is a typing error. */
  readonly latest: number;
}

/** Reads cells of one row by field; a problem with a cell is thrown as a `RowProblem`. */
export interface RowCells {
  /** Moves on to a row; throws when the row as a whole is unusable. `damaged`: its piece of the file holds undecodable text. */
  enter(record: TextRecord, damaged: boolean): void;
  has(field: string): boolean;
  /** The cell as it stands, empty when there is no such column. */
  raw(field: string): string;
  /** Trimmed text, empty when there is no such column. */
  text(field: string): string;
  /** A code: as text, never through a number. */
  code(field: string): string;
  thousandths(field: string): number | null;
  /** Null when the cell is empty. */
  moment(field: string, timeField?: string): Moment | null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what codes must not hold
const controlCharacters = /[\u0000-\u001f\u007f]/;

export function createRowCells(context: ReadingContext): RowCells {
  const { columns, headers } = context;
  const toMoment = createZoneClock(context.timeZone);
  let cells: readonly string[] = [];
  /** Cells of code columns as they stood last, and what they said: rows of one order repeat most of them. */
  const lastCells: string[] = [];
  const lastCodes: string[] = [];
  let lastDate = "";
  let lastMoment: Moment | null = null;

  function text(field: string): string {
    const index = columns.get(field);
    return index === undefined ? "" : (cells[index] ?? "").trim();
  }

  return {
    enter(record, damaged) {
      cells = record.cells;
      if (record.broken) throw new RowProblem(null, record.broken);
      if (cells.length > headers.length && cells.slice(headers.length).some((cell) => cell.trim() !== "")) {
        throw new RowProblem(null, "too_many_columns", `这一行有 ${cells.length} 列，表头有 ${headers.length} 列`);
      }
      if (!damaged) return;
      for (const [field, index] of columns) {
        const cell = cells[index] ?? "";
        if (cell.includes("\ufffd") || cell.includes("\u0000")) throw new RowProblem(field, "unreadable_text");
      }
    },
    has: (field) => columns.has(field),
    raw(field) {
      const index = columns.get(field);
      return index === undefined ? "" : (cells[index] ?? "");
    },
    text,
    code(field) {
      const index = columns.get(field);
      if (index === undefined) return "";
      const cell = cells[index] ?? "";
      if (cell === lastCells[index]) return lastCodes[index] as string;
      const code = cleanCode(cell);
      if (code.length >= 5 && isMangledCode(code)) throw new RowProblem(field, "excel_number");
      if (code.length > 64 || controlCharacters.test(code)) throw new RowProblem(field, "bad_code");
      lastCells[index] = cell;
      lastCodes[index] = code;
      return code;
    },
    thousandths(field) {
      const index = columns.get(field);
      if (index === undefined) return null;
      const raw = (cells[index] ?? "").trim();
      if (raw === "") return null;
      const value = parseThousandths(raw);
      if (value === null || Math.abs(value) > 1e14) throw new RowProblem(field, "bad_number");
      return value;
    },
    moment(field, timeField) {
      const day = text(field);
      if (day === "") return null;
      const time = timeField === undefined ? "" : text(timeField);
      const key = time === "" ? day : `${day}\u0000${time}`;
      if (key === lastDate) return lastMoment;
      const clock = parseDateTime(day, context.dateOrder);
      if (!clock) throw new RowProblem(field, "bad_date");
      const secondOfDay = time === "" || timeField === undefined ? clock.secondOfDay : parseTimeOfDay(time);
      if (secondOfDay === null) throw new RowProblem(timeField ?? field, "bad_date");
      lastMoment = toMoment({ ...clock, secondOfDay });
      lastDate = key;
      return lastMoment;
    },
  };
}
