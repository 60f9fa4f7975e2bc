import { z } from "zod";
import { findMember } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { publicAddress } from "../../kernel/public-address.ts";
import { loadStore } from "../../organization/index.ts";
import { bookVisit, moveVisit, takeWalkIn, type Who, whoHas } from "./book.ts";
import { presentSlots, presentVisit } from "./present.ts";
import {
  bookBody,
  finishBody,
  moveBody,
  slotsAnswer,
  stepBody,
  visitDetail,
  visitSchema,
  visitsQuery,
  walkInBody,
} from "./schemas.ts";
import { freeSlots, offeredService } from "./slots.ts";
import { countWaiting, earlierFindings, listVisits, loadVisit } from "./store.ts";
import { careFor, finishVisit, stepVisit } from "./work.ts";

const tag = "services";
const params = z.object({ visitId: z.uuid() });
const most = 200;

async function whoComes(tx: Tx, platform: Platform, actor: Actor, body: z.output<typeof walkInBody>): Promise<Who> {
  if (body.memberNo !== null) {
    const { memberNo } = await findMember(tx, actor, body.memberNo);
    return { originNo: memberNo, memberNo };
  }
  if (body.phone === null) throw invalid([{ path: "phone", message: "请填写客户的手机号" }]);
  return whoHas(tx, platform, body.phone, body.storeNo);
}

