import { sql } from "kysely";
import type { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import { type Actor, requirePermission } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { loadUnit, seesWholeChain, unitCondition } from "../../organization/index.ts";
import { requireEditable } from "./change-plans.ts";
import { levelOf, mayFill, type Place } from "./rules.ts";
import type { linesBody } from "./schemas.ts";
import { loadProducts, type Plan, requirePlan } from "./store.ts";
import { type Level, levels } from "./vocabulary.ts";

export interface Work {
  readonly plan: Plan;
  readonly place: Place;
  readonly level: Level;
  readonly unitId: string;
  readonly unitName: string;
  /** Headquarters itself, or its word for one format: no slot is closed to it. */
  readonly isHeadquarters: boolean;
}

/**
 * Whether the actor may change a plan at a place now: the place lies in their scope, headquarters' own place takes the permission to
 * make plans, and below headquarters the plan must be open. The plan's row is shared-locked: it is not settled meanwhile.
 *
 * @throws Refusal
 */
export async function requireWork(
  tx: Tx,
  actor: Actor,
  planId: string,
  at: { readonly unitId: string; readonly format: string | null },
): Promise<Work> {
  await sql`select from campaign_plan where id = ${planId} for share`.execute(tx);
  const plan = await requirePlan(tx, planId, { withDrafts: seesWholeChain(actor) });
  const unit = await loadUnit(tx, actor, at.unitId);
  const place: Place = { path: unit.path, isStore: unit.kind === "store", format: at.format };
  if (place.isStore && place.format !== null)
    throw invalid([{ path: "format", message: "门店的方案不再分店型，请去掉店型" }]);
  if (place.format !== null && plan.formats.length > 0 && !plan.formats.includes(place.format))
    throw invalid([{ path: "format", message: "这个活动方案不用于该店型" }]);
  const level = levelOf(place);
  const isHeadquarters = !place.path.includes(".");
  if (isHeadquarters) requirePermission(actor, "plan.write");
  requireEditable(plan);
  if (!isHeadquarters && plan.state !== "open")
    throw conflict("plan_not_open", "活动方案还没有开放适配", "请等总部开放后再添加或调整");
  return { plan, place, level, unitId: unit.id, unitName: unit.name, isHeadquarters };
}

export function slotOf(work: Work, code: string, path: string) {
  const slot = work.plan.slots.find((known) => known.code === code);
  if (!slot) {
    const known = work.plan.slots.map((each) => `${each.code}（${each.name}）`).join("、");
    throw invalid([{ path, message: `没有栏位 ${code}；可用：${known}` }]);
  }
  return slot;
}

/** @throws Refusal `slot_closed` */
export function requireOpenSlot(work: Work, code: string, path: string): void {
  const slot = slotOf(work, code, path);
  if (work.isHeadquarters || mayFill(slot, work.level)) return;
  const open = work.plan.slots.filter((each) => mayFill(each, work.level)).map(({ name }) => name);
  throw conflict(
    "slot_closed",
    `「${slot.name}」由上级统一安排，${levels[work.level]}不能改动`,
    open.length > 0 ? `可以使用：${open.join("、")}` : "这个方案没有向你这一级开放的栏位",
  );
}

/** Adds lines at a place, all or none (OR-09). Returns their ids. */
export async function addLines(
  tx: Tx,
  actor: Actor,
  planId: string,
  draft: z.output<typeof linesBody>,
): Promise<string[]> {
  const work = await requireWork(tx, actor, planId, draft);
  draft.lines.forEach(({ slot }, index) => {
    requireOpenSlot(work, slot, `lines.${index}.slot`);
  });
  const products = await loadProducts(
    tx,
    draft.lines.flatMap(({ sku }) => sku ?? []),
  );
  const problems = draft.lines.flatMap(({ sku, title, offer }, index) => {
    if (sku === null && !title && offer === "")
      return [{ path: `lines.${index}.sku`, message: "请选择商品，或写明活动内容" }];
    if (sku !== null && !products.has(sku))
      return [{ path: `lines.${index}.sku`, message: `没有编码为 ${sku} 的商品，请先导入商品档案` }];
    return [];
  });
  if (problems.length > 0) throw invalid(problems);

  // Two people of one unit adding at once must not pass the limit together.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${planId} ${work.unitId} ${draft.format ?? ""}`}, 0))`.execute(
    tx,
  );
  const { rows: counts } = await sql<{ slot: string; lines: number }>`
    select slot, count(*)::int as lines from campaign_line
    where plan_id = ${planId} and unit_id = ${work.unitId} and format is not distinct from ${draft.format} group by slot`.execute(
    tx,
  );
  for (const slot of work.plan.slots) {
    const had = counts.find((row) => row.slot === slot.code)?.lines ?? 0;
    const added = draft.lines.filter((line) => line.slot === slot.code).length;
    if (added > 0 && had + added > slot.most)
      throw conflict(
        "slot_full",
        `「${slot.name}」最多放 ${slot.most} 个`,
        `${work.unitName}已有 ${had} 个，这次添加 ${added} 个`,
      );
  }
  const rows = draft.lines.map((line) => ({
    slot: line.slot,
    sku: line.sku,
    title: line.title ?? (line.sku === null ? line.offer : (products.get(line.sku)?.name ?? line.sku)),
    price_li: line.priceLi,
    offer_kind: line.offerKind,
    offer: line.offer,
    fronts: line.fronts,
  }));
  const { rows: made } = await sql<{ id: string }>`
    insert into campaign_line (plan_id, unit_id, format, slot, sku, title, price_li, offer_kind, offer, fronts, why, made_by)
    select ${planId}::uuid, ${work.unitId}::uuid, ${draft.format}, r.slot, r.sku, r.title, r.price_li, r.offer_kind, r.offer,
      r.fronts, ${draft.why}, ${actor.name}
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as r (slot text, sku text, title text, price_li bigint, offer_kind text, offer text, fronts text[])
    returning id`.execute(tx);
  await audit(tx, actor, {
    action: "campaign_plan.lines_added",
    subject: { kind: "campaign_plan", id: planId },
    orgPath: work.place.path,
    detail: { format: draft.format, why: draft.why, titles: rows.map(({ title }) => title) },
  });
  return made.map(({ id }) => id);
}

/** Takes away a line where it was added; overrides of it go with it. */
export async function removeLine(tx: Tx, actor: Actor, planId: string, lineId: string): Promise<void> {
  const { rows } = await sql<{ unitId: string; format: string | null; title: string }>`
    select l.unit_id as "unitId", l.format, l.title from campaign_line l join org_unit u on u.id = l.unit_id
    where l.id = ${lineId} and l.plan_id = ${planId} and ${unitCondition(actor, "u.path")}`.execute(tx);
  const line = rows[0];
  if (!line) throw notFound("这一行");
  const work = await requireWork(tx, actor, planId, line);
  await sql`delete from campaign_line where id = ${lineId}`.execute(tx);
  await audit(tx, actor, {
    action: "campaign_plan.line_removed",
    subject: { kind: "campaign_plan", id: planId },
    orgPath: work.place.path,
    detail: { format: line.format, title: line.title },
  });
}
