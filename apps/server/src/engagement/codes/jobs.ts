import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import { checkWays } from "./check-ways.ts";
import { planWays } from "./plan-ways.ts";
import type { CodeConnector } from "./port.ts";
import { pushWays } from "./push-ways.ts";
import { takeArrivals } from "./take-arrivals.ts";

/** One look at all codes: who arrived, who shall stand behind them now, and what the platform has to be told. */
export async function refreshCodes(platform: Platform, connector: CodeConnector, signal?: AbortSignal): Promise<void> {
  await takeArrivals(platform);
  const plan = () => platform.db.transaction().execute((tx) => planWays(tx, platform, connector));
  await plan();
  await checkWays(platform, connector, "full", signal);
  if ((await plan()) > 0) await pushWays(platform, connector, signal);
}

export function codeJobs(connector: CodeConnector): AnyJob[] {
  const payload = z.object({});
  return [
    defineJob({
      name: "engagement.refresh_codes",
      payload,
      queue: "codes",
      schedule: { everyMinutes: 1 },
      run: (_payload, { platform, signal }) => refreshCodes(platform, connector, signal),
    }),
    defineJob({
      name: "engagement.check_codes",
      payload,
      queue: "codes",
      schedule: { dailyAt: "03:40" },
      async run(_payload, { platform, signal }) {
        await checkWays(platform, connector, "all", signal);
        await pushWays(platform, connector, signal);
      },
    }),
  ];
}
