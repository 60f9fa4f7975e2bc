import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { containing } from "../../kernel/postgres/like.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { unitCondition } from "../../organization/index.ts";
import type { AcquisitionPriority, WayKind } from "./port.ts";
import type { Slot } from "./rules.ts";
import type { CodeDraft, Figures } from "./schemas.ts";
import type { CodeKind } from "./vocabulary.ts";

export type Tx = Kysely<DB>;

export interface CodeRow {
  readonly id: string;
  readonly slug: string;
  readonly state: string;
  readonly kind: CodeKind;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly path: string;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly channel: string;
  readonly material: string;
  readonly campaign: string;
  readonly shareCode: string | null;
  readonly utm: Readonly<Record<string, string>>;
  readonly tagNos: number[];
  readonly welcome: string;
  readonly targetUrl: string | null;
  readonly entry: "direct" | "page";
  readonly distribution: "platform" | "weights";
  readonly sameGuide: boolean;
  readonly priority: AcquisitionPriority;
  readonly shows: "guide" | "group";
  readonly roomLimit: number;
  readonly roomName: string;
  readonly series: string | null;
  readonly staffId: string | null;
  /** Path of the page that stands before the guide's code; null = none. */
  readonly front: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly pausedAt: Date | null;
  readonly archivedAt: Date | null;
}

const columns = sql`c.id, c.slug, c.state, c.kind, c.name, c.org_unit_id as "unitId", u.name as "unitName", u.path::text as path,
  c.store_no as "storeNo", st.name as "storeName", c.channel, c.material, c.campaign, c.share_code as "shareCode", c.utm, c.tag_nos as "tagNos",
  c.welcome, c.target_url as "targetUrl", c.entry, c.distribution, c.same_guide as "sameGuide", c.priority, c.shows, c.room_limit as "roomLimit",
  c.room_name as "roomName", c.series, c.staff_id as "staffId", c.front, c.version, c.created_at as "createdAt", c.created_by as "createdBy",
  c.paused_at as "pausedAt", c.archived_at as "archivedAt"`;
const tables = sql`live_code c join org_unit u on u.id = c.org_unit_id left join org_unit st on st.no = c.store_no`;

export interface CodeFilter {
  readonly q?: string;
  readonly kind?: string;
  readonly material?: string;
  readonly series?: string;
  readonly storeNo?: number;
  readonly state?: "troubled" | "archived";
  readonly before: string | null;
  readonly limit: number;
}

/** A way that does not do what it should: refused, empty, or changed by somebody else. */
const troubled = sql<SqlBool>`(w.failure is not null or w.empty_because is not null or w.drift is not null)`;

/** Codes in scope, newest first. */
export async function listCodes(db: Tx, actor: Actor, filter: CodeFilter): Promise<CodeRow[]> {
  const { q, kind, material, series, storeNo, state, before } = filter;
  const like = containing(q ?? "");
  const { rows } = await sql<CodeRow>`select ${columns} from ${tables}
    where ${unitCondition(actor, "u.path")} and (c.archived_at is not null) = ${state === "archived"}
      and (${q ?? null}::text is null or c.name ilike ${like} or c.campaign ilike ${like} or st.name ilike ${like} or c.slug = ${q ?? ""})
      and (${kind ?? null}::text is null or c.kind = ${kind ?? null}) and (${material ?? null}::text is null or c.material = ${material ?? null})
      and (${series ?? null}::text is null or c.series = ${series ?? null}) and (${storeNo ?? null}::int is null or c.store_no = ${storeNo ?? null})
      and (${state !== "troubled"} or exists (select from live_code_way w where w.code_id = c.id and not w.unwanted and ${troubled}))
      and (${before}::uuid is null or c.id < ${before}::uuid)
    order by c.id desc limit ${filter.limit}`.execute(db);
  return rows;
}

/** One code in scope. @throws Refusal `not_found` */
export async function loadCode(db: Tx, actor: Actor, id: string): Promise<CodeRow> {
  const { rows } =
    await sql<CodeRow>`select ${columns} from ${tables} where c.id = ${id} and ${unitCondition(actor, "u.path")}`.execute(
      db,
    );
  if (!rows[0]) throw notFound("这个活码");
  return rows[0];
}

