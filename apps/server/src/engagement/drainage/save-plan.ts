import { sql } from "kysely";
import type { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { createTouchpoint, requireRunner, topmostUnit } from "../touchpoints/save-touchpoint.ts";
import { levelsOf, requireTouchpoint } from "../touchpoints/store.ts";
import { kindOf } from "../touchpoints/vocabulary.ts";
import type { editDrainagePlanBody, newDrainagePlanBody, StepDraft } from "./schemas.ts";
import { chainOf } from "./start-chains.ts";
import { listTaken, replaceSteps, requireDrainagePlan, type Tx } from "./store.ts";

interface Planned {
  readonly unitId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** The plan's number; null while it is made. */
  readonly own: number | null;
}

/**
 * Puts touchpoints together in one plan; a start chain's steps are prepared as planned touchpoints.
 *
 * @throws Refusal `not_found`, `forbidden`, `invalid_input`
 */
export async function createDrainagePlan(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  { unitId, steps, chain, ...draft }: z.output<typeof newDrainagePlanBody>,
): Promise<string> {
  const unit = await topmostUnit(tx, actor, unitId);
  const wanted = steps.length > 0 || chain === null ? steps : stepsOf(chain, draft.name);
  const nos = await touchpointsOf(tx, platform, actor, wanted, { ...draft, unitId: unit.id, own: null });
  const { rows } = await sql<{ id: string; no: number }>`
    insert into drainage_plan (name, org_unit_id, chain, incentive, starts_on, ends_on, budget_fen, note, created_at, created_by)
    values (${draft.name}, ${unit.id}, ${chain}, ${draft.incentive}, ${draft.startsOn}, ${draft.endsOn}, ${draft.budgetFen}, ${draft.note},
      ${platform.clock.now()}, ${actor.name}) returning id, no`.execute(tx);
  const made = rows[0] as { id: string; no: number };
  await replaceSteps(tx, made.no, nos);
  await audit(tx, actor, {
    action: "drainage_plan.created",
    subject: { kind: "drainage_plan", id: made.id },
    orgPath: unit.path,
    detail: { after: { ...draft, chain, steps: nos.length } },
  });
  return made.id;
}

/** @throws Refusal `not_found`, `drainage_plan_changed`, `drainage_plan_archived`, `forbidden`, `invalid_input` */
export async function editDrainagePlan(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  { version, steps, ...edit }: z.output<typeof editDrainagePlanBody>,
): Promise<void> {
  const before = await requireDrainagePlan(tx, actor, id);
  if (before.archivedAt) throw conflict("drainage_plan_archived", "这个引流方案已归档，不能再修改");
  const nos = await touchpointsOf(tx, platform, actor, steps, { ...edit, unitId: before.unitId, own: before.no });
  const { rows } = await sql`
    update drainage_plan set name = ${edit.name}, incentive = ${edit.incentive}, starts_on = ${edit.startsOn}, ends_on = ${edit.endsOn},
      budget_fen = ${edit.budgetFen}, note = ${edit.note}, version = version + 1
    where id = ${id} and version = ${version} returning id`.execute(tx);
  if (rows.length === 0) throw conflict("drainage_plan_changed", "这个引流方案刚被其他人修改过，请刷新后再改");
  await replaceSteps(tx, before.no, nos);
  const { name, incentive, startsOn, endsOn, budgetFen, note } = before;
  await audit(tx, actor, {
    action: "drainage_plan.edited",
    subject: { kind: "drainage_plan", id },
    orgPath: before.orgPath,
    detail: {
      before: { name, incentive, startsOn, endsOn, budgetFen, note, steps: before.steps.length },
      after: { ...edit, steps: nos.length },
    },
  });
}

/** Puts a plan away, or back; its touchpoints and figures stay. @throws Refusal `not_found`, `invalid_input` */
export async function archiveDrainagePlan(
  tx: Tx,
  { clock }: Platform,
  actor: Actor,
  id: string,
  archived: boolean,
): Promise<void> {
  const plan = await requireDrainagePlan(tx, actor, id);
  if ((plan.archivedAt !== null) === archived) return;
  if (!archived) {
    const { rows } = await sql<{ id: string }>`
      select t.id from drainage_step s join touchpoint t on t.no = s.touchpoint_no where s.plan_no = ${plan.no}`.execute(
      tx,
    );
    await refuseTaken(
      tx,
      rows.map((row) => row.id),
      { ...plan, own: plan.no },
    );
  }
  await sql`update drainage_plan set archived_at = ${archived ? clock.now() : null} where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: archived ? "drainage_plan.archived" : "drainage_plan.restored",
    subject: { kind: "drainage_plan", id },
    orgPath: plan.orgPath,
    detail: { name: plan.name },
  });
}

const stepsOf = (chain: Parameters<typeof chainOf>[0], planName: string): StepDraft[] =>
  chainOf(chain).steps.map(({ kind, name }) => ({
    touchpointId: null,
    kind,
    name: `${planName} · ${name}`.slice(0, 60),
    landing: null,
  }));

/** The numbers of the steps' touchpoints, in order; those that do not stand yet are entered. */
async function touchpointsOf(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  steps: readonly StepDraft[],
  plan: Planned,
): Promise<number[]> {
  const ids = steps.flatMap(({ touchpointId }) => touchpointId ?? []);
  const twice = steps.findIndex(
    ({ touchpointId }, at) =>
      touchpointId !== null &&
      ids.indexOf(touchpointId) !== ids.lastIndexOf(touchpointId) &&
      steps.findIndex((other) => other.touchpointId === touchpointId) < at,
  );
  if (twice >= 0) throw invalid([{ path: `steps.${twice}.touchpointId`, message: "同一个触点在方案里只能出现一次" }]);
  await refuseTaken(tx, ids, plan);
  const actorLevels = await levelsOf(tx, actor);
  const nos: number[] = [];
  for (const [at, { touchpointId, kind, name, landing }] of steps.entries()) {
    if (touchpointId !== null) {
      const touchpoint = await requireTouchpoint(tx, actor, touchpointId);
      requireRunner(touchpoint, actorLevels);
      nos.push(touchpoint.no);
    } else if (kind !== null) {
      const { label, landing: usual } = kindOf(kind);
      const made = await createTouchpoint(tx, platform, actor, {
        name: name ?? `${label} ${at + 1}`,
        kind,
        landing: landing ?? usual,
        unitId: plan.unitId,
        runBy: [],
        means: null,
        codeIds: [],
        adPlanId: null,
        outboundIds: [],
        note: "",
      });
      nos.push(made.no);
    }
  }
  return nos;
}

async function refuseTaken(
  tx: Tx,
  ids: readonly string[],
  days: { readonly startsOn: string; readonly endsOn: string; readonly own: number | null },
): Promise<void> {
  const taken = await listTaken(tx, ids, days);
  if (taken.length === 0) return;
  throw invalid(
    taken.map(({ touchpointId, touchpoint, plan }) => ({
      path: `steps.${ids.indexOf(touchpointId)}.touchpointId`,
      message: `「${touchpoint}」在这些日子里已用在方案「${plan}」；一个触点同时只能属于一个方案，否则订单会算两次`,
    })),
  );
}
