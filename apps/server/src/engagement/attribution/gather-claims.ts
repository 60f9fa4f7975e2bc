import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { AttributionRule, Claim, Dimension, Evidence, SubjectKind } from "./rules.ts";

/** Claims kept of one order and dimension: the latest ones. */
const keptClaims = 30;

/**
 * A kind of evidence and where it stands. `claims` selects `(order_id, subject_kind, subject, at, ref)` from the CTE
 * `due(order_id, source, order_code, member_no, store_no, guide_no, paid_at)`; `days` are those of the rule's window.
 */
export interface ClaimSource {
  readonly dimension: Dimension;
  readonly evidence: Evidence;
  readonly claims: (days: number) => RawBuilder<unknown>;
}

/** Within the window before the payment; what happens at the moment of payment is still in time. */
const within = (at: string, days: number) =>
  sql`${sql.ref(at)} <= d.paid_at and ${sql.ref(at)} > d.paid_at - make_interval(days => ${days}::int)`;

/** Whose live code `c` is: a guide's, or that of the unit whose share code it carries. */
const ownerOfCode = {
  kind: sql`case when c.staff_id is null then 'dealer' else 'guide' end`,
  no: sql`coalesce(g.no, u.no)`,
  joins: sql`left join staff g on g.id = c.staff_id left join share_code s on s.code = c.share_code left join org_unit u on u.id = s.org_unit_id`,
};

const shareLinks = (days: number) => sql`
  select d.order_id, ${ownerOfCode.kind}, ${ownerOfCode.no}::text, v.at, 'live_code_visit:' || v.id
  from due d join live_code_visit v on v.member_no = d.member_no join live_code c on c.id = v.code_id ${ownerOfCode.joins}
  where v.ignored is null and ${within("v.at", days)} and ${ownerOfCode.no} is not null
  union all
  select d.order_id, ${ownerOfCode.kind}, ${ownerOfCode.no}::text, a.arrived_at, 'live_code_arrival:' || a.event_key
  from due d join live_code_arrival a on a.member_no = d.member_no join live_code c on c.id = a.code_id ${ownerOfCode.joins}
  where ${within("a.arrived_at", days)} and ${ownerOfCode.no} is not null
  union all
  -- A shared card of the mini program: its sharer is a guide, a leader, or a customer. Nobody leads themselves.
  select d.order_id, case when e.properties ? 'sharerStaffNo' then 'guide' when l.no is not null then 'leader' else 'member' end,
    coalesce(e.properties ->> 'sharerStaffNo', l.no::text, m.owner_no::text), e.occurred_at, 'event:' || e.event_key
  from due d join event_log e on e.member_no = d.member_no
    left join member m on m.member_no = (e.properties ->> 'sharerOrigin')::int
    left join leader l on l.member_no = m.owner_no and l.status = 'approved'
  where e.type = 'mini_program.opened' and e.properties ?| '{sharerStaffNo,sharerOrigin}' and ${within("e.occurred_at", days)}
    and (e.properties ? 'sharerStaffNo' or m.owner_no <> d.member_no)`;

const boundAt = sql`b.bound_at <= d.paid_at and (b.unbound_at is null or b.unbound_at > d.paid_at)`;

