import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Cipher } from "../../kernel/crypto/cipher.ts";
import type { Relation } from "./relation.ts";
import type { SearchMeaning } from "./search-query.ts";
import { facetTokens } from "./search-tokens.ts";

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

/** What a filter asks of a member `m`, condition by condition; null where it asks nothing. */
export interface Conditions {
  readonly stores: "all" | readonly number[];
  readonly tier: string | null;
  readonly tagNos: readonly number[];
  /** Channel, relation and gender by their columns. */
  readonly facets: RawBuilder<unknown> | null;
  /** All that search tokens answer, the facets among it. */
  readonly tokens: RawBuilder<unknown> | null;
  readonly registered: RawBuilder<unknown> | null;
  /** Certain members or one guide's: so few that nothing has to be chosen. */
  readonly narrow: RawBuilder<unknown> | null;
}

export function conditionsOf(
  cipher: Cipher,
  filter: Omit<MemberFilter, "cursor" | "limit">,
  search: SearchMeaning | null,
  stores: "all" | readonly number[],
): Conditions {
  const { channel, relation, gender, registeredFrom, registeredTo, guideId } = filter;
  const facets = Object.entries({ channel, relation, gender }).flatMap(([column, value]) =>
    value === undefined ? [] : [sql`${sql.ref(`m.${column}`)} = ${value}`],
  );
  const tokens = [
    ...(search && "tokens" in search ? search.tokens : []),
    ...facetTokens(cipher, { channel, relation, gender }),
  ];
  const registered = [
    ...(registeredFrom ? [sql`m.registered_at >= ${registeredFrom}`] : []),
    ...(registeredTo ? [sql`m.registered_at < ${registeredTo}`] : []),
  ];
  const narrow = [
    ...(search && "memberNos" in search
      ? [sql`m.member_no in (select owner_no from member where member_no = any(${search.memberNos}::int[]))`]
      : []),
    ...(guideId === undefined ? [] : [sql`m.guide_id = ${guideId}::uuid`]),
  ];
  return {
    stores,
    tier: filter.tier ?? null,
    tagNos: [...new Set(filter.tagNos)],
    facets: facets.length === 0 ? null : sql.join(facets, sql` and `),
    tokens: tokens.length === 0 ? null : sql`m.search_tokens @> ${tokens}::int[]`,
    registered: registered.length === 0 ? null : sql.join(registered, sql` and `),
    narrow: narrow.length === 0 ? null : sql.join(narrow, sql` and `),
  };
}

/** All that is asked of a member `m`, as one condition. */
export function allOf(asked: Conditions): RawBuilder<SqlBool> {
  const { stores, tier, tagNos, tokens, registered, narrow } = asked;
  const conditions = [
    sql`m.status = 'active'`,
    stores === "all" ? null : sql`m.store_no = any(${stores}::int[])`,
    tier === null ? null : sql`m.tier = ${tier}`,
    ...tagNos.map(
      (tagNo) => sql`exists (select from member_tag t where t.tag_no = ${tagNo} and t.member_no = m.member_no)`,
    ),
    tokens,
    registered,
    narrow,
  ];
  return sql.join<SqlBool>(
    conditions.filter((condition) => condition !== null),
    sql` and `,
  );
}
