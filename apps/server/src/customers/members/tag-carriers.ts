import { type Kysely, type RawBuilder, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";

export interface CountedTag {
  readonly tagNo: number;
  /** Profiles that carry it, as far as the library counts: it is exact each night. */
  readonly carriers: number;
}

/** The tags of a list's filter with their sizes, the rarest first. */
export async function rarestFirst(tx: Kysely<DB>, tagNos: readonly number[]): Promise<CountedTag[]> {
  if (tagNos.length === 0) return [];
  const { rows } = await sql<CountedTag>`
    select no as "tagNo", coalesce(t.member_count, 0) as carriers from unnest(${tagNos}::int[]) no left join tag t on t.tag_no = no
    order by carriers, no`.execute(tx);
  return rows;
}

/** So many members are looked up one by one without anybody noticing. */
const fewMembers = 20_000;
/** Up to so many carriers another tag's may be held against them first: that reads an index only. */
const fewEntries = 200_000;

export interface Lead {
  /** SQL: `member_no` of the members that carry all of the tags, each once. */
  readonly carriers: RawBuilder<unknown>;
  /** They come newest first, so that a page by number may stop early. */
  readonly inOrder: boolean;
}

/**
 * How the tags lead a list: one tag is walked along from the newest in the order of its own index, several are intersected first.
 * Null where the carriers are so many that they may be walked in vain, or that something else finds the page sooner.
 */
export function ledByTags(
  tags: readonly CountedTag[],
  isSearched: boolean,
  isWholeChain: boolean,
  order: { readonly afterNo: number | null; readonly byRegistration: boolean },
): Lead | null {
  const [rarest, ...others] = tags;
  if (!rarest) return null;
  const few = rarest.carriers <= fewMembers;
  if (others.length > 0) {
    if (rarest.carriers > fewEntries) return null;
    const further = others.map(
      ({ tagNo }) => sql`and exists (select from member_tag o where o.tag_no = ${tagNo} and o.member_no = t.member_no)`,
    );
    return {
      carriers: sql`select distinct t.member_no from member_tag t where t.tag_no = ${rarest.tagNo} ${sql.join(further, sql` `)}`,
      inOrder: false,
    };
  }
  if (!few && (order.byRegistration || isSearched || !isWholeChain)) return null;
  const before = order.afterNo === null ? sql`true` : sql`t.member_no < ${order.afterNo}`;
  return {
    carriers: sql`select distinct t.member_no from member_tag t where t.tag_no = ${rarest.tagNo} and ${before} order by t.member_no desc`,
    inOrder: !order.byRegistration,
  };
}
