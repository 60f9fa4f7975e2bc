import { type Kysely, type RawBuilder, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { Conditions } from "./list-conditions.ts";
import type { ListSizes } from "./list-plan.ts";

/** How large each condition's part of the base is, by PostgreSQL's statistics and the tag library's counts; null where none is asked. */
export async function estimateSizes(
  tx: Kysely<DB>,
  { stores, tier, tagNos, facets, tokens, registered }: Omit<Conditions, "narrow">,
): Promise<ListSizes | null> {
  if (stores === "all" && tier === null && tagNos.length === 0 && tokens === null && registered === null) return null;
  const chain = Math.max(1, await estimatedRows(tx, sql`m.status = 'active'`));
  const share = async (condition: RawBuilder<unknown> | null) =>
    condition === null ? undefined : Math.min(1, (await estimatedRows(tx, condition)) / chain);
  return {
    chain,
    stores: await share(stores === "all" ? null : sql`m.store_no = any(${stores}::int[])`),
    storeCount: stores === "all" ? 0 : stores.length,
    tier: await share(tier === null ? null : sql`m.tier = ${tier}`),
    tags: (await carriersOf(tx, tagNos)).map((carriers) => Math.min(1, carriers / chain)),
    facets: tier === null ? undefined : await share(facets),
    tokens: await share(tokens),
    registered: await share(registered),
  };
}

/** It costs a plan, not a query. */
async function estimatedRows(tx: Kysely<DB>, condition: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>`
    explain (format json) select from member m where m.status = 'active' and ${condition}`.execute(tx);
  return rows[0]?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0;
}

/** Profiles that carry each tag, as far as the library counts: it is exact each night. */
async function carriersOf(tx: Kysely<DB>, tagNos: readonly number[]): Promise<number[]> {
  if (tagNos.length === 0) return [];
  const { rows } = await sql<{ carriers: number }>`
    select coalesce(t.member_count, 0) as carriers from unnest(${tagNos}::int[]) no left join tag t on t.tag_no = no`.execute(
    tx,
  );
  return rows.map(({ carriers }) => carriers);
}
