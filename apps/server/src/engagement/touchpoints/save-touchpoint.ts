import { sql } from "kysely";
import type { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, forbidden, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { loadUnit, type Unit, unitCondition } from "../../organization/index.ts";
import { readSpendText } from "../ad-plans/rules.ts";
import { requirePlan } from "../ad-plans/store.ts";
import { newSlug } from "../codes/save-code.ts";
import type { editTouchpointBody, NewTouchpoint, touchpointSpendBody } from "./schemas.ts";
import {
  type Found,
  findCodes,
  findOutbounds,
  levelsOf,
  mayRun,
  replaceLinks,
  requireTouchpoint,
  type Touchpoint,
  type Tx,
  writeTouchpointSpends,
} from "./store.ts";
import { levels } from "./vocabulary.ts";

type Links = Pick<NewTouchpoint, "codeIds" | "adPlanId" | "outboundIds">;

/** Enters a touchpoint, planned. @throws Refusal `not_found`, `invalid_input` */
export async function createTouchpoint(
  tx: Tx,
  { clock }: Platform,
  actor: Actor,
  { unitId, codeIds, adPlanId, outboundIds, ...draft }: NewTouchpoint,
): Promise<{ readonly id: string; readonly no: number }> {
  const unit = await topmostUnit(tx, actor, unitId);
  const adPlanNo = await checkLinks(tx, actor, { codeIds, adPlanId, outboundIds }, null);
  const at = clock.now();
  const { rows } = await sql<{ id: string; no: number }>`
    insert into touchpoint (key, name, kind, org_unit_id, landing, run_by, means, ad_plan_no, note, created_at, created_by, state_at)
    values (${newSlug()}, ${draft.name}, ${draft.kind}, ${unit.id}, ${draft.landing}, ${draft.runBy}::text[], ${draft.means}, ${adPlanNo},
      ${draft.note}, ${at}, ${actor.name}, ${at}) returning id, no`.execute(tx);
  const made = rows[0] as { id: string; no: number };
  await replaceLinks(tx, made.no, { codeIds, outboundIds });
  await audit(tx, actor, {
    action: "touchpoint.created",
    subject: { kind: "touchpoint", id: made.id },
    orgPath: unit.path,
    detail: { after: { ...draft, codes: codeIds.length } },
  });
  return made;
}

/** @throws Refusal `not_found`, `touchpoint_changed`, `touchpoint_retired`, `forbidden`, `invalid_input` */
export async function editTouchpoint(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, codeIds, adPlanId, outboundIds, ...edit }: z.output<typeof editTouchpointBody>,
): Promise<void> {
  const before = await requireOwn(tx, actor, id);
  const adPlanNo = await checkLinks(tx, actor, { codeIds, adPlanId, outboundIds }, before.no);
  const linked = edit.means === "scene" || codeIds.length > 0 || outboundIds.length > 0 || adPlanNo !== null;
  if (before.state === "active" && !linked)
    throw invalid([{ path: "means", message: "进行中的触点不能没有落地的活码、投放计划或群发；请先暂停" }]);
  const { rows } = await sql`
    update touchpoint set name = ${edit.name}, kind = ${edit.kind}, landing = ${edit.landing}, run_by = ${edit.runBy}::text[],
      means = ${edit.means}, ad_plan_no = ${adPlanNo}, note = ${edit.note}, version = version + 1
    where id = ${id} and version = ${version} returning id`.execute(tx);
  if (rows.length === 0) throw conflict("touchpoint_changed", "这个触点刚被其他人修改过，请刷新后再改");
  await replaceLinks(tx, before.no, { codeIds, outboundIds });
  const { name, kind, landing, runBy, means, note, codes } = before;
  await audit(tx, actor, {
    action: "touchpoint.edited",
    subject: { kind: "touchpoint", id },
    orgPath: before.orgPath,
    detail: {
      before: { name, kind, landing, runBy, means, note, codes: codes.length },
      after: { ...edit, codes: codeIds.length },
    },
  });
}

