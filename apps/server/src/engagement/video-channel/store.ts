import { type Kysely, sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { unitCondition } from "../../organization/index.ts";
import type { WorkKind, WorkLead, WorkTheme } from "./vocabulary.ts";

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly finderId: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly path: string;
  readonly tone: string;
  readonly themes: WorkTheme[];
  readonly titleMark: string;
  readonly topics: string[];
  readonly works: number;
  readonly version: number;
}

const accountColumns = sql`a.id, a.name, a.finder_id as "finderId", a.org_unit_id as "unitId", u.name as "unitName", u.path::text as path,
  a.tone, a.themes, a.title_mark as "titleMark", a.topics,
  (select count(*)::int from video_work w where w.account_id = a.id) as works, a.version`;

/** Video channels in scope, by name. */
export async function listVideoAccounts(db: Kysely<DB>, actor: Actor): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from video_account a join org_unit u on u.id = a.org_unit_id
    where a.archived_at is null and ${unitCondition(actor, "u.path")} order by a.name`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` */
export async function loadVideoAccount(db: Kysely<DB>, actor: Actor, id: string): Promise<AccountRow> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from video_account a join org_unit u on u.id = a.org_unit_id
    where a.id = ${id} and a.archived_at is null and ${unitCondition(actor, "u.path")}`.execute(db);
  if (!rows[0]) throw notFound("这个视频号");
  return rows[0];
}

export interface WorkRow {
  readonly id: string;
  readonly accountId: string;
  readonly title: string;
  readonly kind: WorkKind;
  readonly topics: string[];
  readonly seconds: number | null;
  readonly pictures: number | null;
  readonly publishedAt: Date;
  readonly theme: WorkTheme | null;
  readonly coverMarked: boolean | null;
  readonly isActivity: boolean;
  readonly plays: number | null;
  readonly likes: number | null;
  readonly comments: number | null;
  readonly shares: number | null;
  readonly favourites: number | null;
  readonly follows: number | null;
  readonly figuresAt: Date | null;
  readonly leadsTo: WorkLead | null;
  readonly linkNo: number | null;
  readonly linkKey: string | null;
  readonly linkPath: string | null;
  readonly page: string | null;
  readonly source: "entered" | "import";
  readonly version: number;
}

const workColumns = sql`w.id, w.account_id as "accountId", w.title, w.kind, w.topics, w.seconds, w.pictures, w.published_at as "publishedAt",
  w.theme, w.cover_marked as "coverMarked", w.is_activity as "isActivity", w.plays, w.likes, w.comments, w.shares, w.favourites, w.follows,
  w.figures_at as "figuresAt", w.leads_to as "leadsTo", w.link_no as "linkNo", l.key as "linkKey", l.page,
  case when c.id is not null then '/' || case when c.kind = 'link' then 's' else 'c' end || '/' || c.slug end as "linkPath", w.source, w.version`;
const workTables = sql`video_work w join video_account a on a.id = w.account_id join org_unit u on u.id = a.org_unit_id
  left join content_link l on l.no = w.link_no left join live_code c on c.id = l.code_id`;

export interface WorkFilter {
  readonly accountId?: string | undefined;
  readonly theme?: string | undefined;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

/** Works in scope, of one account or all, newest first. */
export async function listWorks(db: Kysely<DB>, actor: Actor, filter: WorkFilter): Promise<WorkRow[]> {
  const { accountId = null, theme = null, after, limit } = filter;
  const { rows } = await sql<WorkRow>`
    select ${workColumns} from ${workTables}
    where (${accountId}::uuid is null or w.account_id = ${accountId}::uuid) and a.archived_at is null
      and ${unitCondition(actor, "u.path")} and (${theme}::text is null or w.theme = ${theme})
      and (${after?.[0] ?? null}::timestamptz is null or (w.published_at, w.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by w.published_at desc, w.id desc limit ${limit}`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` */
export async function loadWork(
  db: Kysely<DB>,
  actor: Actor,
  id: string,
): Promise<WorkRow & { readonly unitId: string }> {
  const { rows } = await sql<WorkRow & { unitId: string }>`
    select ${workColumns}, a.org_unit_id as "unitId" from ${workTables} where w.id = ${id} and ${unitCondition(actor, "u.path")}`.execute(
    db,
  );
  if (!rows[0]) throw notFound("这条作品");
  return rows[0];
}

/** Works that the four keys look at, and how many each week had; weeks by their Monday, absent when there were none. */
export async function worksSince(
  db: Kysely<DB>,
  accountId: string,
  how: { readonly timeZone: string; readonly start: Date; readonly end: Date },
): Promise<{ readonly works: WorkRow[]; readonly weeks: ReadonlyMap<string, number> }> {
  const { rows } = await sql<WorkRow & { week: string }>`
    select ${workColumns}, to_char(date_trunc('week', w.published_at at time zone ${how.timeZone}), 'YYYY-MM-DD') as week
    from ${workTables} where w.account_id = ${accountId} and w.published_at >= ${how.start} and w.published_at < ${how.end}`.execute(
    db,
  );
  const weeks = new Map<string, number>();
  for (const { week } of rows) weeks.set(week, (weeks.get(week) ?? 0) + 1);
  return { works: rows, weeks };
}
