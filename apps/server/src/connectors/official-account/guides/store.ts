import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import type { OpenCredit } from "./rules.ts";

export interface FollowerRow {
  readonly openid: string;
  readonly originNo: number | null;
  readonly memberNo: number | null;
  readonly nameSealed: string | null;
  readonly guideId: string | null;
  readonly guideName: string | null;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly followedAt: Date | null;
  /** When the follower last wrote to the account. */
  readonly spokenAt: Date | null;
  readonly lastMessageAt: Date | null;
}

export interface FollowerFilter {
  /** Only of the actor's stores; whoever sees the whole chain also sees those of nobody. */
  readonly scope: RawBuilder<SqlBool>;
  readonly guideId?: string | undefined;
  readonly assigned?: "yes" | "no" | undefined;
  readonly openid?: string | undefined;
}

/** Who follows the account, those who wrote last first. */
export async function listFollowers(
  db: Kysely<DB>,
  accountId: string,
  filter: FollowerFilter,
  page: { readonly after: readonly [string, string] | null; readonly limit: number },
): Promise<FollowerRow[]> {
  const { rows } = await sql<FollowerRow>`
    select * from (
      select f.openid, f.origin_no as "originNo", f.member_no as "memberNo", m.name_sealed as "nameSealed", f.guide_staff_id as "guideId",
        g.name as "guideName", f.guide_store_no as "storeNo", u.name as "storeName", f.followed_at as "followedAt",
        w.opened_at as "spokenAt",
        (select max(at) from official_guide_message x where x.wechat_account_id = f.wechat_account_id and x.openid = f.openid) as "lastMessageAt"
      from official_follower f
      left join member m on m.member_no = f.member_no left join staff g on g.id = f.guide_staff_id
      left join org_unit u on u.no = f.guide_store_no
      left join official_window w on w.wechat_account_id = f.wechat_account_id and w.openid = f.openid and w.reason = 'message'
      where f.wechat_account_id = ${accountId} and f.following and ${filter.scope}
        and (${filter.guideId ?? null}::uuid is null or f.guide_staff_id = ${filter.guideId ?? null}::uuid)
        and (${filter.openid ?? null}::text is null or f.openid = ${filter.openid ?? null})
        and (${filter.assigned ?? null}::text is null or (f.guide_staff_id is not null) = (${filter.assigned ?? null} = 'yes'))) f
    where ${page.after?.[0] ?? null}::timestamptz is null
      or (coalesce("spokenAt", "followedAt", '-infinity'), openid) < (${page.after?.[0] ?? null}::timestamptz, ${page.after?.[1] ?? null})
    order by coalesce("spokenAt", "followedAt", '-infinity') desc, openid desc limit ${page.limit}`.execute(db);
  return rows;
}

/** The guide messages that are left; never below nothing. */
export async function balanceOf(db: Kysely<DB>, accountId: string, staffId: string): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select coalesce(sum(amount), 0)::int as left from official_guide_credit
    where wechat_account_id = ${accountId} and staff_id = ${staffId}`.execute(db);
  return rows[0]?.left ?? 0;
}

export interface Credit {
  readonly accountId: string;
  readonly staffId: string;
  readonly kind: "push" | "used" | "corrected";
  readonly amount: number;
  readonly note: string;
  readonly at: Date;
  readonly by: string;
}

export async function addCredit(tx: Kysely<DB>, credit: Credit): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into official_guide_credit (wechat_account_id, staff_id, kind, amount, note, at, by)
    values (${credit.accountId}, ${credit.staffId}, ${credit.kind}, ${credit.amount}, ${credit.note}, ${credit.at}, ${credit.by})
    returning id`.execute(tx);
  return rows[0]?.id ?? 0;
}

/** The credit that was opened last for the follower. */
export async function openCredit(
  tx: Kysely<DB>,
  accountId: string,
  staffId: string,
  openid: string,
): Promise<OpenCredit | undefined> {
  const { rows } = await sql<OpenCredit>`
    select credit_id as "creditId", min(at) as "openedAt", count(*)::int as messages from official_guide_message
    where wechat_account_id = ${accountId} and openid = ${openid} and staff_id = ${staffId} and credit_id is not null
    group by 1 order by 2 desc, 1 desc limit 1`.execute(tx);
  return rows[0];
}

export interface MessageRow {
  readonly id: string;
  readonly kind: "text" | "card";
  readonly text: string;
  readonly url: string | null;
  readonly transport: "service" | "helper";
  readonly at: Date;
  readonly toldSentAt: Date | null;
  readonly guideName: string;
  /** What came of it, where we sent it. */
  readonly outcome: string | null;
  readonly reason: string | null;
}

/** What guides wrote to a follower, the latest first. */
export async function listMessages(db: Kysely<DB>, accountId: string, openid: string): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`
    select x.id, x.kind, x.text, x.url, x.transport, x.at, x.told_sent_at as "toldSentAt", s.name as "guideName", d.outcome,
      coalesce(d.reason, o.reason) as reason
    from official_guide_message x join staff s on s.id = x.staff_id
    left join outbound o on o.business_key = 'guide:' || x.id::text
    left join outbound_delivery d on d.outbound_id = o.id and d.target_key = x.openid
    where x.wechat_account_id = ${accountId} and x.openid = ${openid} order by x.at desc, x.id desc limit 100`.execute(
    db,
  );
  return rows;
}

export interface GuideRow {
  readonly staffId: string;
  readonly name: string;
  readonly storeName: string | null;
  readonly followers: number;
  readonly left: number;
  readonly used: number;
}

/** Guides who look after followers, or hold guide messages. */
export async function listGuides(
  db: Kysely<DB>,
  accountId: string,
  filter: { readonly scope: RawBuilder<SqlBool>; readonly staffId: string | null },
): Promise<GuideRow[]> {
  const { rows } = await sql<GuideRow>`
    select s.id as "staffId", s.name, u.name as "storeName", coalesce(f.followers, 0) as followers, coalesce(c.left, 0) as left,
      coalesce(c.used, 0) as used
    from staff s
    left join (select guide_staff_id as id, max(guide_store_no) as store_no, count(*) filter (where following)::int as followers from official_follower
      where wechat_account_id = ${accountId} and guide_staff_id is not null group by 1) f using (id)
    left join (select staff_id as id, sum(amount)::int as left, coalesce(-sum(amount) filter (where kind = 'used'), 0)::int as used
      from official_guide_credit where wechat_account_id = ${accountId} group by 1) c using (id)
    left join org_unit u on u.no = f.store_no
    where (f.id is not null or c.id is not null) and ${filter.scope} and (${filter.staffId}::uuid is null or s.id = ${filter.staffId}::uuid)
    order by followers desc, s.name limit 500`.execute(db);
  return rows;
}
