import { z } from "zod";
import { invalid, notFound, Refusal } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { CodeConnector } from "./port.ts";
import { visitorOf } from "./serve-pages.ts";
import { findBySlug } from "./store.ts";
import { offerStores, showTo } from "./visit.ts";

const tag = "code pages";
const params = z.object({ slug: z.string().regex(/^[a-z0-9]{6,16}$/) });
const storeSchema = z.object({
  storeNo: z.int(),
  name: z.string(),
  address: z.string(),
  city: z.string().nullable(),
  metres: z.int().nullable(),
  isOpen: z.boolean().nullable(),
  hours: z.string(),
  receives: z.boolean().describe("Whether a guide or a group is there to be shown"),
});

/** What the page behind a printed code asks for. */
export function codePageRoutes(platform: Platform, connector: CodeConnector): Route[] {
  return [
    route({
      method: "POST",
      path: "/code-pages/:slug/stores",
      summary: "Stores a place code offers: near a position, or of a city; else the cities. The position is not kept",
      tag,
      access: "public",
      params,
      body: z.object({
        latitude: z.number().min(-90).max(90).optional(),
        longitude: z.number().min(-180).max(180).optional(),
        datum: z.enum(["wgs84", "gcj02"]).default("gcj02").describe("Browsers give wgs84, WeChat's calls gcj02"),
        city: z.string().trim().min(1).max(40).optional(),
      }),
      bodyLimit: 4_096,
      answer: z.object({
        stores: z.array(storeSchema),
        cities: z.array(z.object({ city: z.string(), stores: z.int() })),
      }),
      handle: async ({ params: { slug }, body }) => {
        const code = await findBySlug(platform.db, slug);
        if (code?.kind !== "place") throw notFound("这个活码");
        const { latitude, longitude, datum, city } = body;
        if ((latitude === undefined) !== (longitude === undefined))
          throw invalid([{ path: "longitude", message: "经度和纬度要一起提供" }]);
        if (latitude !== undefined && longitude !== undefined) {
          const offered = await offerStores(platform, code, { latitude, longitude, datum });
          return { stores: offered.stores, cities: offered.cities };
        }
        const offered = await offerStores(platform, code, city === undefined ? null : { city });
        return { stores: offered.stores, cities: offered.cities };
      },
    }),
    route({
      method: "POST",
      path: "/code-pages/:slug/show",
      summary: "The guide's or group's code for this visitor",
      tag,
      access: "public",
      params,
      body: z.object({
        storeNo: z.int().nullable().default(null),
        by: z.enum(["nearest", "picked"]).nullable().default(null),
        metres: z.int().min(0).max(20_100_000).nullable().default(null),
      }),
      bodyLimit: 4_096,
      answer: z.object({
        shown: z
          .object({
            kind: z.enum(["contact", "group"]),
            qrUrl: z.string(),
            storeNo: z.int().nullable(),
            storeName: z.string().nullable(),
            guideName: z.string().nullable(),
            by: z.enum(["nearest", "picked", "own", "again", "turn"]),
          })
          .nullable(),
        nothing: z.string().describe("Why nothing is shown"),
      }),
      handle: async ({ params: { slug }, body, request }) => {
        const visitor = visitorOf(platform, request);
        if (!visitor)
          throw new Refusal({
            code: "open_page_first",
            status: 409,
            title: "请重新扫码打开页面",
            detail: "浏览器没有保存访问标识",
          });
        const choice =
          body.storeNo === null ? null : { storeNo: body.storeNo, by: body.by ?? "picked", metres: body.metres };
        const answer = await showTo(platform, connector, slug, visitor, choice);
        return "shown" in answer ? { shown: answer.shown, nothing: "" } : { shown: null, nothing: answer.nothing };
      },
    }),
  ];
}
