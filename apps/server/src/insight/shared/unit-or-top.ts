import { sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { loadUnit, type Unit, unitCondition } from "../../organization/index.ts";

/** The named unit, or the topmost one that the actor sees. @throws Refusal not_found */
export async function unitOrTop(db: Db, actor: Actor, unitId: string | undefined): Promise<Unit> {
  if (unitId !== undefined) return loadUnit(db, actor, unitId);
  const { rows } = await sql<{ id: string }>`select id from org_unit u where ${unitCondition(actor, "u.path")}
    order by nlevel(u.path), u.path limit 1`.execute(db);
  if (!rows[0]) throw notFound("组织单元");
  return loadUnit(db, actor, rows[0].id);
}
