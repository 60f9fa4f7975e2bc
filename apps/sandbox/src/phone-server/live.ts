import type { FastifyInstance } from "fastify";
import type { Host } from "../http/host.ts";
import { nowOf } from "../world/clock.ts";
import type { Pulse } from "./views.ts";

const LOOK_MS = 250;
const AT_LEAST_MS = 1000;

/** `GET /live`: tells open pages that something changed, as server-sent events; the page then reads what it shows. */
export function addLiveRoute(app: FastifyInstance, host: Host): void {
  app.get("/live", (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    let last = "";
    let sentAt = 0;
    const look = () => {
      const { clock, callbacks, pay } = host.world;
      const { id } = callbacks.attempts.at(-1) ?? {};
      const notice = pay.notices.attempts.at(-1);
      const told = `${notice?.id}.${notice?.attempt}`;
      const revision = `${host.revision}.${id}.${callbacks.waiting.length}.${told}`;
      if (revision === last && Date.now() - sentAt < AT_LEAST_MS) return;
      last = revision;
      sentAt = Date.now();
      const pulse: Pulse = { revision, now: nowOf(clock), speed: clock.speed };
      reply.raw.write(`data: ${JSON.stringify(pulse)}\n\n`);
    };
    const timer = setInterval(look, LOOK_MS);
    look();
    request.raw.on("close", () => clearInterval(timer));
  });
}
