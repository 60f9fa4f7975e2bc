import { MINI_PROGRAM_ENTRIES } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { readSetting, writeSetting } from "../../../kernel/settings.ts";
import { requireWholeChain } from "../../../organization/index.ts";
import { reportShares } from "../shares/report.ts";
import { shareBody, sharesAnswer } from "../shares/schemas.ts";
import { shareByVisitor } from "../shares/share-page.ts";
import { askedOf } from "./facts.ts";
import { reportEntries } from "./report.ts";
import { entriesAnswer, periodQuery, visitSettings } from "./schemas.ts";
import { visitSetting } from "./settings.ts";

const tag = "mini-program";

/** Where openings of mini programs come from, and the cards that visitors pass on (CH-18, IN-03). */
export function visitRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const settings = async () => ({
    ...(await readSetting(db, visitSetting)),
    entries: Object.entries(MINI_PROGRAM_ENTRIES).map(([entry, name]) => ({ entry, name })),
  });
  return [
    route({
      method: "GET",
      path: "/mini-program/entries",
      summary: "Openings, users and orders by entry",
      tag,
      access: "mini_program.read",
      query: periodQuery.extend({ appId: z.string().min(1).max(64).optional() }),
      answer: entriesAnswer,
      handle: async ({ actor, query }) => reportEntries(platform, await askedOf(platform, actor, query), query.appId),
    }),
    route({
      method: "GET",
      path: "/mini-program/visit-settings",
      summary: "Which scene values and marks count as which entry, and for how long an order counts for an opening",
      tag,
      access: "mini_program.read",
      answer: visitSettings,
      handle: settings,
    }),
    route({
      method: "PUT",
      path: "/mini-program/visit-settings",
      summary: "Change how openings are read; earlier ones are read anew",
      tag,
      access: "mini_program.write",
      body: z.object({ value: visitSetting.schema, version: z.int().min(0) }),
      answer: visitSettings,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        await db.transaction().execute((tx) => writeSetting(tx, actor, visitSetting, body.value, body.version));
        return settings();
      },
    }),
    route({
      method: "POST",
      path: "/mini-program/shares",
      summary: "A signed-in visitor passes a page on; the key goes along in the card's address",
      tag,
      access: "mini_program.session",
      secret: true,
      body: shareBody,
      status: 201,
      answer: z.object({ shareKey: z.string() }),
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        return shareByVisitor(platform, body);
      },
    }),
    route({
      method: "GET",
      path: "/mini-program/shares/report",
      summary: "What share cards brought, by sharer and over how many hands",
      tag,
      access: "mini_program.read",
      query: periodQuery,
      answer: sharesAnswer,
      handle: async ({ actor, query }) => reportShares(platform, await askedOf(platform, actor, query)),
    }),
  ];
}
