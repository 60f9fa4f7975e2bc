import { z } from "zod";
import { notFound } from "../../kernel/errors.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireWholeChain } from "../access.ts";
import { type ReasonCode, reasonLabels } from "../processing/judge-event.ts";
import { findEventType } from "../registry/registry.ts";
import { maskEvent } from "./masked-event.ts";
import { mendDeadLetter, replayDeadLetter, replayDeadLetters } from "./replay.ts";
import { countDeadLetters, type DeadLetterRow, findDeadLetter, listDeadLetters } from "./store.ts";

const reasonCode = z.enum(Object.keys(reasonLabels) as [ReasonCode, ...ReasonCode[]]);

const identifier = z.object({ kind: z.string(), scope: z.string().nullish(), value: z.string().optional() });

const eventBody = z.object({
  type: z.string(),
  occurredAt: z.string(),
  identifiers: z.array(identifier),
  storeCode: z.string().nullish(),
  channel: z.string().nullish(),
  properties: z.record(z.string(), z.unknown()).nullish(),
});

const deadLetterAnswer = z.object({
  eventKey: z.string(),
  source: z.string(),
  eventId: z.string(),
  type: z.string().nullable(),
  typeLabel: z.string().nullable(),
  requestId: z.string().describe("The request that brought it"),
  receivedAt: z.string(),
  failedAt: z.string(),
  attempts: z.number().int(),
  reasonCode,
  reasonLabel: z.string(),
  reasonPath: z.string(),
  reason: z.string(),
  editedAt: z.string().nullable(),
  editedBy: z.string().nullable(),
  event: eventBody.describe("As it was sent or last mended; personal identifiers masked"),
});

const filterQuery = z.object({
  reasonCode: reasonCode.optional(),
  type: z.string().max(64).optional(),
  source: z.string().max(64).optional(),
});
const keyParams = z.object({ eventKey: z.guid() });

function present(platform: Platform, row: DeadLetterRow): z.input<typeof deadLetterAnswer> {
  const { raw, reasonCode: code, ...rest } = row;
  const { type, occurredAt, identifiers, storeCode, channel, properties } = maskEvent(
    platform.cipher.open(raw),
    platform.cipher,
  );
  return {
    ...rest,
    typeLabel: (row.type === null ? undefined : findEventType(row.type)?.label) ?? null,
    receivedAt: row.receivedAt.toISOString(),
    failedAt: row.failedAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    reasonCode: code,
    reasonLabel: reasonLabels[code],
    event: {
      type,
      occurredAt,
      identifiers: identifiers.map((one) => ({ ...one })),
      storeCode,
      channel,
      properties: properties && { ...properties },
    },
  };
}

export function deadLetterRoutes(platform: Platform): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/events/dead-letters",
      summary: "Events that were acknowledged and could not enter the log, latest failure first",
      tag: "events",
      access: "event.review",
      query: pageQuery.extend(filterQuery.shape),
      answer: pageOf(deadLetterAnswer),
      handle: async ({ actor, query }) => {
        requireWholeChain(actor);
        const rows = await listDeadLetters(platform.db, query, decodeCursor(query.cursor, 2), query.limit + 1);
        return toPage(
          rows,
          query.limit,
          (row) => [row.failedAt.toISOString(), row.eventKey],
          (row) => present(platform, row),
        );
      },
    }),
    route({
      method: "GET",
      path: "/events/dead-letters/counts",
      summary: "Dead letters by reason",
      tag: "events",
      access: "event.review",
      answer: z.object({
        total: z.number().int(),
        reasons: z.array(z.object({ reasonCode, reasonLabel: z.string(), count: z.number().int() })),
      }),
      handle: async ({ actor }) => {
        requireWholeChain(actor);
        const counts = await countDeadLetters(platform.db);
        return {
          total: counts.reduce((sum, { count }) => sum + count, 0),
          reasons: counts.map(({ reasonCode: code, count }) => ({
            reasonCode: code,
            reasonLabel: reasonLabels[code],
            count,
          })),
        };
      },
    }),
    route({
      method: "GET",
      path: "/events/dead-letters/:eventKey",
      summary: "One dead letter",
      tag: "events",
      access: "event.review",
      params: keyParams,
      answer: deadLetterAnswer,
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        const row = await findDeadLetter(platform.db, params.eventKey);
        if (!row) throw notFound("这条异常事件");
        return present(platform, row);
      },
    }),
    route({
      method: "PUT",
      path: "/events/dead-letters/:eventKey/event",
      summary: "Mend the event; an identifier left as its mask keeps its value",
      tag: "events",
      access: "event.review",
      params: keyParams,
      body: eventBody,
      answer: deadLetterAnswer,
      handle: async ({ actor, params, body }) => {
        requireWholeChain(actor);
        return present(platform, await mendDeadLetter(platform, actor, params.eventKey, body));
      },
    }),
    route({
      method: "POST",
      path: "/events/dead-letters/:eventKey/replay",
      summary: "Try one dead letter again, now",
      tag: "events",
      access: "event.review",
      params: keyParams,
      answer: z.object({
        logged: z.boolean(),
        deadLetter: deadLetterAnswer.nullable().describe("With the reason of today, when it failed again"),
      }),
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        const left = await replayDeadLetter(platform, actor, params.eventKey);
        return { logged: left === null, deadLetter: left && present(platform, left) };
      },
    }),
    route({
      method: "POST",
      path: "/events/dead-letters/replay",
      summary: "Try every dead letter again that matches the filter, in the background",
      tag: "events",
      access: "event.review",
      body: filterQuery,
      answer: z.object({ replayed: z.number().int() }),
      status: 202,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        return { replayed: await replayDeadLetters(platform, actor, body) };
      },
    }),
  ];
}
