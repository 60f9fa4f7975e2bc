import { sql } from "kysely";
import { addDays, instantOf } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { scopeCondition } from "../../organization/index.ts";
import { codeSetting } from "../codes/settings.ts";
import { funnel, timeOf } from "../funnel.ts";
import type { Days } from "./report.ts";
import type { Db } from "./store.ts";

export interface LedPerson {
  readonly memberNo: number;
  readonly cameAt: Date;
  readonly friendAt: Date | null;
  readonly registeredAt: Date | null;
  readonly boughtAt: Date | null;
  readonly orders: number;
  readonly salesFen: number;
  /** Had bought in the platform's shop before. */
  readonly boughtThere: boolean;
}

interface Asked {
  readonly linkNo: number;
  readonly accountNo: number;
  readonly days: Days;
  readonly after: readonly [string, number] | null;
  readonly limit: number;
}

/** Members in the actor's scope whom a placement led back, by name, the latest first. */
export async function listPeople(platform: Platform, db: Db, actor: Actor, asked: Asked): Promise<LedPerson[]> {
  const { attributionDays } = (await readSetting(db, codeSetting)).value;
  const { timeZone } = platform.config;
  const { linkNo, accountNo, days, after, limit } = asked;
  const part = {
    group: 0,
    source: linkNo,
    startAt: instantOf(timeZone, days.from),
    endAt: instantOf(timeZone, addDays(days.to, 1)),
  };
  const { rows } = await sql<LedPerson>`
    with ${funnel([part], { view: "content_link_touch", source: "link_no" }, attributionDays)}
    select p.member_no as "memberNo", p.at_visit as "cameAt", ${timeOf("friend")} as "friendAt", ${timeOf("register")} as "registeredAt",
      ${timeOf("order")} as "boughtAt", p.orders::int as orders, p.fen::bigint as "salesFen",
      exists (select from sales_order o join outside_account a on a.no = ${accountNo} and o.source = any(a.order_sources)
        where o.member_no = p.member_no and o.items > 0 and o.paid_at < p.at_visit) as "boughtThere"
    from person p join member m on m.member_no = p.member_no
    where m.status = 'active' and ${scopeCondition(actor, "m.store_no")}
      and (${after?.[0] ?? null}::timestamptz is null
        or (date_trunc('milliseconds', p.at_visit), p.member_no) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::int))
    order by date_trunc('milliseconds', p.at_visit) desc, p.member_no desc limit ${limit}`.execute(db);
  return rows;
}
