import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import { zoneState } from "./rules.ts";
import { findZone } from "./store.ts";

/**
 * The one address of a brand zone (IN-08): before a live show it leads to the reservation, while it is on into the show, else to where the zone
 * always leads. WeChat has no interface to change what a zone links to, so the address stays and where it leads changes.
 */
export function serveZones(app: FastifyInstance, { db, clock }: Platform): void {
  app.get("/zone/:id", { schema: { hide: true } }, async (request, reply) => {
    const id = z.object({ id: z.uuid() }).safeParse(request.params);
    const zone = id.success ? await findZone(db, id.data.id) : null;
    const state = zone && zoneState(zone, clock.now());
    const lead =
      zone?.leads.find((each) => each.state === state && each.linkPath) ??
      zone?.leads.find((each) => each.state === "plain" && each.linkPath);
    reply.header("cache-control", "no-store");
    if (!lead?.linkPath) return reply.status(404).type("text/plain; charset=utf-8").send("这个页面暂时没有内容");
    return reply.redirect(lead.linkPath, 302);
  });
}
