import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { syncJobs } from "./sync/jobs.ts";
import { defaultWelcome, type WelcomeComposer } from "./welcome/composer.ts";
import { welcomeJobs } from "./welcome/jobs.ts";

/** What the wings before this one decide about WeCom. */
export interface WecomPorts {
  /** Default: the greeting of the settings. */
  readonly composeWelcome?: WelcomeComposer;
}

/** The company's WeCom: directory, customers, tags and groups in step with ours, both ways. */
export function wecomWing(_platform: Platform, ports: WecomPorts = {}): Wing {
  return {
    name: "wecom",
    routes: [],
    jobs: [...syncJobs, ...welcomeJobs(ports.composeWelcome ?? defaultWelcome)],
    memberTables: ["wecom_follow"],
    erasures: [{ table: "wecom_follow" }],
    erasureHooks: [],
  };
}
