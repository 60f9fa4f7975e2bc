import { sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../scope/condition.ts";
import { type UnitKind, unitKindNames } from "./rules.ts";

export interface Unit {
  readonly id: string;
  readonly no: number;
  readonly parentId: string | null;
  /** ltree: numbers from the root to this unit. */
  readonly path: string;
  readonly kind: UnitKind;
  readonly code: string;
  readonly name: string;
  readonly brandId: string | null;
  readonly closedAt: Date | null;
}

export interface TreeUnit extends Unit {
  readonly brandName: string | null;
  /** Stores in the subtree that are not closed. */
  readonly storeCount: number;
}

const unitColumns = sql`u.id, u.no, u.parent_id as "parentId", u.path::text as path, u.kind, u.code, u.name, u.brand_id as "brandId", u.closed_at as "closedAt"`;

/** Only one writer changes the shape of the tree at a time; readers are not held up. Taken before anything else is locked. */
export async function lockTree(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('feilun.org_tree'))`.execute(tx);
}

/** The unit, when it lies in the actor's scope. @throws Refusal not_found */
export async function loadUnit(db: Db | Tx, actor: Actor, id: string, what?: UnitKind): Promise<Unit> {
  const { rows } = await sql<Unit>`select ${unitColumns} from org_unit u
    where u.id = ${id} and (${what ?? null}::text is null or u.kind = ${what ?? null}) and ${unitCondition(actor, "u.path")}`.execute(
    db,
  );
  if (!rows[0]) throw notFound(what ? unitKindNames[what] : "组织单元");
  return rows[0];
}

/** Headquarters: the root of the tree. */
export async function loadHeadquarters(db: Db | Tx): Promise<Unit> {
  const { rows } = await sql<Unit>`select ${unitColumns} from org_unit u where u.kind = 'headquarters'`.execute(db);
  if (!rows[0]) throw new Error("the tree has no headquarters");
  return rows[0];
}

/** The actor's part of the tree in order from the root, each unit with the number of stores in it. */
export async function listTree(
  db: Db,
  actor: Actor,
  options: { readonly withStores: boolean; readonly withClosed: boolean },
): Promise<TreeUnit[]> {
  const { rows } = await sql<TreeUnit>`
    with stores as (
      select label::int as no, count(*)::int as stores
      from org_unit s, unnest(string_to_array(s.path::text, '.')) as label
      where s.kind = 'store' and s.closed_at is null and ${unitCondition(actor, "s.path")}
      group by 1
    )
    select ${unitColumns}, b.name as "brandName", coalesce(stores.stores, 0) as "storeCount"
    from org_unit u left join stores on stores.no = u.no left join brand b on b.id = u.brand_id
    where ${unitCondition(actor, "u.path")}
      and (${options.withStores} or u.kind <> 'store') and (${options.withClosed} or u.closed_at is null)
    order by u.path`.execute(db);
  return rows;
}

/** The units above, from the root down, as far as the actor may see them. */
export async function listAncestors(db: Db, actor: Actor, unit: Unit): Promise<Unit[]> {
  const { rows } = await sql<Unit>`select ${unitColumns} from org_unit u
    where u.path @> ${unit.path}::ltree and u.id <> ${unit.id} and ${unitCondition(actor, "u.path")} order by u.path`.execute(
    db,
  );
  return rows;
}

/** What a unit's page shows in figures. */
export async function countBelow(
  db: Db,
  unit: Unit,
): Promise<{ units: number; stores: number; openStores: number; staff: number }> {
  const { rows } = await sql<{ units: number; stores: number; openStores: number; staff: number }>`
    select count(*) filter (where u.kind <> 'store' and u.id <> ${unit.id})::int as units,
      count(*) filter (where u.kind = 'store' and u.closed_at is null)::int as stores,
      count(*) filter (where s.phase = 'open')::int as "openStores",
      (select count(distinct p.staff_id)::int from staff_post p join org_unit o on o.id = p.org_unit_id
        where o.path <@ ${unit.path}::ltree and upper_inf(p.days)) as staff
    from org_unit u left join store s on s.org_unit_id = u.id where u.path <@ ${unit.path}::ltree`.execute(db);
  return rows[0] ?? { units: 0, stores: 0, openStores: 0, staff: 0 };
}
