import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { invalid } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { nearestStores, storeCities, storesOfCity } from "./nearest.ts";
import { isOpenAt } from "./opening-hours.ts";
import { storeSchema } from "./schemas.ts";
import { codesOf, services } from "./vocabulary.ts";

function wallClock(timeZone: string, instant: Date): { day: string; time: string } {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(instant);
  return { day: dayIn(timeZone, instant), time };
}

/** The nearest store for a customer who shares a position; the stores of a city, or the cities, for one who does not (OR-13). */
export function nearestRoute(platform: Platform): Route {
  return route({
    method: "GET",
    path: "/stores/nearest",
    summary: "Trading stores nearest to a position, else those of a city, else the cities to choose from",
    tag: "stores",
    access: "organization.read",
    query: z.object({
      latitude: z.coerce.number().min(-90).max(90).optional(),
      longitude: z.coerce.number().min(-180).max(180).optional(),
      city: z.string().trim().min(1).max(40).optional().describe("When the customer does not share a position"),
      limit: z.coerce.number().int().min(1).max(200).default(10),
      withinMetres: z.coerce.number().positive().max(20_100_000).optional(),
      service: z.enum(codesOf(services)).optional(),
      openAt: z.iso
        .datetime({ offset: true })
        .optional()
        .describe("Leave out stores known to be closed at this moment"),
    }),
    answer: z.object({
      basis: z.enum(["position", "city", "choose_city"]),
      items: z.array(storeSchema.extend({ metres: z.number().nullable(), isOpen: z.boolean().nullable() })),
      cities: z
        .array(z.object({ city: z.string(), stores: z.number().int() }))
        .describe("Only when neither position nor city was given"),
    }),
    handle: async ({ actor, query }) => {
      const { latitude, longitude, city } = query;
      const moment =
        query.openAt === undefined ? undefined : wallClock(platform.config.timeZone, new Date(query.openAt));
      if (latitude !== undefined && longitude !== undefined) {
        const items = await nearestStores(platform.db, actor, {
          ...query,
          position: { latitude, longitude },
          openAt: moment,
        });
        return { basis: "position" as const, items, cities: [] };
      }
      if (latitude !== undefined || longitude !== undefined)
        throw invalid([{ path: "longitude", message: "经度和纬度要一起提供" }]);
      if (city === undefined)
        return { basis: "choose_city" as const, items: [], cities: await storeCities(platform.db, actor) };
      const stores = await storesOfCity(platform.db, actor, { city, limit: query.limit, service: query.service });
      const items = stores.map((store) => ({
        ...store,
        metres: null,
        isOpen: moment ? isOpenAt(store.openingHours, store.specialDays, moment.day, moment.time) : null,
      }));
      return { basis: "city" as const, items: items.filter((store) => store.isOpen !== false), cities: [] };
    },
  });
}
