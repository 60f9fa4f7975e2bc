import { z } from "zod";
import { today } from "../../insight/index.ts";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { attributionFeed } from "./feed.ts";
import { followOrders, revisitOrders } from "./follow-orders.ts";
import { type ClaimSource, claimSources } from "./gather-claims.ts";
import { attributionRoutes } from "./routes.ts";
import { failRun, workRun } from "./runs.ts";

const runTries = 5;

/** 业绩归因: who is credited with an order. `more` are claims that connectors know of. */
export function attributionWing(platform: Platform, more: readonly ClaimSource[] = []): Wing {
  const sources = [...claimSources, ...more];
  return {
    name: "attribution",
    routes: attributionRoutes(platform, sources),
    feeds: [attributionFeed],
    jobs: [
      defineJob({
        name: "engagement.attribute_orders",
        payload: z.object({}),
        schedule: { everyMinutes: 1 },
        queue: "engagement.attribution",
        run: async (_payload, { platform: here, signal }) => {
          await followOrders(here, sources, signal);
        },
      }),
      defineJob({
        name: "engagement.revisit_attribution",
        payload: z.object({}),
        schedule: { dailyAt: "03:40" },
        queue: "engagement.attribution",
        run: async (_payload, { platform: here, signal }) => {
          await revisitOrders(here, sources, today(here), signal);
        },
      }),
      defineJob({
        name: "engagement.run_attribution",
        // A run may cover every order there is.
        statementMinutes: 60,
        payload: z.object({ runId: z.uuid() }),
        maxAttempts: runTries,
        queue: "engagement.attribution",
        run: async ({ runId }, { platform: here, signal, attempt }) => {
          try {
            await workRun(here, sources, runId, signal);
          } catch (error) {
            if (attempt < runTries) throw error;
            await failRun(here, runId, error);
          }
        },
      }),
    ],
  };
}
