import { type Kysely, sql } from "kysely";
import { conflict, notFound } from "../../kernel/errors.ts";
import { beginningWith } from "../../kernel/postgres/like.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { TagFamily } from "./families.ts";
import { pinyinOf } from "./pinyin.ts";

type Tx = Kysely<DB>;

export interface TagGroup {
  readonly id: string;
  readonly family: TagFamily;
  readonly name: string;
  readonly tagCount: number;
}

export interface Tag {
  readonly tagNo: number;
  readonly name: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly family: TagFamily;
  readonly madeByKind: "company" | "guide";
  readonly kind: "manual" | "rule";
  readonly memberCount: number;
  readonly createdAt: Date;
  readonly createdBy: string;
}

const tagColumns = sql`t.tag_no as "tagNo", t.name, t.group_id as "groupId", g.name as "groupName", g.family, t.made_by_kind as "madeByKind", t.kind,
  t.member_count as "memberCount", t.created_at as "createdAt", t.created_by as "createdBy"`;

/** Runs a write that a unique name may refuse. */
async function nameTaken<Result>(write: Promise<Result>, title: string): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    if ((error as { code?: string }).code === "23505")
      throw conflict("name_taken", title, "请换一个名称，或直接使用已有的");
    throw error;
  }
}

export async function createGroup(
  tx: Tx,
  group: { readonly family: TagFamily; readonly name: string },
): Promise<TagGroup> {
  const { rows } = await nameTaken(
    sql<TagGroup>`insert into tag_group (family, name) values (${group.family}, ${group.name}) returning id, family, name, 0 as "tagCount"`.execute(
      tx,
    ),
    "已有同名的标签组",
  );
  return rows[0] as TagGroup;
}

export async function listGroups(tx: Tx): Promise<TagGroup[]> {
  const { rows } = await sql<TagGroup>`
    select g.id, g.family, g.name, (select count(*)::int from tag t where t.group_id = g.id and t.archived_at is null) as "tagCount"
    from tag_group g where g.archived_at is null order by g.sort, g.created_at`.execute(tx);
  return rows;
}

/** @throws Refusal `not_found` for the group, `name_taken`. */
export async function createTag(
  tx: Tx,
  tag: {
    readonly groupId: string;
    readonly name: string;
    readonly madeByKind: "company" | "guide";
    readonly kind?: "manual" | "rule";
    readonly by: string;
  },
): Promise<Tag> {
  const { full, initials } = pinyinOf(tag.name);
  const { rows } = await nameTaken(
    sql<{ tag_no: number }>`
      insert into tag (group_id, name, made_by_kind, kind, pinyin, initials, created_by)
      select id, ${tag.name}, ${tag.madeByKind}, ${tag.kind ?? "manual"}, ${full}, ${initials}, ${tag.by} from tag_group
      where id = ${tag.groupId} and archived_at is null returning tag_no`.execute(tx),
    "这个标签组里已有同名的标签",
  );
  if (!rows[0]) throw notFound("这个标签组");
  return loadTag(tx, rows[0].tag_no);
}

/** @throws Refusal `not_found` */
export async function loadTag(tx: Tx, tagNo: number): Promise<Tag> {
  const { rows } = await sql<Tag>`
    select ${tagColumns} from tag t join tag_group g on g.id = t.group_id where t.tag_no = ${tagNo} and t.archived_at is null`.execute(
    tx,
  );
  if (!rows[0]) throw notFound("这个标签");
  return rows[0];
}

/** @throws Refusal `not_found` naming the first that is missing, when some of the numbers are no tags in use. */
export async function requireTags(tx: Tx, tagNos: readonly number[]): Promise<void> {
  const { rows } = await sql<{ no: number }>`
    select n.no from unnest(${tagNos}::int[]) n(no) left join tag t on t.tag_no = n.no and t.archived_at is null where t.tag_no is null limit 1`.execute(
    tx,
  );
  if (rows[0]) throw notFound(`编号为 ${rows[0].no} 的标签`);
}

export async function renameTag(tx: Tx, tagNo: number, name: string): Promise<Tag> {
  const { full, initials } = pinyinOf(name);
  await nameTaken(
    sql`update tag set name = ${name}, pinyin = ${full}, initials = ${initials} where tag_no = ${tagNo} and archived_at is null`.execute(
      tx,
    ),
    "这个标签组里已有同名的标签",
  );
  return loadTag(tx, tagNo);
}