/** The code behind a printed address, whoever asks; null when there is none, it was archived, or it rests. */
export async function findBySlug(db: Tx, slug: string): Promise<CodeRow | null> {
  const { rows } =
    await sql<CodeRow>`select ${columns} from ${tables} where c.slug = ${slug} and c.archived_at is null and c.paused_at is null`.execute(
      db,
    );
  return rows[0] ?? null;
}

/** Whether the code behind a printed address rests. */
export async function rests(db: Tx, slug: string): Promise<boolean> {
  const { rows } =
    await sql`select id from live_code where slug = ${slug} and archived_at is null and paused_at is not null`.execute(
      db,
    );
  return rows.length > 0;
}

export interface GuideRow {
  readonly staffId: string;
  readonly name: string;
  readonly weight: number;
  readonly dailyCap: number | null;
  readonly slots: Slot[];
  readonly backup: boolean;
}

export async function listGuides(db: Tx, codeId: string): Promise<GuideRow[]> {
  const { rows } =
    await sql<GuideRow>`select g.staff_id as "staffId", s.name, g.weight, g.daily_cap as "dailyCap", g.slots, g.backup
    from live_code_guide g join staff s on s.id = g.staff_id where g.code_id = ${codeId} order by g.backup, s.code`.execute(
      db,
    );
  return rows;
}

export async function listTeams(db: Tx, codeId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
  }>`select u.id, u.name from live_code_team t join org_unit u on u.id = t.org_unit_id
    where t.code_id = ${codeId} order by u.path`.execute(db);
  return rows;
}

export async function listRooms(db: Tx, codeId: string): Promise<{ key: string; openedByItself: boolean }[]> {
  const { rows } = await sql<{ key: string; openedByItself: boolean }>`
    select room_key as key, opened_by_itself as "openedByItself" from live_code_room where code_id = ${codeId} order by sort, added_at`.execute(
    db,
  );
  return rows;
}

export interface WayRow {
  readonly kind: WayKind;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly staffId: string | null;
  readonly staffName: string | null;
  readonly pushed: string[] | null;
  readonly settled: boolean;
  readonly qrUrl: string | null;
  readonly emptyBecause: string | null;
  readonly failure: string | null;
  readonly drift: { readonly what: string } | null;
  readonly pushedAt: Date | null;
  readonly checkedAt: Date | null;
}

export async function listWays(db: Tx, codeId: string, limit = 1_000): Promise<WayRow[]> {
  const { rows } = await sql<WayRow>`
    select w.kind, w.store_no as "storeNo", st.name as "storeName", w.staff_id as "staffId", s.name as "staffName", w.pushed,
      w.pushed is not distinct from w.wanted as settled, w.qr_url as "qrUrl", w.empty_because as "emptyBecause", w.failure, w.drift,
      w.pushed_at as "pushedAt", w.checked_at as "checkedAt"
    from live_code_way w left join org_unit st on st.no = w.store_no left join staff s on s.id = w.staff_id
    where w.code_id = ${codeId} and not w.unwanted order by st.name, s.code limit ${limit}`.execute(db);
  return rows;
}

export interface WayCount {
  readonly codeId: string;
  readonly ways: number;
  readonly live: number;
  readonly failed: number;
  readonly empty: number;
  readonly qrUrl: string | null;
}

export async function countWays(db: Tx, codeIds: readonly string[]): Promise<ReadonlyMap<string, WayCount>> {
  const { rows } = await sql<WayCount>`
    select code_id as "codeId", count(*)::int as ways, count(*) filter (where qr_url is not null)::int as live,
      count(*) filter (where failure is not null)::int as failed, count(*) filter (where empty_because is not null)::int as empty,
      case when count(*) = 1 then min(qr_url) end as "qrUrl"
    from live_code_way where code_id = any(${codeIds}::uuid[]) and not unwanted group by 1`.execute(db);
  return new Map(rows.map((row) => [row.codeId, row]));
}

/** Arrivals, openings and losses of codes from `from` on; the base of lists. */
export async function figuresSince(
  db: Tx,
  codeIds: readonly string[],
  from: Date,
): Promise<ReadonlyMap<string, Figures>> {
  const { rows } = await sql<Figures & { codeId: string }>`
    select i.id as "codeId", v.scans, v.visitors, a.* from unnest(${codeIds}::uuid[]) i(id)
    cross join lateral (select count(*)::int as scans, count(distinct visitor_id)::int as visitors from live_code_visit v
      where v.code_id = i.id and v.at >= ${from} and v.ignored is null) v
    cross join lateral (select ${arrivalFigures} from live_code_arrival a where a.code_id = i.id and a.arrived_at >= ${from}) a`.execute(
    db,
  );
  return new Map(rows.map(({ codeId, ...figures }) => [codeId, figures]));
}

