import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound, type Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { refuseOn } from "../../kernel/postgres/refuse-on.ts";
import { covers } from "../scope/rules.ts";
import { deepestLevel, mayStandUnder, type UnitKind, unitKindNames } from "./rules.ts";
import { loadUnit, lockTree, type Unit } from "./store.ts";

/** What the unique indexes of org_unit mean to a person. */
export const unitRefusals: Readonly<Record<string, () => Refusal>> = {
  org_unit_code_key: () => conflict("code_taken", "这个编码已被使用，请换一个"),
  org_unit_sibling_name: () => conflict("name_taken", "同一上级下已有同名的区域、经销商或商户，请换一个名称"),
  org_unit_brand_id_fkey: () => notFound("品牌"),
};

/** @throws Refusal when a unit of this kind cannot stand there, or the tree would become too deep. */
export function checkPlace(kind: UnitKind, parent: Unit): void {
  if (!mayStandUnder(kind, parent.kind)) {
    throw invalid([{ path: "parentId", message: `${unitKindNames[kind]}不能放在${unitKindNames[parent.kind]}下面` }]);
  }
  if (parent.closedAt) throw conflict("parent_closed", `上级「${parent.name}」已关闭，请选择其他上级`);
  if (parent.path.split(".").length >= deepestLevel)
    throw invalid([{ path: "parentId", message: `组织最多 ${deepestLevel} 级` }]);
}

export interface NewUnit {
  readonly parentId: string;
  readonly kind: "region" | "dealer" | "tenant";
  readonly name: string;
  /** Made from the number when absent. */
  readonly code?: string;
  /** Inherited from the parent when absent. */
  readonly brandId?: string | null;
}

/** Adds a region, dealer or tenant below a unit in the actor's scope. Returns its id. */
export async function createUnit(tx: Tx, actor: Actor, unit: NewUnit): Promise<string> {
  await lockTree(tx);
  const parent = await loadUnit(tx, actor, unit.parentId);
  checkPlace(unit.kind, parent);
  const { rows } = await refuseOn(unitRefusals, () =>
    sql<{ id: string; path: string; code: string }>`
      insert into org_unit (parent_id, kind, code, name, brand_id)
      values (${parent.id}, ${unit.kind}, ${unit.code ?? null}, ${unit.name}, ${unit.brandId === undefined ? parent.brandId : unit.brandId})
      returning id, path::text, code`.execute(tx),
  );
  const created = rows[0];
  if (!created) throw new Error("the unit was not inserted");
  await audit(tx, actor, {
    action: "org_unit.created",
    subject: { kind: "org_unit", id: created.id },
    orgPath: created.path,
    detail: { after: { kind: unit.kind, name: unit.name, code: created.code, parent: parent.name } },
  });
  return created.id;
}

export interface UnitChange {
  readonly name?: string;
  readonly code?: string;
  readonly brandId?: string | null;
}

/** Renames a unit, or changes its code or brand. Headquarters too. */
export async function editUnit(tx: Tx, actor: Actor, id: string, change: UnitChange): Promise<void> {
  await lockTree(tx);
  const unit = await loadUnit(tx, actor, id);
  const after = {
    name: change.name ?? unit.name,
    code: change.code ?? unit.code,
    brandId: change.brandId === undefined ? unit.brandId : change.brandId,
  };
  await refuseOn(unitRefusals, () =>
    sql`update org_unit set name = ${after.name}, code = ${after.code}, brand_id = ${after.brandId}, updated_at = now() where id = ${id}`.execute(
      tx,
    ),
  );
  await audit(tx, actor, {
    action: "org_unit.edited",
    subject: { kind: "org_unit", id },
    orgPath: unit.path,
    detail: { before: { name: unit.name, code: unit.code, brandId: unit.brandId }, after },
  });
}

/**
 * Puts a unit with everything below it under another parent. Both ends must lie in the actor's scope, and so must the
 * present parent: the top of one's own scope is somebody else's to move.
 */
export async function moveUnit(tx: Tx, actor: Actor, id: string, parentId: string): Promise<void> {
  await lockTree(tx);
  const unit = await loadUnit(tx, actor, id);
  if (unit.parentId === null) throw conflict("headquarters_stays", "总部是组织的顶级，不能移动");
  const from = await loadUnit(tx, actor, unit.parentId);
  const to = await loadUnit(tx, actor, parentId);
  if (covers(unit.path, to.path)) throw conflict("org_cycle", `不能把「${unit.name}」移到自己或自己的下级里`);
  checkPlace(unit.kind, to);
  const { rows } = await sql<{
    depth: number;
  }>`select max(nlevel(path)) as depth from org_unit where path <@ ${unit.path}::ltree`.execute(tx);
  const height = (rows[0]?.depth ?? 0) - unit.path.split(".").length + 1;
  if (to.path.split(".").length + height > deepestLevel)
    throw invalid([{ path: "parentId", message: `移动后会超过 ${deepestLevel} 级` }]);
  await refuseOn(unitRefusals, () =>
    sql`update org_unit set parent_id = ${to.id}, updated_at = now() where id = ${id}`.execute(tx),
  );
  await audit(tx, actor, {
    action: "org_unit.moved",
    subject: { kind: "org_unit", id },
    orgPath: `${to.path}.${unit.no}`,
    detail: {
      before: { parent: from.name, path: unit.path },
      after: { parent: to.name, path: `${to.path}.${unit.no}` },
    },
  });
}

/** Closes a region or dealer that has nothing open below it, or opens it again. */
export async function setUnitClosed(tx: Tx, actor: Actor, id: string, closed: boolean, now: Date): Promise<void> {
  await lockTree(tx);
  const unit = await loadUnit(tx, actor, id);
  if (unit.parentId === null) throw conflict("headquarters_stays", "总部不能关闭");
  if (unit.kind === "store") throw conflict("store_has_phases", "门店请用「变更状态」来闭店或重新开业");
  if ((unit.closedAt !== null) === closed) return;
  if (closed) {
    const { rows } = await sql<{ open: number }>`select count(*)::int as open from org_unit
      where path <@ ${unit.path}::ltree and id <> ${id} and closed_at is null`.execute(tx);
    const open = rows[0]?.open ?? 0;
    if (open > 0) throw conflict("unit_in_use", `「${unit.name}」下还有 ${open} 个未关闭的下级`, "请先移走或关闭它们");
  } else {
    checkPlace(unit.kind, await loadUnit(tx, actor, unit.parentId));
  }
  await sql`update org_unit set closed_at = ${closed ? now : null}, updated_at = now() where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: closed ? "org_unit.closed" : "org_unit.reopened",
    subject: { kind: "org_unit", id },
    orgPath: unit.path,
    detail: { name: unit.name },
  });
}
