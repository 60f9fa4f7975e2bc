import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Cipher } from "../../kernel/crypto/cipher.ts";
import { type CursorKey, decodeCursor } from "../../kernel/http/cursor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { allOf, conditionsOf, type MemberFilter } from "./list-conditions.ts";
import { chooseWalk } from "./list-plan.ts";
import { estimateSizes } from "./list-sizes.ts";
import { listOf } from "./list-walks.ts";
import type { SearchMeaning } from "./search-query.ts";

interface Keyed {
  readonly memberNo: number;
  readonly registeredAt: Date | null;
}

export interface ListOrder {
  readonly by: RawBuilder<unknown>;
  readonly keyOf: (row: Keyed) => CursorKey;
  readonly after: RawBuilder<unknown> | null;
  /** The member number that the page comes after, in an order by number. */
  readonly afterNo: number | null;
  readonly byRegistration: boolean;
}

/**
 * Newest number first; within a range of registration, latest registration first, since an index is walked in that order: an old
 * month would otherwise be reached past everybody newer.
 */
export function orderOf(filter: MemberFilter, search: SearchMeaning | null): ListOrder {
  const byRegistration = search === null && (filter.registeredFrom !== undefined || filter.registeredTo !== undefined);
  const key = decodeCursor(filter.cursor, byRegistration ? 2 : 1);
  if (!byRegistration) {
    const afterNo = key && Number(key[0]);
    const after = key && sql`m.member_no < ${afterNo}`;
    return { by: sql`m.member_no desc`, keyOf: (row) => [row.memberNo], after, afterNo, byRegistration };
  }
  return {
    by: sql`m.registered_at desc, m.member_no desc`,
    keyOf: (row) => [row.registeredAt?.toISOString() ?? null, row.memberNo],
    after: key && sql`(m.registered_at, m.member_no) < (${String(key[0])}::timestamptz, ${Number(key[1])})`,
    afterNo: null,
    byRegistration,
  };
}

/**
 * The numbers of one page, plus one. PostgreSQL's own choice between walking and fetching is a gamble on a large base: it cannot
 * know that numbers and stores go together (an import sorted by store), or that all carriers of a tag are old members. So
 * `chooseWalk` decides, a walk is along a list that holds only members of the scope, tier or tags, and a walk in vain is given up.
 */
export async function pageOfNumbers(
  tx: Kysely<DB>,
  cipher: Cipher,
  filter: MemberFilter,
  search: SearchMeaning | null,
  stores: "all" | readonly number[],
  order: ListOrder,
  choose = chooseWalk,
): Promise<RawBuilder<unknown>> {
  const limit = filter.limit + 1;
  const asked = conditionsOf(cipher, filter, search, stores);
  const all = order.after === null ? allOf(asked) : sql`${allOf(asked)} and ${order.after}`;
  const inOrder = sql`select m.member_no from member m where ${all} order by ${order.by} limit ${limit}`;
  if (asked.narrow) return inOrder;
  const sizes = await estimateSizes(tx, asked);
  if (sizes === null) return inOrder;
  const whole = sql`with found as materialized (select m.member_no, m.registered_at from member m where ${all})
    select m.member_no from found m order by ${order.by} limit ${limit}`;
  const walk = choose(sizes, limit);
  if (walk === null) return whole;
  if (order.byRegistration) return inOrder;
  const list = listOf(walk.along, asked, order.afterNo);
  // "offset 0" keeps the join a look-up per member: the page's order must not turn it into another walk.
  const { rows } = await sql<{
    no: number;
  }>`select m.member_no as no from (${list} limit ${walk.atMost}) led cross join lateral (
      select m.member_no from member m where m.member_no = led.member_no and ${all} offset 0) m
    order by led.member_no desc limit ${limit}`.execute(tx);
  const isFull = rows.length === limit;
  if (!isFull && (await sql`${list} offset ${walk.atMost} limit 1`.execute(tx)).rows.length > 0) return whole;
  return sql`select unnest(${rows.map(({ no }) => no)}::int[])`;
}
