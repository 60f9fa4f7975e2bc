import { type Kysely, sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { containing } from "../../kernel/postgres/like.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { unitCondition } from "../../organization/index.ts";
import type { CostKind, CreatorTier, LeadWay, OutsidePlatform, PlacementForm } from "./vocabulary.ts";

export type Db = Kysely<DB>;

export interface AccountRow {
  readonly no: number;
  readonly id: string;
  readonly platform: OutsidePlatform;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly path: string;
  readonly note: string;
  readonly orderSources: string[];
  readonly placements: number;
  readonly version: number;
}

const accountColumns = sql`a.no, a.id, a.platform, a.name, a.org_unit_id as "unitId", u.name as "unitName", u.path::text as path, a.note,
  a.order_sources as "orderSources", (select count(*)::int from outside_placement p where p.account_no = a.no) as placements, a.version`;

/** Accounts in scope, by platform and name. */
export async function listAccounts(db: Db, actor: Actor): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from outside_account a join org_unit u on u.id = a.org_unit_id
    where ${unitCondition(actor, "u.path")} order by a.platform, a.name`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` */
export async function loadAccount(db: Db, actor: Actor, id: string): Promise<AccountRow> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from outside_account a join org_unit u on u.id = a.org_unit_id
    where a.id = ${id} and ${unitCondition(actor, "u.path")}`.execute(db);
  if (!rows[0]) throw notFound("这个公域账号");
  return rows[0];
}

/** Sources by which orders came in: a hop per source through the index, however many orders there are. */
export async function listOrderSources(db: Db): Promise<string[]> {
  const { rows } = await sql<{ source: string }>`
    with recursive hop as (
      select min(source) as source from sales_order
      union all select (select min(o.source) from sales_order o where o.source > hop.source) from hop where hop.source is not null)
    select source from hop where source is not null`.execute(db);
  return rows.map(({ source }) => source);
}

export interface PlacementRow {
  readonly no: number;
  readonly id: string;
  readonly accountId: string;
  readonly accountNo: number;
  readonly accountName: string;
  readonly platform: OutsidePlatform;
  readonly unitId: string;
  readonly unitName: string;
  readonly path: string;
  readonly waveNo: number | null;
  readonly waveId: string | null;
  readonly waveName: string | null;
  readonly form: PlacementForm;
  readonly title: string;
  readonly body: string;
  readonly creator: string;
  readonly creatorTier: CreatorTier | null;
  readonly skus: string[];
  readonly plannedOn: string;
  readonly way: LeadWay | null;
  readonly linkNo: number | null;
  readonly linkKey: string | null;
  readonly linkPath: string | null;
  readonly page: string | null;
  readonly state: "planned" | "published" | "ended";
  readonly publishedAt: Date | null;
  readonly address: string;
  readonly workKey: string | null;
  readonly source: "entered" | "import";
  readonly riskTaken: { by: string; at: string; reason: string; risks: string[] } | null;
  readonly version: number;
}

const placementColumns = sql`p.no, p.id, a.id as "accountId", a.no as "accountNo", a.name as "accountName", a.platform,
  a.org_unit_id as "unitId", u.name as "unitName", u.path::text as path, p.wave_no as "waveNo", w.id as "waveId", w.name as "waveName", p.form, p.title,
  p.body, p.creator, p.creator_tier as "creatorTier", p.skus, p.planned_on as "plannedOn", p.way, p.link_no as "linkNo", l.key as "linkKey",
  case when c.id is not null then '/' || case when c.kind = 'link' then 's' else 'c' end || '/' || c.slug end as "linkPath", l.page,
  p.state, p.published_at as "publishedAt", p.address, p.work_key as "workKey", p.source, p.risk_taken as "riskTaken", p.version`;
const placementTables = sql`outside_placement p join outside_account a on a.no = p.account_no join org_unit u on u.id = a.org_unit_id
  left join outside_wave w on w.no = p.wave_no left join content_link l on l.no = p.link_no left join live_code c on c.id = l.code_id`;

export interface PlacementFilter {
  readonly platform?: OutsidePlatform | undefined;
  readonly form?: PlacementForm | undefined;
  readonly state?: string | undefined;
  readonly waveId?: string | undefined;
  readonly q?: string | undefined;
  readonly after: readonly [string, number] | null;
  readonly limit: number;
}

/** Placements in scope, the latest planned first. */
export async function listPlacements(db: Db, actor: Actor, filter: PlacementFilter): Promise<PlacementRow[]> {
  const { platform = null, form = null, state = null, waveId = null, q = "", after, limit } = filter;
  const like = containing(q);
  const { rows } = await sql<PlacementRow>`
    select ${placementColumns} from ${placementTables}
    where ${unitCondition(actor, "u.path")} and (${platform}::text is null or a.platform = ${platform})
      and (${form}::text is null or p.form = ${form}) and (${state}::text is null or p.state = ${state})
      and (${waveId}::uuid is null or w.id = ${waveId}::uuid) and (${q} = '' or p.title ilike ${like} or p.creator ilike ${like})
      and (${after?.[0] ?? null}::date is null or (p.planned_on, p.no) < (${after?.[0] ?? null}::date, ${after?.[1] ?? null}::int))
    order by p.planned_on desc, p.no desc limit ${limit}`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` */
export async function loadPlacement(db: Db, actor: Actor, id: string): Promise<PlacementRow> {
  const { rows } = await sql<PlacementRow>`
    select ${placementColumns} from ${placementTables} where p.id = ${id} and ${unitCondition(actor, "u.path")}`.execute(
    db,
  );
  if (!rows[0]) throw notFound("这条公域内容");
  return rows[0];
}

export interface CostRow {
  readonly kind: CostKind;
  readonly day: string;
  readonly amountFen: number;
  readonly recordedBy: string;
}

export async function listCosts(db: Db, placementNo: number): Promise<CostRow[]> {
  const { rows } = await sql<CostRow>`
    select kind, day, amount_fen as "amountFen", recorded_by as "recordedBy" from outside_cost
    where placement_no = ${placementNo} order by day desc, kind`.execute(db);
  return rows;
}

export interface FigureDay {
  readonly day: string;
  readonly views: number | null;
  readonly likes: number | null;
  readonly saves: number | null;
  readonly comments: number | null;
  readonly shares: number | null;
  readonly source: "entered" | "import";
  readonly recordedBy: string;
}

export async function listFigureDays(db: Db, placementNo: number): Promise<FigureDay[]> {
  const { rows } = await sql<FigureDay>`
    select day, views, likes, saves, comments, shares, source, recorded_by as "recordedBy" from outside_figure
    where placement_no = ${placementNo} order by day`.execute(db);
  return rows;
}

export interface WaveRow {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly path: string;
  readonly skus: string[];
  readonly words: string[];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly budgetFen: number | null;
  readonly note: string;
  readonly version: number;
  readonly creators: number;
  readonly placements: number;
  readonly published: number;
}

const waveColumns = sql`w.no, w.id, w.name, w.org_unit_id as "unitId", u.name as "unitName", u.path::text as path, w.skus, w.words,
  w.starts_on as "startsOn", w.ends_on as "endsOn", w.budget_fen as "budgetFen", w.note, w.version, s.creators, s.placements, s.published`;
const waveTables = sql`outside_wave w join org_unit u on u.id = w.org_unit_id
  cross join lateral (select count(distinct creator) filter (where creator <> '')::int as creators, count(*)::int as placements,
    count(*) filter (where state <> 'planned')::int as published from outside_placement p where p.wave_no = w.no) s`;

/** Waves in scope, the latest first; a brand has few. */
export async function listWaves(db: Db, actor: Actor): Promise<WaveRow[]> {
  const { rows } = await sql<WaveRow>`
    select ${waveColumns} from ${waveTables} where ${unitCondition(actor, "u.path")} order by w.starts_on desc, w.no desc limit 200`.execute(
    db,
  );
  return rows;
}

/** @throws Refusal `not_found` */
export async function loadWave(db: Db, actor: Actor, id: string): Promise<WaveRow> {
  const { rows } = await sql<WaveRow>`
    select ${waveColumns} from ${waveTables} where w.id = ${id} and ${unitCondition(actor, "u.path")}`.execute(db);
  if (!rows[0]) throw notFound("这个种草波次");
  return rows[0];
}

/** Days before and after a wave that its searches are held against. */
const MARGIN_DAYS = 14;

export interface SearchAverages {
  readonly waveNo: number;
  readonly platform: string;
  readonly word: string;
  readonly before: number | null;
  readonly during: number | null;
  readonly after: number | null;
}

/** Searches a day of each word before, in and after its wave, over the days that were recorded. */
export async function searchAverages(db: Db, waveNos: readonly number[]): Promise<SearchAverages[]> {
  const { rows } = await sql<SearchAverages>`
    select w.no as "waveNo", s.platform, s.word,
      (avg(s.searches) filter (where s.day < w.starts_on and s.day >= w.starts_on - ${MARGIN_DAYS}::int))::float8 as before,
      (avg(s.searches) filter (where s.day between w.starts_on and w.ends_on))::float8 as during,
      (avg(s.searches) filter (where s.day > w.ends_on and s.day <= w.ends_on + ${MARGIN_DAYS}::int))::float8 as after
    from outside_search s join outside_wave w on w.no = s.wave_no
    where s.wave_no = any(${[...waveNos]}::int[]) group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}

/** Searches day by day, for the chart of a wave. */
export async function listSearches(db: Db, waveNo: number) {
  const { rows } = await sql<{ platform: string; word: string; day: string; searches: number }>`
    select platform, word, day, searches from outside_search where wave_no = ${waveNo} order by day, platform, word`.execute(
    db,
  );
  return rows;
}
