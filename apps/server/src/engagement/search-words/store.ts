import { type Kysely, sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { unitCondition } from "../../organization/index.ts";
import type { SearchKind, ZoneState } from "./rules.ts";

export interface SearchWordRow {
  readonly id: string;
  readonly kind: SearchKind;
  readonly word: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly path: string;
  readonly zoneClass: "A" | "B" | "C" | null;
  readonly note: string;
  readonly liveTitle: string;
  readonly liveFrom: Date | null;
  readonly liveUntil: Date | null;
  readonly linkNo: number | null;
  readonly linkKey: string | null;
  readonly linkPath: string | null;
  readonly page: string | null;
  /** Where it leads in each state; that of `plain` is also its link above. */
  readonly leads: readonly Lead[];
  readonly version: number;
}

export interface Lead {
  readonly state: ZoneState;
  readonly linkNo: number;
  readonly linkKey: string;
  /** Null for one that leads into a mini program. */
  readonly linkPath: string | null;
  readonly page: string | null;
}

/** The column that keeps the link of a state. */
export const linkColumns: Readonly<Record<ZoneState, string>> = {
  plain: "link_no",
  reserving: "booking_link_no",
  live: "live_link_no",
};

const select = sql`select s.id, s.kind, s.word, s.org_unit_id as "unitId", u.name as "unitName", u.path::text as path, s.class as "zoneClass",
  s.note, s.live_title as "liveTitle", s.live_from as "liveFrom", s.live_until as "liveUntil", s.link_no as "linkNo", l.key as "linkKey",
  l.page, case when c.id is not null then '/' || case when c.kind = 'link' then 's' else 'c' end || '/' || c.slug end as "linkPath", s.version,
  coalesce((select json_agg(json_build_object('state', x.state, 'linkNo', x.no, 'linkKey', y.key, 'page', y.page,
      'linkPath', case when z.id is not null then '/' || case when z.kind = 'link' then 's' else 'c' end || '/' || z.slug end) order by x.place)
    from (values (1, 'plain', s.link_no), (2, 'reserving', s.booking_link_no), (3, 'live', s.live_link_no)) x (place, state, no)
    join content_link y on y.no = x.no left join live_code z on z.id = y.code_id), '[]') as leads
  from search_word s join org_unit u on u.id = s.org_unit_id left join content_link l on l.no = s.link_no
  left join live_code c on c.id = l.code_id`;

/** Words and zones in scope, zones first. */
export async function listSearchWords(db: Kysely<DB>, actor: Actor): Promise<SearchWordRow[]> {
  const { rows } = await sql<SearchWordRow>`${select}
    where s.archived_at is null and ${unitCondition(actor, "u.path")}
    order by array_position(array['brand_zone', 'topic', 'keyword'], s.kind), s.word limit 500`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` */
export async function loadSearchWord(db: Kysely<DB>, actor: Actor, id: string): Promise<SearchWordRow> {
  const { rows } = await sql<SearchWordRow>`${select}
    where s.id = ${id} and s.archived_at is null and ${unitCondition(actor, "u.path")}`.execute(db);
  if (!rows[0]) throw notFound("这个搜索词");
  return rows[0];
}

/** What a zone shows and leads to now, for whoever opens its address; null when there is none. */
export async function findZone(
  db: Kysely<DB>,
  id: string,
): Promise<Pick<SearchWordRow, "liveFrom" | "liveUntil" | "leads"> | null> {
  const { rows } =
    await sql<SearchWordRow>`${select} where s.id = ${id} and s.kind = 'brand_zone' and s.archived_at is null`.execute(
      db,
    );
  return rows[0] ?? null;
}

/** What came from 搜一搜 in the period: followers by WeChat's own source, and readers of articles by the platform's figures. */
export async function searchReach(
  db: Kysely<DB>,
  period: { readonly start: Date; readonly end: Date; readonly from: string; readonly to: string },
): Promise<{ readonly followers: number; readonly readers: number }> {
  const { rows } = await sql<{ followers: number; readers: number }>`
    select (select count(distinct e.member_no)::int from event_log e where e.occurred_at >= ${period.start} and e.occurred_at < ${period.end}
        and e.type = 'account.followed' and e.properties ->> 'scene' = 'ADD_SCENE_SEARCH') as followers,
      (select coalesce(sum(search_users), 0)::int from official_article_day where day between ${period.from}::date and ${period.to}::date) as readers`.execute(
    db,
  );
  return rows[0] ?? { followers: 0, readers: 0 };
}
