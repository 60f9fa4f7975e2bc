import { createHash } from "node:crypto";
import { Refusal } from "../../../../kernel/errors.ts";
import { headerNames, type ImportPlan, resolveColumns } from "../mapping/plan.ts";
import { readTable } from "../table/open-table.ts";
import type { TextRecord } from "../table/split-records.ts";
import { cutText } from "../values/cut-text.ts";
import { createOrderReader } from "./order-fragments.ts";
import type { LinedRecord, OrderChunk, ReadingChunk, ReadingTask, RecordChunk } from "./protocol.ts";
import { createRecordReader, type RecordKind } from "./record-readers.ts";
import { type Reject, RowProblem } from "./reject.ts";
import type { ReadingContext } from "./row-cells.ts";

/** A chunk is one short transaction; these bound its size and the memory in flight. */
const orderChunkBytes = 4 * 1024 * 1024;
const recordChunkRows = 2_000;
const rejectsPerChunk = 5_000;
/** Characters of rows that wait as they stand: ordinary rows are bounded by number, long ones by this. */
const rowCharacters = 4 * 1024 * 1024;
/** What a reject keeps of its row: enough to find and mend it. */
const keptCell = 500;
const keptCells = 1_000;
/** When none of this many rows at the start can be used, the columns are mapped wrongly. */
const hopelessRows = 1_000;

/** Collects the rows of one chunk; one for each kind of import. */
interface ChunkBuilder {
  read(record: TextRecord, damaged: boolean): void;
  isFull(): boolean;
  take(rows: number, rejects: Reject[], bytesRead: number): ReadingChunk;
}

function orderBuilder(task: ReadingTask, context: ReadingContext): ChunkBuilder {
  const reader = createOrderReader(task.plan, context, task.stores, task.storeRequired, task.guides);
  return {
    read: (record, damaged) => reader.read(record, damaged),
    isFull: () => reader.pending >= orderChunkBytes,
    take(rows, rejects, bytesRead): OrderChunk {
      const { copyText, fragments, products, unknownGuides } = reader.take();
      return {
        type: "chunk",
        kind: "orders",
        rows,
        rejects,
        bytesRead,
        fragments: copyText,
        fragmentCount: fragments,
        products,
        unknownGuides,
      };
    },
  };
}

function lengthOf(cells: readonly string[]): number {
  let length = 0;
  for (const cell of cells) length += cell.length;
  return length;
}

/** An event without an id of its own is known by its content: the same row again is the same event. */
function contentId(cells: readonly string[]): string {
  return `row:${createHash("sha256").update(JSON.stringify(cells)).digest("hex").slice(0, 40)}`;
}

function recordBuilder<Kind extends RecordKind>(
  plan: ImportPlan & { readonly kind: Kind },
  task: ReadingTask,
  context: ReadingContext,
): ChunkBuilder {
  const read = createRecordReader(plan, context, task.stores, task.storeRequired, contentId);
  let records: LinedRecord<ReturnType<typeof read>>[] = [];
  let characters = 0;
  return {
    read(record, damaged) {
      records.push({ line: record.line, value: read(record, damaged), cells: record.cells });
      characters += lengthOf(record.cells);
    },
    isFull: () => records.length >= recordChunkRows || characters >= rowCharacters,
    take(rows, rejects, bytesRead) {
      const chunk = { type: "chunk", kind: plan.kind, rows, rejects, bytesRead, records } as unknown as RecordChunk;
      records = [];
      characters = 0;
      return chunk;
    },
  };
}

function chunkBuilder(task: ReadingTask, context: ReadingContext): ChunkBuilder {
  const { plan } = task;
  return plan.kind === "orders"
    ? orderBuilder(task, context)
    : recordBuilder({ ...plan, kind: plan.kind }, task, context);
}

/**
 * Reads a file by its plan and gives what it says in chunks: accepted rows in the form that they are written in, rejected rows
 * with their reasons. Every row after the header is in exactly one chunk, as accepted or as rejected.
 *
 * @throws Refusal when the header row or a required column is missing, or when nothing at the start can be used.
 */
export async function* readChunks(task: ReadingTask): AsyncGenerator<ReadingChunk> {
  let builder: ChunkBuilder | null = null;
  let context: ReadingContext | null = null;
  let skip = task.skipRows;
  let rows = 0;
  let total = task.skipRows;
  let accepted = task.skipRows;
  let rejects: Reject[] = [];
  let rejectCharacters = 0;

  for await (const batch of readTable(task.path, task.shape, task.limits, task.plan.sheet ?? null)) {
    for (const record of batch.records) {
      if (!builder || !context) {
        if (record.line < task.plan.headerLine) continue;
        const headers = headerNames(record.cells);
        const { plan, timeZone, latest } = task;
        context = {
          columns: resolveColumns(plan, headers),
          headers,
          timeZone,
          dateOrder: plan.options.dateOrder,
          latest,
        };
        builder = chunkBuilder(task, context);
        continue;
      }
      if (skip > 0) {
        skip -= 1;
        continue;
      }
      rows += 1;
      try {
        builder.read(record, batch.damaged);
        accepted += 1;
      } catch (problem) {
        if (!(problem instanceof RowProblem)) throw problem;
        const reject = rejectOf(problem, record, context);
        rejects.push(reject);
        rejectCharacters += lengthOf(reject.cells);
        if (accepted === 0 && total + rows >= hopelessRows && !task.tolerant) throw hopeless(rejects);
      }
      if (builder.isFull() || rejects.length >= rejectsPerChunk || rejectCharacters >= rowCharacters) {
        yield builder.take(rows, rejects, batch.bytesRead);
        total += rows;
        rows = 0;
        rejects = [];
        rejectCharacters = 0;
      }
    }
  }
  if (!builder || !context) {
    throw new Refusal({
      code: "no_header",
      status: 422,
      title: "没有找到表头",
      detail: `第 ${task.plan.headerLine} 行应当是列名`,
    });
  }
  if (accepted === 0 && rejects.length === rows && rows >= 20 && !task.tolerant) throw hopeless(rejects);
  yield builder.take(rows, rejects, task.shape.size);
}

function rejectOf(problem: RowProblem, record: TextRecord, context: ReadingContext): Reject {
  const index = problem.field === null ? undefined : context.columns.get(problem.field);
  return {
    line: record.line,
    column: index === undefined ? null : (context.headers[index] ?? null),
    reason: problem.reason,
    value: index === undefined ? "" : cutText(record.cells[index] ?? "", keptCell),
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    cells: record.cells
      .slice(0, keptCells)
      .map((cell) => (cell.length > keptCell ? `${cutText(cell, keptCell)}…` : cell)),
  };
}

function hopeless(rejects: readonly Reject[]): Refusal {
  const first = rejects[0];
  return new Refusal({
    code: "nothing_usable",
    status: 422,
    title: "开头的行没有一行能用，列对应关系可能有误，没有写入任何数据",
    detail: first ? `例如第 ${first.line} 行${first.column ? `“${first.column}”列` : ""}` : undefined,
  });
}
