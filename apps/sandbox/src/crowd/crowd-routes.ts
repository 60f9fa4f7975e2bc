import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Host } from "../http/host.ts";
import { setCrowd } from "./crowd.ts";
import { CASHIER_RATES, CHANCES, GUIDE_RATES, HOUR_WEIGHT, RATES } from "./model.ts";

const mallRequest = z.strictObject({
  url: z.url(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.record(z.string(), z.unknown()),
});
const goods = z.array(z.strictObject({ sku: z.string().min(1), name: z.string().min(1), fen: z.int().min(1) })).min(1);
const change = z.strictObject({
  running: z.boolean().optional(),
  size: z.int().min(1).max(50_000).optional(),
  pace: z.number().gt(0).max(100).optional(),
  guides: z.boolean().optional(),
  seed: z.int().min(0).optional(),
  mall: z
    .strictObject({
      order: mallRequest,
      refund: mallRequest.optional(),
      goods: goods.optional(),
      keep: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
});

/** `GET /crowd` tells how the crowd is and by which model it lives; `POST /crowd` starts, stops and paces it. */
export function addCrowdRoutes(app: FastifyInstance, host: Host): void {
  const view = () => {
    const { running, size, pace, guides, people, done, refused, mall } = host.world.crowd;
    const model = {
      rates: RATES,
      cashier: CASHIER_RATES,
      chances: CHANCES,
      guides: GUIDE_RATES,
      hourWeight: HOUR_WEIGHT,
    };
    return { running, size, pace, guides, people: people.length, mall: mall !== undefined, done, refused, model };
  };
  app.get("/crowd", view);
  app.post("/crowd", (request, reply) => {
    const wanted = change.safeParse(request.body ?? {});
    if (!wanted.success) {
      const [issue] = wanted.error.issues;
      return reply.code(400).send({ error: `${issue?.path.join(".")}：${issue?.message}` });
    }
    setCrowd(host.world, wanted.data);
    host.changed();
    return reply.send(view());
  });
}
