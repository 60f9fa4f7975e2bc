import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import { announceExpiring, announcePoints } from "./announce-points.ts";
import { earnFromOrders } from "./earn-from-orders.ts";

export const pointJobs: readonly AnyJob[] = [
  defineJob({
    name: "commerce.earn_points",
    payload: z.object({}),
    queue: "commerce.earn_points",
    schedule: { everyMinutes: 1 },
    async run(_payload, { platform, signal }) {
      while (!signal.aborted && (await platform.db.transaction().execute((tx) => earnFromOrders(tx, platform))));
      while (!signal.aborted && (await platform.db.transaction().execute((tx) => announcePoints(tx, platform))));
    },
  }),
  defineJob({
    name: "commerce.announce_expiring_points",
    payload: z.object({}),
    queue: "commerce.announce_expiring_points",
    schedule: { dailyAt: "08:00" },
    run: (_payload, { platform }) => platform.db.transaction().execute((tx) => announceExpiring(tx, platform)),
  }),
];
