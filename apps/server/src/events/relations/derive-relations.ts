import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { provenBy, provenByGroup, type RelationState, relationEvents } from "./rules.ts";

export interface RelationStep {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly from: RelationState;
  readonly to: RelationState;
  /** An event type, `registered`, `identifier:<kind>`, or `identifier:group` for one that groups alone have named. */
  readonly cause: string;
  readonly channel: string | null;
}

export interface DerivedRelation {
  readonly memberNo: number;
  readonly state: RelationState;
  readonly since: Date | null;
  readonly steps: RelationStep[];
}

const eventTable = JSON.stringify(
  Object.entries(relationEvents).map(([type, { facet, gain, carrier }]) => ({
    type,
    facet,
    gain,
    carrier: carrier ?? "",
  })),
);
const proofTable = JSON.stringify(Object.entries(provenBy).map(([kind, facet]) => ({ kind, facet })));

/**
 * The line of relation states of members, from everything that is known of them, in one statement: rows are ordered by when they
 * happened and by what they say, never by when they arrived, so late events give the same line. Members without any relation, and
 * numbers that are no members now, are left out.
 *
 * A side (fan, group, contact, member) is held while one of its carriers is, or while an identifier or registration proves it and no
 * ending came after. The state is the nearest side that is held.
 *
 * An identifier that was first seen as its person came into a group proves a contact only from the first friendship that is told,
 * even when that came years later.
 */
export async function deriveRelations(tx: Kysely<DB>, memberNos: readonly number[]): Promise<DerivedRelation[]> {
  if (memberNos.length === 0) return [];
  const { rows } = await sql<DerivedRelation>`
    with event_side as (select * from jsonb_to_recordset(${eventTable}::jsonb) as t(type text, facet text, gain boolean, carrier text)),
    proof_side as (select * from jsonb_to_recordset(${proofTable}::jsonb) as t(kind text, facet text)),
    who as materialized (
      select p.member_no as origin_no, p.owner_no as member_no from member p join member m on m.member_no = p.owner_no
      where p.owner_no = any(${memberNos}::int[]) and m.status = 'active'),
    told as materialized (
      select w.member_no, e.occurred_at as at, t.facet, t.gain, coalesce(e.properties->>t.carrier, '') as carrier, false as implied, e.type as cause, e.channel
      from who w join event_log e using (origin_no) join event_side t using (type)),
    joined as (select distinct member_no, at from told where cause = 'group.joined'),
    befriended as (select member_no, min(at) as at from told where cause = 'contact.added' group by member_no),
    signal as (
      select * from told
      union all
      select i.member_no,
        case when t.facet = 'contact' and j.at is not null then greatest(i.first_seen_at, coalesce(b.at, i.first_seen_at)) else i.first_seen_at end,
        case when i.group_only then ${provenByGroup} else t.facet end, true, '', true,
        'identifier:' || case when i.group_only then 'group' else i.kind end, null
      from identifier i join proof_side t using (kind)
        left join joined j on j.member_no = i.member_no and j.at = i.first_seen_at left join befriended b on b.member_no = i.member_no
      where i.member_no in (select member_no from who)
      union all
      select m.member_no, m.registered_at, 'member', true, '', true, 'registered', m.channel
      from member m where m.member_no in (select member_no from who) and m.registered_at is not null),
    ranked as (select *, case facet when 'member' then 4 when 'contact' then 3 when 'group' then 2 else 1 end as rank from signal),
    carried as (
      select *, case when implied then 0 else gain::int - coalesce(lag(gain) over carrier, false)::int end as change
      from ranked window carrier as (partition by member_no, facet, carrier, implied order by at, gain, cause)),
    counted as (
      select *, sum(change) over side as carriers from carried
      window side as (partition by member_no, facet order by at, gain, cause, carrier rows unbounded preceding)),
    cut as (
      select *, count(*) filter (where not gain and carriers = 0) over side as era from counted
      window side as (partition by member_no, facet order by at, gain, cause, carrier rows unbounded preceding)),
    held as (
      select *, carriers > 0 or bool_or(implied) over (partition by member_no, facet, era order by at, gain, cause, carrier rows unbounded preceding) as held
      from cut),
    turned as (
      select *, held::int - coalesce(lag(held) over side, false)::int as turn from held
      window side as (partition by member_no, facet order by at, gain, cause, carrier)),
    summed as (
      select member_no, at, gain, rank, cause, carrier, channel,
        sum(turn) filter (where rank = 4) over line as members, sum(turn) filter (where rank = 3) over line as contacts,
        sum(turn) filter (where rank = 2) over line as groups, sum(turn) filter (where rank = 1) over line as fans, bool_or(held) over line as ever
      from turned window line as (partition by member_no order by at, gain, rank, cause, carrier rows unbounded preceding)),
    state as (
      select distinct on (member_no, at) member_no, at, cause, channel,
        case when members > 0 then 'member' when contacts > 0 then 'contact' when groups > 0 then 'group' when fans > 0 then 'fan'
          when ever then 'lost' else 'visitor' end as state
      from summed order by member_no, at, gain desc, rank desc, cause desc, carrier desc),
    step as (
      select *, coalesce(lag(state) over (partition by member_no order by at), 'visitor') as before from state)
    select member_no as "memberNo", (array_agg(state order by at desc))[1] as state, max(at) as since,
      jsonb_agg(jsonb_build_object('at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'from', before, 'to', state,
        'cause', cause, 'channel', channel) order by at) as steps
    from step where state <> before group by member_no`.execute(tx);
  return rows;
}
