import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import { checkPoints } from "./check-points.ts";
import { expirePoints } from "./expire-points.ts";
import { grantJoiningGifts } from "./grant-joining-gifts.ts";

export const pointJobs: readonly AnyJob[] = [
  defineJob({
    name: "customers.grant_joining_gifts",
    payload: z.object({}),
    queue: "customers.grant_joining_gifts",
    schedule: { everyMinutes: 1 },
    async run(_payload, { platform, signal }) {
      while (!signal.aborted && (await platform.db.transaction().execute((tx) => grantJoiningGifts(tx, platform))));
    },
  }),
  defineJob({
    name: "customers.expire_points",
    payload: z.object({}),
    queue: "customers.expire_points",
    schedule: { everyMinutes: 10 },
    async run(_payload, { platform, signal }) {
      while (!signal.aborted && (await platform.db.transaction().execute((tx) => expirePoints(tx, platform))) > 0);
    },
  }),
  defineJob({
    name: "customers.check_points",
    payload: z.object({}),
    schedule: { dailyAt: "04:20" },
    async run(_payload, { platform }) {
      const check = await checkPoints(platform.db);
      if (!check.agrees) platform.log.error({ ...check }, "the lots of points do not agree with their ledger");
    },
  }),
];
