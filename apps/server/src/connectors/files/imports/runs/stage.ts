import { type RawBuilder, sql } from "kysely";
import type { Spoken } from "../../../../commerce/index.ts";
import type { Db, Tx } from "../../../../kernel/postgres/database.ts";

/** The table that holds the fragments of one run; made for it and dropped after it. */
export function stageTable(runNo: number): string {
  return `import_stage_${Math.trunc(runNo)}`;
}

/**
 * Fragments lie in an unlogged table of the run's own: nothing to write ahead, nothing to vacuum, gone in an instant. What a
 * crash of PostgreSQL would empty can be read from the file again. It holds personal data in the clear, for as long as the
 * run lasts.
 */
export async function ensureStage(db: Db, runNo: number): Promise<void> {
  await sql`create unlogged table if not exists ${sql.table(stageTable(runNo))} (
    key text collate "C" not null, seq bigint not null, order_code text, identity text, store_no int, channel text not null,
    at timestamptz(3) not null, business_day date not null, row_count int not null, items bigint not null, amount_li bigint not null,
    order_amount_li bigint, discount_li bigint not null, coupons text, guide_no int, is_gift boolean not null,
    recipient text, recipient_name text, lines text storage external not null
  ) with (toast_tuple_target = 8160, autovacuum_enabled = false)`.execute(db);
}

export async function isStageEmpty(db: Db, runNo: number): Promise<boolean> {
  const { rows } = await sql<{
    empty: boolean;
  }>`select not exists (select from ${sql.table(stageTable(runNo))}) as empty`.execute(db);
  return rows[0]?.empty ?? true;
}

/** Makes the staged fragments readable by order. */
export async function indexStage(db: Db, runNo: number): Promise<void> {
  const table = stageTable(runNo);
  await sql`create index if not exists ${sql.ref(`${table}_key`)} on ${sql.table(table)} (key, seq)`.execute(db);
  // The planner needs to know roughly, and about keys only.
  await sql`alter table ${sql.table(table)} alter column key set statistics 10`.execute(db);
  await sql`analyze ${sql.table(table)} (key)`.execute(db);
}

export async function dropStage(db: Db | Tx, runNo: number): Promise<void> {
  await sql`drop table if exists ${sql.table(stageTable(runNo))}`.execute(db);
}

/** The key at which a batch of about `size` fragments after `after` ends; null when nothing is left. */
export async function nextBatchEnd(db: Db | Tx, runNo: number, after: string, size: number): Promise<string | null> {
  const table = sql.table(stageTable(runNo));
  const { rows } = await sql<{ key: string | null }>`
    select coalesce(
      (select key from ${table} where key > ${after} collate "C" order by key, seq offset ${size - 1} limit 1),
      (select max(key) from ${table} where key > ${after} collate "C")) as key`.execute(db);
  return rows[0]?.key ?? null;
}

export interface StagedDocument {
  readonly key: string;
  readonly rows: number;
  readonly identity: string | null;
  /** Of the earliest row. */
  readonly at: Date;
  readonly storeNo: number | null;
  readonly channel: string;
  /** Identity of whoever receives it, and the name; undefined when the file does not speak of gifts. */
  readonly recipient?: string | null;
  readonly recipientName?: string | null;
}

const firstOf = (column: string) =>
  sql`(array_agg(${sql.ref(column)} order by seq) filter (where ${sql.ref(column)} is not null))[1]`;

/** Half-open range of keys. */
export interface KeyRange {
  readonly after: string;
  readonly upTo: string;
}

/** The documents of a batch, without their lines. */
export async function stagedDocuments(
  db: Db,
  runNo: number,
  range: KeyRange,
  spoken: Spoken,
): Promise<StagedDocument[]> {
  const { rows } = await sql<StagedDocument>`
    select key, sum(row_count)::int as rows, ${firstOf("identity")} as identity, min(at) as at, ${firstOf("store_no")} as "storeNo",
      ${firstOf("channel")} as channel
      ${spoken.gift ? sql`, ${firstOf("recipient")} as recipient, ${firstOf("recipient_name")} as "recipientName"` : sql``}
    from ${sql.table(stageTable(runNo))} where key > ${range.after} collate "C" and key <= ${range.upTo} collate "C" group by key`.execute(
    db,
  );
  return rows;
}

/** The profile under which an identity's orders are recorded. */
export interface KnownIdentity {
  readonly identity: string;
  readonly origin_no: number;
}