/** What the house itself knows; connectors add theirs. */
export const claimSources: readonly ClaimSource[] = [
  { dimension: "seller", evidence: "share_link", claims: shareLinks },
  {
    dimension: "seller",
    evidence: "bound_guide",
    claims: () => sql`
      select d.order_id, 'guide', s.no::text, b.bound_at, 'guide_binding:' || b.id
      from due d join guide_binding b on b.member_no = d.member_no join staff s on s.id = b.guide_id where ${boundAt}`,
  },
  {
    dimension: "seller",
    evidence: "rang_up",
    claims: () => sql`
      select d.order_id, 'guide', d.guide_no::text, d.paid_at, 'sales_order:' || d.order_id from due d where d.guide_no is not null`,
  },
  {
    dimension: "seller",
    evidence: "leader",
    claims: () => sql`
      select d.order_id, 'leader', b.leader_no::text, b.bound_at, 'leader_binding:' || b.id
      from due d join leader_binding b on b.member_no = d.member_no where ${boundAt}`,
  },
  {
    dimension: "seller",
    evidence: "allocated",
    claims: () => sql`
      select d.order_id, 'dealer', t.dealer_no::text, t.allocated_at, 'traffic_allocation:' || t.id
      from due d join traffic_allocation t on t.member_no = d.member_no
      where t.allocated_at <= d.paid_at and t.attributed_until > d.paid_at and (t.ended_at is null or t.ended_at > d.paid_at)`,
  },
  {
    dimension: "store",
    evidence: "sold_at",
    claims: () => sql`
      select d.order_id, 'store', d.store_no::text, d.paid_at, 'sales_order:' || d.order_id from due d where d.store_no is not null`,
  },
  {
    dimension: "store",
    evidence: "bound_store",
    claims: () => sql`
      select d.order_id, 'store', b.store_no::text, b.bound_at, 'guide_binding:' || b.id
      from due d join guide_binding b on b.member_no = d.member_no where b.store_no is not null and ${boundAt}`,
  },
  {
    dimension: "store",
    evidence: "scanned_store",
    claims: (days) => sql`
      select d.order_id, 'store', v.store_no::text, v.at, 'live_code_visit:' || v.id
      from due d join live_code_visit v on v.member_no = d.member_no
      where v.store_no is not null and v.ignored is null and ${within("v.at", days)}`,
  },
  {
    dimension: "campaign",
    evidence: "ad",
    claims: (days) => sql`
      select d.order_id, 'ad_plan', t.plan_no::text, t.at, 'ad_plan_touch:' || t.plan_no
      from due d join ad_plan_touch t on t.member_no = d.member_no where ${within("t.at", days)}`,
  },
  {
    dimension: "campaign",
    evidence: "campaign_code",
    claims: (days) => sql`
      select d.order_id, 'campaign', c.campaign, v.at, 'live_code_visit:' || v.id
      from due d join live_code_visit v on v.member_no = d.member_no join live_code c on c.id = v.code_id
      where c.campaign <> '' and v.ignored is null and ${within("v.at", days)}
      union all
      select d.order_id, 'campaign', c.campaign, a.arrived_at, 'live_code_arrival:' || a.event_key
      from due d join live_code_arrival a on a.member_no = d.member_no join live_code c on c.id = a.code_id
      where c.campaign <> '' and ${within("a.arrived_at", days)}`,
  },
  {
    dimension: "campaign",
    evidence: "message",
    claims: (days) => sql`
      select d.order_id, 'message', o.outbound_id::text, o.at, 'outbound_delivery:' || o.outbound_id
      from due d join outbound_delivery o on o.member_no = d.member_no
      where o.outcome in ('sent', 'delivered') and ${within("o.at", days)}`,
  },
  {
    dimension: "content",
    evidence: "content_link",
    claims: (days) => sql`
      select d.order_id, 'content', t.link_no::text, t.at, 'content_link_touch:' || t.link_no
      from due d join content_link_touch t on t.member_no = d.member_no where ${within("t.at", days)}`,
  },
  {
    dimension: "live",
    evidence: "live_joined",
    claims: (days) => sql`
      select d.order_id, 'live', e.properties ->> 'liveCode', e.occurred_at, 'event:' || e.event_key
      from due d join event_log e on e.member_no = d.member_no
      where e.type = 'live.joined' and e.properties ? 'liveCode' and ${within("e.occurred_at", days)}`,
  },
  {
    dimension: "touchpoint",
    evidence: "touchpoint",
    claims: (days) => sql`
      select d.order_id, 'touchpoint', t.touchpoint_no::text, t.at, 'touchpoint_touch:' || t.touchpoint_no
      from due d join touchpoint_touch t on t.member_no = d.member_no where ${within("t.at", days)}`,
  },
];

interface Row {
  readonly order_id: number;
  readonly source: number;
  readonly subject_kind: SubjectKind;
  readonly subject: string;
  readonly at: Date;
  readonly ref: string;
}

/** Every claim on the orders, by order; set-based. */
export async function gatherClaims(
  tx: Tx,
  sources: readonly ClaimSource[],
  rule: AttributionRule,
  orderIds: readonly number[],
): Promise<Map<number, Claim[]>> {
  const parts = sources.map(
    (source, at) => sql`
      select ${sql.lit(at)}::int as source, ${source.dimension}::text as dimension, c.*
      from (${source.claims(rule.windows[source.evidence] ?? 0)}) as c (order_id, subject_kind, subject, at, ref)`,
  );
  const { rows } = await sql<Row>`
    with due as materialized (
      select id as order_id, source, order_code, member_no, store_no, guide_no, paid_at from sales_order
      where id = any(${[...orderIds]}::bigint[])),
    claim as (${sql.join(parts, sql` union all `)})
    select order_id, source, subject_kind, subject, at, ref from (
      select *, row_number() over (partition by order_id, dimension order by at desc, source, subject, ref) as place from claim) s
    where place <= ${keptClaims}`.execute(tx);
  const claims = new Map<number, Claim[]>();
  for (const row of rows) {
    const { dimension, evidence } = sources[row.source] as ClaimSource;
    const list = claims.get(row.order_id) ?? [];
    list.push({
      dimension,
      evidence,
      subjectKind: row.subject_kind,
      subject: row.subject,
      at: row.at.getTime(),
      ref: row.ref,
    });
    claims.set(row.order_id, list);
  }
  return claims;
}
