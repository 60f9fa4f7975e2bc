import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { assertPeriod, sliceFor } from "../shared/slice.ts";
import { channelProfiles } from "./channel-profiles.ts";
import { compareGroups } from "./compare-groups.ts";
import { channelProfilesAnswer, channelProfilesQuery, compareGroupsAnswer, compareGroupsQuery } from "./schemas.ts";

const tag = "Comparisons";

/** Groups of users side by side, and the profile of every channel's buyers. */
export function compareRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/insight/compare-groups",
      summary: "Order value, frequency and repurchase of two groups: in a pool or not, new or old",
      tag,
      access: "metrics.read",
      query: compareGroupsQuery,
      answer: compareGroupsAnswer,
      handle: async ({ actor, query }) => {
        assertPeriod(query.from, query.to);
        const period = { from: query.from, to: query.to };
        return compareGroups(platform, await sliceFor(platform, actor, query), period, query);
      },
    }),
    route({
      method: "GET",
      path: "/insight/channel-profiles",
      summary: "Age, gender, city, spend, sharing and loyalty of the buyers of every channel",
      tag,
      access: "metrics.read",
      query: channelProfilesQuery,
      answer: channelProfilesAnswer,
      handle: async ({ actor, query }) => {
        assertPeriod(query.from, query.to);
        return channelProfiles(platform, await sliceFor(platform, actor, query), { from: query.from, to: query.to });
      },
    }),
  ];
}
