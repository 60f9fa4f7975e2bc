import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { attributeOrders, decideOrders, type KeptClaim, loadDue } from "./attribute-orders.ts";
import { ordersOf, type Place, start } from "./follow-orders.ts";
import type { ClaimSource } from "./gather-claims.ts";
import type { AttributionRule } from "./rules.ts";
import { addToTally, type Tally } from "./tally.ts";

/** The longest period of a run, in days. */
export const longestRun = 400;

export interface AttributionRun {
  readonly id: string;
  readonly kind: "trial" | "recompute";
  readonly state: "waiting" | "running" | "done" | "failed" | "cancelled";
  readonly fromDay: string;
  readonly toDay: string;
  readonly rule: AttributionRule | null;
  readonly total: number;
  readonly done: number;
  readonly place: Place | null;
  /** Orders whose credits differ. */
  readonly changed: number;
  readonly tally: Tally;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly endedAt: Date | null;
}

const columns = sql`id, kind, state, from_day as "fromDay", to_day as "toDay", rule, total, done, place, changed, tally, failure,
  created_at as "createdAt", created_by as "createdBy", ended_at as "endedAt"`;

export async function listRuns(db: Db, limit: number): Promise<AttributionRun[]> {
  const { rows } = await sql<AttributionRun>`
    select ${columns} from attribution_run order by created_at desc, id desc limit ${limit}`.execute(db);
  return rows;
}

/** @throws Refusal not_found */
export async function requireRun(db: Db | Tx, id: string): Promise<AttributionRun> {
  const { rows } = await sql<AttributionRun>`select ${columns} from attribution_run where id = ${id}`.execute(db);
  if (!rows[0]) throw notFound("这次归因计算");
  return rows[0];
}

/**
 * Starts a trial of a rule on past orders, or decides past orders anew under the rules of their days.
 *
 * @throws Refusal whole_chain_only, invalid, attribution_running
 */
export async function startRun(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  asked: { readonly fromDay: string; readonly toDay: string; readonly rule: AttributionRule | null },
): Promise<string> {
  requireWholeChain(actor);
  const { fromDay, toDay, rule } = asked;
  if (fromDay >= toDay) throw invalid([{ path: "to", message: "结束日期要晚于开始日期（不含结束当天）" }]);
  if (Date.parse(toDay) - Date.parse(fromDay) > longestRun * 86_400_000)
    throw invalid([{ path: "from", message: `一次最多计算 ${longestRun} 天，请缩短时间范围` }]);
  await sql`lock table attribution_run in share row exclusive mode`.execute(tx);
  const { rows: busy } = await sql`select from attribution_run where state in ('waiting', 'running')`.execute(tx);
  if (busy.length > 0) throw conflict("attribution_running", "正在计算另一次归因", "请等它完成或先取消它");
  const { rows } = await sql<{ id: string }>`
    insert into attribution_run (kind, from_day, to_day, rule, created_at, created_by, total)
    values (${rule ? "trial" : "recompute"}, ${fromDay}, ${toDay}, ${rule && JSON.stringify(rule)}::jsonb, ${platform.clock.now()}, ${actor.name},
      (select count(*) from sales_order where paid_at >= ${fromDay}::date - interval '1 day' and paid_at < ${toDay}::date + interval '1 day'
        and business_day >= ${fromDay}::date and business_day < ${toDay}::date))
    returning id`.execute(tx);
  const id = rows[0]?.id ?? "";
  await audit(tx, actor, {
    action: rule ? "attribution.tried" : "attribution.recomputed",
    subject: { kind: "attribution_run", id },
    detail: { fromDay, toDay },
  });
  await platform.jobs.enqueue(tx, "engagement.run_attribution", { runId: id });
  return id;
}

/** @throws Refusal not_found; attribution_ended when nothing is left to stop */
export async function cancelRun(tx: Tx, platform: Platform, actor: Actor, id: string): Promise<void> {
  requireWholeChain(actor);
  await requireRun(tx, id);
  const { rows } = await sql`update attribution_run set state = 'cancelled', ended_at = ${platform.clock.now()}
    where id = ${id} and state in ('waiting', 'running') returning 1`.execute(tx);
  if (rows.length === 0) throw conflict("attribution_ended", "这次计算已经结束");
  await audit(tx, actor, { action: "attribution.cancelled", subject: { kind: "attribution_run", id } });
}

/** A run that cannot go on says why. */
export async function failRun(platform: Platform, id: string, error: unknown): Promise<void> {
  await sql`update attribution_run set state = 'failed', ended_at = ${platform.clock.now()},
    failure = ${error instanceof Error ? error.message : String(error)} where id = ${id} and state in ('waiting', 'running')`.execute(
    platform.db,
  );
}

/** Works a run off from where it was left, batch by batch; each batch keeps its place with what it found. */
export async function workRun(
  platform: Platform,
  sources: readonly ClaimSource[],
  id: string,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const more = await platform.db.transaction().execute(async (tx) => {
      const { rows } = await sql<AttributionRun>`
        select ${columns} from attribution_run where id = ${id} and state in ('waiting', 'running') for update`.execute(
        tx,
      );
      return rows[0] ? workBatch(tx, platform, sources, rows[0]) : false;
    });
    if (!more) return;
  }
}

async function workBatch(
  tx: Tx,
  platform: Platform,
  sources: readonly ClaimSource[],
  run: AttributionRun,
): Promise<boolean> {
  const { ids, next } = await ordersOf(tx, run.fromDay, run.toDay, run.place ?? start);
  const outcome =
    run.rule === null
      ? { changed: await attributeOrders(tx, platform, sources, ids), tally: run.tally }
      : await tryOn(tx, sources, run.rule, ids, run.tally);
  await sql`
    update attribution_run set state = ${next ? "running" : "done"}, done = done + ${ids.length}, changed = changed + ${outcome.changed},
      place = ${next ? JSON.stringify(next) : null}::jsonb, tally = ${JSON.stringify(outcome.tally)}::jsonb,
      ended_at = ${next ? null : platform.clock.now()}::timestamptz
    where id = ${run.id}`.execute(tx);
  return next !== undefined;
}

async function tryOn(
  tx: Tx,
  sources: readonly ClaimSource[],
  rule: AttributionRule,
  ids: readonly number[],
  before: Tally,
): Promise<{ changed: number; tally: Tally }> {
  const trial = { version: null, rule };
  const decided = await decideOrders(tx, sources, await loadDue(tx, ids), () => trial);
  const { rows } = await sql<{ orderId: number; claims: readonly KeptClaim[] }>`
    select order_id as "orderId", claims from order_attribution where order_id = any(${[...ids]}::bigint[])`.execute(
    tx,
  );
  const present = new Map(rows.map((row) => [row.orderId, row.claims]));
  return addToTally(
    before,
    decided.map(({ order, credits }) => ({ present: present.get(order.id) ?? [], credits })),
  );
}
