import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { codeWelcome } from "./codes/compose-welcome.ts";
import { forgetContacts } from "./customers/forget.ts";
import { phoneHintRoutes } from "./customers/phone-hints.ts";
import { resealNotesJob } from "./customers/reseal-notes.ts";
import { directoryRoutes } from "./directory/routes.ts";
import { wecomSettingsRoutes } from "./settings-routes.ts";
import { sidebarRoutes } from "./sidebar/routes.ts";
import { wecomSignInRoutes } from "./sign-in/routes.ts";
import { syncJobs } from "./sync/jobs.ts";
import { syncRoutes } from "./sync/routes.ts";
import { wecomTagRoutes } from "./tags/routes.ts";
import type { WelcomeComposer } from "./welcome/composer.ts";
import { welcomeJobs } from "./welcome/jobs.ts";
import { welcomeRoutes } from "./welcome/routes.ts";

/** What the wings before this one decide about WeCom. */
export interface WecomPorts {
  /** Default: the greeting of the code somebody came by, else that of the settings. */
  readonly composeWelcome?: WelcomeComposer;
}

/** The company's WeCom: directory, customers, tags and groups in step with ours, both ways. */
export function wecomWing(platform: Platform, ports: WecomPorts = {}): Wing {
  return {
    name: "wecom",
    routes: [
      ...syncRoutes(platform),
      ...directoryRoutes(platform),
      ...phoneHintRoutes(platform),
      ...wecomTagRoutes(platform),
      ...welcomeRoutes(platform),
      ...wecomSettingsRoutes(platform),
      ...wecomSignInRoutes(platform),
      ...sidebarRoutes(platform),
    ],
    jobs: [...syncJobs, resealNotesJob, ...welcomeJobs(ports.composeWelcome ?? codeWelcome)],
    memberTables: ["wecom_follow"],
    erasures: [{ table: "wecom_follow" }],
    erasureHooks: [forgetContacts],
  };
}
