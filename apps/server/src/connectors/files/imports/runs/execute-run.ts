import { linkWaitingRefunds } from "../../../../commerce/index.ts";
import { systemActor } from "../../../../kernel/audit/audit.ts";
import { ringFeeds } from "../../../../kernel/clickhouse/feed-bell.ts";
import { Refusal } from "../../../../kernel/errors.ts";
import type { Actor } from "../../../../kernel/http/actor.ts";
import type { Platform } from "../../../../kernel/platform.ts";
import { analyzeGrown } from "../../../../kernel/postgres/analyze.ts";
import { withProcessLock } from "../../../../kernel/postgres/process-lock.ts";
import { storesFor } from "../access.ts";
import { guidesFor } from "../guides.ts";
import type { ReadingTask } from "../reading/protocol.ts";
import { readFileInThread } from "../reading/read-file.ts";
import { inspectTable } from "../table/open-table.ts";
import { contentPath, removeContent } from "../uploads/file-store.ts";
import { applyOrders, prepareApplying } from "./apply-orders.ts";
import { dropStage, ensureStage, isStageEmpty } from "./stage.ts";
import { countDefect, findRun, type RunRow, restartReading, saveProgress, setRunState } from "./store.ts";
import { takeEvents } from "./take-events.ts";
import { takeOrders } from "./take-orders.ts";
import { takeRecords } from "./take-records.ts";

export interface ExecuteOptions {
  /** Aborting saves the place; the run goes on when it is executed again. */
  readonly signal?: AbortSignal;
  /** Called after each step with the run as it stands. */
  readonly onProgress?: (run: RunRow) => void;
}

/** Unexpected errors in a row after which a run is given up. */
const mostDefects = 5;
const day = 86_400_000;
/** What an import may make many times as large as the planner knew it. */
const grown = [
  "member",
  "identifier",
  "member_tag",
  "sales_order",
  "refund",
  "gift",
  "product",
  "event_inbox",
  "event_log",
];

async function readingTask(platform: Platform, run: RunRow): Promise<ReadingTask> {
  const file = contentPath(platform, run.location);
  const shape = await inspectTable(file, platform.config.imports).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new Refusal({ code: "file_gone", status: 410, title: "文件已不在服务器上，请重新上传" });
  });
  return {
    path: file,
    shape,
    limits: platform.config.imports,
    plan: run.plan,
    timeZone: run.plan.options.timeZone ?? platform.config.timeZone,
    stores: await storesFor(platform, run.scopeStores),
    storeRequired: run.scopeStores !== null,
    ...(run.plan.columns.guide === undefined ? {} : { guides: await guidesFor(platform, run.scopeStores) }),
    skipRows: run.rowsRead,
    latest: platform.clock.now().getTime() + day,
  };
}

/** Reads the file from where the run stands; returns whether it came to the end. */
async function read(platform: Platform, run: RunRow, actor: Actor, options: ExecuteOptions): Promise<boolean> {
  for await (const chunk of readFileInThread(await readingTask(platform, run), options.signal)) {
    const { cancelRequested } =
      chunk.kind === "orders"
        ? await takeOrders(platform, run, chunk)
        : chunk.kind === "events"
          ? await takeEvents(platform, run, chunk)
          : await takeRecords(platform, run, actor, chunk);
    await report(platform, run.no, options);
    if (cancelRequested) return false;
  }
  return true;
}

async function report(platform: Platform, runNo: number, options: ExecuteOptions): Promise<RunRow> {
  const run = await findRun(platform.db, { no: runNo });
  if (!run) throw new Error(`import run ${runNo} vanished`);
  options.onProgress?.(run);
  return run;
}

async function finish(
  platform: Platform,
  run: RunRow,
  status: "done" | "cancelled" | "failed",
  failure?: { code: string; message: string },
): Promise<void> {
  await dropStage(platform.db, run.no);
  await analyzeGrown(platform.db, grown);
  await setRunState(platform.db, run.no, {
    status,
    phase: "finished",
    finishedAt: platform.clock.now(),
    failureCode: failure?.code,
    failure: failure?.message,
  });
  // The content of a run that failed stays for another try with a corrected mapping.
  if (status === "done") await removeContent(platform, run.fileId);
}

/** The phases of a run, from where it stands to its end. Returns without an end when the signal aborts it. */
async function proceed(platform: Platform, started: RunRow, actor: Actor, options: ExecuteOptions): Promise<void> {
  let run = started;
  if (run.kind === "orders") {
    await saveProgress(platform.db, run.no, { membersCreated: 0 });
    await ensureStage(platform.db, run.no);
    // A crash of PostgreSQL empties unlogged tables: read again, and go on applying where it stood.
    if (run.rowsAccepted > 0 && (await isStageEmpty(platform.db, run.no))) await restartReading(platform.db, run.no);
    run = await report(platform, run.no, options);
  }
  if (run.phase === "reading") {
    if (!(await read(platform, run, actor, options))) return finish(platform, run, "cancelled");
    if (run.kind !== "orders") return finish(platform, run, "done");
    await setRunState(platform.db, run.no, { phase: "applying" });
    run = await report(platform, run.no, options);
  }
  await prepareApplying(platform, run);
  const complete = await applyOrders(platform, run, async (cancelRequested) => {
    await report(platform, run.no, options);
    options.signal?.throwIfAborted();
    return !cancelRequested;
  });
  if (complete) await platform.db.transaction().execute((tx) => linkWaitingRefunds(tx, null));
  ringFeeds();
  return finish(platform, run, complete ? "done" : "cancelled");
}

/**
 * Executes a run from where it stands: a new one from the start, an interrupted one from its checkpoint. One process at a time.
 *
 * @returns the run as it stands afterwards; unfinished when the signal aborted it, when another process is at it, or after an
 * unexpected error, in which case it is tried again later.
 */
export async function executeRun(platform: Platform, runNo: number, options: ExecuteOptions = {}): Promise<RunRow> {
  await withProcessLock(platform.pool, "feilun.import", runNo, async () => {
    const run = await report(platform, runNo, options);
    if (run.status !== "queued" && run.status !== "running") return;
    if (run.cancelRequested) return finish(platform, run, "cancelled");
    await setRunState(platform.db, runNo, { status: "running", startedAt: platform.clock.now() });
    const actor: Actor = { ...systemActor("import"), id: run.createdBy, name: run.createdByName };
    try {
      await proceed(platform, { ...run, status: "running" }, actor, options);
    } catch (error) {
      if (options.signal?.aborted) return;
      if (error instanceof Refusal) {
        const { code, title, detail, errors } = error.details;
        const listed = errors?.map((one) => one.message).join("；");
        return finish(platform, run, "failed", { code, message: [title, detail ?? listed].filter(Boolean).join("：") });
      }
      platform.log.error({ err: error, run: runNo }, "an import stopped at an unexpected error");
      if ((await countDefect(platform.db, runNo)) >= mostDefects) {
        await finish(platform, run, "failed", {
          code: "internal_error",
          message: "系统出错，多次重试仍未成功，请联系管理员查看日志",
        });
      }
    }
  });
  return report(platform, runNo, options);
}
