import { sql } from "kysely";
import type { Db } from "../../kernel/postgres/database.ts";

/** Ends a payment that nobody paid; who was to pay is forgotten, and a coupon is free again. One that is paid stays so. */
export async function closePayment(db: Db, { id }: { readonly id: string }, reason: string): Promise<void> {
  await sql`
    with closed as (
      update payment set state = 'closed', closed_reason = ${reason.slice(0, 500)}, payer_sealed = null, updated_at = now()
      where id = ${id} and state = 'open' returning id)
    update coupon set state = 'claimed', payment_id = null where payment_id in (select id from closed) and state = 'held'`.execute(
    db,
  );
}
