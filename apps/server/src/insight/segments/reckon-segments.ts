import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import { sliceOfPath } from "../shared/slice.ts";
import { textList, textLiteral } from "../shared/sql-text.ts";
import { compileRules } from "./compile/compile-rules.ts";
import { compiledParams, contextOf } from "./compile/context-of.ts";
import type { SegmentRule } from "./rule/rule.ts";

/** So many rules are reckoned by one query: each source is read once for all of them. */
const batchSize = 12;
const bounds = { timeoutMs: 600_000, maxMemoryBytes: 6 * 1024 ** 3 } as const;

interface Due {
  readonly id: string;
  readonly orgPath: string;
  readonly rule: SegmentRule;
  readonly revision: number;
  readonly refersTo: readonly string[];
  readonly reckonedVersion: number;
}

async function dueSegments(platform: Platform, only: string | undefined): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select s.id, u.path::text as "orgPath", s.rule, s.revision, s.reckoned_version as "reckonedVersion",
      array(select refers_to::text from segment_reference r where r.segment_id = s.id) as "refersTo"
    from segment s join org_unit u on u.id = s.org_unit_id
    where s.archived_at is null and (${only ?? null}::uuid is null or s.id = ${only ?? null}) order by u.path, s.id`.execute(
    platform.db,
  );
  return rows;
}

/** Those of which nobody waits for another one of the list, in batches of one part of the chain. */
export function nextBatch<Item extends Pick<Due, "id" | "orgPath" | "refersTo">>(waiting: readonly Item[]): Item[] {
  const pending = new Set(waiting.map((segment) => segment.id));
  const ready = waiting.filter((segment) => !segment.refersTo.some((id) => pending.has(id)));
  return ready.filter((segment) => segment.orgPath === ready[0]?.orgPath).slice(0, batchSize);
}

interface Reckoned {
  readonly segment: string;
  readonly members: number;
  readonly entered: number;
  readonly departed: number;
}

/** Writes the bitmaps of a batch under versions of their own and compares them with those that stand. */
async function writeBitmaps(
  platform: Platform,
  batch: readonly Due[],
  versions: readonly number[],
  signal: AbortSignal,
): Promise<Reckoned[]> {
  const { clickhouse } = platform;
  const rules = batch.map((segment) => segment.rule.root);
  const context = await contextOf(platform, rules, await sliceOfPath(platform, batch[0]?.orgPath ?? ""));
  const parts = batch
    .map((segment, at) => `(${textLiteral(segment.id)}, toUInt32(${versions[at]}), r${at})`)
    .join(", ");
  await clickhouse.command(
    `insert into segment_bitmap (segment, version, bucket, members)
     select part.1, part.2, bucket, part.3 from (select bucket, arrayJoin([${parts}]) as part from (${compileRules(rules, context)}))
     where bitmapCardinality(part.3) > 0`,
    compiledParams(platform, context),
    { ...bounds, signal },
  );
  const version = (column: (segment: Due, at: number) => number) =>
    `transform(segment, [${textList(batch.map((segment) => segment.id))}], [${batch.map(column).join(", ")}], 0)`;
  return clickhouse.rows<Reckoned>(
    `select segment, sum(bitmapCardinality(now)) as members, sum(bitmapAndnotCardinality(now, before)) as entered,
       sum(bitmapAndnotCardinality(before, now)) as departed
     from (select segment, bucket, groupBitmapMergeStateIf(members, version = ${version((_, at) => versions[at] ?? 0)}) as now,
         groupBitmapMergeStateIf(members, version = ${version((segment) => segment.reckonedVersion)}) as before
       from segment_bitmap where segment in (${textList(batch.map((segment) => segment.id))}) group by segment, bucket)
     group by segment`,
    {},
    { ...bounds, signal },
  );
}

async function reckonBatch(platform: Platform, batch: readonly Due[], signal: AbortSignal): Promise<void> {
  // A number of its own for every attempt: what a broken one left behind is never read.
  const { rows: numbers } = await sql<{ version: number }>`
    select nextval('segment_version')::int as version from generate_series(1, ${batch.length}::int)`.execute(
    platform.db,
  );
  const versions = numbers.map((row) => row.version);
  const found = new Map(
    (await writeBitmaps(platform, batch, versions, signal)).map((row) => [row.segment, row] as const),
  );
  const rows = batch.map((segment, at) => ({
    id: segment.id,
    revision: segment.revision,
    version: versions[at],
    members: found.get(segment.id)?.members ?? 0,
    entered: found.get(segment.id)?.entered ?? 0,
    departed: found.get(segment.id)?.departed ?? 0,
  }));
  await sql`
    with reckoned as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r (id uuid, revision int, version int, members int, entered int, departed int)),
    noted as (
      insert into segment_size (segment_id, version, at, members, entered, departed)
      select id, version, ${platform.clock.now()}, members, entered, departed from reckoned)
    update segment s set reckoned_version = r.version, reckoned_at = ${platform.clock.now()}, reckoned_rule = r.revision, members = r.members,
      failure = null
    from reckoned r where s.id = r.id`.execute(platform.db);
}

async function noteFailure(platform: Platform, segment: Due, error: unknown): Promise<void> {
  platform.log.warn({ err: error, segment: segment.id }, "a segment could not be reckoned");
  await sql`update segment set failure = ${error instanceof Error ? error.message.slice(0, 500) : String(error)}
    where id = ${segment.id}`.execute(platform.db);
}

/** Bitmaps that nobody reads any more: of every segment the last two stay, the one that stands and the one before it. */
async function dropOldBitmaps(platform: Platform): Promise<void> {
  const { rows } = await sql<{ version: number }>`
    select version from (select version, row_number() over (partition by segment_id order by version desc) as age from segment_size) v
    where age <= 2`.execute(platform.db);
  const kept = rows.map((row) => row.version);
  await platform.clickhouse.command(
    `alter table segment_bitmap delete where version not in (${kept.length === 0 ? "0" : kept.join(", ")})`,
  );
}

/**
 * Reckons anew whom segments hold for: those that others refer to first, many by one query. One that fails keeps what it had and says why; the
 * others go on.
 */
export async function reckonSegmentsNow(
  platform: Platform,
  wanted: { readonly segmentId?: string },
  signal: AbortSignal,
): Promise<void> {
  let waiting = await dueSegments(platform, wanted.segmentId);
  while (waiting.length > 0) {
    signal.throwIfAborted();
    const batch = nextBatch(waiting);
    if (batch.length === 0) throw new Error("segments refer to each other in a circle");
    try {
      await reckonBatch(platform, batch, signal);
    } catch (error) {
      signal.throwIfAborted();
      for (const segment of batch)
        await reckonBatch(platform, [segment], signal).catch((own: unknown) => noteFailure(platform, segment, own));
      if (batch.length > 1) platform.log.warn({ err: error }, "a batch of segments was reckoned one by one");
    }
    const done = new Set(batch.map((segment) => segment.id));
    waiting = waiting.filter((segment) => !done.has(segment.id));
  }
  // With the hourly look at all: not after every rule that somebody saves.
  if (wanted.segmentId === undefined) await dropOldBitmaps(platform);
}
