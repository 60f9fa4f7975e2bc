import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { posterRoutes } from "../posters/routes.ts";
import { allowanceRoutes } from "./allowance-routes.ts";
import { dutyRoutes } from "./duty-routes.ts";
import { codeJobs } from "./jobs.ts";
import { codePageRoutes } from "./page-routes.ts";
import type { CodeConnector } from "./port.ts";
import { codeRoutes } from "./routes.ts";
import { serveCodePages } from "./serve-pages.ts";

/** 渠道活码: codes, short links, the pages behind them, and what they bring. */
export function codesWing(platform: Platform, connector: CodeConnector): Wing {
  return {
    name: "codes",
    routes: [
      ...posterRoutes(platform),
      ...codeRoutes(platform, connector),
      ...allowanceRoutes(platform, connector),
      ...dutyRoutes(platform),
      ...codePageRoutes(platform, connector),
    ],
    jobs: codeJobs(connector),
    pages: (app) => serveCodePages(app, platform, connector),
    memberTables: ["live_code_visit", "live_code_arrival"],
    erasures: [{ table: "live_code_visit" }, { table: "live_code_arrival" }],
  };
}
