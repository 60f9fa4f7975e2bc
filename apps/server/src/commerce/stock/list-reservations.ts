import { sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";

export const reservationStates = ["held", "consumed", "released", "expired"] as const;

export interface ListedReservation {
  readonly id: string;
  readonly source: string;
  readonly orderCode: string;
  /** Null until the order itself arrives. */
  readonly orderId: number | null;
  readonly storeNo: number;
  readonly storeName: string;
  readonly state: (typeof reservationStates)[number];
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  readonly lines: readonly { sku: string; name: string | null; quantity: number; placeName: string }[];
}

/** Reservations of the scope's stores, the newest first. One whose time is over is told as expired, whether or not it was marked yet. */
export async function listReservations(
  db: Db,
  actor: Actor,
  filter: { readonly state?: string | undefined; readonly storeNo?: number | undefined },
  page: { readonly now: Date; readonly before: string | null; readonly limit: number },
): Promise<ListedReservation[]> {
  const state = sql`case when r.state = 'held' and r.expires_at <= ${page.now} then 'expired' else r.state end`;
  const { rows } = await sql<ListedReservation>`
    select r.id, r.source, r.order_code as "orderCode", o.id as "orderId", r.store_no as "storeNo", u.name as "storeName", ${state} as state,
      r.created_at as "createdAt", r.created_by as "createdBy", r.expires_at as "expiresAt", r.ended_at as "endedAt", r.ended_by as "endedBy",
      (select json_agg(json_build_object('sku', h.sku, 'name', p.name, 'quantity', h.quantity, 'placeName', sp.name) order by h.sku, sp.name)
        from stock_hold h join stock_place sp on sp.no = h.place_no left join product p on p.sku = h.sku where h.reservation_id = r.id) as lines
    from stock_reservation r join org_unit u on u.no = r.store_no
    left join sales_order o on o.source = r.source and o.order_code = r.order_code
    where ${scopeCondition(actor, "r.store_no")} and (${page.before}::uuid is null or r.id < ${page.before}::uuid)
      and (${filter.state ?? null}::text is null or ${state} = ${filter.state ?? null}) and (${filter.storeNo ?? null}::int is null or r.store_no = ${filter.storeNo ?? null})
    order by r.id desc limit ${page.limit}`.execute(db);
  return rows;
}
