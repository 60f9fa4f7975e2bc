import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { loadUnit, unitCondition } from "../../organization/index.ts";
import type { ShareCards } from "./port.ts";

export const functionKinds = {
  web: "其他系统的网页",
  mini_program: "小程序页面",
  share: "分享给客户的小程序页面",
} as const;
export type FunctionKind = keyof typeof functionKinds;

export interface FunctionDraft {
  readonly kind: FunctionKind;
  readonly name: string;
  readonly note: string;
  readonly address: string;
  readonly appId: string;
  readonly page: string;
  readonly unitId: string;
  readonly roleCodes: readonly string[];
  readonly position: number;
  readonly enabled: boolean;
}

export interface WorkbenchFunction extends FunctionDraft {
  readonly id: string;
  readonly unitName: string;
  readonly version: number;
  readonly updatedAt: Date;
  readonly updatedBy: string;
  /** Openings in thirty days, and by how many people. */
  readonly openings: number;
  readonly people: number;
}

const columns = sql`f.id, f.kind, f.name, f.note, f.address, f.app_id as "appId", f.page, f.org_unit_id as "unitId", u.name as "unitName",
  f.role_codes as "roleCodes", f.position, f.enabled, f.version, f.updated_at as "updatedAt", f.updated_by as "updatedBy"`;

/** Everything that stands on workbenches in the actor's scope, in the order in which guides see it. */
export async function listFunctions({ db, clock }: Platform, actor: Actor): Promise<WorkbenchFunction[]> {
  const since = new Date(clock.now().getTime() - 30 * 86_400_000);
  const { rows } = await sql<WorkbenchFunction>`
    select ${columns}, coalesce(t.openings, 0)::int as openings, coalesce(t.people, 0)::int as people
    from workbench_function f join org_unit u on u.id = f.org_unit_id
    left join (select function_id, count(*) as openings, count(distinct staff_id) as people from workbench_token where issued_at >= ${since} group by 1) t
      on t.function_id = f.id
    where ${unitCondition(actor, "u.path")} order by f.position, f.name, f.id`.execute(db);
  return rows;
}

/** What a person finds on their workbench today: a post of theirs lies below the function's unit and is in one of its roles. */
export async function functionsFor(
  db: Db,
  staffId: string,
  today: string,
): Promise<Omit<WorkbenchFunction, "openings" | "people">[]> {
  const { rows } = await sql<Omit<WorkbenchFunction, "openings" | "people">>`
    select ${columns} from workbench_function f join org_unit u on u.id = f.org_unit_id
    where f.enabled and exists (
      select from staff_post p join org_unit o on o.id = p.org_unit_id
      where p.staff_id = ${staffId} and p.days @> ${today}::date and o.path <@ u.path
        and (f.role_codes = '{}' or p.role_code = any(f.role_codes)))
    order by f.position, f.name, f.id`.execute(db);
  return rows;
}

async function check(tx: Tx, actor: Actor, cards: ShareCards, draft: FunctionDraft): Promise<{ path: string }> {
  const unit = await loadUnit(tx, actor, draft.unitId);
  if (draft.kind !== "web" && !(await cards.programs()).some(({ appId }) => appId === draft.appId))
    throw invalid([{ path: "appId", message: "请选择一个已接入的小程序" }]);
  const { rows } = await sql<{ code: string }>`
    select code from unnest(${[...draft.roleCodes]}::text[]) code where not exists (select from role r where r.code = code.code)`.execute(
    tx,
  );
  if (rows.length > 0)
    throw invalid([{ path: "roleCodes", message: `没有角色 ${rows.map(({ code }) => code).join("、")}` }]);
  return unit;
}

const values = (draft: FunctionDraft) =>
  sql`${draft.kind}, ${draft.name}, ${draft.note}, ${draft.address}, ${draft.appId}, ${draft.page}, ${draft.unitId}::uuid,
    ${[...draft.roleCodes]}::text[], ${draft.position}, ${draft.enabled}`;

/** Puts a function on workbenches. @throws Refusal naming the field */
export async function createFunction(
  platform: Platform,
  actor: Actor,
  cards: ShareCards,
  draft: FunctionDraft,
): Promise<void> {
  await platform.db.transaction().execute(async (tx) => {
    const unit = await check(tx, actor, cards, draft);
    const { rows } = await sql<{ id: string }>`
      insert into workbench_function (kind, name, note, address, app_id, page, org_unit_id, role_codes, position, enabled, updated_at, updated_by)
      values (${values(draft)}, ${platform.clock.now()}, ${actor.name}) returning id`.execute(tx);
    await audit(tx, actor, {
      action: "workbench_function.created",
      subject: { kind: "workbench_function", id: rows[0]?.id ?? "" },
      orgPath: unit.path,
      detail: { after: draft },
    });
  });
}

/** @throws Refusal `not_found`, `workbench_function_changed`, or naming the field */
export async function editFunction(
  platform: Platform,
  actor: Actor,
  cards: ShareCards,
  id: string,
  { version, ...draft }: FunctionDraft & { readonly version: number },
): Promise<void> {
  await platform.db.transaction().execute(async (tx) => {
    const before = await loadFunction(tx, actor, id);
    const unit = await check(tx, actor, cards, draft);
    const { numAffectedRows } = await sql`
      update workbench_function set (kind, name, note, address, app_id, page, org_unit_id, role_codes, position, enabled) = row(${values(draft)}),
        version = version + 1, updated_at = ${platform.clock.now()}, updated_by = ${actor.name}
      where id = ${id} and version = ${version}`.execute(tx);
    if (numAffectedRows !== 1n) throw conflict("workbench_function_changed", "这个功能刚被其他人修改过，请刷新后再改");
    await audit(tx, actor, {
      action: "workbench_function.edited",
      subject: { kind: "workbench_function", id },
      orgPath: unit.path,
      detail: { before, after: draft },
    });
  });
}

/** Takes a function off every workbench for good. @throws Refusal `not_found` */
export async function removeFunction(platform: Platform, actor: Actor, id: string): Promise<void> {
  await platform.db.transaction().execute(async (tx) => {
    const before = await loadFunction(tx, actor, id);
    await sql`delete from workbench_function where id = ${id}`.execute(tx);
    await audit(tx, actor, {
      action: "workbench_function.removed",
      subject: { kind: "workbench_function", id },
      detail: { before },
    });
  });
}

async function loadFunction(tx: Tx, actor: Actor, id: string): Promise<FunctionDraft> {
  const { rows } = await sql<FunctionDraft>`
    select f.kind, f.name, f.note, f.address, f.app_id as "appId", f.page, f.org_unit_id as "unitId", f.role_codes as "roleCodes", f.position, f.enabled
    from workbench_function f join org_unit u on u.id = f.org_unit_id where f.id = ${id} and ${unitCondition(actor, "u.path")} for update of f`.execute(
    tx,
  );
  if (!rows[0]) throw notFound("这个功能");
  return rows[0];
}
