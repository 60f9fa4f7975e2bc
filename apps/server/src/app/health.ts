import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Feilun } from "./platform.ts";

async function isReady(check: Promise<unknown>): Promise<boolean> {
  return check.then(
    () => true,
    () => false,
  );
}

/** `/healthz` (the process answers), `/readyz` (both engines answer), `/metrics` (Prometheus text). */
export function serveHealth(app: FastifyInstance, { platform }: Feilun): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "feilun_feed_lag_seconds",
    help: "Age of a feed's last delivery that is followed by undelivered rows; 0 when it is up to date",
    labelNames: ["feed"],
    registers: [registry],
    async collect() {
      const { rows } = await platform.pool.query<{ feed: string; lag: number }>(
        "select feed, case when pending_xid is null then 0 else extract(epoch from now() - coalesce(delivered_at, now())) end::float as lag from feed_cursor",
      );
      for (const row of rows) this.set({ feed: row.feed }, row.lag);
    },
  });
  app.get("/healthz", { schema: { hide: true } }, async () => ({ ok: true }));
  app.get("/readyz", { schema: { hide: true } }, async (_request, reply) => {
    const [postgres, clickhouse] = await Promise.all([
      isReady(platform.pool.query("select 1")),
      isReady(platform.clickhouse.ping()),
    ]);
    return reply.status(postgres && clickhouse ? 200 : 503).send({ postgres, clickhouse });
  });
  app.get("/metrics", { schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
