import { sql } from "kysely";
import type { Cipher } from "../../../../kernel/crypto/cipher.ts";
import type { Db, Tx } from "../../../../kernel/postgres/database.ts";
import type { ImportKind } from "../mapping/fields.ts";
import type { ImportPlan } from "../mapping/plan.ts";
import type { UnknownGuide } from "../reading/order-people.ts";
import { type Reject, rejectReasons } from "../reading/reject.ts";

export type RunStatus = "queued" | "running" | "done" | "failed" | "cancelled";
export type RunPhase = "reading" | "applying" | "finished";

/** What became of documents or records. */
export interface Outcome {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

export interface RunRow {
  readonly no: number;
  readonly id: string;
  readonly kind: ImportKind;
  readonly plan: ImportPlan;
  readonly status: RunStatus;
  readonly phase: RunPhase;
  readonly scopeStores: readonly number[] | null;
  readonly bytesRead: number;
  readonly rowsRead: number;
  readonly rowsAccepted: number;
  readonly rowsRejected: number;
  readonly rowsUnchanged: number;
  readonly rowsApplied: number;
  readonly appliedKey: string | null;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Of the documents above, those that are refunds. */
  readonly refunds: Outcome;
  /** People whom nobody knew before; null = not told. */
  readonly membersCreated: number | null;
  readonly cancelRequested: boolean;
  readonly defects: number;
  readonly failureCode: string | null;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly createdByName: string;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly fileId: string;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly location: string;
  /** When this content was first handed in: the same file again knows nothing newer. */
  readonly observedAt: Date;
}

const runColumns = sql`r.no, r.id, r.kind, r.plan, r.status, r.phase, r.scope_stores as "scopeStores", r.bytes_read as "bytesRead",
  r.rows_read as "rowsRead", r.rows_accepted as "rowsAccepted", r.rows_rejected as "rowsRejected", r.rows_unchanged as "rowsUnchanged",
  r.rows_applied as "rowsApplied", r.applied_key as "appliedKey", r.created_count as created, r.updated_count as updated,
  r.unchanged_count as unchanged, json_build_object('created', r.refunds_created, 'updated', r.refunds_updated,
  'unchanged', r.refunds_unchanged) as refunds, r.members_created as "membersCreated", r.cancel_requested as "cancelRequested", r.defects, r.failure_code as "failureCode", r.failure,
  r.created_at as "createdAt", r.created_by as "createdBy", r.created_by_name as "createdByName", r.started_at as "startedAt",
  r.finished_at as "finishedAt", f.id as "fileId", f.name as "fileName", f.size_bytes as "fileBytes", f.location,
  (select min(created_at) from import_file where sha256 = f.sha256) as "observedAt"`;

const runTables = sql`import_run r join import_file f on f.id = r.file_id`;

export async function insertRun(
  tx: Db | Tx,
  run: {
    kind: ImportKind;
    fileId: string;
    plan: ImportPlan;
    scopeStores: readonly number[] | null;
    createdBy: string;
    createdByName: string;
    at: Date;
  },
): Promise<{ no: number; id: string }> {
  const { rows } = await sql<{ no: number; id: string }>`
    insert into import_run (kind, file_id, plan, scope_stores, created_by, created_by_name, created_at)
    values (${run.kind}, ${run.fileId}, ${JSON.stringify(run.plan)}::jsonb, ${run.scopeStores === null ? null : [...run.scopeStores]}::int[],
      ${run.createdBy}, ${run.createdByName}, ${run.at}) returning no, id`.execute(tx);
  return rows[0] as { no: number; id: string };
}

export async function findRun(db: Db | Tx, run: { no: number } | { id: string }): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`select ${runColumns} from ${runTables}
    where ${"no" in run ? sql`r.no = ${run.no}` : sql`r.id = ${run.id}`}`.execute(db);
  return rows[0] ?? null;
}

/** Runs newest first, before run number `before`; only those of `createdBy` when given. */
export async function listRuns(
  db: Db,
  filter: { kind?: ImportKind; createdBy?: string },
  before: number | null,
  limit: number,
): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`select ${runColumns} from ${runTables}
    where true ${filter.kind ? sql`and r.kind = ${filter.kind}` : sql``} ${filter.createdBy ? sql`and r.created_by = ${filter.createdBy}` : sql``}
      ${before === null ? sql`` : sql`and r.no < ${before}`}
    order by r.no desc limit ${limit}`.execute(db);
  return rows;
}

