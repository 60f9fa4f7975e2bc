import { sql } from "kysely";
import type { Tx } from "../../../kernel/postgres/database.ts";

/**
 * Compares the staged rows of a bill with the payments and refunds of its day, set against set. What differs is listed; what no longer does is
 * mended; what somebody explained stays so. Payments and refunds that stand otherwise here are asked for at once.
 */
export async function compareBill(
  tx: Tx,
  bill: { readonly id: number; readonly merchantId: string; readonly from: Date; readonly until: Date },
): Promise<void> {
  const { id, merchantId, from, until } = bill;
  const { rows: found } = await sql<{ kind: string; trade_no: string; refund_no: string }>`
    with billed as (select * from payment_bill_row where bill_id = ${id}),
    differing (kind, trade_no, refund_no, ours_fen, theirs_fen) as (
      select case when p.id is null then 'payment_unknown' when p.state <> 'paid' then 'payment_not_paid' else 'payment_amount' end,
        b.trade_no, b.refund_no, p.amount_fen, b.amount_fen
      from billed b left join payment p on p.trade_no = b.trade_no and p.merchant_id = ${merchantId}
      where b.refund_no = '0' and (p.id is null or p.state <> 'paid' or p.amount_fen <> b.amount_fen)
      union all
      select 'payment_not_billed', p.trade_no, '0', p.amount_fen, null from payment p
      where p.merchant_id = ${merchantId} and p.state = 'paid' and p.paid_at >= ${from} and p.paid_at < ${until}
        and not exists (select from billed b where b.trade_no = p.trade_no and b.refund_no = '0')
      union all
      select case when r.id is null then 'refund_unknown' when r.amount_fen <> b.amount_fen then 'refund_amount' else 'refund_state' end,
        b.trade_no, b.refund_no, r.amount_fen, b.amount_fen
      from billed b left join (payment_refund r join payment p on p.id = r.payment_id and p.merchant_id = ${merchantId}) on r.refund_no = b.refund_no
      where b.refund_no <> '0' and (r.id is null or r.amount_fen <> b.amount_fen
        -- A bill is a day old: what was on its way then has arrived by now.
        or r.state is distinct from b.refund_state and not (b.refund_state in ('processing', 'abnormal') and r.state in ('done', 'closed', 'abnormal')))
      union all
      select 'refund_not_billed', p.trade_no, r.refund_no, r.amount_fen, null
      from payment_refund r join payment p on p.id = r.payment_id
      where p.merchant_id = ${merchantId} and r.state = 'done' and r.created_at >= ${from} and r.created_at < ${until}
        and not exists (select from billed b where b.refund_no = r.refund_no)
    )
    insert into payment_difference as d (bill_id, kind, trade_no, refund_no, ours_fen, theirs_fen)
    select ${id}::bigint, * from differing order by 1, 2, 3, 4
    on conflict (bill_id, kind, trade_no, refund_no) do update set ours_fen = excluded.ours_fen, theirs_fen = excluded.theirs_fen,
      state = case when d.state = 'mended' then 'open' else d.state end
    returning kind, trade_no, refund_no`.execute(tx);
  const keys = found.map(({ kind, trade_no, refund_no }) => `${kind} ${trade_no} ${refund_no}`);
  await sql`
    update payment_difference set state = 'mended', settled_by = '系统', settled_at = now()
    where bill_id = ${id} and state = 'open' and concat(kind, ' ', trade_no, ' ', refund_no) <> all(${keys}::text[])`.execute(
    tx,
  );
  const named = (kind: string, key: "trade_no" | "refund_no") =>
    found.filter((row) => row.kind === kind).map((row) => row[key]);
  await sql`
    update payment set next_query_at = now() where trade_no = any(${named("payment_not_paid", "trade_no")}::text[]) and state = 'open'`.execute(
    tx,
  );
  await sql`
    update payment_refund set next_query_at = now()
    where refund_no = any(${named("refund_state", "refund_no")}::text[]) and state in ('asked', 'processing')`.execute(
    tx,
  );
  await sql`
    update payment_bill b set state = 'done', note = null, compared_at = now(), paid_count = s.paid_count, paid_fen = s.paid_fen,
      refund_count = s.refund_count, refund_fen = s.refund_fen
    from (select count(*) filter (where refund_no = '0')::int as paid_count, coalesce(sum(amount_fen) filter (where refund_no = '0'), 0) as paid_fen,
        count(*) filter (where refund_no <> '0')::int as refund_count, coalesce(sum(amount_fen) filter (where refund_no <> '0'), 0) as refund_fen
      from payment_bill_row where bill_id = ${id}) s
    where b.id = ${id}`.execute(tx);
}
