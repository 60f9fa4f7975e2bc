import { sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { unitCondition, unitOrAboveCondition } from "../scope/condition.ts";
import type { Service } from "../stores/vocabulary.ts";
import { type Criterion, type DealerTerms, type TrafficRule, usualTerms } from "./criteria.ts";
import type { Candidate } from "./decide.ts";

/** The dealer who runs store `u`: the closest one above it. */
export const dealerOf = sql`lateral (select a.id, a.no, a.name, a.path from org_unit a
  where a.kind = 'dealer' and a.path @> u.path order by nlevel(a.path) desc limit 1) d`;

interface CandidateRow extends Omit<Candidate, "position" | "terms"> {
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly terms: DealerTerms | null;
}

/** Every trading store of a dealer that is not closed, in one query. */
export async function loadCandidates(db: Db | Tx): Promise<Candidate[]> {
  const { rows } = await sql<CandidateRow>`
    select u.no as "storeNo", u.name as "storeName", u.path::text as path, d.no as "dealerNo", d.id as "dealerId", d.name as "dealerName",
      s.latitude, s.longitude, s.area_code as "areaCode", s.services,
      case when t.org_unit_id is null then null else json_build_object('accepts', t.accepts, 'areaCodes', t.area_codes, 'radiusMetres', t.radius_metres,
        'dailyCap', t.daily_cap, 'weight', t.weight, 'commissionBp', t.commission_bp) end as terms
    from store s join org_unit u on u.id = s.org_unit_id cross join ${dealerOf} left join dealer_terms t on t.org_unit_id = d.id
    where s.phase = 'open' order by u.no`.execute(db);
  return rows.map(({ latitude, longitude, terms, ...row }) => ({
    ...row,
    position: latitude !== null && longitude !== null ? { latitude, longitude } : null,
    terms: terms ?? usualTerms,
  }));
}

export interface StoredRule extends TrafficRule {
  readonly unitId: string;
  readonly unitName: string;
  readonly path: string;
  readonly version: number;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** The rules that concern the actor: those of units above their scope and within it, headquarters' first. */
export async function listRules(db: Db | Tx, actor: Actor): Promise<StoredRule[]> {
  const { rows } = await sql<StoredRule>`
    select u.id as "unitId", u.name as "unitName", u.path::text as path, r.criteria, r.band_metres as "bandMetres", r.max_metres as "maxMetres",
      r.protection_days as "protectionDays", r.attribution_days as "attributionDays", r.version, r.updated_at as "updatedAt", r.updated_by as "updatedBy"
    from traffic_rule r join org_unit u on u.id = r.org_unit_id
    where ${unitOrAboveCondition(actor, "u.path")}
    order by u.path`.execute(db);
  return rows;
}

/** Writes a rule; false when it was changed since version `expected` (0 = there was none). */
export async function saveRule(
  tx: Tx,
  unitId: string,
  rule: TrafficRule,
  expected: number,
  by: string,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into traffic_rule as r (org_unit_id, criteria, band_metres, max_metres, protection_days, attribution_days, updated_at, updated_by)
    select ${unitId}, ${rule.criteria as Criterion[]}::text[], ${rule.bandMetres}, ${rule.maxMetres}, ${rule.protectionDays}, ${rule.attributionDays}, ${at}, ${by}
    where ${expected} = 0 or exists (select from traffic_rule where org_unit_id = ${unitId})
    on conflict (org_unit_id) do update set criteria = excluded.criteria, band_metres = excluded.band_metres, max_metres = excluded.max_metres,
      protection_days = excluded.protection_days, attribution_days = excluded.attribution_days, version = r.version + 1,
      updated_at = excluded.updated_at, updated_by = excluded.updated_by
    where r.version = ${expected} returning version`.execute(tx);
  return rows.length > 0;
}

export async function deleteRule(tx: Tx, unitId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from traffic_rule where org_unit_id = ${unitId}`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export interface Dealer extends DealerTerms {
  readonly unitId: string;
  readonly dealerNo: number;
  readonly name: string;
  readonly parentName: string;
  /** Trading stores. */
  readonly stores: number;
  readonly services: Service[];
  /** 0 = the usual terms. */
  readonly version: number;
}

/** The dealers in scope with what is agreed with each. */
export async function listDealers(db: Db | Tx, actor: Actor): Promise<Dealer[]> {
  const { rows } = await sql<Dealer>`
    select d.id as "unitId", d.no as "dealerNo", d.name, p.name as "parentName", coalesce(t.accepts, ${usualTerms.accepts}) as accepts,
      coalesce(t.area_codes, '{}') as "areaCodes", t.radius_metres as "radiusMetres", t.daily_cap as "dailyCap",
      coalesce(t.weight, ${usualTerms.weight}::int) as weight, coalesce(t.commission_bp, ${usualTerms.commissionBp}::int) as "commissionBp",
      coalesce(t.version, 0) as version, count(s.org_unit_id)::int as stores,
      coalesce((select array_agg(distinct service order by service) from store o join org_unit ou on ou.id = o.org_unit_id, unnest(o.services) service
        where ou.path <@ d.path and o.phase = 'open'), '{}') as services
    from org_unit d join org_unit p on p.id = d.parent_id left join dealer_terms t on t.org_unit_id = d.id
    left join org_unit u on u.path <@ d.path and u.kind = 'store' left join store s on s.org_unit_id = u.id and s.phase = 'open'
    where d.kind = 'dealer' and d.closed_at is null and ${unitCondition(actor, "d.path")}
    group by d.id, p.name, t.org_unit_id order by d.path`.execute(db);
  return rows;
}

/** Writes a dealer's terms; false when they were changed since version `expected` (0 = the usual ones). */
export async function saveTerms(
  tx: Tx,
  unitId: string,
  terms: DealerTerms,
  expected: number,
  by: string,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into dealer_terms as t (org_unit_id, accepts, area_codes, radius_metres, daily_cap, weight, commission_bp, updated_at, updated_by)
    select ${unitId}, ${terms.accepts}, ${[...terms.areaCodes]}::text[], ${terms.radiusMetres}, ${terms.dailyCap}, ${terms.weight}, ${terms.commissionBp}, ${at}, ${by}
    where ${expected} = 0 or exists (select from dealer_terms where org_unit_id = ${unitId})
    on conflict (org_unit_id) do update set accepts = excluded.accepts, area_codes = excluded.area_codes, radius_metres = excluded.radius_metres,
      daily_cap = excluded.daily_cap, weight = excluded.weight, commission_bp = excluded.commission_bp, version = t.version + 1,
      updated_at = excluded.updated_at, updated_by = excluded.updated_by
    where t.version = ${expected} returning version`.execute(tx);
  return rows.length > 0;
}

export interface ShareCode {
  readonly code: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitKind: "dealer" | "store";
  readonly path: string;
  readonly dealerName: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly retiredAt: Date | null;
}

const shareColumns = sql`c.code, c.name, u.id as "unitId", u.name as "unitName", u.kind as "unitKind", u.path::text as path,
  d.name as "dealerName", c.created_at as "createdAt", c.created_by as "createdBy", c.retired_at as "retiredAt"`;

/** Share codes of dealers and dealers' stores in scope, newest first. */
export async function listShareCodes(db: Db | Tx, actor: Actor): Promise<ShareCode[]> {
  const { rows } = await sql<ShareCode>`select ${shareColumns}
    from share_code c join org_unit u on u.id = c.org_unit_id cross join ${dealerOf}
    where ${unitCondition(actor, "u.path")} order by c.retired_at is not null, c.created_at desc, c.code limit 2000`.execute(
    db,
  );
  return rows;
}

/** One code in scope, whatever its case; null when there is none. */
export async function findShareCode(db: Db | Tx, actor: Actor, code: string): Promise<ShareCode | null> {
  const { rows } = await sql<ShareCode>`select ${shareColumns}
    from share_code c join org_unit u on u.id = c.org_unit_id cross join ${dealerOf}
    where c.code = ${code} and ${unitCondition(actor, "u.path")}`.execute(db);
  return rows[0] ?? null;
}
