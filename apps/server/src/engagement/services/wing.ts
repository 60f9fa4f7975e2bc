import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { serviceRoutes } from "./catalogue-routes.ts";
import { serviceFigureRoutes } from "./figure-routes.ts";
import { servicePageRoutes } from "./page-routes.ts";
import { serveServicePages } from "./serve-pages.ts";
import { serviceVisitRoutes } from "./visit-routes.ts";

/** 服务场 (CH-37): service as a place of its own, where the merchant keeps the relation. */
export function servicesWing(platform: Platform): Wing {
  return {
    name: "services",
    routes: [
      ...serviceRoutes(platform),
      ...serviceVisitRoutes(platform),
      ...serviceFigureRoutes(platform),
      ...servicePageRoutes(platform),
    ],
    pages: (app) => serveServicePages(app, platform),
    memberTables: ["service_visit"],
    // That a service was given stays; for whom, what was found and what they said goes. Nobody comes to an appointment of somebody who is gone.
    erasures: [
      {
        table: "service_visit",
        set: `visitor_id = null, origin_no = null, member_no = null, note = '', findings = '[]', score_words = '', handled_note = '',
          follow_up_on = null, next_due_on = null, key = replace(gen_random_uuid()::text, '-', ''),
          state = case when state in ('booked', 'arrived') then 'cancelled' else state end`,
      },
    ],
  };
}
