import { type Kysely, sql } from "kysely";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { type TouchKind, touchRefusals } from "../touch/refusals.ts";
import type { OutboundChannelName, OutboundTarget, OutboundTask, Result } from "./channel.ts";
import type { OutboundContent } from "./content.ts";
import type { OutboundState, Outcome } from "./rules.ts";

/** A row of the ledger. */
export interface Outbound extends OutboundTask {
  readonly state: OutboundState;
  readonly kind: TouchKind;
  readonly priority: number;
  /** When it is to reach people. */
  readonly sendAt: Date;
  /** It names its people: when none of them is left, nothing is handed over. */
  readonly addressed: boolean;
  readonly tries: number;
  readonly searches: number;
  readonly polls: number;
  readonly reminders: number;
  readonly errcode: number | null;
  readonly reason: string | null;
  readonly remedy: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly settledAt: Date | null;
}

const columns = sql`id, business_key as "businessKey", part, channel, account_id as "accountId", content, sender_key as "senderKey",
  platform_key as "platformKey", handed_at as "handedAt", title, state, kind, priority, send_at as "sendAt", addressed, tries, searches, polls, reminders, errcode, reason, remedy,
  created_at as "createdAt", created_by as "createdBy", settled_at as "settledAt"`;

/**
 * Takes one row that is due and keeps it from others for a while; the oldest first. A row in `sending` that is due belongs to a process
 * that died.
 */
export async function takeDue(db: Kysely<DB>, leaseMs: number): Promise<Outbound | undefined> {
  const { rows } = await sql<Outbound>`
    update outbound set next_at = now() + make_interval(secs => ${leaseMs / 1000})
    where id = (
      select id from outbound where state in ('waiting', 'sending', 'uncertain', 'accepted') and next_at <= now()
      order by next_at, id for update skip locked limit 1)
    returning ${columns}`.execute(db);
  return rows[0];
}

export async function findOutbound(db: Kysely<DB>, id: string): Promise<Outbound | undefined> {
  const { rows } = await sql<Outbound>`select ${columns} from outbound where id = ${id}`.execute(db);
  return rows[0];
}

export interface OutboundCounts {
  readonly outboundId: string;
  readonly outcome: string;
  readonly count: number;
}

export async function listOutbound(
  db: Kysely<DB>,
  filter: { readonly channel?: string | undefined; readonly state?: string | undefined },
  page: { readonly before: readonly [string, string] | null; readonly limit: number },
): Promise<Outbound[]> {
  const { rows } = await sql<Outbound>`
    select ${columns} from outbound
    where (${filter.channel ?? null}::text is null or channel = ${filter.channel ?? null})
      and (${filter.state ?? null}::text is null or state = ${filter.state ?? null})
      and (${page.before?.[0] ?? null}::timestamptz is null or (created_at, id) < (${page.before?.[0] ?? null}::timestamptz, ${page.before?.[1] ?? null}::uuid))
    order by created_at desc, id desc limit ${page.limit}`.execute(db);
  return rows;
}

export async function countOutcomes(db: Kysely<DB>, ids: readonly string[]): Promise<OutboundCounts[]> {
  const { rows } = await sql<OutboundCounts>`
    select outbound_id as "outboundId", outcome, count(*)::int as count from outbound_delivery
    where outbound_id = any(${ids}::uuid[]) group by 1, 2`.execute(db);
  return rows;
}

/** How many the touch policy left out. */
export async function countRefused(db: Kysely<DB>, ids: readonly string[]): Promise<number> {
  const counts = await countOutcomes(db, ids);
  return counts.filter(({ outcome }) => outcome in touchRefusals).reduce((sum, { count }) => sum + count, 0);
}

export interface SenderRow {
  readonly senderKey: string;
  readonly confirmedAt: Date | null;
  readonly collectedAt: Date | null;
  /** Whom the message reached through this sender. */
  readonly sent: number;
}

export async function listSenders(db: Kysely<DB>, id: string): Promise<SenderRow[]> {
  const { rows } = await sql<SenderRow>`
    select s.sender_key as "senderKey", s.confirmed_at as "confirmedAt", s.collected_at as "collectedAt", coalesce(d.sent, 0) as sent
    from outbound_sender s
    left join (select sender_key, count(*)::int as sent from outbound_delivery
      where outbound_id = ${id} and outcome in ('sent', 'delivered') group by 1) d using (sender_key)
    where s.outbound_id = ${id} order by s.confirmed_at nulls first, s.sender_key`.execute(db);
  return rows;
}

export interface DeliveryRow {
  readonly targetKey: string;
  readonly nameSealed: string | null;
  readonly memberNo: number | null;
  readonly senderKey: string | null;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly at: Date | null;
}

