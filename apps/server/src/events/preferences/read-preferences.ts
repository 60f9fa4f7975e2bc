import { sql } from "kysely";
import type { Db } from "../../kernel/postgres/database.ts";

export interface Preference {
  /** Product (sku), category or content code. */
  readonly code: string;
  /** As last seen in an event; null when no event named it. */
  readonly name: string | null;
  readonly times: number;
  readonly lastAt: Date;
}

export interface Preferences {
  /** What the member looks at: products, and the categories they belong to. */
  readonly browsing: { readonly products: readonly Preference[]; readonly categories: readonly Preference[] };
  /** What the member passes on to others. */
  readonly sharing: { readonly products: readonly Preference[]; readonly contents: readonly Preference[] };
}

/** Looking, keeping and putting into the cart all say "I am interested"; each counts once. */
const browsingTypes = ["product.viewed", "product.favored", "cart.added", "device.tried"];

interface Row extends Preference {
  readonly list: "viewed" | "category" | "shared" | "content";
}

/**
 * What a member prefers, read from browsing, and likes, read from sharing (catalog DT-10): the `limit` most frequent of each kind since
 * `since`, ties by the latest.
 */
export async function readPreferences(db: Db, memberNo: number, since: Date, limit: number): Promise<Preferences> {
  const { rows } = await sql<Row>`
    with acts as (
      select occurred_at, properties as p, type = any(${browsingTypes}::text[]) as browsing, type from event_log
      where member_no = ${memberNo} and occurred_at >= ${since}
        and type = any(${[...browsingTypes, "product.shared", "content.shared"]}::text[])
    ), named as (
      select 'viewed' as list, p->>'sku' as code, p->>'productName' as name, occurred_at from acts where browsing
      union all select 'category', p->>'categoryCode', null, occurred_at from acts where browsing
      union all select 'shared', p->>'sku', p->>'productName', occurred_at from acts where type = 'product.shared'
      union all select 'content', p->>'contentCode', p->>'title', occurred_at from acts where type = 'content.shared'
    ), counted as (
      select list, code, count(*) as times, max(occurred_at) as last_at,
        (array_agg(name order by occurred_at desc) filter (where name is not null))[1] as name
      from named where code is not null group by list, code
    ), ranked as (
      select *, row_number() over (partition by list order by times desc, last_at desc, code) as place from counted
    )
    select list, code, name, times, last_at as "lastAt" from ranked where place <= ${limit} order by list, place`.execute(
    db,
  );
  const of = (list: Row["list"]): Preference[] =>
    rows.filter((row) => row.list === list).map(({ code, name, times, lastAt }) => ({ code, name, times, lastAt }));
  return {
    browsing: { products: of("viewed"), categories: of("category") },
    sharing: { products: of("shared"), contents: of("content") },
  };
}
