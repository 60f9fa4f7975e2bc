import { type Kysely, sql } from "kysely";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import type { ItemState, SplitCustomer, SplitRule } from "./rules.ts";

export interface Plan {
  readonly id: string;
  readonly accountId: string;
  readonly corpId: string;
  readonly kind: "resigned" | "on_job";
  readonly handoverUserid: string;
  readonly rule: SplitRule;
  readonly message: string;
  readonly state: "draft" | "working" | "done" | "cancelled";
  readonly reason: string | null;
  readonly remedy: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly startedAt: Date | null;
  readonly settledAt: Date | null;
}

const columns = sql`id, wechat_account_id as "accountId", corp_id as "corpId", kind, handover_userid as "handoverUserid", rule, message, state,
  reason, remedy, created_at as "createdAt", created_by as "createdBy", started_at as "startedAt", settled_at as "settledAt"`;

export async function findPlan(db: Kysely<DB>, id: string): Promise<Plan | undefined> {
  return (await sql<Plan>`select ${columns} from inheritance_plan where id = ${id}`.execute(db)).rows[0];
}

export async function listPlans(db: Kysely<DB>, before: string | null, limit: number): Promise<Plan[]> {
  const { rows } = await sql<Plan>`
    select ${columns} from inheritance_plan where (${before}::uuid is null or id < ${before}::uuid) order by id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** Takes one plan that is due and keeps it from others for a while. */
export async function takeDuePlan(db: Kysely<DB>): Promise<Plan | undefined> {
  const { rows } = await sql<Plan>`
    update inheritance_plan set next_at = now() + interval '30 minutes' where id = (
      select id from inheritance_plan where state = 'working' and next_at <= now() order by next_at for update skip locked limit 1)
    returning ${columns}`.execute(db);
  return rows[0];
}

export interface ItemCount {
  readonly planId: string;
  readonly kind: "customer" | "group";
  readonly takeover: string | null;
  readonly state: ItemState;
  readonly count: number;
}

export async function countItems(db: Kysely<DB>, planIds: readonly string[]): Promise<ItemCount[]> {
  const { rows } = await sql<ItemCount>`
    select plan_id as "planId", kind, takeover_userid as takeover, state, count(*)::int as count from inheritance_item
    where plan_id = any(${planIds}::uuid[]) group by 1, 2, 3, 4`.execute(db);
  return rows;
}

export interface ItemRow {
  readonly kind: "customer" | "group";
  readonly targetKey: string;
  readonly memberNo: number | null;
  /** A customer's name, sealed. */
  readonly nameSealed: string | null;
  readonly groupName: string | null;
  readonly takeover: string | null;
  readonly state: ItemState;
  readonly errcode: number | null;
  readonly takesOverAt: Date | null;
  readonly carriedAt: Date | null;
}

export async function listItems(
  db: Kysely<DB>,
  planId: string,
  state: string | undefined,
  page: { readonly after: readonly [string, string] | null; readonly limit: number },
): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select i.kind, i.target_key as "targetKey", i.member_no as "memberNo", m.name_sealed as "nameSealed", g.name as "groupName",
      i.takeover_userid as takeover, i.state, i.errcode, i.takes_over_at as "takesOverAt", i.carried_at as "carriedAt"
    from inheritance_item i join inheritance_plan p on p.id = i.plan_id left join member m using (member_no)
    left join customer_group g on i.kind = 'group' and g.platform = 'wecom' and g.account_key = p.corp_id and g.chat_key = i.target_key
    where i.plan_id = ${planId} and (${state ?? null}::text is null or i.state = ${state ?? null})
      and (${page.after?.[0] ?? null}::text is null or (i.kind, i.target_key) > (${page.after?.[0] ?? null}, ${page.after?.[1] ?? null}))
    order by i.kind, i.target_key limit ${page.limit}`.execute(db);
  return rows;
}

export interface HandoverCustomer extends SplitCustomer {
  readonly originNo: number | null;
  readonly memberNo: number | null;
  readonly remarkSealed: string | null;
  readonly descriptionSealed: string | null;
  readonly tagIds: readonly string[];
}

/** The member's customers with what the split looks at, in a fixed order. */
export async function handoverCustomers(db: Kysely<DB>, corpId: string, userid: string): Promise<HandoverCustomer[]> {
  const { rows } = await sql<HandoverCustomer>`
    select f.external_userid as key, f.origin_no as "originNo", f.member_no as "memberNo", f.remark_sealed as "remarkSealed",
      f.description_sealed as "descriptionSealed", f.tag_ids as "tagIds", m.tier,
      m.store_no as "storeNo",
      coalesce((select array_agg(t.tag_no) from member_tag t where t.member_no = f.member_no), '{}') as "tagNos",
      coalesce((select array_agg(o.userid order by o.userid) from wecom_follow o where o.corp_id = f.corp_id
        and o.external_userid = f.external_userid and o.userid <> f.userid and o.state = 'active'), '{}') as friends
    from wecom_follow f left join member m on m.member_no = f.member_no
    where f.corp_id = ${corpId} and f.userid = ${userid} and f.state = 'active'
    order by f.external_userid`.execute(db);
  return rows;
}

