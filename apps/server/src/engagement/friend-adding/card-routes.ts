import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { cardParts, checkPhoto, listCards, tallyCards } from "./cards.ts";
import type { Friendships } from "./port.ts";

const common = { tag: "friend-adding", access: "friend_adding.manage" } as const;

/** 名片完整度: what customers see of each guide before they accept (AQ-16). */
export function cardRoutes(platform: Platform, friendships: Friendships): Route[] {
  const { db, clock, config } = platform;
  const today = () => dayIn(config.timeZone, clock.now());
  return [
    route({
      ...common,
      method: "GET",
      path: "/guide-cards",
      summary: "How complete the personal cards of guides are, by region or store, and what is missing on which",
      query: z.object({ by: z.enum(["region", "store"]).default("store") }),
      answer: z.object({
        rows: z.array(
          z.object({
            key: z.string(),
            name: z.string(),
            guides: z.int(),
            complete: z.int(),
            unknown: z.int().describe("Only the photo is not known"),
          }),
        ),
        open: z
          .array(
            z.object({
              staffId: z.uuid(),
              guideName: z.string(),
              storeName: z.string(),
              complete: z.boolean().nullable().describe("Null: nobody has told of the photo"),
              photo: z.boolean().nullable(),
              missing: z.array(z.enum(cardParts)),
              checkedBy: z.string().nullable(),
              checkedAt: z.iso.datetime().nullable(),
            }),
          )
          .describe("Cards that are not complete, at most 500"),
      }),
      handle: async ({ actor, query: { by } }) => {
        const [rows, open] = await Promise.all([
          tallyCards(db, friendships, actor, today(), by),
          listCards(db, friendships, actor, today()),
        ]);
        return {
          rows,
          open: open.map(({ checkedAt, ...card }) => ({ ...card, checkedAt: checkedAt?.toISOString() ?? null })),
        };
      },
    }),
    route({
      ...common,
      method: "PUT",
      path: "/guide-cards/:cardStaffId/photo",
      summary: "Say whether a guide's photo is a real one, where the platform does not tell",
      params: z.object({ cardStaffId: z.uuid() }),
      body: z.object({ photoReal: z.boolean() }),
      answer: z.object({}),
      handle: async ({ actor, params: { cardStaffId }, body: { photoReal } }) => {
        const moment = { now: clock.now(), today: today() };
        await db.transaction().execute((tx) => checkPhoto(tx, friendships, actor, cardStaffId, photoReal, moment));
        return {};
      },
    }),
  ];
}
