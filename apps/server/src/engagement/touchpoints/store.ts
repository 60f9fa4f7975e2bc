import { type Kysely, type SqlBool, sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { containing } from "../../kernel/postgres/like.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { seesWholeChain, unitCondition } from "../../organization/index.ts";
import type { TouchpointsQuery } from "./schemas.ts";
import {
  type Channel,
  channels,
  type Kind,
  type Landing,
  type Level,
  type Means,
  type TouchpointKind,
  type TouchpointState,
  touchpointKinds,
} from "./vocabulary.ts";

export type Tx = Kysely<DB>;

export interface Touchpoint {
  readonly id: string;
  readonly no: number;
  readonly key: string;
  readonly name: string;
  readonly kind: TouchpointKind;
  readonly landing: Landing;
  readonly state: TouchpointState;
  readonly runBy: Level[];
  readonly means: Means | null;
  readonly unitId: string;
  readonly unitName: string;
  /** ltree path of the unit. */
  readonly orgPath: string;
  readonly note: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly stateAt: Date;
  readonly codes: {
    readonly id: string;
    readonly name: string;
    readonly slug: string;
    readonly kind: string;
    readonly rests: boolean;
  }[];
  readonly adPlan: { readonly id: string; readonly name: string } | null;
  readonly outbounds: { readonly id: string; readonly title: string }[];
}

const columns = sql`t.id, t.no, t.key, t.name, t.kind, t.landing, t.state, t.run_by as "runBy", t.means, t.org_unit_id as "unitId",
  u.name as "unitName", u.path::text as "orgPath", t.note, t.version, t.created_at as "createdAt", t.created_by as "createdBy", t.state_at as "stateAt",
  coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'slug', c.slug, 'kind', c.kind,
      'rests', c.paused_at is not null or c.archived_at is not null) order by c.id)
    from touchpoint_code l join live_code c on c.id = l.code_id where l.touchpoint_no = t.no), '[]') as codes,
  (select jsonb_build_object('id', p.id, 'name', p.name) from ad_plan p where p.no = t.ad_plan_no) as "adPlan",
  coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'title', o.title) order by o.id)
    from touchpoint_outbound l join outbound o on o.id = l.outbound_id where l.touchpoint_no = t.no), '[]') as outbounds`;
const tables = sql`touchpoint t join org_unit u on u.id = t.org_unit_id`;

/** Kinds of the channels, groups and classes asked for. */
function kindsOf({ group, channel, miniClass }: Pick<TouchpointsQuery, "group" | "channel" | "miniClass">): string[] {
  return Object.entries<Kind>(touchpointKinds)
    .filter(
      ([, kind]) =>
        (group === undefined || channels[kind.channel].group === group) &&
        (channel === undefined || kind.channel === (channel satisfies Channel)) &&
        (miniClass === undefined || kind.miniClass === miniClass),
    )
    .map(([code]) => code);
}

/** Touchpoints in scope, newest first; `limit + 1` of them. */
export async function listTouchpoints(
  db: Tx,
  actor: Actor,
  filter: Omit<TouchpointsQuery, "cursor" | "from" | "to"> & { readonly before: string | null },
): Promise<Touchpoint[]> {
  const { q = null, landing = null, state = null, before, limit } = filter;
  const like = containing(q ?? "");
  const { rows } = await sql<Touchpoint>`select ${columns} from ${tables}
    where ${unitCondition(actor, "u.path")} and t.kind = any(${kindsOf(filter)}::text[])
      and (${q}::text is null or t.name ilike ${like}) and (${landing}::text is null or t.landing = ${landing})
      and case when ${state}::text is null then t.state <> 'retired' else t.state = ${state} end
      and (${before}::uuid is null or t.id < ${before}::uuid)
    order by t.id desc limit ${limit + 1}`.execute(db);
  return rows;
}

/** One touchpoint in scope. @throws Refusal `not_found` */
export async function requireTouchpoint(db: Tx, actor: Actor, id: string): Promise<Touchpoint> {
  const { rows } = await sql<Touchpoint>`select ${columns} from ${tables}
    where t.id = ${id} and ${unitCondition(actor, "u.path")}`.execute(db);
  if (!rows[0]) throw notFound("这个触点");
  return rows[0];
}

/** Touchpoints by number, for whoever was allowed to see what names them. */
export async function loadTouchpoints(db: Tx, nos: readonly number[]): Promise<ReadonlyMap<number, Touchpoint>> {
  const { rows } = await sql<Touchpoint>`select ${columns} from ${tables} where t.no = any(${[...nos]}::int[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.no, row]));
}

/** On which levels of the organisation the actor stands. */
export async function levelsOf(db: Tx, actor: Actor): Promise<ReadonlySet<Level>> {
  if (seesWholeChain(actor)) return new Set<Level>(["headquarters"]);
  const { rows } = await sql<{ kind: string }>`
    select distinct kind from org_unit where path = any(${[...actor.scope]}::text[]::ltree[])`.execute(db);
  return new Set(rows.map(({ kind }) => (kind === "tenant" ? "dealer" : kind) as Level));
}

export const mayRun = ({ runBy }: Pick<Touchpoint, "runBy">, actorLevels: ReadonlySet<Level>): boolean =>
  runBy.length === 0 || runBy.some((level) => actorLevels.has(level));

export interface Found {
  readonly id: string;
  readonly name: string;
  /** The touchpoint that has it already. */
  readonly touchpointNo: number | null;
  readonly touchpointName: string | null;
  /** Of a code: the ad plan in which it stands. */
  readonly adPlanName: string | null;
}

/** Codes of the list that the actor may see and that are not archived. */
export async function findCodes(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select c.id, c.name, l.touchpoint_no as "touchpointNo", t.name as "touchpointName", p.name as "adPlanName"
    from live_code c join org_unit u on u.id = c.org_unit_id left join touchpoint_code l on l.code_id = c.id
    left join touchpoint t on t.no = l.touchpoint_no left join ad_plan_code a on a.code_id = c.id left join ad_plan p on p.no = a.plan_no
    where c.id = any(${[...ids]}::uuid[]) and ${unitCondition(actor, "u.path")}
      and (c.archived_at is null or l.touchpoint_no is not null)`.execute(tx);
  return rows;
}

/** Messages of the list; what goes out through platforms is the chain's. */
export async function findOutbounds(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Found[]> {
  const whole = sql<SqlBool>`${seesWholeChain(actor)}::boolean`;
  const { rows } = await sql<Found>`
    select o.id, o.title as name, l.touchpoint_no as "touchpointNo", t.name as "touchpointName", null as "adPlanName"
    from outbound o left join touchpoint_outbound l on l.outbound_id = o.id left join touchpoint t on t.no = l.touchpoint_no
    where o.id = any(${[...ids]}::uuid[]) and ${whole}`.execute(tx);
  return rows;
}

/** Makes the links of a touchpoint those given; set-based. */
export async function replaceLinks(
  tx: Tx,
  no: number,
  { codeIds, outboundIds }: { readonly codeIds: readonly string[]; readonly outboundIds: readonly string[] },
): Promise<void> {
  await sql`delete from touchpoint_code where touchpoint_no = ${no} and not code_id = any(${[...codeIds]}::uuid[])`.execute(
    tx,
  );
  await sql`insert into touchpoint_code (code_id, touchpoint_no) select distinct id, ${no}::int from unnest(${[...codeIds]}::uuid[]) id
    on conflict do nothing`.execute(tx);
  await sql`delete from touchpoint_outbound where touchpoint_no = ${no} and not outbound_id = any(${[...outboundIds]}::uuid[])`.execute(
    tx,
  );
  await sql`insert into touchpoint_outbound (outbound_id, touchpoint_no) select distinct id, ${no}::int from unnest(${[...outboundIds]}::uuid[]) id
    on conflict do nothing`.execute(tx);
}

export async function listTouchpointSpends(db: Tx, no: number): Promise<{ day: string; amountFen: number }[]> {
  const { rows } = await sql<{ day: string; amountFen: number }>`
    select day, amount_fen as "amountFen" from touchpoint_spend where touchpoint_no = ${no} order by day`.execute(db);
  return rows;
}

/** Writes each day's spend, over what was there; set-based. */
export async function writeTouchpointSpends(
  tx: Tx,
  no: number,
  lines: readonly { readonly day: string; readonly amountFen: number }[],
  how: { readonly at: Date; readonly by: string },
): Promise<void> {
  await sql`
    insert into touchpoint_spend (touchpoint_no, day, amount_fen, recorded_at, recorded_by)
    select ${no}::int, day, "amountFen", ${how.at}::timestamptz, ${how.by}
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as n(day date, "amountFen" bigint)
    on conflict (touchpoint_no, day) do update set amount_fen = excluded.amount_fen, recorded_at = excluded.recorded_at,
      recorded_by = excluded.recorded_by`.execute(tx);
}
