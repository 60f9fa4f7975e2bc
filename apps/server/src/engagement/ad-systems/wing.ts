import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import type { ReadSheet } from "../video-channel/import-works.ts";
import { adAccountRoutes } from "./account-routes.ts";
import { takeClickTouches } from "./clicks.ts";
import { decideConversions } from "./decide-conversions.ts";
import type { ConversionReporter } from "./port.ts";
import { adReportRoutes } from "./report-routes.ts";
import { serveClicks } from "./serve-clicks.ts";
import { tellConversions } from "./tell-conversions.ts";

/** 广告系统: accounts, clicks and whose they were, conversions told back, and the costs that the platform reports. */
export function adSystemsWing(platform: Platform, reporter: ConversionReporter, readSheet: ReadSheet): Wing {
  return {
    name: "ad_systems",
    routes: [...adAccountRoutes(platform), ...adReportRoutes(platform, readSheet)],
    pages: (app) => serveClicks(app, platform),
    jobs: [
      defineJob({
        name: "engagement.tell_ad_conversions",
        payload: z.object({}),
        schedule: { everyMinutes: 1 },
        async run(_payload, { platform: here, signal }) {
          await takeClickTouches(here);
          await decideConversions(here);
          await tellConversions(here, reporter, signal);
        },
      }),
    ],
    memberTables: ["ad_click_touch", "ad_conversion"],
    erasures: [{ table: "ad_click_touch" }, { table: "ad_conversion" }],
  };
}
