import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { itemCodeRoutes } from "./routes.ts";
import { itemScanRoutes } from "./scan-routes.ts";
import { serveItemCodePages } from "./serve-pages.ts";
import { tellScans } from "./tell-scans.ts";

/** 一物一码: codes on packages, the page behind them, and what scans bring (AQ-29, IN-18). */
export function itemCodesWing(platform: Platform): Wing {
  return {
    name: "item_codes",
    routes: [...itemCodeRoutes(platform), ...itemScanRoutes(platform)],
    pages: (app) => serveItemCodePages(app, platform),
    jobs: [
      defineJob({
        name: "engagement.tell_item_scans",
        payload: z.object({}),
        schedule: { everyMinutes: 1 },
        async run(_payload, context) {
          while (!context.signal.aborted && (await tellScans(context.platform)) > 0);
        },
      }),
    ],
    memberTables: ["item_scan"],
    // That a piece was scanned stays; who scanned it goes.
    erasures: [
      {
        table: "item_scan",
        set: "visitor_id = null, origin_no = null, member_no = null, city = null, scan_key = null",
      },
    ],
  };
}