export const arrivalFigures: RawBuilder<unknown> = sql`
  (count(*) filter (where a.kind = 'contact'))::int as contacts, (count(*) filter (where a.kind = 'contact' and a.left_at is not null))::int as lost,
  (count(*) filter (where a.kind = 'group'))::int as "groupJoins", (count(*) filter (where a.kind = 'group' and a.left_at is not null))::int as "groupLeft",
  (count(*) filter (where a.first))::int as "newMembers"`;

export async function insertCode(
  tx: Tx,
  code: CodeDraft & { readonly slug: string; readonly unitId: string; readonly at: Date; readonly by: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into live_code (slug, state, kind, name, entry, org_unit_id, store_no, channel, material, campaign, share_code, utm, tag_nos, welcome, target_url,
      distribution, same_guide, priority, shows, room_limit, room_name, created_at, created_by)
    values (${code.slug}, ${stateOf(code.slug)}, ${code.kind}, ${code.name}, ${code.entry}, ${code.unitId}, ${code.storeNo}, ${code.channel},
      ${code.material}, ${code.campaign}, ${code.shareCode}, ${JSON.stringify(code.utm)}::jsonb, ${code.tagNos}::int[], ${code.welcome}, ${code.targetUrl},
      ${code.distribution}, ${code.sameGuide}, ${code.priority}, ${code.shows}, ${code.roomLimit}, ${code.roomName}, ${code.at}, ${code.by}) returning id`.execute(
    tx,
  );
  return rows[0]?.id ?? "";
}

/** What the platform returns with everybody who came through a code. */
export const stateOf = (slug: string) => `fl-${slug}`;

/** False when somebody else changed it since version `expected`. */
export async function updateCode(
  tx: Tx,
  id: string,
  code: Omit<CodeDraft, "kind" | "unitId" | "storeNo">,
  expected: number,
): Promise<boolean> {
  const { rows } = await sql`
    update live_code set name = ${code.name}, entry = ${code.entry}, channel = ${code.channel}, material = ${code.material},
      campaign = ${code.campaign}, share_code = ${code.shareCode}, utm = ${JSON.stringify(code.utm)}::jsonb, tag_nos = ${code.tagNos}::int[], welcome = ${code.welcome},
      target_url = ${code.targetUrl}, distribution = ${code.distribution}, same_guide = ${code.sameGuide}, priority = ${code.priority}, shows = ${code.shows},
      room_limit = ${code.roomLimit}, room_name = ${code.roomName}, version = version + 1
    where id = ${id} and version = ${expected} and archived_at is null returning id`.execute(tx);
  return rows.length > 0;
}

/** Makes the code's guides, teams and groups those given; groups the platform opened by itself stay. */
export async function replaceTargets(
  tx: Tx,
  codeId: string,
  { guides, teamIds, roomKeys }: Pick<CodeDraft, "guides" | "teamIds" | "roomKeys">,
  at: Date,
): Promise<void> {
  await sql`delete from live_code_guide where code_id = ${codeId}`.execute(tx);
  await sql`insert into live_code_guide (code_id, staff_id, weight, daily_cap, slots, backup)
    select distinct on ("staffId") ${codeId}::uuid, "staffId", weight, "dailyCap", slots, backup
    from jsonb_to_recordset(${JSON.stringify(guides)}::jsonb) as n("staffId" uuid, weight int, "dailyCap" int, slots jsonb, backup bool)`.execute(
    tx,
  );
  await sql`delete from live_code_team where code_id = ${codeId}`.execute(tx);
  await sql`insert into live_code_team select distinct ${codeId}::uuid, unnest(${teamIds}::uuid[])`.execute(tx);
  await sql`delete from live_code_room where code_id = ${codeId} and not opened_by_itself and not room_key = any(${roomKeys}::text[])`.execute(
    tx,
  );
  await sql`insert into live_code_room (code_id, room_key, sort, added_at)
    select ${codeId}::uuid, key, min(sort), ${at} from unnest(${roomKeys}::text[]) with ordinality n(key, sort) group by key
    on conflict (code_id, room_key) do update set sort = excluded.sort`.execute(tx);
}
