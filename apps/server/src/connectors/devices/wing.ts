import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { deviceReportRoutes } from "./report-routes.ts";
import { deviceRoutes } from "./routes.ts";
import { serveDevicePages } from "./serve-pages.ts";
import { trialRoutes } from "./trial-routes.ts";
import { deviceJobs } from "./watch.ts";

/** 门店设备: what stands in stores and tells what customers tried; what they keep becomes theirs (IN-17, DT-11). */
export function devicesWing(platform: Platform): Wing {
  return {
    name: "devices",
    routes: [...deviceRoutes(platform), ...deviceReportRoutes(platform), ...trialRoutes(platform)],
    pages: (app) => serveDevicePages(app, platform),
    jobs: deviceJobs,
    memberTables: ["device_session"],
    // That something was tried stays, as nobody's; the code on the screen leads to it no more.
    erasures: [{ table: "device_session", set: "origin_no = null, member_no = null, token_hash = null" }],
  };
}
