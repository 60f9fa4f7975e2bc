import { type Kysely, sql } from "kysely";
import { takeNew } from "../../events/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { sourceKey } from "../named-source.ts";

type Query = Readonly<Record<string, string | undefined>>;

/** Names under which a landing page is opened with the number of the click: WeChat's traffic, other Tencent traffic, mini programs. */
export const clickNames = ["gdt_vid", "qz_gdt", "click_id"] as const;
/** 16 or 18 characters were seen; five mean an ad that was made without its native landing step. */
const clickShape = /^[\w.:-]{6,200}$/;
/** Between a code's state and the number of a click in what WeCom hands back with a new friend (at most 64 bytes). */
const mark = "~k";

/** The click by which an address was opened; null without a usable one. */
export function clickOf(query: Query): string | null {
  const said = clickNames.map((name) => query[name]).find((value) => value !== undefined && value !== "");
  return said !== undefined && clickShape.test(said) ? said : null;
}

/** The state that an acquisition link is opened with, so that who becomes a friend by it is known to come from this click. */
export const stateWithClick = (state: string, clickNo: number): string => `${state}${mark}${clickNo.toString(36)}`;

/** A state as WeCom hands it back: the code's own, and the number of the click if there was one. */
export function splitState(state: string): { readonly state: string; readonly clickNo: number | null } {
  const found = /^(.*)~k([0-9a-z]{1,7})$/.exec(state);
  return found ? { state: found[1] ?? "", clickNo: Number.parseInt(found[2] ?? "", 36) } : { state, clickNo: null };
}

/** SQL: the account that pays for a plan, when there is only one. */
const payerOf = (planNo: ReturnType<typeof sql>) => sql`(select min(x.account_no) from ad_account_plan x
  where x.plan_no = ${planNo} having count(*) = 1)`;

/**
 * Writes down that somebody stands on our page by a click. The first who comes with it is its person: an address that is passed on
 * carries the number along.
 *
 * @returns the click's number
 */
export async function noteLanding(
  tx: Kysely<DB>,
  landing: {
    readonly clickKey: string;
    readonly codeId: string;
    readonly campaign: string | null;
    readonly visitorId: string;
    readonly memberNo: number | null;
    readonly at: Date;
  },
): Promise<number | null> {
  const { clickKey, codeId, visitorId, memberNo, at } = landing;
  const { rows } = await sql<{ no: number; isOwn: boolean }>`
    insert into ad_click as k (click_key, account_no, plan_no, code_id, clicked_at, landed_at, visitor_id)
    select ${clickKey}, ${payerOf(sql`p.no`)}, p.no, ${codeId}::uuid, ${at}::timestamptz, ${at}::timestamptz, ${visitorId}::uuid
    from (select coalesce((select plan_no from ad_plan_code where code_id = ${codeId}),
      (select no from ad_plan where key = ${landing.campaign})) as no) p
    on conflict (click_key) do update set account_no = coalesce(k.account_no, excluded.account_no), plan_no = coalesce(k.plan_no, excluded.plan_no),
      code_id = coalesce(k.code_id, excluded.code_id), landed_at = coalesce(k.landed_at, excluded.landed_at),
      visitor_id = coalesce(k.visitor_id, excluded.visitor_id)
    returning k.no, k.visitor_id = ${visitorId} as "isOwn"`.execute(tx);
  const click = rows[0];
  if (!click?.isOwn) return null;
  if (memberNo !== null)
    await sql`insert into ad_click_touch (click_no, origin_no, member_no, at) values (${click.no}, ${memberNo}, ${memberNo}, ${at})
      on conflict do nothing`.execute(tx);
  return click.no;
}

/** Writes down a click that the platform told of itself, with what it wants back. @returns false when nobody has such an address */
export async function noteToldClick(
  { db, clock }: Platform,
  accountMark: string,
  told: { readonly clickKey: string; readonly callback: string | null },
): Promise<boolean> {
  const at = clock.now();
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ no: number }>`
      update ad_account set heard_at = ${at} where mark = ${accountMark} returning no`.execute(tx);
    const no = rows[0]?.no;
    if (no === undefined) return false;
    await sql`
      insert into ad_click as k (click_key, account_no, callback, clicked_at) values (${told.clickKey}, ${no}, ${told.callback}, ${at})
      on conflict (click_key) do update set account_no = excluded.account_no, callback = coalesce(k.callback, excluded.callback)
      where k.account_no is null or k.account_no = excluded.account_no`.execute(tx);
    return true;
  });
}

/**
 * Finds out who clicked: from events that name a click, from new friends whose link carried one, and from visitors who were
 * recognised later. Returns how many clicks got a person.
 */
export async function takeClickTouches(platform: Platform): Promise<number> {
  return platform.db.transaction().execute(async (tx) => {
    const taken = await takeNew(tx, "ad_click_cursor", async (isNew) => {
      const { rows } = await sql`
        with named as (
          select e.properties ->> 'clickId' as click_key, null::int as click_no, e.origin_no, e.occurred_at, e.event_key,
            coalesce((select p.no from ad_plan p where p.key = ${sourceKey}), (select a.plan_no from live_code c
              join ad_plan_code a on a.code_id = c.id where c.slug = ${sourceKey})) as plan_no
          from event_log e
          where ${isNew("e.logged_xid")} and e.origin_no is not null and e.properties ? 'clickId'
            and e.properties ->> 'clickId' ~ '^[[:alnum:]_.:-]{6,200}$'
          union all
          select null, (e.properties ->> 'clickNo')::int, e.origin_no, e.occurred_at, e.event_key, null from event_log e
          where ${isNew("e.logged_xid")} and e.type = 'contact.added' and e.origin_no is not null and e.properties ->> 'clickNo' ~ '^[0-9]{1,9}$'),
        made as (
          insert into ad_click as k (click_key, account_no, plan_no, clicked_at, landed_at)
          select click_key, ${payerOf(sql`n.plan_no`)}, plan_no, at, at from (
            select click_key, min(plan_no) as plan_no, min(occurred_at) as at from named where click_key is not null group by 1) n
          on conflict (click_key) do update set landed_at = coalesce(k.landed_at, excluded.landed_at),
            plan_no = coalesce(k.plan_no, excluded.plan_no), account_no = coalesce(k.account_no, excluded.account_no)
          returning k.no, k.click_key)
        insert into ad_click_touch (click_no, origin_no, member_no, at)
        select distinct on (no) no, origin_no, owner_no, occurred_at from (
          select coalesce(m.no, k.no) as no, n.origin_no, p.owner_no, n.occurred_at, n.event_key
          from named n join member p on p.member_no = n.origin_no left join made m on m.click_key = n.click_key
          left join ad_click k on k.no = n.click_no) found
        where no is not null order by no, occurred_at, event_key
        on conflict do nothing returning click_no`.execute(tx);
      return rows.length;
    });
    const { rows: recognised } = await sql`
      insert into ad_click_touch (click_no, origin_no, member_no, at)
      select distinct on (k.no) k.no, v.origin_no, v.member_no, v.at from ad_click k
      join live_code_visit v on v.visitor_id = k.visitor_id and v.member_no is not null and v.at >= k.landed_at
      where k.landed_at > ${new Date(platform.clock.now().getTime() - 90 * 86_400_000)}::timestamptz
        and not exists (select from ad_click_touch t where t.click_no = k.no)
      order by k.no, v.at on conflict do nothing returning click_no`.execute(tx);
    return (taken ?? 0) + recognised.length;
  });
}
