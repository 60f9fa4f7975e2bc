import { sql } from "kysely";
import type { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { nextStates } from "./rules.ts";
import type { planBody, planChange } from "./schemas.ts";
import { settlePlan } from "./settle-plan.ts";
import { type Plan, requirePlan } from "./store.ts";
import { type PlanState, planStates } from "./vocabulary.ts";

const subject = (id: string) => ({ kind: "campaign_plan", id });

async function requireFormats(tx: Tx, formats: readonly string[]): Promise<void> {
  const { rows } = await sql<{ code: string }>`
    select n.code from unnest(${formats}::text[]) n(code) where not exists (select from store_format f where f.code = n.code)`.execute(
    tx,
  );
  if (rows[0]) throw invalid([{ path: "formats", message: `没有编码为 ${rows[0].code} 的店型` }]);
}

async function requireName(tx: Tx, name: string, except: string | null): Promise<void> {
  const { rows } =
    await sql`select from campaign_plan where name = ${name} and id is distinct from ${except}::uuid`.execute(tx);
  if (rows.length > 0) throw conflict("name_taken", "已有同名的活动方案，请换个名称，例如加上月份");
}

/** Makes a plan from a framework, whose slots and locks it takes over (CASE-28). */
export async function createPlan(tx: Tx, actor: Actor, draft: z.output<typeof planBody>): Promise<string> {
  requireWholeChain(actor);
  await requireFormats(tx, draft.formats);
  await requireName(tx, draft.name, null);
  const { rows } = await sql<{ id: string }>`
    insert into campaign_plan (framework_id, name, theme, content, starts_on, ends_on, formats, fronts, slots, created_by)
    select f.id, ${draft.name}, ${draft.theme}, ${draft.content}, ${draft.startsOn}::date, ${draft.endsOn}::date, ${draft.formats}::text[],
      ${draft.fronts}::text[], f.slots, ${actor.name}
    from campaign_framework f where f.id = ${draft.frameworkId} returning id`.execute(tx);
  if (!rows[0]) throw notFound("这个活动框架");
  await audit(tx, actor, { action: "campaign_plan.created", subject: subject(rows[0].id), detail: { after: draft } });
  return rows[0].id;
}

/** Somebody else changed the thing since the caller read it. */
export function changedMeanwhile(): Error {
  return conflict("changed_meanwhile", "这里刚被别人改过", "请刷新后看看新的内容，再改一次");
}

/** Changes theme, content, period and reach, while the plan is not settled. */
export async function editPlan(tx: Tx, actor: Actor, id: string, change: z.output<typeof planChange>): Promise<void> {
  requireWholeChain(actor);
  const before = await requirePlan(tx, id, { withDrafts: true, lock: true });
  if (before.version !== change.version) throw changedMeanwhile();
  requireEditable(before);
  await requireFormats(tx, change.formats);
  await requireName(tx, change.name, id);
  await sql`
    update campaign_plan set name = ${change.name}, theme = ${change.theme}, content = ${change.content},
      starts_on = ${change.startsOn}::date, ends_on = ${change.endsOn}::date, formats = ${change.formats}::text[],
      fronts = ${change.fronts}::text[], version = version + 1
    where id = ${id}`.execute(tx);
  const { version: _version, ...after } = change;
  const { name, theme, content, startsOn, endsOn, formats, fronts } = before;
  await audit(tx, actor, {
    action: "campaign_plan.edited",
    subject: subject(id),
    detail: { before: { name, theme, content, startsOn, endsOn, formats, fronts }, after },
  });
}

/** @throws Refusal `plan_settled` */
export function requireEditable({ state }: Plan): void {
  if (state === "draft" || state === "open") return;
  throw conflict(
    "plan_settled",
    `活动方案${planStates[state]}，不能再改`,
    "定稿以后每家门店的方案都固定了；需要调整请新建一期",
  );
}

const actionOf: Readonly<Record<PlanState, string>> = {
  draft: "campaign_plan.withdrawn",
  open: "campaign_plan.opened",
  settled: "campaign_plan.settled",
  running: "campaign_plan.started",
  ended: "campaign_plan.ended",
};

/**
 * Opens a plan for adaptation, takes it back, or settles it: from then on each store's plan stands.
 *
 * @throws Refusal `no_lines`, `deviations_waiting`, `already_adapted`, `wrong_state`
 */
export async function movePlan(
  tx: Tx,
  actor: Actor,
  id: string,
  wanted: { readonly to: PlanState; readonly version: number },
): Promise<void> {
  requireWholeChain(actor);
  const plan = await requirePlan(tx, id, { withDrafts: true, lock: true });
  if (plan.version !== wanted.version) throw changedMeanwhile();
  if (!nextStates[plan.state].includes(wanted.to))
    throw conflict("wrong_state", `活动方案${planStates[plan.state]}，不能改为${planStates[wanted.to]}`);
  if (wanted.to === "open") {
    const { rows } = await sql`select from campaign_line where plan_id = ${id} limit 1`.execute(tx);
    if (rows.length === 0) throw conflict("no_lines", "方案里还没有主推商品", "请先添加商品或优惠，再开放给各级适配");
  }
  if (wanted.to === "draft") {
    const { rows } = await sql`
      select from campaign_override where plan_id = ${id} union all
      select from campaign_line l join org_unit u on u.id = l.unit_id where l.plan_id = ${id} and u.kind <> 'headquarters' limit 1`.execute(
      tx,
    );
    if (rows.length > 0)
      throw conflict("already_adapted", "已有区域或门店做了适配，不能收回为草稿", "总部可以直接修改主推商品");
  }
  if (wanted.to === "settled") {
    if (plan.waiting > 0)
      throw conflict("deviations_waiting", `还有 ${plan.waiting} 条偏差等总部处理`, "请先逐条同意或不同意，再定稿");
    await settlePlan(tx, plan);
  }
  await sql`update campaign_plan set state = ${wanted.to}, version = version + 1 where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: actionOf[wanted.to],
    subject: subject(id),
    detail: { from: plan.state, to: wanted.to },
  });
}
