import { sql } from "kysely";
import type { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { loadUnit, unitCondition } from "../../organization/index.ts";
import { newSlug } from "../codes/save-code.ts";
import { forgetReport } from "./keep-reports.ts";
import { readSpendText, type SpendLine } from "./rules.ts";
import type { editPlanBody, planBody, spendBody } from "./schemas.ts";
import { findCodes, replaceCodes, requirePlan, type Tx, writeSpends } from "./store.ts";

/** Records an ad that is planned or runs. @throws Refusal `not_found`, `invalid_input` */
export async function createPlan(
  tx: Tx,
  { clock }: Platform,
  actor: Actor,
  { unitId, codeIds, ...draft }: z.output<typeof planBody>,
): Promise<string> {
  const unit = await ownerOf(tx, actor, unitId);
  await requireCodes(tx, actor, codeIds, null);
  const { rows } = await sql<{ id: string; no: number }>`
    insert into ad_plan (key, name, kind, chain, seeding, partner, note, org_unit_id, starts_on, ends_on, budget_fen, created_at, created_by)
    values (${newSlug()}, ${draft.name}, ${draft.kind}, ${draft.chain}, ${draft.seeding}, ${draft.partner}, ${draft.note}, ${unit.id},
      ${draft.startsOn}, ${draft.endsOn}, ${draft.budgetFen}, ${clock.now()}, ${actor.name}) returning id, no`.execute(
    tx,
  );
  const { id, no } = rows[0] as { id: string; no: number };
  await replaceCodes(tx, no, codeIds);
  await audit(tx, actor, {
    action: "ad_plan.created",
    subject: { kind: "ad_plan", id },
    orgPath: unit.path,
    detail: { after: { ...draft, codes: codeIds.length } },
  });
  return id;
}

/** @throws Refusal `not_found`, `ad_plan_changed`, `ad_plan_archived`, `invalid_input` */
export async function editPlan(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, codeIds, ...edit }: z.output<typeof editPlanBody>,
): Promise<void> {
  const before = await requirePlan(tx, actor, id);
  if (before.archivedAt) throw conflict("ad_plan_archived", "这个投放计划已归档，不能再修改");
  await requireCodes(tx, actor, codeIds, before.no);
  const { rows } = await sql`
    update ad_plan set name = ${edit.name}, kind = ${edit.kind}, chain = ${edit.chain}, seeding = ${edit.seeding}, partner = ${edit.partner},
      note = ${edit.note}, starts_on = ${edit.startsOn}, ends_on = ${edit.endsOn}, budget_fen = ${edit.budgetFen}, version = version + 1
    where id = ${id} and version = ${version} returning id`.execute(tx);
  if (rows.length === 0) throw conflict("ad_plan_changed", "这个投放计划刚被其他人修改过，请刷新后再改");
  await replaceCodes(tx, before.no, codeIds);
  await forgetReport(tx, before.no);
  const { name, kind, chain, seeding, partner, note, startsOn, endsOn, budgetFen, codes } = before;
  await audit(tx, actor, {
    action: "ad_plan.edited",
    subject: { kind: "ad_plan", id },
    orgPath: before.orgPath,
    detail: {
      before: { name, kind, chain, seeding, partner, note, startsOn, endsOn, budgetFen, codes: codes.length },
      after: { ...edit, codes: codeIds.length },
    },
  });
}

/** Puts a plan away, or back; its figures stay. */
export async function archivePlan(
  tx: Tx,
  { clock }: Platform,
  actor: Actor,
  id: string,
  archived: boolean,
): Promise<void> {
  const plan = await requirePlan(tx, actor, id);
  if ((plan.archivedAt !== null) === archived) return;
  await sql`update ad_plan set archived_at = ${archived ? clock.now() : null} where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: archived ? "ad_plan.archived" : "ad_plan.restored",
    subject: { kind: "ad_plan", id },
    orgPath: plan.orgPath,
    detail: { name: plan.name },
  });
}

/**
 * Records what each day cost; a day that was recorded is replaced.
 *
 * @throws Refusal `invalid_input` naming each line that cannot be read
 */
export async function recordSpends(
  tx: Tx,
  { clock }: Platform,
  actor: Actor,
  id: string,
  { lines, csv }: z.output<typeof spendBody>,
): Promise<number> {
  const plan = await requirePlan(tx, actor, id);
  if (plan.archivedAt) throw conflict("ad_plan_archived", "这个投放计划已归档，不能再修改");
  const days: readonly SpendLine[] = csv === undefined ? (lines ?? []) : readSpendText(csv);
  const twice = days.find(({ day }, at) => days.findIndex((other) => other.day === day) < at);
  if (twice) throw invalid([{ path: "lines", message: `${twice.day} 写了两次，请合并为一行` }]);
  await writeSpends(tx, plan.no, days, { at: clock.now(), by: actor.name });
  await forgetReport(tx, plan.no);
  await audit(tx, actor, {
    action: "ad_plan.spend_recorded",
    subject: { kind: "ad_plan", id },
    orgPath: plan.orgPath,
    detail: { name: plan.name, days: days.length, amountFen: days.reduce((sum, { amountFen }) => sum + amountFen, 0) },
  });
  return days.length;
}

async function ownerOf(tx: Tx, actor: Actor, unitId: string | undefined) {
  if (unitId !== undefined) return loadUnit(tx, actor, unitId);
  const { rows } = await sql<{ id: string }>`select id from org_unit u where ${unitCondition(actor, "u.path")}
    order by nlevel(u.path), u.path limit 1`.execute(tx);
  return loadUnit(tx, actor, rows[0]?.id ?? "00000000-0000-0000-0000-000000000000");
}

async function requireCodes(tx: Tx, actor: Actor, ids: readonly string[], own: number | null): Promise<void> {
  const found = await findCodes(tx, actor, ids);
  if (found.length < new Set(ids).size)
    throw invalid([{ path: "codeIds", message: "有的活码或短链不存在，或不在你的范围内" }]);
  const taken = found.filter(({ planNo }) => planNo !== null && planNo !== own);
  if (taken.length > 0)
    throw invalid(
      taken.map(({ name, planName }) => ({
        path: "codeIds",
        message: `「${name}」已用在投放计划「${planName}」，一个码只能属于一个计划`,
      })),
    );
}
