import { type RawBuilder, sql } from "kysely";
import type { Conditions } from "./list-conditions.ts";
import type { ListKind } from "./list-plan.ts";

/**
 * SQL: `member_no` of the members in all of these lists, each once, from the newest below `afterNo`. Every list is an index in that
 * order, so PostgreSQL merges them and stops where "limit" cuts it off.
 */
export function listOf(along: readonly ListKind[], asked: Conditions, afterNo: number | null): RawBuilder<unknown> {
  const before = afterNo === null ? sql`true` : sql`m.member_no < ${afterNo}`;
  const lists = along.flatMap((kind) => listsOf(kind, asked, before));
  if (lists.length === 0) return sql`select m.member_no from member m where ${before} order by m.member_no desc`;
  const [first, ...others] = lists.map((list, i) => sql`(${list}) ${sql.ref(`l${i}`)}`);
  const joined = others.map((list) => sql`join ${list} using (member_no)`);
  // A merged person carries a tag once for each of their profiles; the other lists hold each member once.
  const each = along.includes("tags") ? sql`distinct member_no` : sql`member_no`;
  return sql`select ${each} from ${first} ${sql.join(joined, sql` `)} order by member_no desc`;
}

function listsOf(
  kind: ListKind,
  { stores, tier, tagNos, facets }: Conditions,
  before: RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  const active = sql`select m.member_no from member m where m.status = 'active' and ${before}`;
  if (kind === "tier") {
    const inStores = stores === "all" ? sql`true` : sql`m.store_no = any(${stores}::int[])`;
    return [sql`${active} and m.tier = ${tier} and ${inStores} and ${facets ?? sql`true`}`];
  }
  if (kind === "tags")
    return tagNos.map((tagNo) => sql`select m.member_no from member_tag m where m.tag_no = ${tagNo} and ${before}`);
  if (stores === "all") return [];
  if (stores.length === 1) return [sql`${active} and m.store_no = ${stores[0]}`];
  // One branch a store: they are merged in order, no more read of each than the page needs.
  const branches = stores.map((storeNo) => sql`(${active} and m.store_no = ${storeNo} order by m.member_no desc)`);
  return [sql.join(branches, sql` union all `)];
}
