import { sql } from "kysely";
import type { z } from "zod";
import { instantOf } from "../../../kernel/calendar.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { type Asked, ofMembers, openings, ordersAfter, spanParams } from "../visits/facts.ts";
import { visitSetting } from "../visits/settings.ts";
import { advise, type MiniProgramRole, miniProgramRoles, roleNames } from "./rules.ts";
import type { matrixAnswer } from "./schemas.ts";

interface ProgramRow {
  readonly accountId: string;
  readonly appId: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly role: MiniProgramRole | null;
  readonly version: number;
  readonly people: number;
  readonly registered: number;
  readonly withUnionid: number;
  readonly shared: number;
  readonly phones: number;
}

/** The brand's mini programs side by side: what each is for, who uses it, what they lead to, whom they share (CH-20). */
export async function describeMatrix(platform: Platform, asked: Asked): Promise<z.input<typeof matrixAnswer>> {
  const { value } = await readSetting(platform.db, visitSetting);
  const [programs, overlap, facts] = await Promise.all([
    listPrograms(platform, asked),
    countOverlap(platform, asked),
    askFacts(platform, asked, value.orderHours),
  ]);
  const found = programs.map((program) => {
    const opened = facts.opened.find(({ app }) => app === program.appId);
    const bought = facts.bought.find(({ app }) => app === program.appId);
    return {
      ...program,
      visits: opened?.visits ?? 0,
      users: opened?.users ?? 0,
      firstUsers: opened?.firstUsers ?? 0,
      newMembers: opened?.newMembers ?? 0,
      orders: bought?.orders ?? 0,
      buyers: bought?.buyers ?? 0,
      amountFen: Math.round((bought?.amountLi ?? 0) / 10),
    };
  });
  return {
    orderHours: value.orderHours,
    roles: roleNames.map((role) => ({ role, ...miniProgramRoles[role] })),
    programs: found,
    ...overlap,
    jumps: facts.jumps,
    advice: found.length === 0 ? [] : advise(found, facts.jumps),
  };
}

/** SQL: users of mini programs who belong to the stores that are asked for. */
const usersOf = ({ stores }: Asked) =>
  stores === "all"
    ? sql`mini_program_user`
    : sql`(select u.* from mini_program_user u join member m using (member_no) where m.store_no = any(${[...stores]}::int[]))`;

async function listPrograms({ db, config: { timeZone } }: Platform, asked: Asked): Promise<ProgramRow[]> {
  const [from, to] = [instantOf(timeZone, asked.from), instantOf(timeZone, asked.to)];
  const { rows } = await sql<ProgramRow>`
    with own as (select wechat_account_id, member_no, min(registered_at) as registered_at from ${usersOf(asked)} u group by 1, 2),
      several as (select member_no from own group by 1 having count(*) > 1),
      tied as (select distinct i.member_no from identifier i where i.kind = 'unionid' and i.member_no in (select member_no from own)),
      summed as (
        select o.wechat_account_id, count(*)::int as people, count(o.registered_at)::int as registered, count(t.member_no)::int as "withUnionid",
          count(s.member_no)::int as shared, count(*) filter (where o.registered_at >= ${from} and o.registered_at < ${to})::int as phones
        from own o left join several s using (member_no) left join tied t using (member_no) group by 1)
    select a.id as "accountId", a.account_id as "appId", a.name, a.enabled, p.role, coalesce(p.version, 0) as version, coalesce(s.people, 0) as people,
      coalesce(s.registered, 0) as registered, coalesce(s."withUnionid", 0) as "withUnionid", coalesce(s.shared, 0) as shared, coalesce(s.phones, 0) as phones
    from wechat_account a left join mini_program_profile p on p.wechat_account_id = a.id left join summed s on s.wechat_account_id = a.id
    where a.platform = 'mini_program' order by coalesce(s.people, 0) desc, a.name`.execute(db);
  return rows;
}

async function countOverlap({ db }: Platform, asked: Asked) {
  const [{ rows: totals }, { rows: pairs }] = await Promise.all([
    sql<{ people: number; several: number }>`
      select count(*)::int as people, count(*) filter (where programs > 1)::int as several
      from (select member_no, count(distinct wechat_account_id) as programs from ${usersOf(asked)} u group by 1) p`.execute(
      db,
    ),
    sql<{ a: string; b: string; people: number }>`
      with own as (select distinct wechat_account_id, member_no from ${usersOf(asked)} u)
      select x.account_id as a, y.account_id as b, count(*)::int as people
      from own l join own r on r.member_no = l.member_no and r.wechat_account_id > l.wechat_account_id
      join wechat_account x on x.id = l.wechat_account_id join wechat_account y on y.id = r.wechat_account_id
      group by 1, 2 order by people desc, 1, 2`.execute(db),
  ]);
  return { people: totals[0]?.people ?? 0, several: totals[0]?.several ?? 0, pairs };
}

interface OpenedRow {
  readonly app: string;
  readonly visits: number;
  readonly users: number;
  readonly firstUsers: number;
  readonly newMembers: number;
}

async function askFacts(platform: Platform, asked: Asked, orderHours: number) {
  const params = spanParams(platform, asked, orderHours);
  const ask = <Row>(select: string) => platform.clickhouse.rows<Row>(select, params, { timeoutMs: 60_000 });
  const ofUs = ofMembers(asked);
  const [opened, bought, jumps] = await Promise.all([
    ask<OpenedRow>(
      `select app, count() as visits, uniqExact(member_no) as users, uniqExactIf(member_no, is_first) as "firstUsers",
         uniqExactIf(member_no, is_new_member) as "newMembers" from (${openings("start", ofUs)}) group by app`,
    ),
    ask<{ app: string; orders: number; buyers: number; amountLi: number }>(
      `select app, count() as orders, uniqExact(member_no) as buyers, sum(amount_li) as "amountLi"
       from (${ordersAfter(openings("before", ofUs), ["app"], ofUs)}) where app <> '' group by app`,
    ),
    // 1038 is the way back.
    ask<{ fromAppId: string; toAppId: string; visits: number; users: number }>(
      `select from_app as "fromAppId", app as "toAppId", count() as visits, uniqExact(member_no) as users
       from (${openings("start", ofUs)}) where from_app <> '' and scene <> 1038 group by from_app, app order by visits desc limit 50`,
    ),
  ]);
  return { opened, bought, jumps };
}
