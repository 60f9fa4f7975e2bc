import { z } from "zod";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { acceptEvents } from "./accept-events.ts";
import { storeCodesInScope } from "./inbox.ts";
import type { InboxWriter } from "./inbox-writer.ts";

export const maxBatchEvents = 5_000;

/** Documents the envelope without making the validator walk 5,000 of them: `envelopeProblem` checks each by hand. */
const eventSchema = z.unknown().meta({
  id: "Event",
  type: "object",
  required: ["eventId", "type", "occurredAt", "identifiers"],
  properties: {
    eventId: {
      type: "string",
      maxLength: 128,
      description: "Unique within the source; the same again is acknowledged and ignored",
    },
    type: { type: "string", maxLength: 64, description: "See GET /event-types", examples: ["page.viewed"] },
    occurredAt: { type: "string", format: "date-time", description: "With offset; any order, any lateness" },
    identifiers: {
      type: "array",
      minItems: 1,
      maxItems: 20,
      items: {
        type: "object",
        required: ["kind", "value"],
        properties: { kind: { type: "string" }, scope: { type: "string" }, value: { type: "string", maxLength: 256 } },
      },
    },
    storeCode: { type: "string" },
    channel: { type: "string", examples: ["mini_program"] },
    properties: { type: "object", additionalProperties: true, description: "As the type's schema says" },
  },
});

const batchSchema = z.object({
  source: z
    .string()
    .regex(/^[a-z][a-z0-9_.-]{0,63}$/)
    .default("api")
    .describe("The sending system; ids are unique within it, whichever API key it uses"),
  strict: z
    .boolean()
    .default(false)
    .describe("true: one malformed event refuses the whole batch; false: good events are kept, others listed"),
  events: z.array(eventSchema).min(1).max(maxBatchEvents),
});

const receiptSchema = z.object({
  accepted: z.number().int().describe("New and on disk; processing follows within seconds"),
  duplicate: z.number().int().describe("Known already, ignored"),
  rejected: z.number().int().describe("Malformed, not kept: mend and send again"),
  errors: z.array(
    z.object({ index: z.number().int(), eventId: z.string().nullable(), path: z.string(), message: z.string() }),
  ),
});

export function ingestionRoutes(platform: Platform, writer: InboxWriter): readonly Route[] {
  return [
    route({
      method: "POST",
      path: "/events",
      summary: "Send up to 5,000 events; acknowledged events survive any crash and count once",
      tag: "events",
      access: "event.write",
      body: batchSchema,
      bodyLimit: 32 * 1024 * 1024,
      answer: receiptSchema,
      status: 202,
      handle: async ({ actor, body, request, reply }) => {
        // For the refusal when the queue is full; overwritten by nothing on success, where it is only a hint.
        reply.header("retry-after", "1");
        const receipt = await acceptEvents(writer, platform.cipher, request.id, {
          ...body,
          allowedStores: await storeCodesInScope(platform.db, actor),
        });
        reply.removeHeader("retry-after");
        return { ...receipt, errors: [...receipt.errors] };
      },
    }),
  ];
}
