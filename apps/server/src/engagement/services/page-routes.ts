import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { systemActor } from "../../kernel/audit/audit.ts";
import { addDays, dayIn } from "../../kernel/calendar.ts";
import { conflict, invalid, notFound, Refusal } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { visitorOf } from "../codes/serve-pages.ts";
import type { Visitor } from "../codes/visit.ts";
import { bookVisit, moveVisit, takeWalkIn, whoHas } from "./book.ts";
import { presentSlots } from "./present.ts";
import { daysAhead } from "./rules.ts";
import { customerBookBody, scoreBody, slotQuery, slotsAnswer } from "./schemas.ts";
import { freeSlots, offeredService } from "./slots.ts";
import { findServicePage, type VisitRow, visitByKey } from "./store.ts";
import { scoreVisit, stepVisit } from "./work.ts";

const tag = "service pages";
const slugParams = z.object({ slug: z.string().regex(/^[a-z0-9]{6,16}$/) });
const keyParams = z.object({ key: z.string().regex(/^[0-9a-f]{32}$/) });
const small = 4_096;
/** Who acts on a served page: the customer, under no name of ours. */
export const customer = systemActor("service_page");

/** What the store's page and the appointment's page ask for, from people who do not sign in (CH-37). */
export function servicePageRoutes(platform: Platform): Route[] {
  const { db, clock, config } = platform;
  const page = { tag, access: "public", bodyLimit: small } as const;

  function requireDay(day: string): void {
    const today = dayIn(config.timeZone, clock.now());
    if (day < today || day > addDays(today, daysAhead))
      throw invalid([{ path: "day", message: `可以预约今天起 ${daysAhead} 天内的时间` }]);
  }
  function requireVisitor(request: FastifyRequest): Visitor {
    const visitor = visitorOf(platform, request);
    if (visitor) return visitor;
    throw new Refusal({
      code: "open_page_first",
      status: 409,
      title: "请重新扫码打开页面",
      detail: "浏览器没有保存访问标识",
    });
  }
  async function requirePage(slug: string) {
    const found = await findServicePage(db, slug);
    if (!found) throw notFound("这家门店的服务预约");
    return found;
  }
  /** Customers learn when somebody is free, not who works when. */
  const withoutStaff = (answer: ReturnType<typeof presentSlots>) => ({
    ...answer,
    items: answer.items.map((slot) => ({ ...slot, staff: [] })),
  });
  const slotsFor = async (storeNo: number, serviceId: string, day: string, visit: VisitRow | null) => {
    requireDay(day);
    const service = await offeredService(db, storeNo, serviceId);
    return withoutStaff(
      presentSlots(platform, day, await freeSlots(db, platform, storeNo, service, day, visit?.id ?? null)),
    );
  };
  const take = async (
    slug: string,
    request: FastifyRequest,
    body: z.output<typeof customerBookBody> | { serviceId: string; startsAt: null; phone: string | null },
  ) => {
    const { storeNo } = await requirePage(slug);
    const { visitorId, memberNo } = requireVisitor(request);
    if (body.phone === null && memberNo === null)
      throw invalid([{ path: "phone", message: "请填写手机号，到店好找到你的预约" }]);
    return db.transaction().execute(async (tx) => {
      const who =
        body.phone === null ? { originNo: memberNo, memberNo } : await whoHas(tx, platform, body.phone, storeNo);
      const wish = { serviceId: body.serviceId, storeNo, who, visitorId };
      if (body.startsAt === null) return takeWalkIn(tx, platform, customer, wish);
      const startsAt = new Date(body.startsAt);
      requireDay(dayIn(config.timeZone, startsAt));
      return bookVisit(tx, platform, customer, {
        ...wish,
        startsAt,
        place: "store",
        staffId: null,
        madeBy: "customer",
      });
    });
  };
  const made = z.object({ key: z.string().describe("The appointment's page is /vb/<key>") });

  return [
    route({
      ...page,
      method: "GET",
      path: "/service-pages/:slug/slots",
      summary: "When a service may begin in the store on a day",
      params: slugParams,
      query: slotQuery,
      answer: slotsAnswer,
      handle: async ({ params: { slug }, query }) =>
        slotsFor((await requirePage(slug)).storeNo, query.serviceId, query.day, null),
    }),
    route({
      ...page,
      method: "POST",
      path: "/service-pages/:slug/bookings",
      summary: "Make an appointment",
      params: slugParams,
      body: customerBookBody,
      answer: made,
      status: 201,
      handle: async ({ params: { slug }, body, request }) => ({ key: (await take(slug, request, body)).key }),
    }),
    route({
      ...page,
      method: "POST",
      path: "/service-pages/:slug/walk-ins",
      summary: "Say that one is in the store and wants the service now",
      params: slugParams,
      body: customerBookBody.omit({ startsAt: true }),
      answer: made,
      status: 201,
      handle: async ({ params: { slug }, body, request }) => ({
        key: (await take(slug, request, { ...body, startsAt: null })).key,
      }),
    }),
    route({
      ...page,
      method: "GET",
      path: "/service-bookings/:key/slots",
      summary: "To which times of a day an appointment may move",
      params: keyParams,
      query: slotQuery.omit({ serviceId: true }),
      answer: slotsAnswer,
      handle: async ({ params: { key }, query: { day } }) => {
        const visit = await visitByKey(db, key);
        return slotsFor(visit.storeNo, visit.serviceId, day, visit);
      },
    }),
    route({
      ...page,
      method: "POST",
      path: "/service-bookings/:key/time",
      summary: "Move one's appointment",
      params: keyParams,
      body: z.object({ startsAt: z.iso.datetime({ offset: true }) }),
      answer: z.object({ moved: z.literal(true) }),
      handle: async ({ params: { key }, body }) => {
        const startsAt = new Date(body.startsAt);
        requireDay(dayIn(config.timeZone, startsAt));
        await db
          .transaction()
          .execute(async (tx) =>
            moveVisit(tx, platform, customer, await visitByKey(tx, key), { startsAt, staffId: null }),
          );
        return { moved: true as const };
      },
    }),
    route({
      ...page,
      method: "POST",
      path: "/service-bookings/:key/state",
      summary: "Cancel one's appointment, or say that one has come",
      params: keyParams,
      body: z.object({ state: z.enum(["arrived", "cancelled"]) }),
      answer: z.object({ state: z.enum(["arrived", "cancelled"]) }),
      handle: async ({ params: { key }, body: { state } }) => {
        await db.transaction().execute(async (tx) => {
          const visit = await visitByKey(tx, key);
          const isToday = dayIn(config.timeZone, visit.startsAt) === dayIn(config.timeZone, clock.now());
          if (state === "arrived" && !isToday)
            throw conflict("not_today", "预约不在今天", "请在预约当天到店后再签到，或修改时间");
          await stepVisit(tx, platform, customer, visit, { version: visit.version, state });
        });
        return { state };
      },
    }),
    route({
      ...page,
      method: "POST",
      path: "/service-bookings/:key/score",
      summary: "Say how the service was: 1 to 5, and in words",
      params: keyParams,
      body: scoreBody,
      answer: z.object({ taken: z.literal(true) }),
      handle: async ({ params: { key }, body }) => {
        await db
          .transaction()
          .execute(async (tx) => scoreVisit(tx, platform, customer, await visitByKey(tx, key), body));
        return { taken: true as const };
      },
    }),
  ];
}
