import { sql } from "kysely";
import type { Friendships } from "../../../engagement/index.ts";
import { welcomeSetting } from "../settings.ts";

const greetsByDefault = welcomeSetting.initial.enabled && welcomeSetting.initial.text !== "";

/** Who met whom in WeCom, and what its members show of themselves there (AQ-09, AQ-16). */
export const wecomFriendships: Friendships = {
  met: sql`(
    select f.member_no, m.staff_id, f.phone_keys, f.source_state, f.began_at as since, f.state = 'active' as stands
    from wecom_follow f join wecom_member m using (corp_id, userid)
    where f.began_at is not null and f.state <> 'half' and f.member_no is not null and m.staff_id is not null)`,
  cards: sql`(
    select distinct on (m.staff_id) m.staff_id, m.name, m.alias, m.has_photo,
      case when m.shown_position <> '' then m.shown_position else m.position end as position, m.shown_company as company,
      exists (select from wecom_department d join org_unit u on u.id = d.org_unit_id and u.kind = 'store'
        where d.corp_id = m.corp_id and d.department_id = any(m.departments) and d.gone_at is null) as in_store,
      coalesce((select (w.value ->> 'enabled')::boolean and w.value ->> 'text' <> '' from setting w where w.key = ${sql.lit(welcomeSetting.key)}),
        ${sql.lit(greetsByDefault)}) as greets
    from wecom_member m where m.staff_id is not null and m.left_at is null and m.serves order by m.staff_id, m.seen_at desc)`,
};
