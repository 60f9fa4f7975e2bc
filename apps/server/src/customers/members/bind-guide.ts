import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";

export interface Binding {
  readonly originNo: number;
  readonly memberNo: number;
  readonly guideId: string | null;
  readonly storeNo: number | null;
  readonly source: string;
  readonly reason?: string | null;
  readonly boundAt: Date;
  readonly by: string;
}

/**
 * Binds members to a guide, a store, or both (ID-13). The bindings that were open end at that moment and stay in the history; a
 * binding that says what the newest open one says already changes nothing. Set-based.
 *
 * @returns members whose binding changed; the caller refreshes them
 */
export async function bindMembers(tx: Kysely<DB>, bindings: readonly Binding[]): Promise<number[]> {
  if (bindings.length === 0) return [];
  const { rows } = await sql<{ member_no: number }>`
    with wanted as (
      select distinct on ("memberNo") * from jsonb_to_recordset(${JSON.stringify(bindings)}::jsonb)
        as n("originNo" int, "memberNo" int, "guideId" uuid, "storeNo" int, source text, reason text, "boundAt" timestamptz, by text)
      order by "memberNo", "boundAt" desc),
    news as (
      select w.* from wanted w
      left join lateral (
        select guide_id, store_no, bound_at from guide_binding b where b.member_no = w."memberNo" and unbound_at is null
        order by bound_at desc, id desc limit 1) b on true
      where (b.guide_id, b.store_no) is distinct from (w."guideId", w."storeNo") and (b.bound_at is null or b.bound_at <= w."boundAt")),
    ended as (
      update guide_binding b set unbound_at = n."boundAt" from news n where b.member_no = n."memberNo" and b.unbound_at is null)
    insert into guide_binding (origin_no, member_no, guide_id, store_no, source, reason, bound_at, bound_by)
    select "originNo", "memberNo", "guideId", "storeNo", source, reason, "boundAt", by from news
    returning member_no`.execute(tx);
  return rows.map((row) => row.member_no);
}
