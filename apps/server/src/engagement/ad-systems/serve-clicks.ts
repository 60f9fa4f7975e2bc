import type { FastifyInstance } from "fastify";
import type { Platform } from "../../kernel/platform.ts";
import { clickOf, noteToldClick } from "./clicks.ts";

const markShape = /^[a-z0-9]{8}$/;
const longestCallback = 4000;

/** The address that an ad system tells clicks to (监测链接); its macros are filled in by the platform. */
export function monitorPath(mark: string, clickMacro: string): string {
  return `/t/${mark}?click_id=${clickMacro}&cb=__CALLBACK__`;
}

/** A macro that the platform left as it was says nothing. */
const filled = (text: string | undefined) =>
  text === undefined || text === "" || /^__[A-Z_]+__$/.test(text) ? undefined : text;

/** Serves `/t/<mark>`: the platform says that somebody clicked, and what it wants back with each conversion. */
export function serveClicks(app: FastifyInstance, platform: Platform): void {
  app.get("/t/:mark", { schema: { hide: true } }, async (request, reply) => {
    const { mark } = request.params as { mark: string };
    const query = request.query as Readonly<Record<string, string | undefined>>;
    const clickKey = clickOf({ click_id: filled(query.click_id) });
    const callback = filled(query.cb) ?? null;
    reply.header("cache-control", "no-store");
    if (!markShape.test(mark)) return reply.code(404).send({ code: 1, message: "unknown address" });
    if (clickKey === null || (callback !== null && callback.length > longestCallback))
      return reply.code(400).send({ code: 2, message: "click_id missing or not filled in" });
    const isKnown = await noteToldClick(platform, mark, { clickKey, callback });
    return isKnown ? { code: 0 } : reply.code(404).send({ code: 1, message: "unknown address" });
  });
}
