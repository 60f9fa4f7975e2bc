import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Cipher } from "../../kernel/crypto/cipher.ts";
import { type CursorKey, decodeCursor } from "../../kernel/http/cursor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { Relation } from "./relation.ts";
import type { SearchMeaning } from "./search-query.ts";
import { facetTokens } from "./search-tokens.ts";
import { ledByTags, rarestFirst } from "./tag-carriers.ts";

export interface MemberFilter {
  /** Name or part of it, phone or its last four digits, card number, member number. */
  readonly q?: string;
  readonly tagNos?: readonly number[];
  readonly storeNo?: number;
  readonly guideId?: string;
  readonly tier?: string;
  readonly channel?: string;
  readonly relation?: Relation;
  readonly gender?: "male" | "female";
  /** Half-open range. */
  readonly registeredFrom?: Date;
  readonly registeredTo?: Date;
  readonly cursor?: string;
  readonly limit: number;
}

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

/** Up to so many matches are cheaper to fetch and sort than to meet by walking. */
const fewMatches = 20_000;
/** So many of the newest members are looked through first for a part of the chain: mostly they fill the page. */
const newestMembers = 50_000;

/**
 * The numbers of one page, plus one. Tokens and facets are one condition, so that one index intersects them, and for the whole
 * chain PostgreSQL chooses between it and a walk in the list's order by its statistics.
 *
 * For a part of the chain that choice would be a gamble: numbers and stores often go together (an import sorted by store), and then
 * a walk over all members meets the part's only at its end. So only the newest are walked; where they do not fill the page, few
 * matches are fetched whole, and otherwise the newest members of each store are taken in turn and merged.
 *
 * Tags are the same gamble: the carriers of a tag may all be old members. So the rarest tag leads where it can (`ledByTags`).
 */
export async function pageOfNumbers(
  tx: Kysely<DB>,
  cipher: Cipher,
  filter: MemberFilter,
  search: SearchMeaning | null,
  stores: "all" | readonly number[],
  order: ListOrder,
): Promise<RawBuilder<unknown>> {
  const limit = filter.limit + 1;
  const tokens = tokensOf(cipher, filter, search);
  const carries = tokens.length === 0 ? sql`true` : sql`m.search_tokens @> ${tokens}::int[]`;
  const tags = await rarestFirst(tx, filter.tagNos ?? []);
  const where = sql.join(conditionsOf(filter, search, order), sql` and `);
  const narrow = filter.guideId !== undefined || (search !== null && "memberNos" in search);
  const led = narrow ? null : ledByTags(tags, search !== null, stores === "all", order);
  if (led !== null) {
    const untagged = sql.join(conditionsOf({ ...filter, tagNos: [] }, search, order), sql` and `);
    const inScope = stores === "all" ? sql`true` : sql`m.store_no = any(${stores}::int[])`;
    // "offset 0" keeps the join a look-up per carrier: the page's order must not turn it into a walk over all members.
    const page = sql`select m.member_no, m.registered_at from (${led.carriers}) led cross join lateral (
        select m.member_no, m.registered_at from member m
        where m.member_no = led.member_no and ${untagged} and (${carries}) is true and ${inScope} offset 0) m`;
    return led.inOrder
      ? sql`select m.member_no from (${page} order by led.member_no desc limit ${limit}) m`
      : sql`with found as materialized (${page}) select m.member_no from found m order by ${order.by} limit ${limit}`;
  }
  if (stores === "all") {
    return sql`select m.member_no from member m where ${where} and ${carries} order by ${order.by} limit ${limit}`;
  }
  const matches = sql`from member m where ${where} and ${carries} and m.store_no = any(${stores}::int[])`;
  if (narrow || order.byRegistration) return sql`select m.member_no ${matches} order by ${order.by} limit ${limit}`;
  if (stores.length > 1) {
    const newest = await sql<{ no: number }>`select m.member_no as no from (
        select * from member m where ${order.after ?? sql`true`} order by m.member_no desc limit ${newestMembers}) m
      where ${where} and (${carries}) is true and m.store_no = any(${stores}::int[]) order by m.member_no desc limit ${limit}`.execute(
      tx,
    );
    if (newest.rows.length === limit) return sql`select unnest(${newest.rows.map(({ no }) => no)}::int[])`;
  }
  if (tokens.length > 0 && (await estimatedRows(tx, matches)) <= fewMatches) {
    return sql`with found as materialized (select m.member_no ${matches})
      select m.member_no from found m order by m.member_no desc limit ${limit}`;
  }
  // "is true" keeps the index of tokens out of the walk through a store.
  return sql`select n.member_no from unnest(${stores}::int[]) s(no) cross join lateral (
    select m.member_no from member m where ${where} and (${carries}) is true and m.store_no = s.no order by m.member_no desc limit ${limit}) n
    order by n.member_no desc limit ${limit}`;
}

/** How many rows PostgreSQL expects, by its statistics; it costs a plan, not a query. */
async function estimatedRows(tx: Kysely<DB>, matches: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>`
    explain (format json) select m.member_no ${matches}`.execute(tx);
  return rows[0]?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0;
}

function tokensOf(cipher: Cipher, filter: MemberFilter, search: SearchMeaning | null): number[] {
  const { channel, relation, gender } = filter;
  return [
    ...(search && "tokens" in search ? search.tokens : []),
    ...facetTokens(cipher, { channel, relation, gender }),
  ];
}

function conditionsOf(filter: MemberFilter, search: SearchMeaning | null, order: ListOrder): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [sql`m.status = 'active'`];
  if (order.after) conditions.push(order.after);
  if (search && "memberNos" in search) {
    conditions.push(
      sql`m.member_no in (select owner_no from member where member_no = any(${search.memberNos}::int[]))`,
    );
  }
  for (const tagNo of filter.tagNos ?? []) {
    conditions.push(sql`exists (select from member_tag t where t.tag_no = ${tagNo} and t.member_no = m.member_no)`);
  }
  if (filter.guideId !== undefined) conditions.push(sql`m.guide_id = ${filter.guideId}::uuid`);
  if (filter.tier !== undefined) conditions.push(sql`m.tier = ${filter.tier}`);
  if (filter.registeredFrom) conditions.push(sql`m.registered_at >= ${filter.registeredFrom}`);
  if (filter.registeredTo) conditions.push(sql`m.registered_at < ${filter.registeredTo}`);
  return conditions;
}
