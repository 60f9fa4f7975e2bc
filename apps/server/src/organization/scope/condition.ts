import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import { seesWholeChain } from "./rules.ts";

type Column = string | Expression<unknown>;

function reference(column: Column): Expression<unknown> {
  return typeof column === "string" ? sql.ref(column) : column;
}

/** An ltree[] parameter of the actor's scope. */
function roots(actor: Actor): RawBuilder<unknown> {
  return sql`${actor.scope}::text[]::ltree[]`;
}

/**
 * The SQL condition "this row belongs to a store in the actor's scope"; add it to every query over rows that carry a store.
 * A row without a store is visible to the whole-chain scope only. The stores are looked up once per query, so an index that
 * begins with the column can be used.
 *
 * @param column a `store_no`, as a column name such as `"m.store_no"` or an expression
 */
export function scopeCondition(actor: Actor, column: Column): RawBuilder<SqlBool> {
  if (seesWholeChain(actor)) return sql<SqlBool>`true`;
  if (actor.scope.length === 0) return sql<SqlBool>`false`;
  return sql<SqlBool>`${reference(column)} = any(array(select no from org_unit where kind = 'store' and path <@ any(${roots(actor)})))`;
}

/**
 * The SQL condition "this unit lies in the actor's scope".
 *
 * @param column an ltree path, e.g. `"u.path"`; a null path is visible to the whole-chain scope only
 */
export function unitCondition(actor: Actor, column: Column): RawBuilder<SqlBool> {
  if (seesWholeChain(actor)) return sql<SqlBool>`true`;
  if (actor.scope.length === 0) return sql<SqlBool>`false`;
  return sql<SqlBool>`${reference(column)} <@ any(${roots(actor)})`;
}

/**
 * The SQL condition "this unit lies in the actor's scope or above it": what a headquarters or region set up for everyone below is seen there, too.
 *
 * @param column an ltree path
 */
export function unitOrAboveCondition(actor: Actor, column: Column): RawBuilder<SqlBool> {
  if (seesWholeChain(actor)) return sql<SqlBool>`true`;
  return sql<SqlBool>`(${unitCondition(actor, column)} or ${reference(column)} @> any(${roots(actor)}))`;
}
