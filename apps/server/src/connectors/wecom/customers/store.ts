import { type Kysely, sql } from "kysely";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import type { StoredFollow } from "./follow.ts";

type Tx = Kysely<DB>;

const columns = sql`f.userid, f.external_userid as "externalUserid", f.origin_no as "originNo", f.member_no as "memberNo", f.state,
  f.began_at as "beganAt", f.ended_at as "endedAt", f.ended_by as "endedBy", f.tag_ids as "tagIds", f.digest, f.read_at as "readAt"`;

/** The relations that pairs name; locked in one order when `lock`. */
export async function findFollows(
  tx: Tx,
  corpId: string,
  pairs: readonly { readonly userid: string; readonly externalUserid: string }[],
  lock = false,
): Promise<StoredFollow[]> {
  const { rows } = await sql<StoredFollow>`
    select ${columns} from wecom_follow f
    where f.corp_id = ${corpId} and (f.userid, f.external_userid) in (
      select * from unnest(${pairs.map((pair) => pair.userid)}::text[], ${pairs.map((pair) => pair.externalUserid)}::text[]))
    order by f.userid, f.external_userid ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows;
}

/** Relations of members that are alive but were not seen by a sync and not touched since it began reading them. */
export async function findUnseen(
  tx: Tx,
  corpId: string,
  userids: readonly string[],
  runId: number,
  since: Date,
): Promise<StoredFollow[]> {
  const { rows } = await sql<StoredFollow>`
    select ${columns} from wecom_follow f
    where f.corp_id = ${corpId} and f.userid = any(${userids}::text[]) and f.state in ('active', 'lost')
      and f.seen_run is distinct from ${runId} and f.read_at < ${since}`.execute(tx);
  return rows;
}

/** A guide as events and bindings name them. */
export interface FollowGuide {
  readonly userid: string;
  readonly name: string;
  readonly staffId: string | null;
  readonly staffCode: string | null;
  readonly storeNo: number | null;
  readonly storeName: string | null;
}

/** Members with their staff record and store: the post's, else the department's. */
export async function findGuides(
  tx: Tx,
  corpId: string,
  userids: readonly string[],
): Promise<Map<string, FollowGuide>> {
  const { rows } = await sql<FollowGuide>`
    select m.userid, coalesce(s.name, m.name) as name, m.staff_id as "staffId", s.code as "staffCode", u.no as "storeNo", u.name as "storeName"
    from wecom_member m
    left join staff s on s.id = m.staff_id
    left join lateral (
      select u.no, u.name from (
        select p.org_unit_id as id, 0 as rank, p.from_day from staff_post p
        where p.staff_id = m.staff_id and p.days @> current_date
        union all
        select d.org_unit_id, 1, null from wecom_department d where d.corp_id = m.corp_id and d.department_id = any(m.departments) and d.gone_at is null
      ) at join org_unit u on u.id = at.id and u.kind = 'store'
      order by at.rank, at.from_day desc nulls last, u.no limit 1) u on true
    where m.corp_id = ${corpId} and lower(m.userid) = any(${userids.map((userid) => userid.toLowerCase())}::text[])`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.userid.toLowerCase(), row]));
}

/** Product tags by company tag, of those that are taken over. */
export async function findProductTags(tx: Tx, corpId: string, tagIds: readonly string[]): Promise<Map<string, number>> {
  if (tagIds.length === 0) return new Map();
  const { rows } = await sql<{ tagId: string; tagNo: number }>`
    select w.tag_id as "tagId", w.tag_no as "tagNo" from wecom_tag w join tag t on t.tag_no = w.tag_no and t.archived_at is null
    where w.corp_id = ${corpId} and w.tag_id = any(${tagIds}::text[]) and w.deleted_at is null`.execute(tx);
  return new Map(rows.map((row) => [row.tagId, row.tagNo]));
}
