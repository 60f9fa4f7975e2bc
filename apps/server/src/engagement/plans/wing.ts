import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { frameworkRoutes } from "./framework-routes.ts";
import type { ReadSheet } from "./import-history.ts";
import { measurePlanJob, turnPlansJob } from "./jobs.ts";
import { overlayRoutes } from "./overlay-routes.ts";
import { planRoutes } from "./plan-routes.ts";
import { resultRoutes } from "./result-routes.ts";

/** Campaign plans: headquarters leads, regions adapt, stores execute. How tables are read is the connector's for files. */
export function plansWing(platform: Platform, readSheet: ReadSheet): Wing {
  return {
    name: "plans",
    routes: [
      ...planRoutes(platform),
      ...overlayRoutes(platform),
      ...resultRoutes(platform),
      ...frameworkRoutes(platform, readSheet),
    ],
    jobs: [measurePlanJob, turnPlansJob],
  };
}
