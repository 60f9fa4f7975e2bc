import { z } from "zod";
import { maskName } from "../../customers/index.ts";
import { instantOf } from "../../kernel/calendar.ts";
import { invalid } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Friendships } from "./port.ts";
import { reportQuery } from "./schemas.ts";
import { listServiced, ownCode, reportServices } from "./serviced.ts";
import { momentOf } from "./task-routes.ts";

const tag = "friend-adding";
const counts = z.object({
  serviced: z.int().describe("Customers served in the period, each once"),
  before: z.int().describe("Of these friends before the service"),
  invited: z.int().describe("Became friends within the hours after the service"),
  byCode: z.int().describe("Of the invited by a live code"),
  share: z.number().nullable().describe("Invited among those who were not friends before, in percent"),
});

/** Inviting right after a service moment (AQ-32). */
export function serviceRoutes(platform: Platform, friendships: Friendships): Route[] {
  const { db, cipher, config } = platform;
  return [
    route({
      tag,
      access: "friend_adding.work",
      method: "GET",
      path: "/friend-adding/serviced",
      summary:
        "Customers whom the caller has just served and who are nobody's friend yet, with the caller's code to show",
      answer: z.object({
        code: z
          .object({ codeId: z.uuid(), qrUrl: z.string() })
          .nullable()
          .describe("Null: no code leads to the caller only"),
        hours: z.int(),
        items: z.array(
          z.object({
            eventKey: z.string(),
            memberNo: z.int(),
            name: z.string().nullable().describe("Masked"),
            service: z.string(),
            at: z.iso.datetime(),
            storeName: z.string().nullable(),
          }),
        ),
      }),
      handle: async ({ actor }) => {
        const moment = await momentOf(platform);
        const own = actor.kind === "staff" ? actor.id : null;
        const [items, code] = await Promise.all([listServiced(db, friendships, own, moment), ownCode(db, own)]);
        return {
          code,
          hours: moment.serviceHours,
          items: items.map(({ nameSealed, memberId: _, at, ...item }) => ({
            ...item,
            name: nameSealed === null ? null : maskName(cipher.open(nameSealed)),
            at: at.toISOString(),
          })),
        };
      },
    }),
    route({
      tag,
      access: "friend_adding.manage",
      method: "GET",
      path: "/friend-adding/service-report",
      summary: "Customers served, and the share who became friends right after, by region, store or guide",
      query: reportQuery,
      answer: z.object({
        hours: z.int(),
        total: counts,
        rows: z.array(counts.extend({ key: z.string(), name: z.string() })),
      }),
      handle: async ({ actor, query: { from, to, by } }) => {
        if (to <= from) throw invalid([{ path: "to", message: "结束日期要晚于开始日期" }]);
        const { serviceHours } = await momentOf(platform);
        const period = { from: instantOf(config.timeZone, from), to: instantOf(config.timeZone, to), serviceHours };
        return { hours: serviceHours, ...(await reportServices(db, friendships, actor, period, by)) };
      },
    }),
  ];
}
