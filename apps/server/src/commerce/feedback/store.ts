import { type Kysely, type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import { addDays, instantOf } from "../../kernel/calendar.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { countQuery, feedbackSchema, filterSchema } from "./schemas.ts";

type Tx = Kysely<DB>;
type Shown = z.output<typeof feedbackSchema>;

export interface FeedbackRow extends Omit<Shown, "answeredAt" | "toldAt" | "createdAt"> {
  readonly originNo: number | null;
  readonly orgPath: string | null;
  readonly answeredAt: Date | null;
  readonly toldAt: Date | null;
  readonly createdAt: Date;
}

const rowsOf = sql`
  select f.id, f.origin_no as "originNo", f.member_no as "memberNo", f.store_no as "storeNo", u.name as "storeName", u.path::text as "orgPath",
    f.source, f.stage, f.topic, f.sentiment, f.body, f.status, f.answer, f.answered_at as "answeredAt", f.answered_by as "answeredBy",
    f.told_at as "toldAt", f.told_by as "toldBy", f.created_at as "createdAt", f.created_by as "createdBy",
    coalesce((select json_agg(json_build_object('sku', k.sku, 'name', p.name) order by k.n)
      from unnest(f.skus) with ordinality k(sku, n) left join product p on p.sku = k.sku), '[]') as products
  from feedback f left join org_unit u on u.no = f.store_no`;

function narrowed(filter: z.output<typeof filterSchema>, timeZone: string): RawBuilder<unknown> {
  return sql`true
    ${filter.status ? sql`and f.status = ${filter.status}` : sql``}
    ${filter.stage ? sql`and f.stage = ${filter.stage}` : sql``}
    ${filter.sentiment ? sql`and f.sentiment = ${filter.sentiment}` : sql``}
    ${filter.topic ? sql`and f.topic = ${filter.topic}` : sql``}
    ${filter.sku ? sql`and f.skus @> array[${filter.sku}]::text[]` : sql``}
    ${filter.from ? sql`and f.created_at >= ${instantOf(timeZone, filter.from)}` : sql``}
    ${filter.to ? sql`and f.created_at < ${instantOf(timeZone, addDays(filter.to, 0))}` : sql``}`;
}

/** Feedback in the scope (`f.store_no`), the newest first. */
export async function listFeedback(
  tx: Tx,
  scope: RawBuilder<unknown>,
  filter: z.output<typeof filterSchema>,
  page: { readonly timeZone: string; readonly before: string | null; readonly limit: number },
): Promise<FeedbackRow[]> {
  const { rows } = await sql<FeedbackRow>`
    ${rowsOf} where ${scope} and ${narrowed(filter, page.timeZone)} ${page.before ? sql`and f.id < ${page.before}::uuid` : sql``}
    order by f.id desc limit ${page.limit}`.execute(tx);
  return rows;
}

export async function findFeedback(tx: Tx, scope: RawBuilder<unknown>, id: string): Promise<FeedbackRow | null> {
  const { rows } = await sql<FeedbackRow>`${rowsOf} where f.id = ${id} and ${scope}`.execute(tx);
  return rows[0] ?? null;
}

export interface FeedbackCount {
  readonly key: string;
  readonly label: string;
  readonly items: number;
  readonly negative: number;
  readonly open: number;
}

/** How much feedback there is by what; an item about two products counts for both. */
export async function countFeedback(
  tx: Tx,
  scope: RawBuilder<unknown>,
  { by, ...filter }: z.output<typeof countQuery>,
  timeZone: string,
): Promise<FeedbackCount[]> {
  const key = {
    product: sql`k.sku`,
    topic: sql`f.topic`,
    stage: sql`f.stage`,
    sentiment: sql`f.sentiment`,
    month: sql`to_char(f.created_at at time zone ${timeZone}, 'YYYY-MM')`,
  }[by];
  const { rows } = await sql<FeedbackCount>`
    select n.key, coalesce(p.name, n.key) as label, n.items, n.negative, n.open from (
      select ${key} as key, count(*)::int as items, count(*) filter (where f.sentiment = 'negative')::int as negative,
        count(*) filter (where f.status = 'open')::int as open
      from feedback f ${by === "product" ? sql`cross join lateral unnest(f.skus) k(sku)` : sql``}
      where ${scope} and ${narrowed(filter, timeZone)} group by 1) n
    left join product p on ${by === "product"} and p.sku = n.key
    order by n.items desc, n.key limit 500`.execute(tx);
  return rows;
}
