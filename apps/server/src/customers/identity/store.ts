import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { TieState } from "./graph.ts";
import type { IdentifierKind } from "./kinds.ts";

export interface IdentifierRow {
  readonly key: string;
  readonly kind: IdentifierKind;
  readonly scope: string;
  readonly originNo: number | null;
  readonly memberNo: number | null;
  readonly shared: boolean;
  /** Known from groups alone. */
  readonly groupOnly: boolean;
  readonly firstSeenAt: Date;
}

export interface TieRow {
  readonly a: string;
  readonly b: string;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly state: TieState;
  readonly reason: string | null;
  readonly decision: "approved" | "rejected" | null;
}

export interface SideRow {
  readonly separationId: string;
  readonly key: string;
  readonly side: number;
}

type Tx = Kysely<DB>;

const identifierColumns = sql`i.value_index as key, i.kind, i.scope, i.origin_no as "originNo", i.member_no as "memberNo", i.shared,
  i.group_only as "groupOnly", i.first_seen_at as "firstSeenAt"`;
const tieColumns = sql`t.a, t.b, t.first_at as "firstAt", t.last_at as "lastAt", t.state, t.reason, t.decision`;

/** Serialises everything that writes identifiers or ties; held until the transaction ends. Look-ups do not take it. */
export async function lockIdentity(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('feilun.identity'))`.execute(tx);
}

export async function findIdentifiers(tx: Tx, keys: readonly string[]): Promise<Map<string, IdentifierRow>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<IdentifierRow>`
    select ${identifierColumns} from unnest(${keys}::uuid[]) k(key) join identifier i on i.value_index = k.key`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** The ties that exist among the given pairs. */
export async function findTies(tx: Tx, pairs: readonly { a: string; b: string }[]): Promise<TieRow[]> {
  if (pairs.length === 0) return [];
  const { rows } = await sql<TieRow>`
    select ${tieColumns} from unnest(${pairs.map((pair) => pair.a)}::uuid[], ${pairs.map((pair) => pair.b)}::uuid[]) p(a, b)
    join identifier_tie t using (a, b)`.execute(tx);
  return rows;
}

/** All ties that have an end among the keys. */
export async function tiesOf(tx: Tx, keys: readonly string[]): Promise<TieRow[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<TieRow>`
    select ${tieColumns} from unnest(${keys}::uuid[]) k(key) join identifier_tie t on t.a = k.key
    union
    select ${tieColumns} from unnest(${keys}::uuid[]) k(key) join identifier_tie t on t.b = k.key`.execute(tx);
  return rows;
}

/** Sides that the keys take in separations in force. */
export async function sidesOf(tx: Tx, keys: readonly string[]): Promise<SideRow[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<SideRow>`
    select s.separation_id as "separationId", s.value_index as key, s.side
    from unnest(${keys}::uuid[]) k(key) join separation_side s on s.value_index = k.key
    join separation p on p.id = s.separation_id and p.removed_at is null`.execute(tx);
  return rows;
}

export async function identifiersOfMembers(tx: Tx, memberNos: readonly number[]): Promise<IdentifierRow[]> {
  const { rows } = await sql<IdentifierRow>`
    select ${identifierColumns} from identifier i where i.member_no = any(${memberNos}::int[])`.execute(tx);
  return rows;
}

/** New member numbers, ascending. */
export async function allocateNumbers(tx: Tx, count: number): Promise<number[]> {
  if (count === 0) return [];
  const { rows } = await sql<{ no: number }>`
    select nextval('member_member_no_seq')::int as no from generate_series(1, ${count}) order by 1`.execute(tx);
  return rows.map((row) => row.no);
}

export interface NewMember {
  readonly memberNo: number;
  readonly ownerNo: number;
  readonly firstSeenAt: Date;
  readonly source: string;
  readonly storeNo: number | null;
  readonly channel: string | null;
  readonly relation: string;
  readonly searchTokens: readonly number[];
}

export async function insertMembers(tx: Tx, members: readonly NewMember[]): Promise<void> {
  if (members.length === 0) return;
  await sql`
    insert into member (member_no, owner_no, status, first_seen_at, first_source, first_store_no, first_channel, relation, store_no, channel, search_tokens)
    overriding system value
    select no, owner, case when no = owner then 'active' else 'merged' end, seen, source, store, channel, relation, store, channel, tokens::int[]
    from unnest(${members.map((m) => m.memberNo)}::int[], ${members.map((m) => m.ownerNo)}::int[],
      ${members.map((m) => m.firstSeenAt.toISOString())}::timestamptz[], ${members.map((m) => m.source)}::text[],
      ${members.map((m) => m.storeNo)}::int[], ${members.map((m) => m.channel)}::text[], ${members.map((m) => m.relation)}::text[],
      ${members.map((m) => `{${m.searchTokens.join(",")}}`)}::text[])
      as n(no, owner, seen, source, store, channel, relation, tokens)`.execute(tx);
}

export interface NewIdentifier {
  readonly key: string;
  readonly kind: string;
  readonly scope: string;
  readonly sealed: string;
  readonly originNo: number | null;
  readonly memberNo: number | null;
  readonly shared: boolean;
  readonly firstSeenAt: Date;
  readonly source: string;
  readonly groupOnly: boolean;
}

export async function insertIdentifiers(tx: Tx, list: readonly NewIdentifier[]): Promise<void> {
  if (list.length === 0) return;
  await sql`
    insert into identifier (value_index, kind, scope, value_sealed, origin_no, member_no, shared, first_seen_at, first_source, group_only)
    select * from unnest(${list.map((i) => i.key)}::uuid[], ${list.map((i) => i.kind)}::text[], ${list.map((i) => i.scope)}::text[],
      ${list.map((i) => i.sealed)}::text[], ${list.map((i) => i.originNo)}::int[], ${list.map((i) => i.memberNo)}::int[],
      ${list.map((i) => i.shared)}::bool[], ${list.map((i) => i.firstSeenAt.toISOString())}::timestamptz[], ${list.map((i) => i.source)}::text[],
      ${list.map((i) => i.groupOnly)}::bool[])`.execute(tx);
}

export interface PlacedIdentifier {
  readonly key: string;
  readonly originNo: number | null;
  readonly memberNo: number | null;
  readonly shared: boolean;
}

export async function placeIdentifiers(tx: Tx, list: readonly PlacedIdentifier[]): Promise<void> {
  if (list.length === 0) return;
  await sql`
    update identifier i set origin_no = n.origin, member_no = n.member, shared = n.shared
    from unnest(${list.map((i) => i.key)}::uuid[], ${list.map((i) => i.originNo)}::int[], ${list.map((i) => i.memberNo)}::int[],
      ${list.map((i) => i.shared)}::bool[]) as n(key, origin, member, shared)
    where i.value_index = n.key`.execute(tx);
}

/** Notes that these are known from elsewhere than groups too: for ever, so that the order of facts does not matter. */
export async function leaveGroupOnly(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`update identifier set group_only = false where value_index = any(${keys}::uuid[])`.execute(tx);
}

/** Who holds the identifiers now. */
export async function holdersOf(tx: Tx, keys: readonly string[]): Promise<number[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ memberNo: number }>`
    select distinct member_no as "memberNo" from identifier where value_index = any(${keys}::uuid[]) and member_no is not null`.execute(
    tx,
  );
  return rows.map(({ memberNo }) => memberNo);
}

/** Moves first sightings back in time where a fact is older than what is known. */
export async function backdateIdentifiers(
  tx: Tx,
  list: readonly { key: string; firstSeenAt: Date; source: string }[],
): Promise<void> {
  if (list.length === 0) return;
  await sql`
    with earlier as (
      update identifier i set first_seen_at = n.seen, first_source = n.source
      from unnest(${list.map((i) => i.key)}::uuid[], ${list.map((i) => i.firstSeenAt.toISOString())}::timestamptz[],
        ${list.map((i) => i.source)}::text[]) as n(key, seen, source)
      where i.value_index = n.key and i.first_seen_at > n.seen
      returning i.member_no, n.seen)
    update member m set first_seen_at = e.seen, changed_xid = pg_current_xact_id()
    from (select member_no, min(seen) as seen from earlier group by member_no) e
    where m.member_no = e.member_no and m.first_seen_at > e.seen`.execute(tx);
}

export interface WrittenTie {
  readonly a: string;
  readonly b: string;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly source: string;
  readonly storeNo: number | null;
  readonly channel: string | null;
  readonly state: TieState;
  readonly reason: string | null;
}

/** Inserts ties, or widens what is known of them; the evidence shown is the earliest. */
export async function writeTies(tx: Tx, ties: readonly WrittenTie[]): Promise<void> {
  if (ties.length === 0) return;
  await sql`
    insert into identifier_tie as t (a, b, first_at, last_at, source, store_no, channel, state, reason)
    select * from unnest(${ties.map((t) => t.a)}::uuid[], ${ties.map((t) => t.b)}::uuid[],
      ${ties.map((t) => t.firstAt.toISOString())}::timestamptz[], ${ties.map((t) => t.lastAt.toISOString())}::timestamptz[],
      ${ties.map((t) => t.source)}::text[], ${ties.map((t) => t.storeNo)}::int[], ${ties.map((t) => t.channel)}::text[],
      ${ties.map((t) => t.state)}::text[], ${ties.map((t) => t.reason)}::text[])
    on conflict (a, b) do update set
      source = case when excluded.first_at < t.first_at then excluded.source else t.source end,
      store_no = case when excluded.first_at < t.first_at then excluded.store_no else t.store_no end,
      channel = case when excluded.first_at < t.first_at then excluded.channel else t.channel end,
      first_at = least(t.first_at, excluded.first_at), last_at = greatest(t.last_at, excluded.last_at),
      state = excluded.state, reason = excluded.reason`.execute(tx);
}

/** Notes later sightings of ties, where nothing depends on them. */
export async function extendTies(tx: Tx, ties: readonly { a: string; b: string; lastAt: Date }[]): Promise<void> {
  if (ties.length === 0) return;
  await sql`
    update identifier_tie t set last_at = n.last_at
    from unnest(${ties.map((t) => t.a)}::uuid[], ${ties.map((t) => t.b)}::uuid[], ${ties.map((t) => t.lastAt.toISOString())}::timestamptz[]) as n(a, b, last_at)
    where t.a = n.a and t.b = n.b and t.last_at < n.last_at`.execute(tx);
}

export async function setTieOutcomes(
  tx: Tx,
  ties: readonly { a: string; b: string; state: TieState; reason: string | null }[],
): Promise<void> {
  if (ties.length === 0) return;
  await sql`
    update identifier_tie t set state = n.state, reason = n.reason
    from unnest(${ties.map((t) => t.a)}::uuid[], ${ties.map((t) => t.b)}::uuid[], ${ties.map((t) => t.state)}::text[],
      ${ties.map((t) => t.reason)}::text[]) as n(a, b, state, reason)
    where t.a = n.a and t.b = n.b`.execute(tx);
}
