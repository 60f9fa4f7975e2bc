import { z } from "zod";
import { type Route, route } from "../../kernel/http/route.ts";
import { eventGroups } from "./event-type.ts";
import { eventTypes } from "./registry.ts";

const eventTypeAnswer = z.object({
  name: z.string(),
  label: z.string(),
  group: z.string(),
  groupLabel: z.string(),
  meaning: z.string(),
  interaction: z.boolean().describe("Whether the customer started it"),
  schema: z.record(z.string(), z.unknown()).describe("JSON Schema of `properties`"),
});

const items = eventTypes.map((type) => ({
  name: type.name,
  label: type.label,
  group: type.group,
  groupLabel: eventGroups[type.group],
  meaning: type.meaning,
  interaction: type.interaction,
  schema: z.toJSONSchema(type.properties, { io: "input" }) as Record<string, unknown>,
}));

export const registryRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/event-types",
    summary: "Event types with the JSON Schema of their properties",
    tag: "events",
    access: "signed_in",
    answer: z.object({ items: z.array(eventTypeAnswer) }),
    handle: async () => ({ items }),
  }),
];
