import { sql } from "kysely";
import { z } from "zod";
import { defineJob } from "../../../../kernel/jobs/job.ts";
import { removeOldContent } from "../uploads/file-store.ts";
import { enqueueRun, executeImportJobName } from "./enqueue-run.ts";
import { executeRun } from "./execute-run.ts";

/** Executes one import; a run that is interrupted stays unfinished and is picked up by `resumeImportsJob`. */
export const executeImportJob = defineJob({
  name: executeImportJobName,
  // Indexing what was staged of a file of a hundred million rows.
  statementMinutes: 120,
  payload: z.object({ runNo: z.int() }),
  maxAttempts: 1,
  run: async ({ runNo }, { platform, signal }) => {
    await executeRun(platform, runNo, { signal });
  },
});

/**
 * Picks up imports that nobody works on: their process died, or was stopped in the middle. Whether somebody works on a run is
 * what its lock tells, and the lock dies with its process.
 */
export const resumeImportsJob = defineJob({
  name: "files.resume_imports",
  payload: z.object({}),
  schedule: { everyMinutes: 1 },
  run: async (_payload, { platform }) => {
    await platform.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ no: number }>`
        select no from import_run
        where (status = 'running' or status = 'queued' and created_at < ${platform.clock.now()}::timestamptz - interval '2 minutes')
          and not exists (select from pg_locks l where l.locktype = 'advisory' and l.objsubid = 2 and l.granted
            and l.database = (select oid from pg_database where datname = current_database())
            and l.classid = (hashtext('feilun.import')::bigint & 4294967295)::oid and l.objid = import_run.no::oid)
        for update skip locked`.execute(tx);
      for (const { no } of rows) await enqueueRun(tx, platform, no);
    });
  },
});

/** Uploaded content holds personal data: what no run needs any more goes after a week, reports after a quarter. */
export const purgeImportsJob = defineJob({
  name: "files.purge_imports",
  payload: z.object({}),
  schedule: { dailyAt: "03:40" },
  run: async (_payload, { platform }) => {
    await removeOldContent(platform, 7);
    await sql`delete from import_reject using import_run r
      where r.no = import_reject.run_no and r.finished_at < ${platform.clock.now()}::timestamptz - interval '90 days'`.execute(
      platform.db,
    );
  },
});
