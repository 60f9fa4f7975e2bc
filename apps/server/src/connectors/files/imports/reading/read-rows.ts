import type { Actor } from "../../../../kernel/http/actor.ts";
import type { Platform } from "../../../../kernel/platform.ts";
import { loadFile } from "../access.ts";
import { inspectTable } from "../table/open-table.ts";
import type { TextRecord } from "../table/split-records.ts";
import { readHeadInThread } from "./read-file.ts";

/**
 * The rows of an uploaded table as text, for wings that take small tables of their own kind; at most `most` of them.
 *
 * @throws Refusal when the file is not there or is no table
 */
export async function readUploadedRows(
  platform: Platform,
  actor: Actor,
  fileId: string,
  most: number,
): Promise<readonly TextRecord[]> {
  const { path } = await loadFile(platform, actor, fileId);
  const limits = platform.config.imports;
  const shape = await inspectTable(path, limits);
  return (await readHeadInThread({ path, shape, limits, sheet: null, rows: most })).records;
}
