import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { describeStoreHome } from "./describe-store-home.ts";
import { storeHomeAnswer, storeHomeQuery } from "./schemas.ts";

export function storeHomeRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/insight/store-home",
      summary: "One store and what changed there: today, yesterday, seven days, best sellers, people",
      tag: "Metrics",
      access: "metrics.read",
      query: storeHomeQuery,
      answer: storeHomeAnswer,
      handle: async ({ actor, query }) => describeStoreHome(platform, actor, query.orgUnitId),
    }),
  ];
}
