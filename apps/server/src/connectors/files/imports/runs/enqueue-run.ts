import type { Platform } from "../../../../kernel/platform.ts";
import type { Tx } from "../../../../kernel/postgres/database.ts";

export const executeImportJobName = "files.execute_import";

/** Hands a run to the background; asking twice is asking once. */
export async function enqueueRun(tx: Tx, platform: Platform, runNo: number): Promise<void> {
  await platform.jobs.enqueue(tx, executeImportJobName, { runNo }, { key: `import-run-${runNo}`, maxAttempts: 1 });
}
