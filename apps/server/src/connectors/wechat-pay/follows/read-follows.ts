import { sql } from "kysely";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { scopeCondition } from "../../../organization/index.ts";

/** Payments of a store into a merchant, and who of their payers followed on the page after. */
export interface FollowFigures {
  readonly merchantId: string;
  readonly merchantName: string;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly payments: number;
  readonly payers: number;
  readonly followers: number;
  /** Of those, who follow now. */
  readonly staying: number;
}

/** By merchant and store, as far as the actor sees; days are the shop's, both included. */
export async function readFollows(
  { db, config }: Platform,
  actor: Actor,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<FollowFigures[]> {
  const { rows } = await sql<FollowFigures>`
    select p.merchant_id as "merchantId", coalesce(a.name, '已删除的商户') as "merchantName", p.store_no as "storeNo", u.name as "storeName",
      count(*)::int as payments, count(distinct p.member_no)::int as payers, count(k.payment_id)::int as followers,
      count(*) filter (where f.following)::int as staying
    from payment p left join wechat_account a on a.id = p.merchant_id left join org_unit u on u.no = p.store_no
    left join pay_follow k on k.payment_id = p.id
    left join official_follower f on f.wechat_account_id = k.wechat_account_id and f.openid = k.openid
    where p.state = 'paid' and p.paid_at >= ${from}::date::timestamp at time zone ${config.timeZone}
      and p.paid_at < (${to}::date + 1)::timestamp at time zone ${config.timeZone} and ${scopeCondition(actor, "p.store_no")}
    group by 1, 2, 3, 4 order by followers desc, payments desc, 3`.execute(db);
  return rows;
}
