import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { importRoutes } from "./imports/routes.ts";
import { executeImportJob, purgeImportsJob, resumeImportsJob } from "./imports/runs/jobs.ts";

/** Files in and out: imports of tables. */
export function filesWing(platform: Platform): Wing {
  return { name: "files", routes: importRoutes(platform), jobs: [executeImportJob, resumeImportsJob, purgeImportsJob] };
}
