import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { notFound } from "../../kernel/errors.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { comparePartnerLed } from "./lasting.ts";
import { checklistOf, presentPartner } from "./present.ts";
import { createPartner, editPartner, revealContact } from "./save-partner.ts";
import {
  contactSchema,
  editPartnerBody,
  lastingQuery,
  lastingSchema,
  newPartnerBody,
  partnerPageSchema,
  partnerParams,
  partnerSchema,
  partnersQuery,
  vocabularySchema,
} from "./schemas.ts";
import { openShare, tokenShape } from "./share.ts";
import { listPartners, requirePartner } from "./store.ts";
import {
  type ChannelForm,
  type CooperationKindCode,
  channelForms,
  cooperationKinds,
  type Industry,
  industries,
  keysOf,
  type MeasureCode,
  measures,
} from "./vocabulary.ts";

const tag = "partners";

const vocabulary = () => ({
  industries: keysOf<Industry>(industries).map((code) => ({ code, label: industries[code] })),
  kinds: keysOf<CooperationKindCode>(cooperationKinds).map((code) => {
    const { label, fits, measure, days } = cooperationKinds[code];
    return { code, label, fits, measure, days, checks: checklistOf(code) };
  }),
  measures: keysOf<MeasureCode>(measures).map((code) => ({ code, ...measures[code] })),
  forms: keysOf<ChannelForm>(channelForms).map((code) => ({ code, ...channelForms[code] })),
});

/** 合作品牌: with whom people are exchanged, and whether those they led stay (CH-32). */
export function partnerRoutes(platform: Platform): Route[] {
  const { db, clock, config } = platform;
  const today = () => dayIn(config.timeZone, clock.now());
  const read = { tag, access: "partner.read" } as const;
  const write = { tag, access: "partner.write" } as const;
  return [
    route({
      ...read,
      method: "GET",
      path: "/partner-kinds",
      summary: "Kinds of cooperation with their checklists, measures with their definitions, forms of channels",
      answer: vocabularySchema,
      handle: async () => vocabulary(),
    }),
    route({
      ...read,
      method: "GET",
      path: "/partners",
      summary: "Partner brands of the caller's units and of those above, newest first",
      query: partnersQuery,
      answer: pageOf(partnerSchema),
      handle: async ({ actor, query: { cursor, ...filter } }) => {
        const before = decodeCursor(cursor, 1)?.[0] ?? null;
        const rows = await listPartners(db, actor, {
          ...filter,
          before: before === null ? null : z.uuid().parse(before),
        });
        return toPage(
          rows,
          filter.limit,
          (row) => [row.id],
          (row) => presentPartner(platform, actor, row, today()),
        );
      },
    }),
    route({
      ...write,
      method: "POST",
      path: "/partners",
      summary: "Enter a partner brand",
      status: 201,
      body: newPartnerBody,
      answer: partnerSchema,
      handle: async ({ actor, body }) => {
        const id = await db.transaction().execute((tx) => createPartner(tx, platform, actor, body));
        return presentPartner(platform, actor, await requirePartner(db, actor, id), today());
      },
    }),
    route({
      ...write,
      method: "PUT",
      path: "/partners/:partnerId",
      summary: "Change a partner brand, or take it out of use",
      params: partnerParams,
      body: editPartnerBody,
      answer: partnerSchema,
      handle: async ({ actor, params: { partnerId }, body }) => {
        await db.transaction().execute((tx) => editPartner(tx, platform, actor, partnerId, body));
        return presentPartner(platform, actor, await requirePartner(db, actor, partnerId), today());
      },
    }),
    route({
      ...write,
      method: "POST",
      path: "/partners/:partnerId/contact",
      summary: "Read a partner's contact in the clear, for a stated reason",
      secret: true,
      params: partnerParams,
      body: z.object({ reason: z.string().trim().min(2, "请填写查看原因").max(200) }),
      answer: z.object({ contact: contactSchema.nullable() }),
      handle: async ({ actor, params: { partnerId }, body: { reason } }) => ({
        contact: await db.transaction().execute((tx) => revealContact(tx, platform, actor, partnerId, reason)),
      }),
    }),
    route({
      ...read,
      method: "GET",
      path: "/partners/lasting-value",
      summary: "People whom partners led against those of other sources: who stays, who buys again, 90-day value",
      query: lastingQuery,
      answer: lastingSchema,
      handle: ({ actor, query }) => comparePartnerLed(platform, actor, query),
    }),
    route({
      method: "GET",
      path: "/partner-pages/:token",
      summary:
        "What a partner may read of one cooperation, by the token of its page: no personal data, no count from 1 to 4",
      tag,
      access: "public",
      params: z.object({ token: z.string().regex(tokenShape) }),
      answer: partnerPageSchema,
      handle: async ({ params: { token } }) => {
        const page = await openShare(platform, token);
        if (!page) throw notFound("这个分享页");
        return page;
      },
    }),
  ];
}