export async function listDeliveries(
  db: Kysely<DB>,
  id: string,
  filter: { readonly outcome?: string | undefined },
  page: { readonly after: string | null; readonly limit: number },
): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    select d.target_key as "targetKey", d.member_no as "memberNo", m.name_sealed as "nameSealed", d.sender_key as "senderKey", d.outcome,
      d.reason, d.at
    from outbound_delivery d left join member m using (member_no)
    where outbound_id = ${id} and (${filter.outcome ?? null}::text is null or outcome = ${filter.outcome ?? null})
      and (${page.after}::text is null or target_key > ${page.after})
    order by target_key limit ${page.limit}`.execute(db);
  return rows;
}

/** Targets that still wait: those that are to be handed over. */
export async function waitingTargets(db: Kysely<DB>, id: string): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select target_key as key from outbound_delivery where outbound_id = ${id} and outcome = 'waiting' order by 1`.execute(
    db,
  );
  return rows.map((row) => row.key);
}

export interface OutboundRow {
  readonly businessKey: string;
  readonly part: number;
  readonly channel: OutboundChannelName;
  readonly accountId: string;
  readonly title: string;
  readonly content: OutboundContent;
  readonly senderKey: string;
  readonly createdBy: string;
  readonly kind: TouchKind;
  readonly priority: number;
  readonly sendAt: Date;
  /** From now until `sendAt`. */
  readonly putOffMs: number;
  readonly addressed: boolean;
}

/** Enters one part; undefined when its business key was entered before. */
export async function insertOutbound(tx: Tx, row: OutboundRow): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into outbound (business_key, part, channel, account_id, title, content, sender_key, created_by, kind, priority,
      send_at, next_at, addressed)
    values (${row.businessKey}, ${row.part}, ${row.channel}, ${row.accountId}, ${row.title}, ${JSON.stringify(row.content)}::jsonb,
      ${row.senderKey}, ${row.createdBy}, ${row.kind}, ${row.priority}, ${row.sendAt},
      now() + make_interval(secs => ${row.putOffMs / 1000}), ${row.addressed})
    on conflict (business_key, part) do nothing returning id`.execute(tx);
  return rows[0]?.id;
}

/** Writes outcomes; what is known already is never taken back to `waiting`. Returns the results that were news. */
export async function writeResults(
  tx: Tx,
  outboundId: string,
  results: readonly Result[],
): Promise<{ target: OutboundTarget; outcome: string; at: Date | null }[]> {
  if (results.length === 0) return [];
  const { rows } = await sql<{
    key: string;
    originNo: number | null;
    memberNo: number | null;
    outcome: string;
    at: Date | null;
  }>`
    insert into outbound_delivery as d (outbound_id, target_key, origin_no, member_no, sender_key, outcome, reason, at)
    select ${outboundId}::uuid, n.key, n.origin_no, n.member_no, n.sender_key, n.outcome, n.reason, n.at from (
      select distinct on (key) * from jsonb_to_recordset(${JSON.stringify(
        results.map(({ target, outcome, senderKey, reason, at }) => ({
          key: target.key,
          origin_no: target.originNo,
          member_no: target.memberNo,
          sender_key: senderKey ?? null,
          outcome,
          reason: reason ?? null,
          at: at?.toISOString() ?? null,
        })),
      )}::jsonb) as r(key text, origin_no int, member_no int, sender_key text, outcome text, reason text, at timestamptz)
      order by key, outcome = 'waiting') n
    order by n.key
    on conflict (outbound_id, target_key) do update set
      outcome = excluded.outcome, reason = excluded.reason, at = coalesce(excluded.at, d.at),
      sender_key = coalesce(excluded.sender_key, d.sender_key)
    where d.outcome <> excluded.outcome and (excluded.outcome <> 'waiting' or d.outcome = 'waiting')
    returning target_key as key, origin_no as "originNo", member_no as "memberNo", outcome, at`.execute(tx);
  return rows.map(({ key, originNo, memberNo, outcome, at }) => ({
    target: { key, originNo, memberNo },
    outcome,
    at,
  }));
}

export async function writeSenders(
  tx: Tx,
  outboundId: string,
  senders: readonly { readonly key: string; readonly confirmedAt: Date | null; readonly collected: boolean }[],
): Promise<void> {
  if (senders.length === 0) return;
  await sql`
    insert into outbound_sender as s (outbound_id, sender_key, confirmed_at, collected_at)
    select ${outboundId}::uuid, n.key, n.at, case when n.collected then now() end
    from jsonb_to_recordset(${JSON.stringify(
      senders.map(({ key, confirmedAt, collected }) => ({ key, at: confirmedAt?.toISOString() ?? null, collected })),
    )}::jsonb) as n(key text, at timestamptz, collected bool) order by n.key
    on conflict (outbound_id, sender_key) do update set confirmed_at = coalesce(excluded.confirmed_at, s.confirmed_at),
      collected_at = coalesce(s.collected_at, excluded.collected_at)`.execute(tx);
}
