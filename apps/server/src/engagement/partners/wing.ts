import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import type { CodeConnector } from "../codes/port.ts";
import { cooperationRoutes } from "./cooperation-routes.ts";
import { partnerRoutes } from "./partner-routes.ts";
import { servePartnerPages } from "./serve-page.ts";

/** 异业合作: exchanging people with other brands, and what each side gained (CH-32). No table of its own names a person. */
export function partnersWing(platform: Platform, connector: CodeConnector): Wing {
  return {
    name: "partners",
    routes: [...partnerRoutes(platform), ...cooperationRoutes(platform, connector)],
    pages: (app) => servePartnerPages(app, platform),
  };
}