/** Null as long as no step has told. */
const plusMembers = (more: number | null) =>
  more === null ? sql`members_created` : sql`coalesce(members_created, 0) + ${more}`;

/** Counts the people whom nobody knew before, in the transaction that makes them. */
export async function countNewMembers(
  tx: Db | Tx,
  runNo: number,
  resolved: readonly { readonly memberNo: number | null; readonly isNew: boolean }[],
): Promise<void> {
  const news = new Set(resolved.flatMap(({ memberNo, isNew }) => (isNew && memberNo !== null ? [memberNo] : [])));
  if (news.size === 0) return;
  await sql`update import_run set members_created = ${plusMembers(news.size)} where no = ${runNo}`.execute(tx);
}

/** Keeps which guides rows named whom nobody knows. */
export async function addUnknownGuides(tx: Db | Tx, runNo: number, guides: readonly UnknownGuide[]): Promise<void> {
  if (guides.length === 0) return;
  await sql`insert into import_unknown_guide as u (run_no, guide, rows)
    select ${runNo}, g.guide, g.rows from json_to_recordset(${JSON.stringify(guides)}::json) as g (guide text, rows bigint) order by 2
    on conflict (run_no, guide) do update set rows = u.rows + excluded.rows`.execute(tx);
}

/** The unknown guides that most rows name. */
export async function listUnknownGuides(db: Db, runNo: number): Promise<UnknownGuide[]> {
  const { rows } = await sql<UnknownGuide>`select guide, rows from import_unknown_guide where run_no = ${runNo}
    order by rows desc, guide limit 50`.execute(db);
  return rows;
}

/** What a step of a run adds to its counts; the numbers of a step are saved with the step itself. */
export interface RunProgress {
  readonly bytesRead?: number;
  readonly rowsRead?: number;
  readonly rowsAccepted?: number;
  readonly rowsRejected?: number;
  readonly rowsUnchanged?: number;
  readonly rowsApplied?: number;
  readonly created?: number;
  readonly updated?: number;
  readonly unchanged?: number;
  readonly refunds?: Outcome;
  readonly membersCreated?: number;
  readonly appliedKey?: string;
}

/**
 * A step and its place are one transaction, so a step that a crash of the machine takes back is simply done again: no need to
 * wait for the disk at each.
 */
export async function withoutWaitingForDisk(tx: Tx): Promise<void> {
  await sql`set local synchronous_commit = off`.execute(tx);
}

/** Key of the lock that a batch holds from its begin to its end, named by the place before which it begins. */
const placeLock = (runNo: number, after: string) =>
  sql`hashtext('feilun.import_place'), hashtext(${`${runNo}:${after}`})`;

/** Marks the batch that begins after a place as being written, until the transaction ends. */
export async function holdPlace(tx: Tx, runNo: number, after: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${placeLock(runNo, after)})`.execute(tx);
}

/** Waits for the end of the batch that begins after a place: in PostgreSQL, which thereby sees deadlocks. */
export async function awaitPlace(tx: Tx, runNo: number, after: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${placeLock(runNo, after)})`.execute(tx);
}

/**
 * Saves a step; returns whether somebody asked to stop.
 *
 * @param from the place that the step went on from
 * @throws when the run stands elsewhere: a batch before this one failed
 */
export async function saveProgress(
  tx: Db | Tx,
  runNo: number,
  step: RunProgress,
  from?: string,
): Promise<{ cancelRequested: boolean }> {
  const { rows } = await sql<{ cancelRequested: boolean }>`
    update import_run set bytes_read = coalesce(${step.bytesRead ?? null}::bigint, bytes_read), rows_read = rows_read + ${step.rowsRead ?? 0},
      rows_accepted = rows_accepted + ${step.rowsAccepted ?? 0}, rows_rejected = rows_rejected + ${step.rowsRejected ?? 0},
      rows_unchanged = rows_unchanged + ${step.rowsUnchanged ?? 0}, rows_applied = rows_applied + ${step.rowsApplied ?? 0},
      created_count = created_count + ${step.created ?? 0}, updated_count = updated_count + ${step.updated ?? 0},
      unchanged_count = unchanged_count + ${step.unchanged ?? 0}, refunds_created = refunds_created + ${step.refunds?.created ?? 0},
      refunds_updated = refunds_updated + ${step.refunds?.updated ?? 0}, refunds_unchanged = refunds_unchanged + ${step.refunds?.unchanged ?? 0},
      members_created = ${plusMembers(step.membersCreated ?? null)}, applied_key = coalesce(${step.appliedKey ?? null}, applied_key), defects = 0
    where no = ${runNo} ${from === undefined ? sql`` : sql`and coalesce(applied_key, '') = ${from}`}
    returning cancel_requested as "cancelRequested"`.execute(tx);
  const [saved] = rows;
  if (!saved) throw new Error(`import run ${runNo} does not stand at "${from ?? ""}": the batch before failed`);
  return saved;
}

