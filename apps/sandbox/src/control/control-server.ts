import { wecomError } from "@feilun/wechat-protocol";
import Fastify, { type FastifyInstance } from "fastify";
import { addCrowdRoutes } from "../crowd/crowd-routes.ts";
import { ApiRefusal } from "../http/endpoint.ts";
import type { Host } from "../http/host.ts";
import { addPhoneRoutes } from "../phone-server/phone-routes.ts";
import { nowOf } from "../world/clock.ts";
import { runDue } from "../world/schedule.ts";
import { actions } from "./actions.ts";
import { personView } from "./people-actions.ts";

/**
 * Where people act: the phone, the crowd, scripts and tests. `POST /actions/<name>` with the action's input as JSON.
 * A request must carry the header `x-sandbox`, which no foreign web page can add.
 */
export function controlServer(host: Host): FastifyInstance {
  const app = Fastify({ bodyLimit: 10 * 1024 * 1024, forceCloseConnections: true });

  app.addHook("onRequest", async (request, reply) => {
    if (request.method !== "GET" && request.headers["x-sandbox"] === undefined)
      return reply.code(403).send({ error: "header x-sandbox missing" });
  });

  app.get("/actions", () => [...actions.keys()]);
  app.post<{ Params: { name: string } }>("/actions/:name", async (request, reply) => {
    const known = actions.get(request.params.name);
    if (!known) return reply.code(404).send({ error: `没有这个动作：${request.params.name}` });
    const input = known.input.safeParse(request.body ?? {});
    if (!input.success) {
      const [issue] = input.error.issues;
      return reply.code(400).send({ error: `${issue?.path.join(".")}：${issue?.message}` });
    }
    runDue(host.world);
    try {
      const result = await known.run(host.world, input.data);
      host.changed();
      return reply.send(result ?? {});
    } catch (error) {
      if (error instanceof ApiRefusal)
        return reply
          .code(409)
          .send({ errcode: error.errcode, error: error.detail ?? wecomError(error.errcode).meaning });
      if (error instanceof RangeError) return reply.code(404).send({ error: error.message });
      throw error;
    }
  });

  app.get("/world", () => summary(host));
  app.get("/people", () => [...host.world.people.values()].map(personView));
  app.get("/chats", () =>
    [...host.world.chats].map(([key, lines]) => ({ key, count: lines.length, last: lines[lines.length - 1] })),
  );
  app.get<{ Querystring: { key?: string } }>("/chat", (request) => host.world.chats.get(request.query.key ?? "") ?? []);
  app.get("/callbacks", () => host.world.callbacks);
  app.get("/notices", () => ({ ...host.world.pay.notices, scheduled: [...host.world.pay.notices.scheduled.values()] }));
  app.get("/faults", () => host.world.faults);
  addCrowdRoutes(app, host);
  addPhoneRoutes(app, host);
  return app;
}

function summary({ world }: Host) {
  return {
    now: nowOf(world.clock),
    speed: world.clock.speed,
    people: world.people.size,
    corpId: world.wecom.corpId,
    members: world.wecom.contacts.members.size,
    follows: world.wecom.customers.follows.size,
    groups: world.wecom.groups.size,
    accounts: world.weixin.accounts.size,
    merchants: world.pay.merchants.size,
    waitingCallbacks: world.callbacks.waiting.length,
  };
}
