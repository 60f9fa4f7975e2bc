import { sql } from "kysely";
import { audit } from "../../../kernel/audit/audit.ts";
import { invalid, notFound } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Db, Tx } from "../../../kernel/postgres/database.ts";

export interface SharerRow {
  readonly openid: string;
  readonly nickname: string;
  readonly sharerType: number;
  readonly memberNo: number | null;
  readonly staffId: string | null;
  readonly staffName: string | null;
  readonly boundAt: Date;
  readonly unboundAt: Date | null;
  readonly orders: number;
  readonly amountFen: number;
}

/** Sharers of a shop with the paid orders that they brought, the busiest first. */
export async function listSharers(db: Db, accountId: string): Promise<SharerRow[]> {
  const { rows } = await sql<SharerRow>`
    select s.openid, s.nickname, s.sharer_type as "sharerType", s.member_no as "memberNo", s.staff_id as "staffId", t.name as "staffName",
      s.bound_at as "boundAt", s.unbound_at as "unboundAt", coalesce(b.orders, 0) as orders, coalesce(b.amount_fen, 0) as "amountFen"
    from wechat_shop_sharer s left join staff t on t.id = s.staff_id
    left join (
      select p.openid, count(*)::int as orders, sum(o.amount_fen)::bigint as amount_fen
      from wechat_shop_party p join wechat_shop_order o using (wechat_account_id, order_id)
      where p.wechat_account_id = ${accountId} and p.role = 'sharer' and o.paid_at is not null group by p.openid
    ) b on b.openid = s.openid
    where s.wechat_account_id = ${accountId} order by coalesce(b.amount_fen, 0) desc, s.bound_at, s.openid`.execute(db);
  return rows;
}

/** Says which of our staff a sharer is: orders that they bring from now on count for that person. @throws Refusal `not_found`, `invalid_input` */
export async function nameSharer(
  tx: Tx,
  actor: Actor,
  accountId: string,
  openid: string,
  staffId: string | null,
): Promise<void> {
  const { rows: staff } = await sql`select from staff where id = ${staffId}::uuid`.execute(tx);
  if (staffId !== null && staff.length === 0) throw invalid([{ path: "staffId", message: "没有这位员工，请重新选择" }]);
  const { rows } = await sql`
    update wechat_shop_sharer set staff_id = ${staffId}::uuid where wechat_account_id = ${accountId} and openid = ${openid} returning openid`.execute(
    tx,
  );
  if (rows.length === 0) throw notFound("这位分享员");
  await audit(tx, actor, {
    action: "wechat_shop_sharer.named",
    subject: { kind: "wechat_account", id: accountId },
    detail: { staffId },
  });
}
