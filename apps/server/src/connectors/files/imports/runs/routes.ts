import { sql } from "kysely";
import { z } from "zod";
import { audit } from "../../../../kernel/audit/audit.ts";
import { conflict } from "../../../../kernel/errors.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../../../kernel/http/cursor.ts";
import { type Route, route } from "../../../../kernel/http/route.ts";
import type { Platform } from "../../../../kernel/platform.ts";
import { seesWholeChain } from "../../../../organization/index.ts";
import { loadFile, loadRun } from "../access.ts";
import { describeFile } from "../mapping/describe-file.ts";
import { importKindNames } from "../mapping/fields.ts";
import { importPlanSchema } from "../mapping/plan.ts";
import { createRun } from "./create-run.ts";
import { presentRun, runReportSchema } from "./present-run.ts";
import { rejectsFile } from "./rejects-file.ts";
import { findRun, listRuns, listUnknownGuides, summariseRejects } from "./store.ts";

const runParams = z.object({ id: z.uuid() });

const runDetailSchema = runReportSchema.extend({
  rejects: z.array(
    z.object({
      reasonCode: z.string(),
      reason: z.string(),
      columnName: z.string().nullable(),
      rows: z.int(),
      firstLine: z.int(),
    }),
  ),
  unknownGuides: z
    .array(z.object({ guide: z.string(), rows: z.int() }))
    .describe("Guides whom rows name and the staff list does not know: taken over without a guide"),
});

/** Imports that run, ran or wait. */
export function runRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "POST",
      path: "/imports",
      summary: "Start an import of a file that was handed in",
      tag: "imports",
      access: "import.run",
      status: 202,
      body: z.object({ fileId: z.uuid(), plan: importPlanSchema }),
      answer: runReportSchema,
      handle: async ({ actor, body }) => {
        const file = await loadFile(platform, actor, body.fileId);
        const described = await describeFile(file.path, platform.config.imports, body.plan);
        const { no } = await createRun(platform, actor, file, body.plan, described.headers, { background: true });
        const run = await findRun(platform.db, { no });
        if (!run) throw new Error(`import run ${no} vanished`);
        return presentRun(run, platform.clock.now());
      },
    }),
    route({
      method: "GET",
      path: "/imports",
      summary: "Imports, newest first; headquarters sees all, others their own",
      tag: "imports",
      access: "import.run",
      query: pageQuery.extend({ kind: z.enum(importKindNames).optional() }),
      answer: pageOf(runReportSchema),
      handle: async ({ actor, query }) => {
        const before = decodeCursor(query.cursor, 1);
        const filter = { kind: query.kind, ...(seesWholeChain(actor) ? {} : { createdBy: actor.id }) };
        const rows = await listRuns(platform.db, filter, before ? Number(before[0]) : null, query.limit + 1);
        const now = platform.clock.now();
        return toPage(
          rows,
          query.limit,
          (row) => [row.no],
          (row) => presentRun(row, now),
        );
      },
    }),
    route({
      method: "GET",
      path: "/imports/:id",
      summary: "An import: progress while it runs, its report afterwards",
      tag: "imports",
      access: "import.run",
      params: runParams,
      answer: runDetailSchema,
      handle: async ({ actor, params }) => {
        const run = await loadRun(platform, actor, params.id);
        return {
          ...presentRun(run, platform.clock.now()),
          rejects: await summariseRejects(platform.db, run.no),
          unknownGuides: await listUnknownGuides(platform.db, run.no),
        };
      },
    }),
    route({
      method: "POST",
      path: "/imports/:id/cancel",
      summary: "Stop an import; what is written stays, importing the file again goes on from there",
      tag: "imports",
      access: "import.run",
      params: runParams,
      answer: runReportSchema,
      handle: async ({ actor, params }) => {
        const run = await loadRun(platform, actor, params.id);
        if (run.status !== "queued" && run.status !== "running") throw conflict("import_finished", "这次导入已经结束");
        await platform.db.transaction().execute(async (tx) => {
          await sql`update import_run set cancel_requested = true where no = ${run.no}`.execute(tx);
          await audit(tx, actor, { action: "import.cancelled", subject: { kind: "import_run", id: run.id } });
        });
        return presentRun({ ...run, cancelRequested: true }, platform.clock.now());
      },
    }),
    route({
      method: "GET",
      path: "/imports/:id/rejects.csv",
      summary: "Rejected rows with line, column, value and reason, as CSV for Excel",
      tag: "imports",
      access: "import.run",
      params: runParams,
      raw: "stream",
      answer: z.string(),
      handle: async ({ actor, params, reply }) => {
        const run = await loadRun(platform, actor, params.id);
        const file = await rejectsFile(platform, actor, run);
        await reply
          .header("content-type", "text/csv; charset=utf-8")
          .header("content-disposition", `attachment; filename="import-${run.no}-rejects.csv"`)
          .send(file);
        return "";
      },
    }),
  ];
}
