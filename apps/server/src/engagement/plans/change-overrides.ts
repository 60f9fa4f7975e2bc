import { sql } from "kysely";
import type { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { covers, inScope, requireWholeChain } from "../../organization/index.ts";
import { requireOpenSlot, requireWork, slotOf, type Work } from "./change-lines.ts";
import { changedMeanwhile, requireEditable } from "./change-plans.ts";
import { type Changes, fieldsOf, type Line, lockedBy, rankOf } from "./rules.ts";
import type { decideBody, overrideBody } from "./schemas.ts";
import { loadLines, loadOverrides, loadProducts, requirePlan, type StoredOverride } from "./store.ts";
import { fields } from "./vocabulary.ts";

const subject = (id: string) => ({ kind: "campaign_plan", id });

/** A line that comes down to the place from above. */
async function requireLineAbove(tx: Tx, work: Work, lineId: string): Promise<Line> {
  const line = (await loadLines(tx, work.plan.id)).find(({ id }) => id === lineId);
  const reaches =
    line !== undefined &&
    covers(line.place.path, work.place.path) &&
    (line.place.format === null || work.place.isStore || line.place.format === work.place.format);
  if (!line || !reaches) throw notFound("这一行");
  if (rankOf(line.place) >= rankOf(work.place))
    throw conflict("own_line", "这一行就是在这里添加的", "请直接删除后重新添加，不需要覆盖");
  return line;
}

/** A replacement by another product bears its name, unless it is given one. */
async function named(tx: Tx, changes: Changes): Promise<Changes> {
  const { sku } = changes;
  if (!sku) return changes;
  const product = (await loadProducts(tx, [sku])).get(sku);
  if (!product) throw invalid([{ path: "changes.sku", message: `没有编码为 ${sku} 的商品，请先导入商品档案` }]);
  return { title: product.name, ...changes };
}

/**
 * Lays other values over a line from above, or drops it. What the slot locks waits for headquarters' consent, whose value stands
 * until then; a slot that is not open to the level takes only what it locks, as such a request.
 *
 * @throws Refusal `slot_closed`, `own_line`, `changed_meanwhile`
 */
export async function layOverride(
  tx: Tx,
  actor: Actor,
  planId: string,
  draft: z.output<typeof overrideBody>,
): Promise<string> {
  const work = await requireWork(tx, actor, planId, draft);
  const line = await requireLineAbove(tx, work, draft.lineId);
  const slot = slotOf(work, line.slot, "lineId");
  const given = await named(tx, draft.changes);
  if (fieldsOf(line, given).length === 0)
    throw invalid([{ path: "changes", message: "改动与原来的内容相同，没有要保存的" }]);
  const locked = lockedBy(slot, line, given);
  if (locked.length === 0) requireOpenSlot(work, line.slot, "lineId");
  const state = locked.length > 0 && !work.isHeadquarters ? "waiting" : "in_force";
  const changes = JSON.stringify(given);
  const { rows } = await sql<{ id: string }>`
    insert into campaign_override as o (plan_id, line_id, unit_id, format, changes, state, locked_fields, why, made_by)
    select ${planId}, ${draft.lineId}, ${work.unitId}, ${draft.format}, ${changes}::jsonb, ${state}, ${locked}::text[], ${draft.why}, ${actor.name}
    where ${draft.version} = 0 or exists (select from campaign_override where line_id = ${draft.lineId} and unit_id = ${work.unitId}
      and format is not distinct from ${draft.format})
    on conflict (line_id, unit_id, format) do update set changes = excluded.changes, state = excluded.state,
      locked_fields = excluded.locked_fields, why = excluded.why, made_by = excluded.made_by, made_at = now(), version = o.version + 1,
      decided_by = null, decided_at = null, decision = null
    where o.version = ${draft.version}
    returning id`.execute(tx);
  const id = rows[0]?.id;
  if (!id) throw changedMeanwhile();
  await audit(tx, actor, {
    action: state === "waiting" ? "campaign_plan.deviation_asked" : "campaign_plan.overridden",
    subject: subject(planId),
    orgPath: work.place.path,
    detail: {
      title: line.title,
      format: draft.format,
      changes: given,
      why: draft.why,
      lockedFields: locked.map((field) => fields[field]),
    },
  });
  return id;
}

async function requireOverride(tx: Tx, actor: Actor, planId: string, id: string): Promise<StoredOverride> {
  const found = (await loadOverrides(tx, planId)).find((override) => override.id === id);
  if (!found || !inScope(actor, found.place.path)) throw notFound("这条调整");
  return found;
}

/** Takes an override away where it was laid: what comes from above stands again. */
export async function takeBackOverride(tx: Tx, actor: Actor, planId: string, id: string): Promise<void> {
  const found = await requireOverride(tx, actor, planId, id);
  await requireWork(tx, actor, planId, { unitId: found.unitId, format: found.place.format });
  await sql`delete from campaign_override where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: "campaign_plan.override_removed",
    subject: subject(planId),
    orgPath: found.place.path,
    detail: { changes: found.changes, state: found.state },
  });
}

/** Headquarters' word on a deviation, with why; final until the region asks anew. */
export async function decideDeviation(
  tx: Tx,
  actor: Actor,
  planId: string,
  id: string,
  { approve, decision }: z.output<typeof decideBody>,
): Promise<void> {
  requireWholeChain(actor);
  requireEditable(await requirePlan(tx, planId, { withDrafts: true, lock: true }));
  const found = await requireOverride(tx, actor, planId, id);
  const { rows } = await sql`
    update campaign_override set state = ${approve ? "approved" : "refused"}, decided_by = ${actor.name}, decided_at = now(),
      decision = ${decision}, version = version + 1
    where id = ${id} and state = 'waiting' returning id`.execute(tx);
  if (rows.length === 0) throw conflict("already_decided", "这条偏差已经处理过了", "请刷新查看结果");
  await audit(tx, actor, {
    action: approve ? "campaign_plan.deviation_approved" : "campaign_plan.deviation_refused",
    subject: subject(planId),
    orgPath: found.place.path,
    detail: { changes: found.changes, why: found.from.why, decision },
  });
}