/**
 * The documents of a batch as the query that `writeOrders` and `writeRefunds` take: fragments of one document put together in
 * the order of the file. Keys begin with `o` (orders) or `r` (refunds).
 *
 * A profile's orders go to the member that it belongs to at this moment.
 *
 * Amounts: the lines add up to the goods; an amount for the order as a whole decides what was paid, the difference is discount.
 */
export function mergedDocuments(
  runNo: number,
  range: KeyRange,
  kind: "o" | "r",
  source: string,
  identities: readonly KnownIdentity[],
  spoken: Spoken,
): RawBuilder<unknown> {
  const { guide = false, gift = false } = kind === "o" ? spoken : { guide: spoken.guide };
  const nothing = sql``;
  const merged = sql`
    select key, min(at) as at, min(business_day) as business_day, ${firstOf("identity")} as identity, ${firstOf("store_no")} as store_no,
      ${firstOf("channel")} as channel, ${firstOf("order_code")} as order_code, sum(amount_li)::bigint as lines_li,
      max(order_amount_li) as order_amount_li, max(discount_li) as discount_li, sum(items)::bigint as items, sum(row_count)::int as row_count,
      case when count(coupons) = 0 then '{}'::text[] else (select array_agg(distinct c order by c)
        from unnest(array_agg(coupons)) as t (list), jsonb_array_elements_text(list::jsonb) as c) end as coupons,
      coalesce(string_agg(nullif(lines, ''), ',' order by seq), '') as lines
      ${guide ? sql`, ${firstOf("guide_no")} as guide_no` : nothing}
      ${gift ? sql`, bool_or(is_gift) as is_gift, ${firstOf("recipient")} as recipient` : nothing}
    from ${sql.table(stageTable(runNo))} where key > ${range.after} collate "C" and key <= ${range.upTo} collate "C"
      and key >= ${kind} and key < ${kind === "o" ? "p" : "s"} group by key`;
  const goods = sql`case when f.lines_li = 0 then coalesce(f.order_amount_li, 0) + f.discount_li else greatest(f.lines_li, coalesce(f.order_amount_li, 0)) end`;
  return sql`
    select ${source}::text as source, substr(f.key, 2) as ${sql.ref(kind === "o" ? "order_code" : "refund_code")},
      ${kind === "o" ? sql`` : sql`f.order_code,`} p.member_no as origin_no, p.owner_no as member_no, f.store_no, f.channel,
      f.at as ${sql.ref(kind === "o" ? "paid_at" : "refunded_at")}, f.business_day,
      ${
        kind === "o"
          ? sql`f.goods_li, least(f.goods_li, case when f.order_amount_li is null then f.discount_li else f.goods_li - f.order_amount_li end) as discount_li,`
          : sql`case when f.order_amount_li is null then f.lines_li else f.order_amount_li end as amount_li,`
      }
      -- An order without lines is one piece of something.
      case when f.lines = '' then 1 else f.items end as items, case when f.lines = '' then 0 else f.row_count end as line_count,
      ${kind === "o" ? sql`f.coupons,` : sql``} '[' || f.lines || ']' as lines
      ${guide ? sql`, f.guide_no` : nothing}
      ${
        // Whoever is named as the recipient of what they bought themselves has received no gift.
        gift
          ? sql`, f.is_gift and (g.owner_no is null or g.owner_no is distinct from p.owner_no) as is_gift,
              case when g.owner_no is distinct from p.owner_no then g.member_no end as recipient_origin_no,
              case when g.owner_no is distinct from p.owner_no then g.owner_no end as recipient_no`
          : nothing
      }
    from (select f.*, ${goods} as goods_li from (${merged}) f) f
    left join json_to_recordset(${JSON.stringify(identities)}::json) as m (identity text, origin_no int) on m.identity = f.identity
    left join member p on p.member_no = m.origin_no
    ${
      gift
        ? sql`left join json_to_recordset(${JSON.stringify(identities)}::json) as r (identity text, origin_no int) on r.identity = f.recipient
            left join member g on g.member_no = r.origin_no`
        : nothing
    }`;
}

/** The document with the most rows. */
export async function longestDocument(db: Db, runNo: number): Promise<{ code: string; rows: number } | null> {
  const { rows } = await sql<{ code: string; rows: number }>`
    select substr(key, 2) as code, sum(row_count)::int as rows from ${sql.table(stageTable(runNo))} group by key order by 2 desc limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}
