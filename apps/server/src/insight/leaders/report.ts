import type { Platform } from "../../kernel/platform.ts";
import { numberList } from "../shared/slice.ts";

export interface LeaderSales {
  readonly orders: number;
  readonly buyers: number;
  readonly salesLi: number;
  readonly refundLi: number;
}

/**
 * What members bought while a leader led them, on business days `[from, to)`, by leader number; refunds of these orders, by now,
 * beside it. An order counts for one leader: the one who had led the member longest when bindings of a merged member overlap.
 */
export async function salesOfLeaders(
  platform: Platform,
  leaderNos: readonly number[],
  period: { readonly from: string; readonly to: string },
): Promise<Map<number, LeaderSales>> {
  if (leaderNos.length === 0) return new Map();
  const rows = await platform.clickhouse.rows<LeaderSales & { leader: number }>(
    `select leader, count() as orders, uniqExact(member_no) as buyers, sum(amount_li) as salesLi, sum(refunded_li) as refundLi
     from (select b.leader_no as leader, p.member_no as member_no, p.order_id as order_id, p.amount_li as amount_li
           from purchase p join (select * from leader_binding_fact final) b on b.member_no = p.member_no
           where p.business_day >= {from:Date} and p.business_day < {to:Date} and p.member_no > 0
             and p.paid_at >= b.bound_at and p.paid_at < b.unbound_at
             and p.member_no in (select member_no from leader_binding_fact where leader_no in (${numberList(leaderNos)}))
           order by b.bound_at, b.binding_id limit 1 by p.order_id) o
     left join (select order_id, sum(amount_li) as refunded_li from current_refund group by order_id) r using (order_id)
     where leader in (${numberList(leaderNos)}) group by leader`,
    { ...period },
    { timeoutMs: 30_000 },
  );
  return new Map(rows.map(({ leader, ...sales }) => [leader, sales]));
}
