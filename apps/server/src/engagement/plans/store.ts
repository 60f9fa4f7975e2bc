import { sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { seesWholeChain } from "../../organization/index.ts";
import { type Changes, type Line, levelOf, type Override, type Place, type Slot, type Target } from "./rules.ts";
import type { Field, Front, OfferKind, OverrideState, PlanState } from "./vocabulary.ts";

export interface Plan {
  readonly id: string;
  readonly no: number;
  readonly frameworkId: string | null;
  readonly frameworkName: string | null;
  readonly name: string;
  readonly theme: string;
  readonly content: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly formats: readonly string[];
  readonly fronts: readonly Front[];
  readonly slots: readonly Slot[];
  readonly state: PlanState;
  readonly source: "plan" | "history";
  readonly version: number;
  readonly stores: number | null;
  readonly measuredAt: Date | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly waiting: number;
}

const planRows = sql`
  select p.id, p.no, p.framework_id as "frameworkId", f.name as "frameworkName", p.name, p.theme, p.content, p.starts_on as "startsOn",
    p.ends_on as "endsOn", p.formats, p.fronts, p.slots, p.state, p.source, p.version, p.stores, p.measured_at as "measuredAt",
    p.created_at as "createdAt", p.created_by as "createdBy",
    (select count(*)::int from campaign_override o where o.plan_id = p.id and o.state = 'waiting') as waiting
  from campaign_plan p left join campaign_framework f on f.id = p.framework_id`;

/** Plans, the latest first; drafts are headquarters' own. */
export async function listPlans(
  db: Db | Tx,
  filter: { readonly withDrafts: boolean; readonly source?: string | undefined },
  page: { readonly before: readonly [string, string] | null; readonly limit: number },
): Promise<Plan[]> {
  const { rows } = await sql<Plan>`${planRows}
    where (${filter.withDrafts} or p.state <> 'draft') and (${filter.source ?? null}::text is null or p.source = ${filter.source ?? null})
      and (${page.before?.[0] ?? null}::date is null or (p.starts_on, p.id) < (${page.before?.[0] ?? null}::date, ${page.before?.[1] ?? null}::uuid))
    order by p.starts_on desc, p.id desc limit ${page.limit}`.execute(db);
  return rows;
}

/** @throws Refusal not_found, for a draft also to whoever may not see drafts */
export async function requirePlan(
  db: Db | Tx,
  id: string,
  options: { readonly withDrafts: boolean; readonly lock?: boolean },
): Promise<Plan> {
  if (options.lock) await sql`select from campaign_plan where id = ${id} for update`.execute(db);
  const { rows } =
    await sql<Plan>`${planRows} where p.id = ${id} and (${options.withDrafts} or p.state <> 'draft')`.execute(db);
  if (!rows[0]) throw notFound("这个活动方案");
  return rows[0];
}

interface PlaceRow {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly path: string;
  readonly unitKind: string;
  readonly format: string | null;
  readonly why: string;
  readonly by: string;
  readonly at: Date;
  readonly version: number;
}

/** A line or override with what a page needs besides the rules. */
export interface Stored {
  readonly unitId: string;
  readonly version: number;
}
export type StoredLine = Line & Stored & { readonly fronts: readonly Front[] };
export type StoredOverride = Override &
  Stored & {
    readonly lockedFields: readonly Field[];
    readonly decidedBy: string | null;
    readonly decidedAt: Date | null;
    readonly decision: string | null;
  };

const placeColumns = sql`u.id as "unitId", u.name as "unitName", u.path::text as path, u.kind as "unitKind", r.format, r.why,
  r.made_by as by, r.made_at as at, r.version`;

function placed(row: PlaceRow): { place: Place; from: Line["from"] } & Stored {
  const place = { path: row.path, isStore: row.unitKind === "store", format: row.format };
  const { unitName, by, at, why } = row;
  return { place, from: { unitName, level: levelOf(place), by, at, why }, unitId: row.unitId, version: row.version };
}

/** All lines of a plan, in the order in which they were added. */
export async function loadLines(db: Db | Tx, planId: string): Promise<StoredLine[]> {
  const { rows } = await sql<
    PlaceRow & {
      slot: string;
      sku: string | null;
      title: string;
      priceLi: number | null;
      offerKind: OfferKind;
      offer: string;
      fronts: Front[];
    }
  >`select r.id, ${placeColumns}, r.slot, r.sku, r.title, r.price_li as "priceLi", r.offer_kind as "offerKind", r.offer, r.fronts
    from campaign_line r join org_unit u on u.id = r.unit_id where r.plan_id = ${planId} order by r.id`.execute(db);
  return rows.map((row) => {
    const { id, slot, sku, title, priceLi, offerKind, offer, fronts } = row;
    return { ...placed(row), id, slot, sku, title, priceLi, offerKind, offer, fronts };
  });
}

/** All overrides of a plan. */
export async function loadOverrides(db: Db | Tx, planId: string): Promise<StoredOverride[]> {
  const { rows } = await sql<
    PlaceRow & {
      lineId: string;
      changes: Changes;
      state: OverrideState;
      lockedFields: Field[];
      decidedBy: string | null;
      decidedAt: Date | null;
      decision: string | null;
    }
  >`select r.id, ${placeColumns}, r.line_id as "lineId", r.changes, r.state, r.locked_fields as "lockedFields",
      r.decided_by as "decidedBy", r.decided_at as "decidedAt", r.decision
    from campaign_override r join org_unit u on u.id = r.unit_id where r.plan_id = ${planId} order by r.id`.execute(db);
  return rows.map((row) => {
    const { id, lineId, changes, state, lockedFields, decidedBy, decidedAt, decision } = row;
    return { ...placed(row), id, lineId, changes, state, lockedFields, decidedBy, decidedAt, decision };
  });
}

export interface TargetStore extends Target {
  readonly storeNo: number;
  readonly code: string;
  readonly name: string;
  readonly format: string;
  /** Number of the region right below headquarters; 0 = none. */
  readonly region: number;
}

/** Stores that a plan goes to, by number; open ones only unless `withClosed`, since a past campaign went to stores closed since. */
export async function listTargets(
  db: Db | Tx,
  formats: readonly string[],
  options: {
    readonly scope: ReturnType<typeof sql<boolean>>;
    readonly after: number;
    readonly limit: number;
    readonly withClosed?: boolean;
  },
): Promise<TargetStore[]> {
  const { rows } = await sql<TargetStore>`
    select u.no as "storeNo", u.code, u.name, u.path::text as path, true as "isStore", s.format,
      case when nlevel(u.path) > 2 then subpath(u.path, 1, 1)::text::int else 0 end as region
    from org_unit u join store s on s.org_unit_id = u.id
    where u.no > ${options.after} and (${options.withClosed ?? false} or u.closed_at is null)
      and (${formats.length === 0} or s.format = any(${formats}::text[])) and ${options.scope}
    order by u.no limit ${options.limit}`.execute(db);
  return rows;
}

/** How many stores a plan goes to. */
export async function countTargets(db: Db | Tx, formats: readonly string[], scope: ReturnType<typeof sql<boolean>>) {
  const { rows } = await sql<{ stores: number }>`
    select count(*)::int as stores from org_unit u join store s on s.org_unit_id = u.id
    where u.closed_at is null and (${formats.length === 0} or s.format = any(${formats}::text[])) and ${scope}`.execute(
    db,
  );
  return rows[0]?.stores ?? 0;
}

export interface ProductFacts {
  readonly name: string;
  readonly category: string | null;
  readonly status: string;
  readonly listPriceLi: number | null;
}

export async function loadProducts(db: Db | Tx, skus: readonly string[]): Promise<Map<string, ProductFacts>> {
  if (skus.length === 0) return new Map();
  const { rows } = await sql<ProductFacts & { sku: string }>`
    select sku, name, category, status, list_price_li as "listPriceLi" from product where sku = any(${[...new Set(skus)]}::text[])`.execute(
    db,
  );
  return new Map(rows.map(({ sku, ...facts }) => [sku, facts]));
}

export async function formatOf(db: Db | Tx, storeNo: number): Promise<string | null> {
  const { rows } = await sql<{ format: string }>`
    select s.format from store s join org_unit u on u.id = s.org_unit_id where u.no = ${storeNo}`.execute(db);
  return rows[0]?.format ?? null;
}

/** The topmost unit of the actor's part of the tree. @throws Refusal not_found */
export async function ownUnitId(db: Db | Tx, actor: Actor): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from org_unit where ${seesWholeChain(actor)} and kind = 'headquarters' or path = any(${actor.scope.filter((path) => path !== "*")}::text[]::ltree[])
    order by path limit 1`.execute(db);
  if (!rows[0]) throw notFound("组织单元");
  return rows[0].id;
}