/** Takes a tag out of use; who carried it stays on record. */
export async function archiveTag(tx: Tx, tagNo: number): Promise<void> {
  await loadTag(tx, tagNo);
  await sql`update tag set archived_at = now() where tag_no = ${tagNo}`.execute(tx);
}

/**
 * Makes one tag of two (a guide's and the company's, say, DT-06): everyone who carries `from` carries `into`, with the day and the
 * person that set it first; `from` is archived and remembers where it went.
 *
 * @throws Refusal `not_found`, or `same_tag`
 */
export async function mergeTags(tx: Tx, from: number, into: number, by: string): Promise<Tag> {
  if (from === into) throw conflict("same_tag", "请选择两个不同的标签");
  await requireTags(tx, [from, into]);
  await sql`
    with moved as (
      insert into member_tag as t (origin_no, member_no, tag_no, source, set_at, set_by)
      select origin_no, member_no, ${into}, source, set_at, set_by from member_tag where tag_no = ${from}
      on conflict (origin_no, tag_no) do update set set_at = excluded.set_at, set_by = excluded.set_by, source = excluded.source
        where excluded.set_at < t.set_at
      returning origin_no, member_no)
    insert into member_tag_log (origin_no, member_no, tag_no, action, source, by)
    select origin_no, member_no, ${into}, 'set', 'bulk', ${by} from moved`.execute(tx);
  await sql`
    with gone as (delete from member_tag where tag_no = ${from} returning origin_no, member_no)
    insert into member_tag_log (origin_no, member_no, tag_no, action, source, by)
    select origin_no, member_no, ${from}, 'removed', 'bulk', ${by} from gone`.execute(tx);
  await sql`update tag set archived_at = now(), merged_into = ${into}, member_count = 0 where tag_no = ${from}`.execute(
    tx,
  );
  await sql`
    update tag set member_count = (select count(distinct member_no) from member_tag where tag_no = ${into}) where tag_no = ${into}`.execute(
    tx,
  );
  return loadTag(tx, into);
}

export interface TagFilter {
  /** Part of the name, of its pinyin, or of its initials. */
  readonly q?: string;
  readonly family?: TagFamily;
  readonly groupId?: string;
  readonly after: { readonly used: number; readonly tagNo: number } | null;
  readonly limit: number;
}

/** Tags in use, the most used first. A library has some thousands: one scan of it takes a millisecond or two. */
export async function searchTags(tx: Tx, filter: TagFilter): Promise<Tag[]> {
  const q = filter.q?.normalize("NFKC").toLowerCase().replace(/\s/g, "");
  const { after } = filter;
  const { rows } = await sql<Tag>`
    select ${tagColumns} from tag t join tag_group g on g.id = t.group_id
    where t.archived_at is null
      ${q === undefined ? sql`` : sql`and (position(${q} in lower(t.name)) > 0 or t.pinyin like ${beginningWith(q)} or position(${q} in t.initials) > 0)`}
      ${filter.family === undefined ? sql`` : sql`and g.family = ${filter.family}`}
      ${filter.groupId === undefined ? sql`` : sql`and t.group_id = ${filter.groupId}::uuid`}
      ${after === null ? sql`` : sql`and (t.member_count, t.tag_no) < (${after.used}, ${after.tagNo})`}
    order by t.member_count desc, t.tag_no desc limit ${filter.limit}`.execute(tx);
  return rows;
}

export interface TagChange {
  readonly tagNo: number;
  readonly name: string;
  readonly action: "set" | "removed";
  readonly source: string;
  readonly at: Date;
  readonly by: string;
}

/** Who put which tag on a member or took it off, and when; newest first. */
export async function tagHistory(tx: Tx, memberNo: number): Promise<TagChange[]> {
  const { rows } = await sql<TagChange>`
    select l.tag_no as "tagNo", t.name, l.action, l.source, l.at, l.by from member_tag_log l join tag t using (tag_no)
    where l.member_no = ${memberNo} order by l.id desc limit 200`.execute(tx);
  return rows;
}
