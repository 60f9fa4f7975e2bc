import { sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../../organization/index.ts";

export interface ItemCodeFigures {
  /** Batch id, product code, or name of a region; "" where nobody knows. */
  readonly key: string;
  readonly name: string;
  /** In the batches; null by region. */
  readonly codes: number | null;
  /** Pieces that were scanned. */
  readonly scanned: number;
  readonly scans: number;
  readonly first: number;
  readonly repeat: number;
  readonly suspicious: number;
  readonly people: number;
  readonly members: number;
  /** Scans at, or by customers of, a store outside the unit that the goods were meant for. */
  readonly drifted: number;
}

export type Grouping = "batch" | "product" | "region";

/**
 * What scans of a period say, by batch, product or region (DT-12). Where a scan was: the store that the report names, else the city it
 * names, else the store that the customer belongs to. Suspicious scans count as scans, not as people.
 */
export async function itemCodeFigures(
  db: Db,
  actor: Actor,
  by: Grouping,
  period: { readonly from: Date; readonly to: Date; readonly batchNo?: number | undefined },
): Promise<ItemCodeFigures[]> {
  const [key, name] = {
    batch: [sql`b.id::text`, sql`b.name`],
    product: [sql`b.sku`, sql`p.name`],
    region: [sql`coalesce(r.name, s.city, '')`, sql`coalesce(r.name, s.city, '不知道在哪')`],
  }[by] as [ReturnType<typeof sql>, ReturnType<typeof sql>];
  const codes = {
    batch: sql`max(b.codes)`,
    product: sql`(select sum(x.codes)::int from item_code_batch x join org_unit xu on xu.id = x.org_unit_id where x.sku = b.sku and ${unitCondition(actor, "xu.path")})`,
    region: sql`null::int`,
  }[by];
  const who = sql`coalesce(s.member_no::text, s.visitor_id::text, s.id::text)`;
  const { rows } = await sql<ItemCodeFigures>`
    select ${key} as key, ${name} as name, ${codes} as codes, count(distinct (s.batch_no, s.serial))::int as scanned, count(*)::int as scans,
      count(*) filter (where s.verdict = 'first')::int as first, count(*) filter (where s.verdict = 'repeat')::int as repeat,
      count(*) filter (where s.verdict = 'suspicious')::int as suspicious, count(distinct ${who}) filter (where s.verdict <> 'suspicious')::int as people,
      count(distinct s.member_no) filter (where s.verdict <> 'suspicious')::int as members,
      count(*) filter (where o.path is not null and not o.path <@ u.path)::int as drifted
    from item_scan s join item_code_batch b on b.no = s.batch_no join product p on p.sku = b.sku join org_unit u on u.id = b.org_unit_id
      left join member m on m.member_no = s.member_no
      left join org_unit o on o.no = coalesce(s.store_no, case when s.city is null then m.store_no end)
      left join lateral (select a.name from org_unit a where a.kind = 'region' and a.path @> o.path order by nlevel(a.path) limit 1) r on true
    where s.at >= ${period.from} and s.at < ${period.to} and ${unitCondition(actor, "u.path")}
      and (${period.batchNo ?? null}::int is null or s.batch_no = ${period.batchNo ?? null}::int)
    group by 1, 2 ${by === "product" ? sql`, b.sku` : sql``} order by scans desc, 1 limit 200`.execute(db);
  return rows;
}

/** Codes that were none of ours, in a period of days. */
export async function countMisses(db: Db, fromDay: string, untilDay: string): Promise<number> {
  const { rows } = await sql<{ scans: number }>`
    select coalesce(sum(scans), 0)::int as scans from item_code_miss where day >= ${fromDay}::date and day <= ${untilDay}::date`.execute(
    db,
  );
  return rows[0]?.scans ?? 0;
}
