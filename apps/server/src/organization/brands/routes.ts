import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { createBrand, editBrand, listBrands } from "./brands.ts";

const body = z.object({ code: z.string().trim().min(1).max(40), name: z.string().trim().min(1).max(40) });
const brandSchema = body.extend({
  id: z.uuid(),
  stores: z.number().int(),
  team: z.number().int().describe("People posted above the brand's stores"),
});

export function brandRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const list = (actor: Actor) => listBrands(db, actor, dayIn(platform.config.timeZone, platform.clock.now()));

  async function present(actor: Actor, id: string) {
    const brand = (await list(actor)).find((candidate) => candidate.id === id);
    if (!brand) throw notFound("品牌");
    return brand;
  }

  return [
    route({
      method: "GET",
      path: "/brands",
      summary: "The group's brands with their stores and team in the caller's scope",
      tag: "organization",
      access: "organization.read",
      answer: z.object({ items: z.array(brandSchema) }),
      handle: async ({ actor }) => ({ items: await list(actor) }),
    }),
    route({
      method: "POST",
      path: "/brands",
      summary: "Add a brand",
      tag: "organization",
      access: "setting.write",
      body,
      answer: brandSchema,
      status: 201,
      handle: async ({ actor, body }) =>
        present(actor, await db.transaction().execute((tx) => createBrand(tx, actor, body))),
    }),
    route({
      method: "PATCH",
      path: "/brands/:brandId",
      summary: "Rename a brand",
      tag: "organization",
      access: "setting.write",
      params: z.object({ brandId: z.uuid() }),
      body: body.partial(),
      answer: brandSchema,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => editBrand(tx, actor, params.brandId, body));
        return present(actor, params.brandId);
      },
    }),
  ];
}
