import { type Kysely, sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { FrontCode } from "./fronts.ts";

type Read = Kysely<DB>;

export interface PieceRow {
  readonly id: string;
  readonly title: string;
  readonly theme: string;
  readonly facts: string;
  readonly skus: string[];
  readonly targetUrl: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export interface VariantRow {
  readonly id: string;
  readonly pieceId: string;
  readonly front: FrontCode;
  readonly headline: string;
  readonly body: string;
  readonly plannedAt: Date | null;
  readonly linkNo: number | null;
  readonly linkPath: string | null;
  readonly outboundId: string | null;
  readonly outAt: Date | null;
  readonly address: string | null;
  readonly workId: string | null;
  readonly plays: number | null;
  readonly version: number;
  readonly writtenBy: string;
}

const pieceColumns = sql`p.id, p.title, p.theme, p.facts, p.skus, p.target_url as "targetUrl", p.version,
  p.created_at as "createdAt", p.created_by as "createdBy"`;

/** Pieces, newest first. */
export async function listPieces(
  db: Read,
  before: readonly [string, string] | null,
  limit: number,
): Promise<PieceRow[]> {
  const { rows } = await sql<PieceRow>`
    select ${pieceColumns} from content_piece p
    where p.archived_at is null
      and (${before?.[0] ?? null}::timestamptz is null or (p.created_at, p.id) < (${before?.[0] ?? null}::timestamptz, ${before?.[1] ?? null}::uuid))
    order by p.created_at desc, p.id desc limit ${limit}`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` */
export async function loadPiece(db: Read, id: string): Promise<PieceRow> {
  const { rows } = await sql<PieceRow>`
    select ${pieceColumns} from content_piece p where p.id = ${id} and p.archived_at is null`.execute(db);
  if (!rows[0]) throw notFound("这份内容");
  return rows[0];
}

// A message that the platform refused, or that was stopped, leaves its variant where it was.
const variantColumns = sql`v.id, v.piece_id as "pieceId", v.front, v.headline, v.body, v.planned_at as "plannedAt", v.link_no as "linkNo",
  '/s/' || c.slug as "linkPath", o.id as "outboundId", coalesce(o.created_at, v.placed_at) as "outAt", v.address, v.work_id as "workId", w.plays,
  v.version, v.written_by as "writtenBy"`;
const variantTables = sql`content_variant v
  left join content_link l on l.no = v.link_no left join live_code c on c.id = l.code_id
  left join video_work w on w.id = v.work_id
  left join outbound o on o.business_key = 'content:' || v.id and o.part = 1 and o.state not in ('refused', 'cancelled')`;

/** What the fronts made of pieces. */
export async function listVariants(db: Read, pieceIds: readonly string[]): Promise<VariantRow[]> {
  const { rows } = await sql<VariantRow>`
    select ${variantColumns} from ${variantTables} where v.piece_id = any(${[...pieceIds]}::uuid[]) order by v.written_at, v.id`.execute(
    db,
  );
  return rows.map((row) => ({ ...row, plays: row.plays === null ? null : Number(row.plays) }));
}

/** @throws Refusal `not_found` */
export async function loadVariant(db: Read, pieceId: string, front: FrontCode): Promise<VariantRow> {
  const variant = (await listVariants(db, [pieceId])).find((each) => each.front === front);
  if (!variant) throw notFound("这一端的版本");
  return variant;
}

/** Whom variants reached through `outbound`, by variant. */
export async function reachedBy(db: Read, variantIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; reached: number }>`
    select substring(o.business_key from 9) as id, count(d.target_key)::int as reached
    from outbound o left join outbound_delivery d on d.outbound_id = o.id and d.outcome in ('sent', 'delivered')
    where o.business_key in (select 'content:' || v from unnest(${[...variantIds]}::uuid[]) v) group by 1`.execute(db);
  return new Map(rows.map(({ id, reached }) => [id, reached]));
}

export interface Scheduled {
  readonly pieceId: string;
  readonly title: string;
  readonly front: FrontCode;
  readonly at: Date;
  readonly isOut: boolean;
}

/** What went out, and what is planned to, from one moment to another. */
export async function readSchedule(db: Read, from: Date, to: Date): Promise<Scheduled[]> {
  const { rows } = await sql<Scheduled>`
    select * from (
      select p.id as "pieceId", p.title, v.front, coalesce(o.created_at, v.placed_at, v.planned_at) as at,
        coalesce(o.created_at, v.placed_at) is not null as "isOut"
      from ${variantTables} join content_piece p on p.id = v.piece_id
      where p.archived_at is null) s
    where at >= ${from} and at < ${to} order by at, front limit 500`.execute(db);
  return rows;
}
