import type { Platform } from "../kernel/platform.ts";
import type { Wing } from "../kernel/wing.ts";
import { apiKeyRoutes } from "./api-keys/routes.ts";
import { auditRoutes } from "./audit-trail/routes.ts";
import { brandRoutes } from "./brands/routes.ts";
import { departmentRoutes } from "./departments/routes.ts";
import { inboxRoutes } from "./notices/inbox-routes.ts";
import { noticeRoutes } from "./notices/routes.ts";
import { remindProjectsJob } from "./project-offices/reminders.ts";
import { projectRoutes } from "./project-offices/routes.ts";
import { roleRoutes } from "./roles/routes.ts";
import { sweepSessionsJob } from "./sign-in/jobs.ts";
import { signInRoutes } from "./sign-in/routes.ts";
import { staffRoutes } from "./staff/routes.ts";
import { standardRoutes } from "./standards/routes.ts";
import { storeRoutes } from "./stores/routes.ts";
import { tenantRoutes } from "./tenants/routes.ts";
import type { ToDoSource } from "./to-dos/list-to-dos.ts";
import { toDoRoutes } from "./to-dos/routes.ts";
import { trafficRoutes } from "./traffic/routes.ts";
import { treeRoutes } from "./tree/routes.ts";

/** The chain: its tree, its stores, its people and what they may see. Later wings say what else waits for somebody. */
export function organizationWing(platform: Platform, toDoSources: readonly ToDoSource[] = []): Wing {
  return {
    name: "organization",
    routes: [
      ...signInRoutes(platform),
      ...treeRoutes(platform),
      ...brandRoutes(platform),
      ...storeRoutes(platform),
      ...standardRoutes(platform),
      ...trafficRoutes(platform),
      ...tenantRoutes(platform),
      ...staffRoutes(platform),
      ...departmentRoutes(platform),
      ...projectRoutes(platform),
      ...noticeRoutes(platform),
      ...inboxRoutes(platform),
      ...toDoRoutes(platform, toDoSources),
      ...roleRoutes(platform),
      ...apiKeyRoutes(platform),
      ...auditRoutes(platform),
    ],
    jobs: [sweepSessionsJob, remindProjectsJob],
  };
}
