import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";

/** How a tag came to a member. */
export type TagSource = "manual" | "bulk" | "import" | "rule" | "wecom" | "exchange";

export interface TagAssignment {
  /** Profile to record under; for what a person does to a member, the member's own number. */
  readonly originNo: number;
  readonly memberNo: number;
  readonly tagNo: number;
}

type Tx = Kysely<DB>;

function columns(list: readonly TagAssignment[]) {
  return sql`unnest(${list.map((each) => each.originNo)}::int[], ${list.map((each) => each.memberNo)}::int[], ${list.map((each) => each.tagNo)}::int[])
    as n(origin_no, member_no, tag_no)`;
}

/** Puts tags on members; one that is there already stays as it was. Set-based. Returns how many were new. */
export async function assignTags(
  tx: Tx,
  list: readonly TagAssignment[],
  how: { readonly source: TagSource; readonly by: string },
): Promise<number> {
  if (list.length === 0) return 0;
  const { rows } = await sql<{ count: number }>`
    with added as (
      insert into member_tag (origin_no, member_no, tag_no, source, set_by)
      select distinct n.origin_no, n.member_no, n.tag_no, ${how.source}, ${how.by} from ${columns(list)}
      where not exists (select from member_tag t where t.member_no = n.member_no and t.tag_no = n.tag_no)
      order by 1, 3 on conflict do nothing returning origin_no, member_no, tag_no),
    logged as (
      insert into member_tag_log (origin_no, member_no, tag_no, action, source, by)
      select origin_no, member_no, tag_no, 'set', ${how.source}, ${how.by} from added),
    counted as (
      update tag set member_count = member_count + c.added from (select tag_no, count(*)::int as added from added group by 1) c where tag.tag_no = c.tag_no)
    select count(*)::int as count from added`.execute(tx);
  return rows[0]?.count ?? 0;
}

/**
 * Takes tags off members, whichever profile carries them; a rule takes off only what a rule put on. Set-based. Returns how many
 * were taken.
 */
export async function removeTags(
  tx: Tx,
  list: readonly Pick<TagAssignment, "memberNo" | "tagNo">[],
  how: { readonly source: TagSource; readonly by: string },
): Promise<number> {
  if (list.length === 0) return 0;
  const { rows } = await sql<{ count: number }>`
    with gone as (
      delete from member_tag t using unnest(${list.map((each) => each.memberNo)}::int[], ${list.map((each) => each.tagNo)}::int[]) as n(member_no, tag_no)
      where t.member_no = n.member_no and t.tag_no = n.tag_no and (${how.source} <> 'rule' or t.source = 'rule') returning t.origin_no, t.member_no, t.tag_no),
    logged as (
      insert into member_tag_log (origin_no, member_no, tag_no, action, source, by)
      select origin_no, member_no, tag_no, 'removed', ${how.source}, ${how.by} from gone),
    counted as (
      update tag set member_count = greatest(0, member_count - c.gone) from (select tag_no, count(*)::int as gone from gone group by 1) c where tag.tag_no = c.tag_no)
    select count(*)::int as count from gone`.execute(tx);
  return rows[0]?.count ?? 0;
}

/**
 * Makes the members of a rule tag exactly those given: who is new gets it, who no longer fits loses it, the others keep the day on
 * which they got it. Tags put on by people are left alone. Set-based.
 */
export async function replaceRuleTagMembers(
  tx: Tx,
  tagNo: number,
  memberNos: readonly number[],
  by = "rule",
): Promise<{ readonly added: number; readonly removed: number }> {
  const { rows } = await sql<{ memberNo: number }>`
    select distinct t.member_no as "memberNo" from member_tag t
    where t.tag_no = ${tagNo} and t.source = 'rule' and not (t.member_no = any(${memberNos}::int[]))`.execute(tx);
  const how = { source: "rule" as const, by };
  const removed = await removeTags(
    tx,
    rows.map(({ memberNo }) => ({ memberNo, tagNo })),
    how,
  );
  const added = await assignTags(
    tx,
    memberNos.map((memberNo) => ({ originNo: memberNo, memberNo, tagNo })),
    how,
  );
  return { added, removed };
}

/** Counts anew how many members carry each tag: merges and undos change it without passing here. */
export async function recountTags(tx: Tx): Promise<void> {
  await sql`
    update tag set member_count = c.count
    from (select g.tag_no, (select count(distinct member_no)::int from member_tag t where t.tag_no = g.tag_no) as count from tag g) c
    where tag.tag_no = c.tag_no and tag.member_count <> c.count`.execute(tx);
}
