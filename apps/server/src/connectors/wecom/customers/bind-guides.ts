import { type Kysely, sql } from "kysely";
import { bindMembers, refreshMembers } from "../../../customers/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { syncSetting } from "../settings.ts";

interface Choice {
  readonly originNo: number;
  readonly memberNo: number;
  readonly guideId: string | null;
  readonly storeNo: number | null;
  readonly beganAt: Date;
}

/**
 * Gives customers their guide by the relations that are alive (ID-13): the first or the latest, as set. Whoever has a guide that still
 * follows them keeps that guide unless the latest counts; a binding made by a person outside WeCom is never replaced.
 */
export async function bindGuides(tx: Kysely<DB>, platform: Platform, memberNos: readonly number[]): Promise<void> {
  if (memberNos.length === 0) return;
  const { value } = await readSetting(tx, syncSetting);
  const direction = value.binding === "first" ? sql`asc` : sql`desc`;
  const { rows } = await sql<Choice>`
    with alive as (
      select f.origin_no, f.member_no, m.staff_id, f.began_at, f.userid from wecom_follow f
      join wecom_member m on m.corp_id = f.corp_id and m.userid = f.userid
      where f.member_no = any(${memberNos}::int[]) and f.state = 'active' and m.staff_id is not null and m.left_at is null),
    bound as (
      select distinct on (b.member_no) b.member_no, b.guide_id, b.source from guide_binding b
      where b.member_no = any(${memberNos}::int[]) and b.unbound_at is null order by b.member_no, b.bound_at desc, b.id desc)
    select distinct on (a.member_no) a.origin_no as "originNo", a.member_no as "memberNo", a.staff_id as "guideId", s.no as "storeNo",
      a.began_at as "beganAt"
    from alive a left join bound b on b.member_no = a.member_no
    left join lateral (
      select u.no from staff_post p join org_unit u on u.id = p.org_unit_id and u.kind = 'store'
      where p.staff_id = a.staff_id and p.days @> current_date order by p.from_day desc, u.no limit 1) s on true
    where b.member_no is null or b.guide_id is null or (b.source = 'wecom' and (${value.binding} = 'latest'
      or not exists (select from alive k where k.member_no = a.member_no and k.staff_id = b.guide_id)))
    order by a.member_no, a.began_at ${direction}, a.userid`.execute(tx);
  const now = new Date();
  const changed = await bindMembers(
    tx,
    rows.map((row) => ({ ...row, source: "wecom", boundAt: row.beganAt, by: "wecom" })),
  );
  // A guide who came first may have followed before the binding that now ends: the change is of today.
  const done = new Set(changed);
  const late = rows.filter((row) => !done.has(row.memberNo));
  changed.push(
    ...(await bindMembers(
      tx,
      late.map((row) => ({ ...row, source: "wecom", boundAt: now, by: "wecom" })),
    )),
  );
  await refreshMembers(tx, platform, changed);
}
