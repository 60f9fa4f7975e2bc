import { sql } from "kysely";
import { invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";
import { refuseFuture } from "../stock/rules.ts";

export interface ShipmentTold {
  readonly source: string;
  readonly code: string;
  readonly orderSource: string;
  readonly orderCode: string;
  readonly storeCode: string;
  readonly placeCode: string | null;
  readonly carrier: string | null;
  readonly trackingNo: string | null;
  readonly state: "preparing" | "shipped" | "delivered" | "failed" | "cancelled";
  readonly stateAt: string;
  readonly windowFrom: string | null;
  readonly windowUntil: string | null;
}

const columns = sql`(position bigint, source text, code text, "orderSource" text, "orderCode" text, "storeCode" text, "placeCode" text,
  carrier text, "trackingNo" text, state text, "stateAt" timestamptz, "windowFrom" timestamptz, "windowUntil" timestamptz)`;

/**
 * Takes over what a delivery system says of shipments: idempotent by (source, code), the later `stateAt` wins whatever the order of arrival.
 * The sale stays the store's, whichever place ships.
 */
export async function takeShipments(
  tx: Tx,
  actor: Actor,
  told: readonly ShipmentTold[],
  now: Date,
): Promise<{ written: number; superseded: number }> {
  refuseFuture(
    told.map(({ stateAt }, index) => ({ path: `shipments.${index}.stateAt`, at: new Date(stateAt) })),
    now,
  );
  const list = JSON.stringify(told.map((each, position) => ({ ...each, position })));
  const { rows: wrong } = await sql<{ position: number; storeCode: string; noStore: boolean; placeCode: string }>`
    select r.position::int as position, r."storeCode", r."placeCode", u.no is null as "noStore"
    from json_to_recordset(${list}::json) as r ${columns}
    left join org_unit u on u.code = r."storeCode" and u.kind = 'store' and ${scopeCondition(actor, "u.no")}
    left join stock_place p on p.code = r."placeCode" and exists
      (select from org_unit served where served.no = p.unit_no and u.path <@ served.path)
    where u.no is null or (r."placeCode" is not null and p.no is null) order by 1 limit 20`.execute(tx);
  if (wrong.length > 0)
    throw invalid(
      wrong.map(({ position, noStore, storeCode, placeCode }) =>
        noStore
          ? { path: `shipments.${position}.storeCode`, message: `没有编码为 ${storeCode} 的门店` }
          : { path: `shipments.${position}.placeCode`, message: `没有为这家门店供货、编码为 ${placeCode} 的仓` },
      ),
    );
  const { rows } = await sql<{ written: number }>`
    with told as (
      select distinct on (r.source, r.code) r.*, u.no as store_no, p.no as place_no
      from json_to_recordset(${list}::json) as r ${columns}
      join org_unit u on u.code = r."storeCode" left join stock_place p on p.code = r."placeCode"
      order by r.source, r.code, r."stateAt" desc
    ), written as (
      insert into shipment as h (source, code, order_source, order_code, store_no, place_no, carrier, tracking_no, state, state_at, window_from,
        window_until, delivered_at, created_at)
      select source, code, "orderSource", "orderCode", store_no, place_no, carrier, "trackingNo", state, "stateAt", "windowFrom", "windowUntil",
        case when state = 'delivered' then "stateAt" end, ${now}
      from told order by source, code
      on conflict (source, code) do update set carrier = coalesce(excluded.carrier, h.carrier), tracking_no = coalesce(excluded.tracking_no, h.tracking_no),
        place_no = coalesce(excluded.place_no, h.place_no), state = excluded.state, state_at = excluded.state_at,
        window_from = coalesce(excluded.window_from, h.window_from), window_until = coalesce(excluded.window_until, h.window_until),
        delivered_at = excluded.delivered_at
      where excluded.state_at > h.state_at and ${scopeCondition(actor, sql.ref("h.store_no"))}
      returning 1)
    select count(*)::int as written from written`.execute(tx);
  const written = rows[0]?.written ?? 0;
  return { written, superseded: told.length - written };
}
