import { sql } from "kysely";
import { z } from "zod";
import { notFound, Refusal } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { containing } from "../../kernel/postgres/like.ts";
import { visitorOf } from "../codes/serve-pages.ts";
import { newWantBody } from "./schemas.ts";
import { findPage, type ScenePage } from "./store.ts";
import { takeWant } from "./wants.ts";

const tag = "scan scene pages";
const params = z.object({ slug: z.string().regex(/^[a-z0-9]{6,16}$/) });

/** What the page of a scene asks for, from people who do not sign in. */
export function scenePageRoutes(platform: Platform): Route[] {
  const missingPage = async (slug: string): Promise<ScenePage> => {
    const page = await findPage(platform.db, slug);
    if (page?.kind !== "missing") throw notFound("这个缺货登记");
    return page;
  };
  return [
    route({
      method: "GET",
      path: "/scan-pages/:slug/products",
      summary: "Products whose name or number contains what a customer writes",
      tag,
      access: "public",
      params,
      query: z.object({ q: z.string().trim().min(2).max(40) }),
      answer: z.object({ items: z.array(z.object({ sku: z.string(), name: z.string() })) }),
      handle: async ({ params: { slug }, query: { q } }) => {
        await missingPage(slug);
        const like = containing(q);
        const { rows } = await sql<{ sku: string; name: string }>`
          select sku, name from product where name ilike ${like} or sku ilike ${like} order by name, sku limit 10`.execute(
          platform.db,
        );
        return { items: rows };
      },
    }),
    route({
      method: "POST",
      path: "/scan-pages/:slug/wants",
      summary: "Ask for goods or a size that the store does not have",
      tag,
      access: "public",
      params,
      body: newWantBody,
      bodyLimit: 4_096,
      answer: z.object({ taken: z.literal(true) }),
      status: 201,
      handle: async ({ params: { slug }, body, request }) => {
        const page = await missingPage(slug);
        const visitor = visitorOf(platform, request);
        if (!visitor)
          throw new Refusal({
            code: "open_page_first",
            status: 409,
            title: "请重新扫码打开页面",
            detail: "浏览器没有保存访问标识",
          });
        await platform.db.transaction().execute((tx) => takeWant(tx, platform, page, visitor, body));
        return { taken: true as const };
      },
    }),
  ];
}
