import { sql } from "kysely";
import type { Arrivals } from "../../../engagement/index.ts";

/** Who is whose friend in WeCom, and which groups stand there: where customers of personal WeChat arrive (ID-08). */
export const wecomArrivals: Arrivals = {
  friendships: sql`(
    select f.member_no, m.staff_id, f.began_at as since from wecom_follow f join wecom_member m using (corp_id, userid)
    where f.state = 'active' and f.member_no is not null and m.staff_id is not null)`,
  groups: sql`(
    select id as key, name, owner_staff_id as staff_id, staff_count + customer_count as people, opened_at from customer_group
    where dismissed_at is null and owner_staff_id is not null)`,
};