/** Records what each day cost; a day that was recorded is replaced. @throws Refusal `invalid_input` naming each line */
export async function recordTouchpointSpends(
  tx: Tx,
  { clock }: Platform,
  actor: Actor,
  id: string,
  { lines, csv }: z.output<typeof touchpointSpendBody>,
): Promise<void> {
  const touchpoint = await requireOwn(tx, actor, id);
  if (touchpoint.means === "ad_plan")
    throw conflict("spend_in_ad_plan", "广告的花费记在它的投放计划里，这里会自动带过来");
  const days = csv === undefined ? (lines ?? []) : readSpendText(csv);
  const twice = days.find(({ day }, at) => days.findIndex((other) => other.day === day) < at);
  if (twice) throw invalid([{ path: "lines", message: `${twice.day} 写了两次，请合并为一行` }]);
  await writeTouchpointSpends(tx, touchpoint.no, days, { at: clock.now(), by: actor.name });
  await audit(tx, actor, {
    action: "touchpoint.spend_recorded",
    subject: { kind: "touchpoint", id },
    orgPath: touchpoint.orgPath,
    detail: {
      name: touchpoint.name,
      days: days.length,
      amountFen: days.reduce((sum, { amountFen }) => sum + amountFen, 0),
    },
  });
}

/** A touchpoint that the actor's level may run and that is not retired. */
export async function requireOwn(tx: Tx, actor: Actor, id: string): Promise<Touchpoint> {
  const touchpoint = await requireTouchpoint(tx, actor, id);
  requireRunner(touchpoint, await levelsOf(tx, actor));
  if (touchpoint.state === "retired") throw conflict("touchpoint_retired", "这个触点已下线，不能再修改");
  return touchpoint;
}

/** @throws Refusal `forbidden` naming who may */
export function requireRunner(touchpoint: Touchpoint, actorLevels: Parameters<typeof mayRun>[1]): void {
  if (mayRun(touchpoint, actorLevels)) return;
  const who = touchpoint.runBy.map((level) => levels[level]).join("、");
  throw forbidden(`触点「${touchpoint.name}」由${who}使用和启停，请联系他们`);
}

/** The unit named, or the topmost one in the actor's scope. */
export async function topmostUnit(tx: Tx, actor: Actor, unitId: string | undefined): Promise<Unit> {
  if (unitId !== undefined) return loadUnit(tx, actor, unitId);
  const { rows } = await sql<{ id: string }>`select id from org_unit u where ${unitCondition(actor, "u.path")}
    order by nlevel(u.path), u.path limit 1`.execute(tx);
  return loadUnit(tx, actor, rows[0]?.id ?? "00000000-0000-0000-0000-000000000000");
}

/** The number of the ad plan. @throws Refusal `not_found`, `invalid_input` naming what is taken */
async function checkLinks(
  tx: Tx,
  actor: Actor,
  { codeIds, adPlanId, outboundIds }: Links,
  own: number | null,
): Promise<number | null> {
  const problems = [
    ...problemsOf("codeIds", await findCodes(tx, actor, codeIds), codeIds, own),
    ...problemsOf("outboundIds", await findOutbounds(tx, actor, outboundIds), outboundIds, own),
  ];
  const adPlan = adPlanId === null ? null : await requirePlan(tx, actor, adPlanId);
  if (adPlan) {
    const { rows } = await sql<{ name: string }>`
      select name from touchpoint where ad_plan_no = ${adPlan.no} and no is distinct from ${own}::int`.execute(tx);
    if (rows[0]) problems.push({ path: "adPlanId", message: `这个投放计划已属于触点「${rows[0].name}」` });
  }
  if (problems.length > 0) throw invalid(problems);
  return adPlan?.no ?? null;
}

function problemsOf(path: string, found: readonly Found[], ids: readonly string[], own: number | null) {
  const missing =
    found.length < new Set(ids).size ? [{ path, message: "有的不存在、已停用，或不在你的范围内，请重新选择" }] : [];
  const taken = found
    .filter(({ touchpointNo }) => touchpointNo !== null && touchpointNo !== own)
    .map(({ name, touchpointName }) => ({ path, message: `「${name}」已属于触点「${touchpointName}」` }));
  const inAds = found
    .filter(({ adPlanName }) => adPlanName !== null)
    .map(({ name, adPlanName }) => ({
      path,
      message: `「${name}」在投放计划「${adPlanName}」里，请让触点直接关联这个投放计划，免得同一个人算两次`,
    }));
  return [...missing, ...taken, ...inAds];
}