/** Appointments, walk-ins, records and the relation afterwards, for the people of the store (CH-37). */
export function serviceVisitRoutes(platform: Platform): Route[] {
  const { db, clock, config } = platform;
  const work = { tag, access: "service.work" } as const;
  const today = () => dayIn(config.timeZone, clock.now());
  const inOne = <Result>(handle: (tx: Tx) => Promise<Result>) => db.transaction().execute(handle);
  const shown = async (tx: Tx, actor: Actor, id: string) => presentVisit(platform, await loadVisit(tx, actor, id));
  return [
    route({
      ...work,
      method: "GET",
      path: "/service-visits",
      summary: "A day's book of the caller's stores, or what waits: follow-ups, re-checks, low scores",
      query: visitsQuery,
      answer: z.object({
        day: z.string(),
        items: z.array(visitSchema),
        more: z.boolean().describe("There are more than shown: name a store"),
        waiting: z.object({ followUp: z.int(), due: z.int(), lowScore: z.int() }),
      }),
      handle: async ({ actor, query }) => {
        const day = query.view === "day" ? (query.day ?? today()) : today();
        const staffId = query.mine ? actor.id : null;
        const filter = {
          view: query.view,
          day,
          storeNo: query.storeNo ?? null,
          staffId,
          timeZone: config.timeZone,
          limit: most + 1,
        };
        const [rows, waiting] = await Promise.all([
          listVisits(db, actor, filter),
          countWaiting(db, actor, today(), filter),
        ]);
        return {
          day,
          items: rows.slice(0, most).map((row) => presentVisit(platform, row)),
          more: rows.length > most,
          waiting,
        };
      },
    }),
    route({
      ...work,
      method: "GET",
      path: "/services/:serviceId/stores/:storeNo/slots",
      summary: "When a service may begin in a store on a day, and who is free then",
      params: z.object({ serviceId: z.uuid(), storeNo: z.coerce.number().int() }),
      query: z.object({ day: z.iso.date().optional().describe("Today unless said") }),
      answer: slotsAnswer,
      handle: async ({ actor, params: { serviceId, storeNo }, query }) => {
        const day = query.day ?? today();
        await loadStore(db, actor, storeNo);
        const service = await offeredService(db, storeNo, serviceId);
        return presentSlots(platform, day, await freeSlots(db, platform, storeNo, service, day));
      },
    }),
    route({
      ...work,
      method: "POST",
      path: "/service-visits",
      summary: "Make an appointment for a customer",
      body: bookBody,
      answer: visitSchema,
      status: 201,
      handle: ({ actor, body }) =>
        inOne(async (tx) => {
          await loadStore(tx, actor, body.storeNo);
          const who = await whoComes(tx, platform, actor, body);
          const { serviceId, storeNo, place, staffId } = body;
          const booking = {
            serviceId,
            storeNo,
            place,
            staffId,
            who,
            visitorId: null,
            madeBy: "guide" as const,
            startsAt: new Date(body.startsAt),
          };
          return shown(tx, actor, (await bookVisit(tx, platform, actor, booking)).id);
        }),
    }),
    route({
      ...work,
      method: "POST",
      path: "/service-visits/walk-ins",
      summary: "Somebody has come without an appointment",
      body: walkInBody,
      answer: visitSchema,
      status: 201,
      handle: ({ actor, body }) =>
        inOne(async (tx) => {
          await loadStore(tx, actor, body.storeNo);
          const who = await whoComes(tx, platform, actor, body);
          const { serviceId, storeNo } = body;
          return shown(
            tx,
            actor,
            (await takeWalkIn(tx, platform, actor, { serviceId, storeNo, who, visitorId: null })).id,
          );
        }),
    }),
    route({
      ...work,
      method: "GET",
      path: "/service-visits/:visitId",
      summary: "The record of a visit with what was found, and earlier findings; reading it is written down",
      params,
      answer: visitDetail,
      handle: ({ actor, params: { visitId } }) =>
        inOne(async (tx) => {
          const visit = await loadVisit(tx, actor, visitId);
          const [earlier, host] = await Promise.all([earlierFindings(tx, actor, visit), publicAddress(tx)]);
          if (visit.findings.length > 0 || visit.note !== "" || earlier.length > 0)
            await audit(tx, actor, {
              action: "service_visit.opened",
              subject: { kind: "service_visit", id: visitId },
              orgPath: visit.path,
              detail: { service: visit.serviceName },
            });
          return {
            ...presentVisit(platform, visit),
            ...{ fields: visit.fields, findings: visit.findings, note: visit.note },
            address: host === null ? null : new URL(`/vb/${visit.key}`, host).href,
            earlier: earlier.map(({ doneAt, findings }) => ({ day: dayIn(config.timeZone, doneAt), findings })),
          };
        }),
    }),
    route({
      ...work,
      method: "POST",
      path: "/service-visits/:visitId/state",
      summary: "Take a visit one step on: come, begun, cancelled, not come",
      params,
      body: stepBody,
      answer: visitSchema,
      handle: ({ actor, params: { visitId }, body }) =>
        inOne(async (tx) => {
          await stepVisit(tx, platform, actor, await loadVisit(tx, actor, visitId), body);
          return shown(tx, actor, visitId);
        }),
    }),
    route({
      ...work,
      method: "POST",
      path: "/service-visits/:visitId/time",
      summary: "Move an appointment to another time or colleague",
      params,
      body: moveBody,
      answer: visitSchema,
      handle: ({ actor, params: { visitId }, body }) =>
        inOne(async (tx) => {
          const visit = { ...(await loadVisit(tx, actor, visitId)), version: body.version };
          await moveVisit(tx, platform, actor, visit, { startsAt: new Date(body.startsAt), staffId: body.staffId });
          return shown(tx, actor, visitId);
        }),
    }),
    route({
      ...work,
      method: "POST",
      path: "/service-visits/:visitId/record",
      summary: "Write down what was done and found; the next service falls due by rule",
      params,
      body: finishBody,
      answer: visitSchema,
      handle: ({ actor, params: { visitId }, body }) =>
        inOne(async (tx) => {
          await finishVisit(tx, platform, actor, await loadVisit(tx, actor, visitId), body);
          return shown(tx, actor, visitId);
        }),
    }),
    route({
      ...work,
      method: "POST",
      path: "/service-visits/:visitId/care",
      summary: "The customer was reminded, followed up, asked to come again, or their low score was seen to",
      params,
      body: z.object({
        version: z.int(),
        what: z.enum(["reminded", "followed_up", "next_asked", "handled"]),
        note: z.string().trim().max(200).default("").describe("Of a low score: what was done about it"),
      }),
      answer: visitSchema,
      handle: ({ actor, params: { visitId }, body }) =>
        inOne(async (tx) => {
          await careFor(tx, platform, actor, await loadVisit(tx, actor, visitId), body);
          return shown(tx, actor, visitId);
        }),
    }),
  ];
}
