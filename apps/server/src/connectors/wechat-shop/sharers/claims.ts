import { sql } from "kysely";
import type { ClaimSource } from "../../../engagement/index.ts";

/** Who WeChat itself names as the sharer of an order: a colleague when the sharer is one, otherwise the person. */
export const shopSharerClaims: ClaimSource = {
  dimension: "seller",
  evidence: "order_share",
  claims: () => sql`
    select d.order_id, case when f.no is null then 'member' else 'guide' end, coalesce(f.no, m.owner_no)::text, d.paid_at,
      'wechat_shop_order:' || p.order_id
    from due d join wechat_shop_party p on p.order_id = d.order_code and p.role = 'sharer'
      left join wechat_shop_sharer s on s.wechat_account_id = p.wechat_account_id and s.openid = p.openid
      left join staff f on f.id = s.staff_id left join member m on m.member_no = p.member_no
    where d.source = 'wechat_shop' and coalesce(f.no, m.owner_no) is not null`,
};
