import { sql } from "kysely";
import type { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import type { WechatAccount } from "../wechat/index.ts";
import type { shopAnswer } from "./schemas.ts";
import { shopSettings } from "./shop.ts";
import { describeRun } from "./sync/describe-run.ts";
import { listRuns } from "./sync/run.ts";

type Figures = Pick<
  z.output<typeof shopAnswer>,
  | "products"
  | "orders"
  | "paidFen"
  | "refundedFen"
  | "gifts"
  | "giftsWaiting"
  | "members"
  | "membersWithPhone"
  | "sharers"
> & { readonly storeCode: string | null; readonly storeName: string | null; readonly lastCallbackAt: Date | null };

/** A shop with its figures. Money is that of the sales kept in commerce, so it is the same as everywhere. */
export async function presentShop({ db }: Platform, account: WechatAccount): Promise<z.output<typeof shopAnswer>> {
  const settings = await shopSettings(db, account.id);
  const { rows } = await sql<Figures>`
    select (select count(*)::int from wechat_shop_product where wechat_account_id = ${account.id} and status = 5) as products,
      o.orders, o."paidFen", o."refundedFen", o.gifts, o."giftsWaiting",
      m.members, m."membersWithPhone",
      (select count(*)::int from wechat_shop_sharer where wechat_account_id = ${account.id} and unbound_at is null) as sharers,
      u.code as "storeCode", u.name as "storeName",
      (select max(received_at) from wechat_callback where wechat_account_id = ${account.id}) as "lastCallbackAt"
    from (
      select count(*)::int as orders, coalesce(sum(s.amount_fen), 0)::bigint as "paidFen", coalesce(sum(s.refunded_fen), 0)::bigint as "refundedFen",
        count(*) filter (where w.gift_id is not null)::int as gifts, count(*) filter (where w.status = 12)::int as "giftsWaiting"
      from wechat_shop_order w join sales_order s on s.source = 'wechat_shop' and s.order_code = w.order_id where w.wechat_account_id = ${account.id}
    ) o, (
      select count(*)::int as members, count(*) filter (where phone_given)::int as "membersWithPhone"
      from wechat_shop_member where wechat_account_id = ${account.id} and left_at is null
    ) m left join org_unit u on u.no = ${settings.storeNo}::int`.execute(db);
  const figures = rows[0];
  if (!figures) throw new Error("a shop has figures");
  const [last] = await listRuns(db, account.id, 1);
  return {
    accountId: account.id,
    appId: account.accountId,
    name: account.name,
    nightly: settings.nightly,
    version: settings.version,
    ...figures,
    lastCallbackAt: figures.lastCallbackAt?.toISOString() ?? null,
    lastRun: last ? describeRun(last) : null,
  };
}
