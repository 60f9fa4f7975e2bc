import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { TagFamily } from "./families.ts";
import { pinyinOf } from "./pinyin.ts";

export interface WantedTag {
  readonly group: string;
  /** Of the group, where it has to be made. */
  readonly family: TagFamily;
  readonly name: string;
}

export interface EnsuredTag {
  readonly group: string;
  readonly name: string;
  readonly tagNo: number;
  readonly kind: "manual" | "rule";
}

/** Finds tags by the names of group and tag and makes those that are missing, as company tags. Set-based. @returns how many were made, and all of them */
export async function ensureTags(
  tx: Kysely<DB>,
  wanted: readonly WantedTag[],
  by: string,
): Promise<{ readonly made: number; readonly tags: EnsuredTag[] }> {
  const rows = wanted.map((tag) => ({ ...tag, ...pinyinOf(tag.name) }));
  const list = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as n("group" text, family text, name text, "full" text, initials text)`;
  await sql`insert into tag_group (family, name) select min(n.family), n."group" from ${list} group by n."group" order by 2
    on conflict (name) where archived_at is null do nothing`.execute(tx);
  const { rows: made } = await sql`
    insert into tag (group_id, name, made_by_kind, pinyin, initials, created_by)
    select distinct on (g.id, n.name) g.id, n.name, 'company', n."full", n.initials, ${by}
    from ${list} join tag_group g on g.name = n."group" and g.archived_at is null order by g.id, n.name
    on conflict (group_id, name) where archived_at is null do nothing returning tag_no`.execute(tx);
  const { rows: tags } = await sql<EnsuredTag>`
    select distinct g.name as "group", t.name, t.tag_no as "tagNo", t.kind from ${list}
    join tag_group g on g.name = n."group" and g.archived_at is null
    join tag t on t.group_id = g.id and t.name = n.name and t.archived_at is null order by t.tag_no`.execute(tx);
  return { made: made.length, tags };
}
