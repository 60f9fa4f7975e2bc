import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { loadUnit } from "../../organization/index.ts";
import { refuseAddress } from "./address.ts";
import { send } from "./deliver.ts";
import { enqueueDelivery } from "./enqueue.ts";
import type { PostResult } from "./post.ts";
import { newSecret } from "./sign.ts";
import { loadWebhook, type Webhook } from "./store.ts";

export interface WebhookPlan {
  readonly name: string;
  readonly url: string;
  readonly eventTypes: readonly string[];
  readonly unitId: string;
}

/** Subscribes an address to events of a part of the tree, from now on. @returns its id and the secret, which is shown once */
export async function createWebhook(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  plan: WebhookPlan,
): Promise<{ id: string; secret: string }> {
  checkAddress(platform, plan.url);
  const unit = await loadUnit(tx, actor, plan.unitId);
  const secret = newSecret();
  const { rows } = await sql<{ id: string; no: number }>`
    insert into webhook (name, url, event_types, org_unit_id, secrets_sealed, created_by_name, created_at)
    values (${plan.name}, ${plan.url}, ${[...new Set(plan.eventTypes)]}::text[], ${unit.id}, ${platform.cipher.seal(JSON.stringify([secret]))},
      ${actor.name}, ${platform.clock.now()})
    returning id, no`.execute(tx);
  const { id = "", no = 0 } = rows[0] ?? {};
  await enqueueDelivery(platform, tx, no);
  await audit(tx, actor, {
    action: "webhook.created",
    subject: { kind: "webhook", id },
    orgPath: unit.path,
    detail: { after: { name: plan.name, url: plan.url, eventTypes: plan.eventTypes, unit: unit.name } },
  });
  return { id, secret };
}

/** @throws Refusal webhook_changed when somebody else edited it since `version` */
export async function editWebhook(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  id: string,
  plan: WebhookPlan,
  version: number,
): Promise<void> {
  checkAddress(platform, plan.url);
  const before = await loadWebhook(tx, actor, id);
  const unit = await loadUnit(tx, actor, plan.unitId);
  const { numAffectedRows } = await sql`
    update webhook set name = ${plan.name}, url = ${plan.url}, event_types = ${[...new Set(plan.eventTypes)]}::text[], org_unit_id = ${unit.id},
      next_attempt_at = null, version = version + 1
    where id = ${id} and version = ${version}`.execute(tx);
  if (!numAffectedRows) throw conflict("webhook_changed", "这个推送刚被其他人修改过，请刷新后再改");
  await audit(tx, actor, {
    action: "webhook.edited",
    subject: { kind: "webhook", id },
    orgPath: unit.path,
    detail: {
      before: { name: before.name, url: before.url, eventTypes: before.eventTypes, unit: before.unitName },
      after: { name: plan.name, url: plan.url, eventTypes: plan.eventTypes, unit: unit.name },
    },
  });
}

/** Pauses, resumes (also one that was stopped) or ends it; what happened while it was paused goes out when it is resumed. */
export async function setWebhookState(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  id: string,
  state: "active" | "paused" | "ended",
): Promise<void> {
  const webhook = await loadWebhook(tx, actor, id);
  if (webhook.state === state) return;
  await sql`update webhook set state = ${state}, failures = 0, failing_since = null, next_attempt_at = null where id = ${id}`.execute(
    tx,
  );
  if (state === "active") await enqueueDelivery(platform, tx, webhook.no);
  const actions = { active: "webhook.resumed", paused: "webhook.paused", ended: "webhook.ended" } as const;
  await note(tx, actor, webhook, actions[state]);
}

/** A second secret beside the old one, which goes on signing until `finishExchange`. @returns the new one, shown once */
export async function exchangeSecret(platform: Platform, tx: Tx, actor: Actor, id: string): Promise<string> {
  const webhook = await loadWebhook(tx, actor, id);
  const [current = ""] = JSON.parse(platform.cipher.open(webhook.secretsSealed)) as string[];
  const secret = newSecret();
  await sql`update webhook set secrets_sealed = ${platform.cipher.seal(JSON.stringify([secret, current]))}, exchanged_at = ${platform.clock.now()}
    where id = ${id}`.execute(tx);
  await note(tx, actor, webhook, "webhook.secret_exchanged");
  return secret;
}

/** From now on only the new secret signs. */
export async function finishExchange(platform: Platform, tx: Tx, actor: Actor, id: string): Promise<void> {
  const webhook = await loadWebhook(tx, actor, id);
  const [current = "", old] = JSON.parse(platform.cipher.open(webhook.secretsSealed)) as string[];
  if (old === undefined) throw conflict("no_exchange", "没有正在更换的密钥");
  await sql`update webhook set secrets_sealed = ${platform.cipher.seal(JSON.stringify([current]))}, exchanged_at = null where id = ${id}`.execute(
    tx,
  );
  await note(tx, actor, webhook, "webhook.old_secret_ended");
}

/** Sends everything again from the beginning of an earlier delivery. The receiver knows what it has by each event's key. */
export async function replayFrom(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  id: string,
  attemptId: number,
): Promise<void> {
  const webhook = await loadWebhook(tx, actor, id);
  const { rows } = await sql<{ at: Date }>`
    update webhook w set cursor_xid = a.from_xid, cursor_seq = a.from_seq, next_attempt_at = null
    from webhook_attempt a where a.id = ${attemptId} and a.webhook_no = w.no and w.id = ${id} returning a.at`.execute(
    tx,
  );
  if (!rows[0]) throw notFound("这次投递");
  await enqueueDelivery(platform, tx, webhook.no);
  await note(tx, actor, webhook, "webhook.replayed", { from: rows[0].at });
}

/** Sends one made-up event, so that the receiver's side can be tried out. */
export async function tryOut(platform: Platform, actor: Actor, id: string): Promise<PostResult> {
  const webhook = await loadWebhook(platform.db, actor, id);
  const deliveryId = randomUUID();
  const at = platform.clock.now().toISOString();
  const event = {
    key: deliveryId,
    type: "webhook.test",
    source: "feilun",
    eventId: deliveryId,
    memberNo: null,
    storeCode: null,
    channel: null,
    occurredAt: at,
    receivedAt: at,
    properties: {},
  };
  return send(platform, webhook, deliveryId, JSON.stringify({ deliveryId, events: [event] }));
}

function checkAddress({ config }: Platform, url: string): void {
  const refused = refuseAddress(url, config.privateWebhooks);
  if (refused !== null) throw invalid([{ path: "url", message: refused }]);
}

function note(tx: Tx, actor: Actor, { id, name, unitPath }: Webhook, action: string, detail: object = {}) {
  return audit(tx, actor, {
    action,
    subject: { kind: "webhook", id },
    orgPath: unitPath,
    detail: { name, ...detail },
  });
}
