import { z } from "zod";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { assertPeriod } from "../shared/slice.ts";
import { reportTenants } from "./report.ts";

/** What tenants sold on the operator's platform (OR-18). */
export function tenantReportRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/insight/tenants",
      summary: "Orders, sales, buyers and own pool of each tenant in scope, and the operator's share",
      tag: "Tenants",
      access: "metrics.read",
      query: z.object({ from: z.iso.date(), to: z.iso.date().describe("Exclusive") }),
      answer: z.object({
        tenants: z.array(
          z.object({
            unitId: z.uuid(),
            name: z.string(),
            orders: z.int(),
            salesFen: z.int(),
            refundFen: z.int(),
            netFen: z.int(),
            buyers: z.int(),
            ownBuyers: z.int().describe("Of the buyers, those in the tenant's own pool"),
            members: z.int().describe("The tenant's own pool"),
            ownGoodsFen: z.int().describe("Sales of goods tagged as the tenant's, wherever they were sold"),
            commissionFen: z.int().describe("The operator's share of net sales"),
          }),
        ),
      }),
      handle: async ({ actor, query }) => {
        assertPeriod(query.from, query.to);
        return { tenants: await reportTenants(platform, actor, query) };
      },
    }),
  ];
}
