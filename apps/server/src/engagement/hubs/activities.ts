import { sql } from "kysely";
import type { z } from "zod";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { seesWholeChain, unitCondition, unitOrAboveCondition } from "../../organization/index.ts";
import type { Front } from "../plans/vocabulary.ts";
import { listingsOfP, reasonOf, salesDays } from "./goods.ts";
import type { activitiesAnswer } from "./schemas.ts";

type Activities = z.output<typeof activitiesAnswer>;
type Plan = Activities["plans"][number];

const mostPlans = 100;
const shownGaps = 20;

interface PlanRow extends Omit<Plan, "gaps"> {
  readonly gaps: { sku: string; title: string; front: Front; state: "delisted" | "missing" }[] | null;
}

/**
 * Plans that run or are open, with the fronts that they and their lines go out on. A gap: an item is meant for a front on which it is
 * not listed; official accounts and WeCom count only where listings are kept. Lines of units beside the caller's scope are left out.
 */
export async function listActivities({ db }: Platform, actor: Actor, sku: string | null): Promise<Plan[]> {
  const { rows } = await sql<PlanRow>`
    with plan as (
      select * from campaign_plan where source = 'plan' and state in ('open', 'settled', 'running')
        and (${sku}::text is null or id in (select plan_id from campaign_line where sku = ${sku}))
      order by starts_on desc, id desc limit ${mostPlans}
    ), line as (
      select distinct l.plan_id, l.sku, l.title, f.front
      from plan join campaign_line l on l.plan_id = plan.id join org_unit u on u.id = l.unit_id
        cross join unnest(case when cardinality(l.fronts) > 0 then l.fronts else plan.fronts end) f (front)
      where (${sku}::text is null or l.sku = ${sku})
        and ${unitOrAboveCondition(actor, "u.path")}
    ), gap as (
      select line.plan_id, line.sku, min(line.title) as title, line.front, max(s.state) as state
      from line join product p on p.sku = line.sku cross join lateral (${listingsOfP}) s
      where s.front = line.front and s.state <> 'listed' and (s.kept or s.front in ('mini_program', 'wechat_shop'))
      group by line.plan_id, line.sku, line.front
    )
    select plan.id, plan.name, plan.theme, plan.state, plan.starts_on as "startsOn", plan.ends_on as "endsOn",
      array(select front from (select unnest(plan.fronts) as front union select front from line where plan_id = plan.id) f
        order by array_position(${["store", "mini_program", "official_account", "wecom", "wechat_shop"]}::text[], front)) as fronts,
      (select count(distinct line.sku)::int from line where line.plan_id = plan.id) as items,
      (select count(*)::int from gap where gap.plan_id = plan.id) as "gapCount",
      (select json_agg(json_build_object('sku', g.sku, 'title', g.title, 'front', g.front, 'state', g.state) order by g.sku, g.front)
        from (select * from gap where gap.plan_id = plan.id order by sku, front limit ${shownGaps}) g) as gaps
    from plan where ${sku}::text is null or exists (select from line where line.plan_id = plan.id)
    order by plan.starts_on desc, plan.id desc`.execute(db);
  return rows.map(({ gaps, ...row }) => ({
    ...row,
    gaps: (gaps ?? []).map(({ state, ...gap }) => ({ ...gap, reason: reasonOf(gap.front, state) })),
  }));
}

/** What else went out on the fronts in the last 30 days; messages and articles are the chain's and counted for its whole only. */
export async function countContents({ db, clock }: Platform, actor: Actor): Promise<Activities["contents"]> {
  const since = new Date(clock.now().getTime() - salesDays * 86_400_000);
  const chain = seesWholeChain(actor);
  const { rows } = await sql<Activities["contents"][number]>`
    select c.channel as front, 'live_code' as kind, count(*)::int as count from live_code c join org_unit u on u.id = c.org_unit_id
    where c.created_at >= ${since} and c.channel = any(${["store", "mini_program", "official_account", "wecom", "wechat_shop"]}::text[])
      and ${unitCondition(actor, "u.path")} group by 1
    union all
    select case when channel like 'wecom%' then 'wecom' when channel like 'official%' then 'official_account' else 'mini_program' end,
      'outbound', count(*)::int from outbound where ${chain} and handed_at >= ${since} group by 1
    union all
    select 'official_account', 'article', count(*)::int from official_publication
    where ${chain} and status = 0 and submitted_at >= ${since} having count(*) > 0
    order by 1, 2`.execute(db);
  return rows;
}