export interface Candidate {
  readonly userid: string;
  readonly name: string;
  readonly storeName: string | null;
  /** Works in a department of the one who hands over. */
  readonly near: boolean;
  readonly customers: number;
}

/** Members who can take over: still there and enabled for customer contact; colleagues of the same department first. */
export async function listCandidates(db: Kysely<DB>, corpId: string, handover: string): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select m.userid, m.name, u.name as "storeName", coalesce(m.departments && h.departments, false) as near,
      (select count(*)::int from wecom_follow f where f.corp_id = m.corp_id and f.userid = m.userid and f.state = 'active') as customers
    from wecom_member m
    left join wecom_member h on h.corp_id = m.corp_id and h.userid = ${handover}
    left join lateral (select o.name from wecom_department d join org_unit o on o.id = d.org_unit_id
      where d.corp_id = m.corp_id and d.department_id = any(m.departments) order by d.department_id limit 1) u on true
    where m.corp_id = ${corpId} and m.left_at is null and m.serves and m.status = 1 and m.userid <> ${handover}
    order by near desc, customers, m.userid limit 500`.execute(db);
  return rows;
}

export interface PlanTaker {
  readonly userid: string;
  readonly staffId: string | null;
  readonly storeNos: readonly number[];
  readonly customers: number;
  readonly groups: number;
}

/** Where takers work and what they look after already. */
export async function readTakers(db: Kysely<DB>, corpId: string, userids: readonly string[]): Promise<PlanTaker[]> {
  const { rows } = await sql<PlanTaker>`
    select m.userid, m.staff_id as "staffId",
      (select coalesce(array_agg(o.no), '{}') from wecom_department d join org_unit o on o.id = d.org_unit_id and o.kind = 'store'
        where d.corp_id = m.corp_id and d.department_id = any(m.departments)) as "storeNos",
      (select count(*)::int from wecom_follow f where f.corp_id = m.corp_id and f.userid = m.userid and f.state = 'active') as customers,
      (select count(*)::int from customer_group g where g.platform = 'wecom' and g.account_key = m.corp_id and g.owner_key = m.userid
        and g.dismissed_at is null) as groups
    from wecom_member m where m.corp_id = ${corpId} and m.userid = any(${userids}::text[])`.execute(db);
  return rows;
}

/** What members are called, by userid. */
export async function memberNames(
  db: Kysely<DB>,
  corpId: string,
  userids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ userid: string; name: string }>`
    select userid, name from wecom_member where corp_id = ${corpId} and userid = any(${userids}::text[])`.execute(db);
  return new Map(rows.map(({ userid, name }) => [userid, name]));
}

export interface Source {
  readonly corpId: string;
  readonly userid: string;
  readonly name: string;
  readonly left: boolean;
  readonly leftAt: Date | null;
  readonly customers: number;
  readonly groups: number;
  readonly planId: string | null;
}

/** Who has something to hand over: those who left first, then members on the job; with the plan that is under way. */
export async function listSources(
  db: Kysely<DB>,
  filter: { readonly corpId: string; readonly left: boolean; readonly search: string; readonly limit: number },
): Promise<Source[]> {
  const { rows } = await sql<Source>`
    select * from (
      select m.corp_id as "corpId", m.userid, m.name, m.left_at is not null as left, m.left_at as "leftAt",
        coalesce(f.customers, 0) as customers, coalesce(g.groups, 0) as groups, p.id as "planId"
      from wecom_member m
      left join (select userid, count(*)::int as customers from wecom_follow where corp_id = ${filter.corpId} and state = 'active' group by 1) f
        using (userid)
      left join (select owner_key as userid, count(*)::int as groups from customer_group
        where platform = 'wecom' and account_key = ${filter.corpId} and dismissed_at is null group by 1) g using (userid)
      left join inheritance_plan p on p.corp_id = m.corp_id and p.handover_userid = m.userid and p.state in ('draft', 'working')
      where m.corp_id = ${filter.corpId} and (m.left_at is not null) = ${filter.left}
        and (${filter.search} = '' or m.userid ilike ${`%${filter.search}%`} or m.name ilike ${`%${filter.search}%`})) s
    where customers + groups > 0 or "planId" is not null
    order by "leftAt" desc nulls last, customers desc, userid limit ${filter.limit}`.execute(db);
  return rows;
}
