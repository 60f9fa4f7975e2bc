import { type Kysely, sql } from "kysely";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";

export interface GroupRow {
  readonly tagId: number;
  readonly followsTagNo: number | null;
  readonly followsTagName: string | null;
  readonly settledAt: Date | null;
  readonly failure: string | null;
  readonly version: number;
  /** Followers in it as we know them, and those of them and of the others that are not where they belong yet. */
  readonly followers: number;
  readonly unsettled: number;
}

/** Followers who carry the tag that a group follows. `f` = official_follower. */
const belongs = sql`exists (select from member_tag mt where mt.member_no = f.member_no and mt.tag_no = g.follows_tag_no)`;

/** What we know of an account's groups, by the platform's tag. */
export async function listGroups(
  db: Kysely<DB>,
  accountId: string,
  tagIds: readonly number[],
): Promise<ReadonlyMap<number, GroupRow>> {
  const { rows } = await sql<GroupRow>`
    select n.tag_id as "tagId", g.follows_tag_no as "followsTagNo", t.name as "followsTagName", g.settled_at as "settledAt", g.failure,
      coalesce(g.version, 0) as version,
      (select count(*)::int from official_follower f where f.wechat_account_id = ${accountId} and f.following
        and f.tag_ids @> array[n.tag_id]) as followers,
      case when g.follows_tag_no is null then 0 else (select count(*)::int from official_follower f
        where f.wechat_account_id = ${accountId} and f.following and (f.tag_ids @> array[n.tag_id]) <> ${belongs}) end as unsettled
    from unnest(${[...tagIds]}::int[]) n(tag_id)
    left join official_group g on g.wechat_account_id = ${accountId} and g.tag_id = n.tag_id
    left join tag t on t.tag_no = g.follows_tag_no`.execute(db);
  return new Map(rows.map((row) => [row.tagId, row]));
}

/** Up to `limit` followers who are not where the tag of ours says; those of `passedOver` are left alone. */
export async function misplaced(
  db: Kysely<DB>,
  accountId: string,
  tagId: number,
  how: { readonly inside: boolean; readonly limit: number; readonly passedOver: readonly string[] },
): Promise<string[]> {
  const { rows } = await sql<{ openid: string }>`
    select f.openid from official_follower f join official_group g on g.wechat_account_id = f.wechat_account_id and g.tag_id = ${tagId}
    where f.wechat_account_id = ${accountId} and f.following and g.follows_tag_no is not null
      and (f.tag_ids @> array[${tagId}::int]) = ${how.inside} and ${belongs} = ${!how.inside}
      and not f.openid = any(${[...how.passedOver]}::text[])
    order by f.openid limit ${how.limit}`.execute(db);
  return rows.map(({ openid }) => openid);
}

/** Notes what the platform has taken; the newest tag stands last, which decides a person's menu. */
export async function noteTagged(
  db: Kysely<DB>,
  accountId: string,
  tagId: number,
  openids: readonly string[],
  inside: boolean,
): Promise<void> {
  await sql`
    update official_follower set tag_ids = case when ${inside} then array_remove(tag_ids, ${tagId}::int) || ${tagId}::int
      else array_remove(tag_ids, ${tagId}::int) end
    where wechat_account_id = ${accountId} and openid = any(${[...openids]}::text[])`.execute(db);
}
