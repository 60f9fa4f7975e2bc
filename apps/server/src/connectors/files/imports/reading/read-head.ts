import { readTable } from "../table/open-table.ts";
import type { TextRecord } from "../table/split-records.ts";
import type { HeadTask, TableHead } from "./protocol.ts";

/** Reads the first rows of a table, as they stand. */
export async function readHead(task: HeadTask): Promise<TableHead> {
  const records: TextRecord[] = [];
  let sheet: string | null = null;
  for await (const batch of readTable(task.path, task.shape, task.limits, task.sheet)) {
    sheet = batch.sheet ?? null;
    records.push(...batch.records.slice(0, task.rows - records.length));
    if (records.length >= task.rows) break;
  }
  return { type: "head", records, sheet };
}
