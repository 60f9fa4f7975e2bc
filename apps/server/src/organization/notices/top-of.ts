import { sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../scope/condition.ts";
import { loadUnit, type Unit } from "../tree/store.ts";

/** The topmost unit that the actor sees. @throws Refusal not_found */
export async function topOf(db: Db, actor: Actor): Promise<Unit> {
  const { rows } = await sql<{ id: string }>`select id from org_unit u where ${unitCondition(actor, "u.path")}
    order by nlevel(u.path), u.path limit 1`.execute(db);
  if (!rows[0]) throw notFound("组织单元");
  return loadUnit(db, actor, rows[0].id);
}
