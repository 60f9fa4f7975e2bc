import Fastify, { type FastifyInstance } from "fastify";
import { z } from "zod";
import { faultFor } from "../http/faults.ts";
import type { Host } from "../http/host.ts";

/** Of one call (wechat-api.md §6). */
const MOST = 50;
const LARGEST = 50 * 1024;

const bodySchema = z.object({
  actions: z
    .array(
      z.object({
        outer_action_id: z.string().min(1),
        action_time: z.int(),
        action_type: z.string().min(1),
        user_id: z.object({ wechat_app_id: z.string(), wechat_openid: z.string() }).partial().optional(),
        trace: z.object({ click_id: z.string() }).partial().optional(),
        action_param: z.object({ value: z.number() }).partial().default({}),
      }),
    )
    .min(1)
    .max(MOST),
});
const BAD_PARAMETER = 900_318_001;

/**
 * A listener that takes conversions as `http://tracking.e.qq.com/conv` (鉴权关) and `https://api.e.qq.com/conv` (鉴权开) do. The
 * reference does not show an answer: `{ code, message }` is what the rest of the marketing interface answers.
 */
export function adsServer(host: Host): FastifyInstance {
  const app = Fastify({ bodyLimit: LARGEST, forceCloseConnections: true });
  app.post<{ Querystring: { cb?: string; conv_id?: string } }>("/conv", async (request, reply) => {
    const { ads } = host.world;
    const fault = faultFor(host.world, "ads", "/conv");
    if (fault?.kind === "http_status") return reply.code(fault.status).send("");
    if (fault?.kind === "lost_request") return request.raw.socket.destroy();
    if (ads.tokens.size > 0) {
      const { "access-token": token, timestamp, nonce } = request.headers;
      if (typeof token !== "string" || !ads.tokens.has(token) || !timestamp || !nonce)
        return reply.code(401).send({ code: 11_000, message: "access token invalid or expired" });
    }
    const body = bodySchema.safeParse(request.body);
    if (!body.success) return { code: BAD_PARAMETER, message: body.error.issues[0]?.path.join(".") ?? "" };
    const byCallback = [...ads.clicks.values()].find(({ callback }) => callback === request.query.cb);
    for (const action of body.data.actions) {
      const clickId = byCallback?.id ?? action.trace?.click_id ?? "";
      const isKnown = ads.clicks.has(clickId) && (request.query.cb === undefined || byCallback !== undefined);
      if (!isKnown) return { code: BAD_PARAMETER, message: "click unknown" };
      if (ads.knownTypes.size > 0 && !ads.knownTypes.has(action.action_type))
        return { code: BAD_PARAMETER, message: `action_type ${action.action_type}` };
    }
    for (const action of body.data.actions) {
      const known = ads.actions.get(action.outer_action_id);
      if (known) known.times++;
      else
        ads.actions.set(action.outer_action_id, {
          outerActionId: action.outer_action_id,
          actionType: action.action_type,
          at: action.action_time,
          value: action.action_param.value,
          clickId: byCallback?.id ?? action.trace?.click_id ?? "",
          convId: request.query.conv_id ?? "",
          openid: action.user_id?.wechat_openid,
          times: 1,
        });
    }
    host.changed();
    if (fault?.kind === "lost_answer") return request.raw.socket.destroy();
    return { code: 0, message: "" };
  });
  return app;
}
