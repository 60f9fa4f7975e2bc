import { z } from "zod";
import { eventTypes } from "../../events/index.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { countWaiting } from "./due-events.ts";
import {
  createWebhook,
  editWebhook,
  exchangeSecret,
  finishExchange,
  replayFrom,
  setWebhookState,
  tryOut,
} from "./save-webhook.ts";
import { listAttempts, listWebhooks, loadWebhook, type Webhook, webhookStates } from "./store.ts";

const typeNames = eventTypes.map(({ name }) => name);

const webhookSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  url: z.string(),
  eventTypes: z.array(z.string()),
  unitId: z.uuid(),
  unitName: z.string(),
  state: z.enum(webhookStates).describe("stopped: by Feilun, after days of failures"),
  exchanging: z.boolean().describe("Whether an old secret still signs beside the new one"),
  deliveredEvents: z.int(),
  deliveredAt: z.iso.datetime().nullable(),
  failures: z.int().describe("In a row"),
  failingSince: z.iso.datetime().nullable(),
  nextAttemptAt: z.iso.datetime().nullable(),
  version: z.int(),
  createdByName: z.string(),
  createdAt: z.iso.datetime(),
});

const attemptSchema = z.object({
  id: z.int(),
  deliveryId: z.string(),
  at: z.iso.datetime(),
  events: z.int(),
  status: z.int().nullable().describe("HTTP status; null where there was no answer"),
  failure: z.string().nullable().describe("Chinese; null = taken"),
  tookMs: z.int(),
});

const planSchema = z.object({
  name: z.string().trim().min(1).max(60),
  url: z.string().trim().max(500),
  eventTypes: z.array(z.enum(typeNames as [string, ...string[]])).min(1),
  unitId: z.uuid(),
});

const params = z.object({ webhookId: z.uuid() });
const resultSchema = z.object({ status: z.int().nullable(), failure: z.string().nullable(), tookMs: z.int() });

function present({ no, unitPath, secretsSealed, exchangedAt, cursorXid, cursorSeq, ...webhook }: Webhook) {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    ...webhook,
    exchanging: exchangedAt !== null,
    deliveredAt: iso(webhook.deliveredAt),
    failingSince: iso(webhook.failingSince),
    nextAttemptAt: iso(webhook.nextAttemptAt),
    createdAt: webhook.createdAt.toISOString(),
  };
}

/** 事件推送: service providers are told what happens, as it happens (IN-20). */
export function webhookRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const common = { tag: "webhooks", access: "webhook.write" } as const;
  const changeState = (verb: string, state: "active" | "paused", summary: string) =>
    route({
      ...common,
      method: "POST",
      path: `/webhooks/:webhookId/${verb}`,
      summary,
      params,
      answer: z.object({}),
      handle: async ({ actor, params: { webhookId } }) => {
        await db.transaction().execute((tx) => setWebhookState(platform, tx, actor, webhookId, state));
        return {};
      },
    });
  return [
    route({
      ...common,
      method: "GET",
      path: "/webhooks",
      summary: "Event pushes in the caller's scope",
      answer: z.object({ items: z.array(webhookSchema) }),
      handle: async ({ actor }) => ({ items: (await listWebhooks(db, actor)).map(present) }),
    }),
    route({
      ...common,
      method: "POST",
      path: "/webhooks",
      secret: true,
      summary: "Push events to an address from now on; the answer is the only place where the signing secret appears",
      body: planSchema,
      answer: webhookSchema.extend({ secret: z.string() }),
      status: 201,
      handle: async ({ actor, body }) => {
        const { id, secret } = await db.transaction().execute((tx) => createWebhook(platform, tx, actor, body));
        return { ...present(await loadWebhook(db, actor, id)), secret };
      },
    }),
    route({
      ...common,
      method: "GET",
      path: "/webhooks/:webhookId",
      summary: "One push with its latest deliveries",
      params,
      answer: webhookSchema.extend({
        waiting: z.object({ events: z.int(), more: z.boolean().describe("At least so many") }),
        attempts: z.array(attemptSchema),
      }),
      handle: async ({ actor, params: { webhookId } }) => {
        const webhook = await loadWebhook(db, actor, webhookId);
        const attempts = await listAttempts(db, webhook.no, 50);
        return {
          ...present(webhook),
          waiting: await countWaiting(db, webhook),
          attempts: attempts.map((attempt) => ({ ...attempt, at: attempt.at.toISOString() })),
        };
      },
    }),
    route({
      ...common,
      method: "PUT",
      path: "/webhooks/:webhookId",
      summary: "Change a push",
      params,
      body: planSchema.extend({ version: z.int() }),
      answer: webhookSchema,
      handle: async ({ actor, params: { webhookId }, body: { version, ...plan } }) => {
        await db.transaction().execute((tx) => editWebhook(platform, tx, actor, webhookId, plan, version));
        return present(await loadWebhook(db, actor, webhookId));
      },
    }),
    changeState("pause", "paused", "Hold deliveries back; nothing is lost"),
    changeState("resume", "active", "Deliver again, beginning with what was held back"),
    route({
      ...common,
      method: "POST",
      path: "/webhooks/:webhookId/secret",
      secret: true,
      summary: "Begin to exchange the signing secret: both sign until the exchange is finished",
      params,
      answer: z.object({ secret: z.string() }),
      handle: async ({ actor, params: { webhookId } }) => ({
        secret: await db.transaction().execute((tx) => exchangeSecret(platform, tx, actor, webhookId)),
      }),
    }),
    route({
      ...common,
      method: "POST",
      path: "/webhooks/:webhookId/finish-exchange",
      summary: "End the old signing secret",
      params,
      answer: z.object({}),
      handle: async ({ actor, params: { webhookId } }) => {
        await db.transaction().execute((tx) => finishExchange(platform, tx, actor, webhookId));
        return {};
      },
    }),
    route({
      ...common,
      method: "POST",
      path: "/webhooks/:webhookId/replay",
      summary: "Send everything again from an earlier delivery on",
      params,
      body: z.object({ attemptId: z.int() }),
      answer: z.object({}),
      handle: async ({ actor, params: { webhookId }, body: { attemptId } }) => {
        await db.transaction().execute((tx) => replayFrom(platform, tx, actor, webhookId, attemptId));
        return {};
      },
    }),
    route({
      ...common,
      method: "POST",
      path: "/webhooks/:webhookId/test",
      summary: "Send one made-up event now",
      params,
      answer: resultSchema,
      handle: ({ actor, params: { webhookId } }) => tryOut(platform, actor, webhookId),
    }),
    route({
      ...common,
      method: "DELETE",
      path: "/webhooks/:webhookId",
      summary: "End a push for good",
      params,
      answer: z.object({}),
      handle: async ({ actor, params: { webhookId } }) => {
        await db.transaction().execute((tx) => setWebhookState(platform, tx, actor, webhookId, "ended"));
        return {};
      },
    }),
  ];
}
