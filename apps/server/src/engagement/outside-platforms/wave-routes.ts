import { z } from "zod";
import type { Actor } from "../../kernel/http/actor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { presentWaves } from "./present.ts";
import { searchesBody, waveBody, waveEdit, waveSchema } from "./schemas.ts";
import { listSearches, listWaves, loadWave } from "./store.ts";
import { recordSearches, saveWave } from "./waves.ts";

const tag = "outside platforms";
const params = z.object({ outsideWaveId: z.uuid() });
const detail = waveSchema.extend({
  searches: z.array(
    z.object({ platform: z.string(), word: z.string(), day: z.iso.date(), searches: z.number().int() }),
  ),
});

/** 种草波次: goods, creators and dates together, and whether people search more (CH-33). */
export function waveRoutes(platform: Platform): Route[] {
  const { db } = platform;
  async function describe(actor: Actor, id: string): Promise<z.input<typeof detail>> {
    const wave = await loadWave(db, actor, id);
    const [shown] = await presentWaves(platform, db, [wave]);
    return { ...(shown as z.input<typeof waveSchema>), searches: await listSearches(db, wave.no) };
  }
  return [
    route({
      method: "GET",
      path: "/outside-waves",
      summary: "Seeding waves in scope, the latest first, with the rise of searches and what they brought",
      tag,
      access: "ad_plan.read",
      answer: z.object({ items: z.array(waveSchema) }),
      handle: async ({ actor }) => ({ items: await presentWaves(platform, db, await listWaves(db, actor)) }),
    }),
    route({
      method: "POST",
      path: "/outside-waves",
      summary: "Plan a seeding wave",
      tag,
      access: "ad_plan.write",
      status: 201,
      body: waveBody,
      answer: detail,
      handle: async ({ actor, body }) =>
        describe(actor, await db.transaction().execute((tx) => saveWave(tx, platform, actor, body))),
    }),
    route({
      method: "GET",
      path: "/outside-waves/:outsideWaveId",
      summary: "One seeding wave with searches day by day",
      tag,
      access: "ad_plan.read",
      params,
      answer: detail,
      handle: ({ actor, params: { outsideWaveId } }) => describe(actor, outsideWaveId),
    }),
    route({
      method: "PUT",
      path: "/outside-waves/:outsideWaveId",
      summary: "Change a seeding wave",
      tag,
      access: "ad_plan.write",
      params,
      body: waveEdit,
      answer: detail,
      handle: async ({ actor, params: { outsideWaveId: id }, body: { version, ...draft } }) => {
        await db.transaction().execute((tx) => saveWave(tx, platform, actor, draft, { id, version }));
        return describe(actor, id);
      },
    }),
    route({
      method: "PUT",
      path: "/outside-waves/:outsideWaveId/searches",
      summary: "Record how often its words were searched, as a platform's index says",
      tag,
      access: "ad_plan.write",
      params,
      body: searchesBody,
      answer: detail,
      handle: async ({ actor, params: { outsideWaveId: id }, body }) => {
        await db.transaction().execute((tx) => recordSearches(tx, platform, actor, id, body));
        return describe(actor, id);
      },
    }),
  ];
}
