import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { handOverLeads } from "../../../commerce/index.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { findAccount } from "../../wechat/index.ts";
import { type SplitRule, splitCustomers } from "./rules.ts";
import { findPlan, handoverCustomers, listCandidates, type Plan, type PlanTaker, readTakers } from "./store.ts";

export const workInheritance = "wecom.work_inheritance";

export interface PlanDraft {
  readonly accountId: string;
  readonly handoverUserid: string;
  readonly rule: SplitRule;
  readonly message: string;
  readonly groups: boolean;
}

/**
 * Prepares who takes over whom, for a person to look at before anything is asked of the platform. Customers that were handed over twice
 * within 90 days are not asked for again (on the job). @throws Refusal
 */
export async function makePlan(platform: Platform, actor: Actor, draft: PlanDraft): Promise<Plan> {
  const account = await findAccount(platform, platform.db, draft.accountId);
  if (account.platform !== "wecom") throw notFound("企业微信账号");
  const corpId = account.accountId;
  const candidates = new Set(
    (await listCandidates(platform.db, corpId, draft.handoverUserid)).map(({ userid }) => userid),
  );
  const strangers = [...draft.rule.takers, ...draft.rule.first].filter(({ userid }) => !candidates.has(userid));
  if (strangers[0])
    throw invalid([
      { path: "rule.takers", message: `${strangers[0].userid} 不能接替：已离职、未激活或没有客户联系权限` },
    ]);
  const id = await platform.db.transaction().execute(async (tx) => {
    const { rows: members } = await sql<{ left: boolean; tooOld: boolean }>`
      select left_at is not null as left, coalesce(left_at < now() - make_interval(days => ${WECOM_QUOTAS.resignedTransferWindow.amount}), false) as "tooOld"
      from wecom_member where corp_id = ${corpId} and userid = ${draft.handoverUserid}`.execute(tx);
    const member = members[0];
    if (!member) throw notFound("这位成员");
    if (member.tooOld) throw conflict("left_too_long", "离职已超过一年，企业微信不再允许继承");
    const kind = member.left ? "resigned" : "on_job";
    const { rows: made } = await sql<{ id: string }>`
      insert into inheritance_plan (wechat_account_id, corp_id, kind, handover_userid, rule, message, created_by)
      values (${account.id}, ${corpId}, ${kind}, ${draft.handoverUserid}, ${JSON.stringify(draft.rule)}::jsonb, ${draft.message}, ${actor.name})
      on conflict do nothing returning id`.execute(tx);
    const planId = made[0]?.id;
    if (!planId) throw conflict("inheritance_open", "这位成员已有未完成的继承，请先完成或取消");
    const customers = await handoverCustomers(tx, corpId, draft.handoverUserid);
    const known = await readTakers(
      tx,
      corpId,
      draft.rule.takers.map(({ userid }) => userid),
    );
    const takers = splitCustomers(
      customers,
      draft.rule,
      known.map((taker) => ({ ...taker, load: taker.customers })),
    );
    await sql`
      insert into inheritance_item (plan_id, kind, target_key, origin_no, member_no, takeover_userid, state, remark_sealed, description_sealed, tag_ids)
      select ${planId}::uuid, 'customer', n.key, n."originNo", n."memberNo", n.taker,
        case when n.taker is null then 'no_taker'
          when ${kind} = 'on_job' and (select count(*) from inheritance_item i join inheritance_plan p on p.id = i.plan_id
            where i.target_key = n.key and i.kind = 'customer' and p.kind = 'on_job' and p.corp_id = ${corpId}
              and i.asked_at > now() - make_interval(days => ${WECOM_QUOTAS.onJobTransferWindow.amount})
              and i.state in ('asking', 'waiting', 'done', 'customer_refused', 'taker_full')) >= ${WECOM_QUOTAS.onJobTransfers.amount} then 'limited'
          else 'planned' end,
        n."remarkSealed", n."descriptionSealed", coalesce((select array_agg(t) from jsonb_array_elements_text(n."tagIds") t), '{}')
      from jsonb_to_recordset(${JSON.stringify(customers.map((customer) => ({ ...customer, taker: takers.get(customer.key) ?? null })))}::jsonb)
        as n(key text, "originNo" int, "memberNo" int, taker text, "remarkSealed" text, "descriptionSealed" text, "tagIds" jsonb)`.execute(
      tx,
    );
    if (draft.groups) await planGroups(tx, planId, corpId, draft, known);
    await audit(tx, actor, {
      action: "inheritance.planned",
      subject: { kind: "inheritance", id: planId },
      detail: {
        corpId,
        handover: draft.handoverUserid,
        kind,
        customers: customers.length,
        takers: draft.rule.takers.length,
      },
    });
    return planId;
  });
  const plan = await findPlan(platform.db, id);
  if (!plan) throw new Error("the plan is missing");
  return plan;
}

