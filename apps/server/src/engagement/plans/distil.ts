import { sql } from "kysely";
import type { z } from "zod";
import { conflict, notFound } from "../../kernel/errors.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { type Sold, sharesOf, slotsFrom } from "./distil-rules.ts";
import type { distilAnswer } from "./schemas.ts";

/**
 * A framework from campaigns that ended: which kinds of items and offers sold more than before, at which level and format, held
 * against what the same stores sold as a whole (DT-15, CP-02).
 *
 * @throws Refusal not_found, `not_measured`
 */
export async function distilFramework(db: Db | Tx, planIds: readonly string[]): Promise<z.output<typeof distilAnswer>> {
  const { rows: campaigns } = await sql<{
    id: string;
    name: string;
    startsOn: string;
    endsOn: string;
    measured: boolean;
    ended: boolean;
  }>`select id, name, starts_on as "startsOn", ends_on as "endsOn", measured_at is not null as measured, state = 'ended' as ended
    from campaign_plan where id = any(${planIds}::uuid[]) order by starts_on, id`.execute(db);
  if (campaigns.length < new Set(planIds).size) throw notFound("所选的活动");
  const unmeasured = campaigns.find(({ measured, ended }) => !measured || !ended);
  if (unmeasured)
    throw conflict(
      "not_measured",
      `「${unmeasured.name}」还没有结果`,
      unmeasured.ended ? "正在按真实订单计算，请稍后再试" : "活动结束后才有完整的结果，请先去掉它",
    );
  const { rows: sold } = await sql<Sold>`
    select l.plan_id as "planId", l.id as "lineId", case when u.kind = 'store' then 'store' when l.format is not null then 'format'
        when u.kind = 'headquarters' then 'headquarters' else 'region' end as level,
      p.category, l.offer_kind as "offerKind", split_part(r.key, ' ', 2) as format, r.amount_fen as "amountFen",
      r.before_amount_fen as "beforeAmountFen", c.store_now_fen as "storeNowFen", c.store_before_fen as "storeBeforeFen"
    from campaign_result r
    join campaign_line l on l.plan_id = r.plan_id and l.id = split_part(r.key, ' ', 1)::uuid
    join campaign_plan c on c.id = r.plan_id
    join org_unit u on u.id = l.unit_id left join product p on p.sku = l.sku
    where r.dimension = 'line' and r.plan_id = any(${planIds}::uuid[])`.execute(db);
  const shares = sharesOf(sold);
  return {
    slots: slotsFrom(shares).map((slot) => ({
      ...slot,
      openTo: [...slot.openTo],
      lockedFields: [...slot.lockedFields],
    })),
    evidence: {
      campaigns: campaigns.map(({ id, name, startsOn, endsOn }) => ({ id, name, startsOn, endsOn })),
      shares,
    },
  };
}