export async function setRunState(
  db: Db | Tx,
  runNo: number,
  state: {
    status?: RunStatus;
    phase?: RunPhase;
    startedAt?: Date;
    finishedAt?: Date;
    failureCode?: string;
    failure?: string;
  },
): Promise<void> {
  await sql`update import_run set status = coalesce(${state.status ?? null}, status), phase = coalesce(${state.phase ?? null}, phase),
    started_at = coalesce(started_at, ${state.startedAt ?? null}::timestamptz), finished_at = coalesce(${state.finishedAt ?? null}::timestamptz, finished_at),
    failure_code = coalesce(${state.failureCode ?? null}, failure_code), failure = coalesce(${state.failure ?? null}, failure)
    where no = ${runNo}`.execute(db);
}

/** Begins the reading phase anew; what was already applied stays counted. */
export async function restartReading(tx: Db | Tx, runNo: number): Promise<void> {
  await sql`update import_run set phase = 'reading', bytes_read = 0, rows_read = 0, rows_accepted = 0, rows_rejected = 0 where no = ${runNo}`.execute(
    tx,
  );
  await sql`delete from import_reject where run_no = ${runNo}`.execute(tx);
  await sql`delete from import_unknown_guide where run_no = ${runNo}`.execute(tx);
}

/** Counts an unexpected error; returns how many came in a row. */
export async function countDefect(db: Db, runNo: number): Promise<number> {
  const { rows } = await sql<{
    defects: number;
  }>`update import_run set defects = defects + 1 where no = ${runNo} returning defects`.execute(db);
  return rows[0]?.defects ?? 0;
}

/** Keeps rejected rows, each sealed: the row as it stands in the file may hold personal data. */
export async function insertRejects(
  tx: Db | Tx,
  cipher: Cipher,
  runNo: number,
  rejects: readonly Reject[],
): Promise<void> {
  if (rejects.length === 0) return;
  const rows = rejects.map((reject) => ({
    line: reject.line,
    column_name: reject.column,
    reason_code: reject.reason,
    reason: reject.detail ? `${rejectReasons[reject.reason]}（${reject.detail}）` : rejectReasons[reject.reason],
    row_sealed: cipher.seal(JSON.stringify({ value: reject.value, cells: reject.cells })),
  }));
  await sql`insert into import_reject (run_no, line, column_name, reason_code, reason, row_sealed)
    select ${runNo}, r.* from json_to_recordset(${JSON.stringify(rows)}::json) as r (line bigint, column_name text, reason_code text, reason text, row_sealed text)
    on conflict (run_no, line) do nothing`.execute(tx);
}

export interface RejectRow {
  readonly line: number;
  readonly columnName: string | null;
  readonly reasonCode: string;
  readonly reason: string;
  readonly rowSealed: string;
}

/** Rejected rows of a run in file order, from after `afterLine`. */
export async function listRejects(db: Db, runNo: number, afterLine: number, limit: number): Promise<RejectRow[]> {
  const { rows } =
    await sql<RejectRow>`select line, column_name as "columnName", reason_code as "reasonCode", reason, row_sealed as "rowSealed"
    from import_reject where run_no = ${runNo} and line > ${afterLine} order by line limit ${limit}`.execute(db);
  return rows;
}

export interface RejectSummary {
  readonly reasonCode: string;
  readonly reason: string;
  readonly columnName: string | null;
  readonly rows: number;
  readonly firstLine: number;
}

/** How many rows were rejected for what. */
export async function summariseRejects(db: Db, runNo: number): Promise<RejectSummary[]> {
  const { rows } = await sql<RejectSummary>`
    select reason_code as "reasonCode", min(reason) as reason, column_name as "columnName", count(*)::int as rows, min(line) as "firstLine"
    from import_reject where run_no = ${runNo} group by reason_code, column_name order by 4 desc limit 50`.execute(db);
  return rows;
}
