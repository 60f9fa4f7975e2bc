import { SUBSCRIBE_SCENE } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";

/** The page after a payment is left within this time; the platform's two clocks may differ a little. */
export const minutesAfter = 30;
const CLOCK_MINUTES = 2;

/**
 * Ties followers who came by the page after a payment (`subscribe_scene` ADD_SCENE_PAID, wechat-api.md §1.11) to their latest payment before: each
 * follow once. The payment and the follow know each other by OneID, whichever was heard of first.
 *
 * @returns how many were tied
 */
export async function tieFollows({ db }: Platform): Promise<number> {
  const { rows } = await sql`
    insert into pay_follow (payment_id, wechat_account_id, openid, origin_no, member_no, followed_at)
    select distinct on (f.wechat_account_id, f.openid) p.id, f.wechat_account_id, f.openid, f.origin_no, f.member_no, f.followed_at
    from official_follower f join payment p on p.member_no = f.member_no and p.state = 'paid'
      and p.paid_at > f.followed_at - make_interval(mins => ${minutesAfter})
      and p.paid_at <= f.followed_at + make_interval(mins => ${CLOCK_MINUTES})
    where f.subscribe_scene = ${SUBSCRIBE_SCENE.paid} and f.followed_at > now() - interval '7 days'
      and not exists (select from pay_follow k
        where k.wechat_account_id = f.wechat_account_id and k.openid = f.openid and k.followed_at = f.followed_at)
    order by f.wechat_account_id, f.openid, p.paid_at desc, p.id desc
    on conflict do nothing returning payment_id`.execute(db);
  return rows.length;
}
