import { z } from "zod";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { countChanges, decodePlace } from "./changes.ts";
import { type ExchangeDay, listDays, listFailures } from "./journal.ts";
import { newSystemSchema, systemDetailSchema, systemSchema } from "./schemas.ts";
import { connectSystem, type ExchangeSystem, endSystem, listSystems, loadSystem } from "./systems.ts";

const params = z.object({ systemId: z.uuid() });
const countedWaiting = 1_000;
const shownDays = 30;

function present(system: ExchangeSystem, days: readonly ExchangeDay[], now: Date) {
  const { no, keyId, place, endedAt, ...rest } = system;
  const sum = (of: (day: ExchangeDay) => number) => days.reduce((total, day) => total + of(day), 0);
  return {
    ...rest,
    readAt: system.readAt?.toISOString() ?? null,
    writtenAt: system.writtenAt?.toISOString() ?? null,
    createdAt: system.createdAt.toISOString(),
    ended: endedAt !== null && endedAt <= now,
    last30Days: {
      reads: sum(({ reads }) => reads),
      membersRead: sum(({ membersRead }) => membersRead),
      writes: sum(({ writes }) => writes),
      tagsWritten: sum(({ tagsWritten }) => tagsWritten),
      rowsFailed: sum(({ rowsFailed }) => rowsFailed),
    },
  };
}

/** 客户对接: the systems that exchange customers with Feilun, as operators see them. */
export function exchangeSystemRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  const common = { tag: "exchange", access: "exchange.manage" } as const;
  return [
    route({
      ...common,
      method: "GET",
      path: "/exchange/systems",
      summary: "Systems that exchange customers, with their last exchange",
      answer: z.object({ items: z.array(systemSchema) }),
      handle: async ({ actor }) => {
        const systems = await listSystems(db, actor);
        const days = await listDays(
          platform,
          systems.map(({ no }) => no),
          shownDays,
        );
        const of = (no: number) => days.filter(({ systemNo }) => systemNo === no);
        return { items: systems.map((system) => present(system, of(system.no), clock.now())) };
      },
    }),
    route({
      ...common,
      method: "POST",
      path: "/exchange/systems",
      secret: true,
      summary: "Connect a system; the answer is the only place where its key appears",
      body: newSystemSchema,
      answer: systemSchema.extend({ key: z.string() }),
      status: 201,
      handle: async ({ actor, body }) => {
        const { id, key } = await db.transaction().execute((tx) => connectSystem(platform, tx, actor, body));
        return { ...present(await loadSystem(db, actor, id), [], clock.now()), key };
      },
    }),
    route({
      ...common,
      method: "GET",
      path: "/exchange/systems/:systemId",
      summary: "One system: what waits, its days, its refused rows",
      params,
      answer: systemDetailSchema,
      handle: async ({ actor, params: { systemId } }) => {
        const system = await loadSystem(db, actor, systemId);
        const days = await listDays(platform, [system.no], shownDays);
        const place = system.place === null ? null : decodePlace(system.place);
        const members = place === null ? null : await countChanges(db, system, place, countedWaiting);
        return {
          ...present(system, days, clock.now()),
          waiting: members === null ? null : { members, more: members >= countedWaiting },
          days: days.map(({ systemNo, ...day }) => day),
          failures: (await listFailures(db, system.no, 50)).map((row) => ({ ...row, at: row.at.toISOString() })),
        };
      },
    }),
    route({
      ...common,
      method: "POST",
      path: "/exchange/systems/:systemId/end",
      summary: "End a system's exchange and its key at once",
      params,
      answer: z.object({}),
      handle: async ({ actor, params: { systemId } }) => {
        await db.transaction().execute((tx) => endSystem(platform, tx, actor, systemId));
        return {};
      },
    }),
  ];
}
