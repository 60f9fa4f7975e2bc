import { sql } from "kysely";
import type { z } from "zod";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { scopeCondition } from "../../organization/index.ts";
import { type Front, fronts } from "../plans/vocabulary.ts";
import { allFronts } from "./goods.ts";
import type { membersAnswer } from "./schemas.ts";

/** By what a customer counts as known on a front. */
const definitions: Readonly<Record<Front, string>> = {
  store: "有手机号、会员卡号或 POS 会员号，到店能认出",
  mini_program: "有已接入小程序的 OpenID",
  official_account: "有已接入公众号的 OpenID",
  wecom: "有企业微信客户身份（external_userid）",
  wechat_shop: "有微信小店 OpenID",
};

interface Group {
  readonly fronts: Front[];
  readonly people: number;
  readonly stray: number;
  readonly unionid: number;
}

/** How many customers in scope are known on each front, and on which together: one pass, grouped by the set of fronts (at most 32). */
export async function countPeople({ db }: Platform, actor: Actor): Promise<z.output<typeof membersAnswer>> {
  const { rows } = await sql<Group>`
    with traces as (
      select i.member_no, case
          when i.kind in ('phone', 'card', 'pos_id') then 'store'
          when i.kind = 'external_userid' then 'wecom'
          when i.kind = 'shop_openid' then 'wechat_shop'
          when i.kind = 'openid' then coalesce(a.platform, 'stray')
          else 'unionid' end as trace
      from identifier i left join (select distinct account_id, platform from wechat_account
        where platform in ('mini_program', 'official_account')) a on a.account_id = i.scope and i.kind = 'openid'
      where i.member_no is not null and not i.shared
        and i.kind in ('phone', 'card', 'pos_id', 'external_userid', 'shop_openid', 'openid', 'unionid')
    ), people as (
      select m.member_no, coalesce(array_agg(distinct t.trace order by t.trace) filter (where t.trace is not null), '{}') as traces
      from member m left join traces t on t.member_no = m.member_no
      where m.status = 'active' and ${scopeCondition(actor, "m.store_no")} group by m.member_no
    )
    select array_remove(array_remove(traces, 'stray'), 'unionid') as fronts, count(*)::int as people,
      count(*) filter (where 'stray' = any(traces))::int as stray, count(*) filter (where 'unionid' = any(traces))::int as unionid
    from people group by 1`.execute(db);
  const total = (of: (group: Group) => boolean, what: "people" | "stray" | "unionid" = "people") =>
    rows.filter(of).reduce((sum, row) => sum + row[what], 0);
  return {
    people: total(() => true),
    known: total((row) => row.fronts.length > 0),
    several: total((row) => row.fronts.length > 1),
    openidsWithoutAccount: total((row) => row.fronts.length === 0, "stray"),
    unionid: total(() => true, "unionid"),
    fronts: allFronts.map((front) => ({
      front,
      label: fronts[front],
      known: total((row) => row.fronts.includes(front)),
      only: total((row) => row.fronts.length === 1 && row.fronts[0] === front),
      definition: definitions[front],
    })),
    overlap: allFronts.flatMap((a, at) =>
      allFronts.slice(at + 1).map((b) => ({
        a,
        b,
        people: total((row) => row.fronts.includes(a) && row.fronts.includes(b)),
      })),
    ),
  };
}
