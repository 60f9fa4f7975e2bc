import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import { sql } from "kysely";
import { addDays, dayIn } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { goneHtml } from "../codes/landing-html.ts";
import { visitorOf } from "../codes/serve-pages.ts";
import { codeSetting } from "../codes/settings.ts";
import { daysAhead } from "./rules.ts";
import type { Frame } from "./service-html.ts";
import { offeredServices } from "./slots.ts";
import { findServicePage, findVisitByKey, visitsOfVisitor } from "./store.ts";
import { storePageHtml } from "./store-page-html.ts";
import { visitPageHtml } from "./visit-page-html.ts";
import { visitStates } from "./vocabulary.ts";

/** Serves `/v/<slug>`, a store's services, which its code leads to by `/c/<slug>`, and `/vb/<key>`, one appointment and later its record. */
export function serveServicePages(app: FastifyInstance, platform: Platform): void {
  const { db, clock, config } = platform;
  const days = () =>
    Array.from({ length: daysAhead + 1 }, (_, ahead) => addDays(dayIn(config.timeZone, clock.now()), ahead));
  const words = new Intl.DateTimeFormat("zh-CN", {
    ...{
      timeZone: config.timeZone,
      month: "long",
      day: "numeric",
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
    },
  });

  async function show(reply: FastifyReply, page: (frame: Frame) => string) {
    const { value } = await readSetting(db, codeSetting);
    const nonce = randomBytes(16).toString("base64");
    return reply
      .header("cache-control", "no-store")
      .header(
        "content-security-policy",
        `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`,
      )
      .type("text/html; charset=utf-8")
      .send(page({ brand: value.brand, colour: value.colour, nonce }));
  }

  app.get("/v/:slug", { schema: { hide: true } }, async (request, reply) => {
    const { slug } = request.params as { slug: string };
    const page = /^[a-z0-9]{6,16}$/.test(slug) ? await findServicePage(db, slug) : null;
    const visitor = visitorOf(platform, request);
    // The code's own page says why there is nothing; somebody without our cookie is taken up there.
    if (!page || (!visitor && (request.query as { asked?: string }).asked === undefined))
      return reply.redirect(`/c/${encodeURIComponent(slug)}`, 302);
    const [services, own] = await Promise.all([
      offeredServices(db, page.storeNo),
      visitor ? visitsOfVisitor(db, visitor.visitorId, page.storeNo) : [],
    ]);
    return show(reply, (frame) =>
      storePageHtml({
        ...frame,
        ...page,
        days: days(),
        knowsCustomer: visitor?.memberNo != null,
        services: services.filter(({ places }) => places.includes("store")),
        own: own.map((visit) => ({
          ...{ key: visit.key, serviceName: visit.serviceName },
          ...{ when: words.format(visit.startsAt), stateLabel: visitStates[visit.state] },
        })),
      }),
    );
  });

  app.get("/vb/:key", { schema: { hide: true } }, async (request, reply) => {
    const { key } = request.params as { key: string };
    const visit = /^[0-9a-f]{32}$/.test(key) ? await findVisitByKey(db, key) : null;
    if (!visit)
      return reply.status(404).header("cache-control", "no-store").type("text/html; charset=utf-8").send(goneHtml());
    const { rows } = await sql<{ slug: string }>`select c.slug from service_code k join live_code c on c.id = k.code_id
      where k.store_no = ${visit.storeNo} and c.archived_at is null and c.paused_at is null`.execute(db);
    const { serviceName, storeName, staffName, state, findings, nextDueOn, score, startsAt } = visit;
    return show(reply, (frame) =>
      visitPageHtml({
        ...frame,
        ...{ key, serviceName, storeName, staffName, state, findings, nextDueOn, score },
        when: words.format(startsAt),
        isToday: dayIn(config.timeZone, startsAt) === dayIn(config.timeZone, clock.now()),
        mayMove: state === "booked" || state === "no_show",
        days: days(),
        slug: rows[0]?.slug ?? null,
      }),
    );
  });
}
