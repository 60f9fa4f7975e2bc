import type { WecomCorpTagGroup } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { createGroup, createTag, renameTag } from "../../../customers/index.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { takeTagEverywhere } from "../customers/take-tags.ts";
import { syncSetting } from "../settings.ts";

export interface TagChanges {
  readonly added: string[];
  readonly renamed: string[];
  readonly deleted: string[];
}

interface Row {
  readonly tagId: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly name: string;
  readonly sort: number;
}

/**
 * Takes over the company's tags as WeCom lists them. A group meets the product's group of the same name, a tag the tag of the same
 * name in it; what has no counterpart gets one. A tag that WeCom deleted stays here and is no longer exchanged.
 */
export async function recordTags(tx: Tx, corpId: string, groups: readonly WecomCorpTagGroup[]): Promise<TagChanges> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`wecom_tag ${corpId}`}, 0))`.execute(tx);
  const rows = groups.flatMap((group): Row[] =>
    group.tag.map((tag) => ({
      tagId: tag.id,
      groupId: group.group_id,
      groupName: group.group_name,
      name: tag.name,
      sort: tag.order,
    })),
  );
  const renamed = await renameProductTags(tx, corpId, rows);
  const changes = await writeTags(tx, corpId, rows);
  const { value } = await readSetting(tx, syncSetting);
  if (value.tagsIn) await matchTags(tx, corpId, value.tagFamily);
  return { ...changes, renamed };
}

/** WeCom changed a name and we did not: ours follows. */
async function renameProductTags(tx: Tx, corpId: string, rows: readonly Row[]): Promise<string[]> {
  const { rows: changed } = await sql<{ tagId: string; tagNo: number; name: string }>`
    select w.tag_id as "tagId", t.tag_no as "tagNo", n.name
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n("tagId" text, name text)
    join wecom_tag w on w.corp_id = ${corpId} and w.tag_id = n."tagId" and w.name <> n.name
    join tag t on t.tag_no = w.tag_no and t.archived_at is null and t.name = w.name
    where not exists (select from tag o where o.group_id = t.group_id and o.name = n.name and o.archived_at is null)`.execute(
    tx,
  );
  for (const { tagNo, name } of changed) await renameTag(tx, tagNo, name);
  return changed.map(({ tagId }) => tagId);
}

async function writeTags(tx: Tx, corpId: string, rows: readonly Row[]) {
  const json = JSON.stringify(rows);
  const recordset = sql`jsonb_to_recordset(${json}::jsonb) as n("tagId" text, "groupId" text, "groupName" text, name text, sort bigint)`;
  await sql`
    insert into wecom_tag_group as g (corp_id, group_id, name) select distinct ${corpId}, n."groupId", n."groupName" from ${recordset}
    on conflict (corp_id, group_id) do update set name = excluded.name, deleted_at = null`.execute(tx);
  await sql`
    update wecom_tag_group g set deleted_at = now() where corp_id = ${corpId} and deleted_at is null
      and not exists (select from ${recordset} where n."groupId" = g.group_id)`.execute(tx);
  const added = await sql<{ id: string; isNew: boolean }>`
    insert into wecom_tag as w (corp_id, tag_id, group_id, name, sort)
    select ${corpId}, n."tagId", n."groupId", n.name, n.sort from ${recordset}
    on conflict (corp_id, tag_id) do update set group_id = excluded.group_id, name = excluded.name, sort = excluded.sort, deleted_at = null
      where (w.group_id, w.name, w.sort, w.deleted_at is null) is distinct from (excluded.group_id, excluded.name, excluded.sort, true)
    returning tag_id as id, old.tag_id is null as "isNew"`.execute(tx);
  const deleted = await sql<{ id: string }>`
    update wecom_tag w set deleted_at = now() where corp_id = ${corpId} and deleted_at is null
      and not exists (select from ${recordset} where n."tagId" = w.tag_id) returning tag_id as id`.execute(tx);
  return {
    added: added.rows.filter((row) => row.isNew).map((row) => row.id),
    deleted: deleted.rows.map((row) => row.id),
  };
}

/** Gives tags without a counterpart theirs, and puts it on whoever bears the tag already. */
async function matchTags(tx: Tx, corpId: string, family: Parameters<typeof createGroup>[1]["family"]): Promise<void> {
  await sql`
    update wecom_tag_group w set tag_group_id = g.id from tag_group g
    where w.corp_id = ${corpId} and w.tag_group_id is null and w.deleted_at is null and g.name = w.name and g.archived_at is null`.execute(
    tx,
  );
  const { rows: groupless } = await sql<{ groupId: string; name: string }>`
    select group_id as "groupId", name from wecom_tag_group where corp_id = ${corpId} and tag_group_id is null and deleted_at is null`.execute(
    tx,
  );
  for (const { groupId, name } of groupless) {
    const { id } = await createGroup(tx, { family, name });
    await sql`update wecom_tag_group set tag_group_id = ${id} where corp_id = ${corpId} and group_id = ${groupId}`.execute(
      tx,
    );
  }
  const matched = await sql<{ id: string }>`
    update wecom_tag w set tag_no = t.tag_no from wecom_tag_group g join tag t on t.group_id = g.tag_group_id and t.archived_at is null
    where w.corp_id = ${corpId} and g.corp_id = w.corp_id and g.group_id = w.group_id and w.tag_no is null and w.deleted_at is null and t.name = w.name
      and not exists (select from wecom_tag o where o.corp_id = w.corp_id and o.tag_no = t.tag_no and o.deleted_at is null)
    returning w.tag_id as id`.execute(tx);
  const { rows: tagless } = await sql<{ id: string; name: string; groupId: string }>`
    select w.tag_id as id, w.name, g.tag_group_id as "groupId" from wecom_tag w
    join wecom_tag_group g on g.corp_id = w.corp_id and g.group_id = w.group_id
    where w.corp_id = ${corpId} and w.tag_no is null and w.deleted_at is null and g.tag_group_id is not null
      and not exists (select from tag t where t.group_id = g.tag_group_id and t.name = w.name and t.archived_at is null)`.execute(
    tx,
  );
  // One by one: names of new tags get their pinyin, and there are few of them after the first time.
  for (const { id, name, groupId } of tagless) {
    const { tagNo } = await createTag(tx, { groupId, name, madeByKind: "company", by: "wecom" });
    await sql`update wecom_tag set tag_no = ${tagNo} where corp_id = ${corpId} and tag_id = ${id}`.execute(tx);
  }
  await takeTagEverywhere(
    tx,
    corpId,
    [...matched.rows, ...tagless].map(({ id }) => id),
  );
}
