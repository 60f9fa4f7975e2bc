import type { FastifyInstance } from "fastify";
import { createHttpServer } from "../kernel/http/server.ts";
import { startWorker } from "../kernel/jobs/worker.ts";
import { createAuthenticate } from "../organization/index.ts";
import { serveConsole } from "./console.ts";
import { startFeeds } from "./feeds.ts";
import { serveHealth } from "./health.ts";
import type { Feilun } from "./platform.ts";

/** The HTTP face of all wings, ready to listen. */
export async function buildServer(feilun: Feilun): Promise<FastifyInstance> {
  const routes = feilun.wings.flatMap((wing) => wing.routes ?? []);
  const app = await createHttpServer(feilun.platform, routes, createAuthenticate(feilun.platform));
  serveHealth(app, feilun);
  for (const wing of feilun.wings) wing.pages?.(app);
  await serveConsole(app);
  return app;
}

export interface Running {
  /** `http://host:port`, or null when this process has no `api` role. */
  readonly address: string | null;
  stop(): Promise<void>;
}

/** Starts the roles this process was given; `stop` lets requests and jobs finish. */
export async function serve(feilun: Feilun): Promise<Running> {
  const { config } = feilun.platform;
  const parts: { stop(): Promise<void> }[] = [];
  let address: string | null = null;
  const stop = async () => {
    for (const part of parts.toReversed()) await part.stop();
  };
  try {
    if (config.roles.includes("worker")) {
      parts.push(
        startFeeds(
          feilun.platform,
          feilun.wings.flatMap((wing) => wing.feeds ?? []),
        ),
      );
      parts.push(
        await startWorker(
          feilun.platform,
          feilun.wings.flatMap((wing) => wing.jobs ?? []),
          { scheduler: config.roles.includes("scheduler") },
        ),
      );
    }
    if (config.roles.includes("api")) {
      const app = await buildServer(feilun);
      parts.push({ stop: () => app.close() });
      address = await app.listen({ host: config.http.host, port: config.http.port });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { address, stop };
}