/** Groups are shared out like customers, by store and by how many groups each taker has; capacities are about customers. */
async function planGroups(
  tx: Tx,
  planId: string,
  corpId: string,
  { handoverUserid, rule }: PlanDraft,
  known: readonly PlanTaker[],
): Promise<void> {
  const { rows: groups } = await sql<{ key: string; storeNo: number | null }>`
    select chat_key as key, store_no as "storeNo" from customer_group
    where platform = 'wecom' and account_key = ${corpId} and owner_key = ${handoverUserid} and dismissed_at is null order by 1`.execute(
    tx,
  );
  const owners = splitCustomers(
    groups.map((group) => ({ ...group, tier: null, tagNos: [], friends: [] })),
    { ...rule, takers: rule.takers.map(({ userid, weight }) => ({ userid, weight })), first: [] },
    known.map((taker) => ({ ...taker, load: taker.groups })),
  );
  await sql`
    insert into inheritance_item (plan_id, kind, target_key, takeover_userid)
    select ${planId}::uuid, 'group', n.key, n.taker
    from unnest(${groups.map(({ key }) => key)}::text[], ${groups.map(({ key }) => owners.get(key) ?? null)}::text[]) as n(key, taker)`.execute(
    tx,
  );
}

/**
 * Begins to ask the platform, in the background. Open leads of the one who hands over go to the taker of their customer at once; a lead
 * without a customer in the plan goes to the first taker. @throws Refusal
 */
export async function startPlan(platform: Platform, actor: Actor, id: string): Promise<void> {
  await platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ corp: string; userid: string }>`
      update inheritance_plan set state = 'working', started_at = now(), next_at = now() where id = ${id} and state = 'draft'
      returning corp_id as corp, handover_userid as userid`.execute(tx);
    const plan = rows[0];
    if (!plan)
      throw (await findPlan(tx, id)) ? conflict("inheritance_begun", "这次继承已经开始或结束") : notFound("这次继承");
    await sql`
      update wecom_inheritance_task set state = 'working' where corp_id = ${plan.corp} and userid = ${plan.userid} and state = 'waiting'`.execute(
      tx,
    );
    const leads = await handOverTasks(tx, actor, id);
    await audit(tx, actor, { action: "inheritance.started", subject: { kind: "inheritance", id }, detail: { leads } });
    await platform.jobs.enqueue(tx, workInheritance, {}, { key: workInheritance });
  });
}

/** Returns how many leads moved. */
async function handOverTasks(tx: Tx, actor: Actor, id: string): Promise<number> {
  const { rows: from } = await sql<{ staffId: string; fallback: string | null }>`
    select h.staff_id as "staffId", (
      select t.staff_id from jsonb_array_elements(p.rule->'takers') with ordinality as r(taker, place)
      join wecom_member t on t.corp_id = p.corp_id and t.userid = r.taker->>'userid' and t.staff_id is not null order by r.place limit 1) as fallback
    from inheritance_plan p join wecom_member h on h.corp_id = p.corp_id and h.userid = p.handover_userid
    where p.id = ${id} and h.staff_id is not null`.execute(tx);
  if (!from[0]) return 0;
  const { rows: takers } = await sql<{ memberNo: number; staffId: string }>`
    select distinct on (i.member_no) i.member_no as "memberNo", t.staff_id as "staffId" from inheritance_item i
    join inheritance_plan p on p.id = i.plan_id
    join wecom_member t on t.corp_id = p.corp_id and t.userid = i.takeover_userid and t.staff_id is not null
    where i.plan_id = ${id} and i.kind = 'customer' and i.state = 'planned' and i.member_no is not null
    order by i.member_no, i.target_key`.execute(tx);
  return handOverLeads(tx, actor, { from: from[0].staffId, takers, fallback: from[0].fallback, at: new Date() });
}

/** Takes back what was not asked for yet; what the platform has taken cannot be undone there. @throws Refusal */
export async function cancelPlan(platform: Platform, actor: Actor, id: string): Promise<void> {
  await platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{
      state: string;
    }>`select state from inheritance_plan where id = ${id} for update`.execute(tx);
    if (!rows[0]) throw notFound("这次继承");
    if (rows[0].state !== "draft" && rows[0].state !== "working")
      throw conflict("inheritance_over", "这次继承已经结束，平台不支持撤回已接替的客户");
    const { rows: taken } = await sql`
      update inheritance_item set state = 'cancelled', settled_at = now() where plan_id = ${id} and state = 'planned' returning target_key`.execute(
      tx,
    );
    await sql`
      update inheritance_plan set next_at = now(),
        state = case when exists (select from inheritance_item where plan_id = ${id} and state in ('asking', 'waiting')) then state else 'cancelled' end,
        settled_at = case when exists (select from inheritance_item where plan_id = ${id} and state in ('asking', 'waiting')) then null else now() end
      where id = ${id}`.execute(tx);
    await sql`
      update wecom_inheritance_task t set state = 'waiting' from inheritance_plan p
      where p.id = ${id} and p.state = 'cancelled' and t.corp_id = p.corp_id and t.userid = p.handover_userid and t.state = 'working'`.execute(
      tx,
    );
    await audit(tx, actor, {
      action: "inheritance.cancelled",
      subject: { kind: "inheritance", id },
      detail: { takenBack: taken.length },
    });
  });
}
