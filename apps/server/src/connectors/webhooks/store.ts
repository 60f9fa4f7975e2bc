import { sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../../organization/index.ts";

export const webhookStates = ["active", "paused", "stopped"] as const;

export interface Webhook {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly eventTypes: string[];
  readonly unitId: string;
  readonly unitName: string;
  readonly unitPath: string;
  readonly secretsSealed: string;
  readonly exchangedAt: Date | null;
  readonly state: (typeof webhookStates)[number];
  readonly cursorXid: string;
  readonly cursorSeq: number;
  readonly deliveredEvents: number;
  readonly deliveredAt: Date | null;
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly nextAttemptAt: Date | null;
  readonly version: number;
  readonly createdByName: string;
  readonly createdAt: Date;
}

const columns = sql`w.no, w.id, w.name, w.url, w.event_types as "eventTypes", u.id as "unitId", u.name as "unitName", u.path::text as "unitPath",
  w.secrets_sealed as "secretsSealed", w.exchanged_at as "exchangedAt", w.state, w.cursor_xid::text as "cursorXid", w.cursor_seq as "cursorSeq",
  w.delivered_events as "deliveredEvents", w.delivered_at as "deliveredAt", w.failures, w.failing_since as "failingSince",
  w.next_attempt_at as "nextAttemptAt", w.version, w.created_by_name as "createdByName", w.created_at as "createdAt"`;
const tables = sql`webhook w join org_unit u on u.id = w.org_unit_id`;

/** Those of the actor's part of the tree, the newest first. */
export async function listWebhooks(db: Db, actor: Actor): Promise<Webhook[]> {
  const { rows } = await sql<Webhook>`select ${columns} from ${tables}
    where w.state <> 'ended' and ${unitCondition(actor, "u.path")} order by w.no desc`.execute(db);
  return rows;
}

/** @throws Refusal not_found */
export async function loadWebhook(db: Db | Tx, actor: Actor, id: string): Promise<Webhook> {
  const { rows } = await sql<Webhook>`select ${columns} from ${tables}
    where w.id = ${id} and w.state <> 'ended' and ${unitCondition(actor, "u.path")}`.execute(db);
  if (!rows[0]) throw notFound("事件推送");
  return rows[0];
}

/** One that may be delivered to now: active, due, its tenant not suspended; null otherwise. */
export async function findDue(db: Db, no: number, now: Date): Promise<Webhook | null> {
  const { rows } = await sql<Webhook>`select ${columns} from ${tables}
    where w.no = ${no} and w.state = 'active' and (w.next_attempt_at is null or w.next_attempt_at <= ${now})
      and not exists (select from tenant t join org_unit tu on tu.id = t.org_unit_id
        where tu.path @> u.path and t.status in ('suspended', 'ended'))`.execute(db);
  return rows[0] ?? null;
}

export interface Attempt {
  readonly id: number;
  readonly deliveryId: string;
  readonly at: Date;
  readonly events: number;
  readonly status: number | null;
  readonly failure: string | null;
  readonly tookMs: number;
}

export async function listAttempts(db: Db, no: number, limit: number): Promise<Attempt[]> {
  const { rows } = await sql<Attempt>`
    select id, delivery_id as "deliveryId", at, events, status, failure, took_ms as "tookMs" from webhook_attempt
    where webhook_no = ${no} order by id desc limit ${limit}`.execute(db);
  return rows;
}
