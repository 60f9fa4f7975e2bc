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

/** Whether the members that carry all of the tags are best fetched whole. */
export function areFew(tags: readonly CountedTag[]): boolean {
  const [rarest, ...others] = tags;
  return rarest !== undefined && rarest.carriers <= (others.length === 0 ? fewMembers : fewEntries);
}

/** SQL: the members that carry all of the tags, each once. */
export function carriersOfAll(tags: readonly CountedTag[]): RawBuilder<unknown> {
  const [rarest, ...others] = tags;
  const further = others.map(
    ({ tagNo }) => sql`and exists (select from member_tag t where t.tag_no = ${tagNo} and t.member_no = led.member_no)`,
  );
  return sql`select distinct led.member_no from member_tag led where led.tag_no = ${rarest?.tagNo} ${sql.join(further, sql` `)}`;
}
