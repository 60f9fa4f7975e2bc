import { sql } from "kysely";
import type { z } from "zod";
import { channelNames } from "../../insight/index.ts";
import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import { invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { scopeCondition, unitCondition } from "../../organization/index.ts";
import { valueDays } from "../funnel.ts";
import { attributionDaysOf } from "../touchpoints/figures.ts";
import type { lastingQuery, lastingSchema } from "./schemas.ts";

const mostDays = 731;

interface Bought {
  readonly source: string;
  readonly buyers: number;
  readonly repeated: number;
  readonly fen: number;
}

interface Stayed {
  readonly source: "partner" | "other";
  readonly arrivals: number;
  readonly stayed: number;
}

/**
 * Whether people whom partners led stay and buy again as others do (CH-32): everybody in scope who bought for the first time ever in the
 * days asked for, by what led them: a cooperation that touched them within the attribution window before, else the channel of that order.
 *
 * @throws Refusal `invalid_input`
 */
export async function comparePartnerLed(
  platform: Platform,
  actor: Actor,
  asked: z.output<typeof lastingQuery>,
): Promise<z.output<typeof lastingSchema>> {
  const { db, clock, config } = platform;
  const to = asked.to ?? addDays(dayIn(config.timeZone, clock.now()), -valueDays - 1);
  const from = asked.from ?? addDays(to, -364);
  if (from > to) throw invalid([{ path: "from", message: "开始日期不能晚于结束日期" }]);
  if (addDays(from, mostDays) < to) throw invalid([{ path: "from", message: `一次最多看 ${mostDays} 天` }]);
  const [start, end] = [instantOf(config.timeZone, from), instantOf(config.timeZone, addDays(to, 1))];
  const attributionDays = await attributionDaysOf(db);
  const bought = await sql<Bought>`
    with led as materialized (
      select t.member_no, t.at from cooperation_touch t join cooperation c on c.no = t.cooperation_no join org_unit w on w.id = c.org_unit_id
      where t.member_no is not null and ${unitCondition(actor, "w.path")}),
    opening as materialized (
      select distinct on (o.member_no) o.member_no, o.paid_at, o.channel from sales_order o join member m on m.member_no = o.member_no
      where o.items > 0 and o.paid_at >= ${start} and o.paid_at < ${end} and ${scopeCondition(actor, "m.store_no")}
      order by o.member_no, o.paid_at, o.id),
    fresh as materialized (
      select f.* from opening f where not exists (select from sales_order o where o.member_no = f.member_no and o.items > 0
        and o.paid_at < ${start})),
    partner_led as materialized (
      select distinct f.member_no from fresh f join led l on l.member_no = f.member_no and l.at <= f.paid_at
        and l.at > f.paid_at - make_interval(days => ${attributionDays})),
    worth as (
      select f.member_no, min(f.channel) as channel, bool_or(o.paid_at > f.paid_at) as again, sum(o.amount_fen - o.refunded_fen) as fen,
        f.member_no in (select member_no from partner_led) as is_led
      from fresh f join sales_order o on o.member_no = f.member_no and o.items > 0 and o.paid_at >= f.paid_at
        and o.paid_at < f.paid_at + make_interval(days => ${valueDays})
      group by f.member_no)
    select case when is_led then 'partner' else channel end as source, count(*)::int as buyers, (count(*) filter (where again))::int as repeated,
      sum(fen)::bigint as fen
    from worth group by 1 order by (case when is_led then 'partner' else channel end) <> 'partner', 2 desc`.execute(db);
  const stays = await sql<Stayed>`
    select case when k.link_no is null then 'other' else 'partner' end as source, count(*)::int as arrivals,
      (count(*) filter (where a.left_at is null))::int as stayed
    from live_code_arrival a join live_code c on c.id = a.code_id join org_unit u on u.id = c.org_unit_id
    left join content_link l on l.code_id = c.id left join cooperation_channel k on k.link_no = l.no and k.flow = 'to_us'
    where a.arrived_at >= ${start} and a.arrived_at < ${end} and ${unitCondition(actor, "u.path")} group by 1`.execute(
    db,
  );
  return {
    ...{ from, to, attributionDays },
    mature: instantOf(config.timeZone, addDays(to, 1 + valueDays)) <= clock.now(),
    rows: bought.rows.map(({ source, buyers, repeated, fen }) => ({
      ...{ source, buyers },
      label: source === "partner" ? "异业合作带来" : `${channelNames[source] ?? source}首单`,
      repeatRate: buyers === 0 ? null : repeated / buyers,
      valueFen: buyers === 0 ? null : Math.round(fen / buyers),
    })),
    stays: (["partner", "other"] as const).map((source) => {
      const { arrivals = 0, stayed = 0 } = stays.rows.find((row) => row.source === source) ?? {};
      return {
        ...{ source, arrivals },
        label: source === "partner" ? "异业合作的活码" : "其他活码",
        stayRate: arrivals === 0 ? null : stayed / arrivals,
      };
    }),
  };
}
