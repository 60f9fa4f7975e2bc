import { z } from "zod";
import { memberRefSchema, withMemberRefs } from "../../insight/index.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { CodeConnector } from "../codes/port.ts";
import { addCouponBatch, makeChannel } from "./make-channel.ts";
import { listComers } from "./people.ts";
import { describeCooperation, presentCooperation, requireStand, standOf } from "./present.ts";
import {
  changeCooperationState,
  createCooperation,
  editCooperation,
  recordEntries,
  reviewCooperation,
  tickItem,
} from "./save-cooperation.ts";
import {
  channelBody,
  checkBody,
  cooperationDetailSchema,
  cooperationParams,
  cooperationSchema,
  cooperationStateBody,
  cooperationsQuery,
  couponBody,
  editCooperationBody,
  entriesBody,
  newCooperationBody,
  peopleQuery,
  reviewBody,
  shareBody,
  shareParams,
} from "./schemas.ts";
import { revokeShare, shareCooperation } from "./share.ts";
import { listCooperations, requireCooperation } from "./store.ts";

const tag = "partners";

const comerSchema = memberRefSchema.extend({
  cameAt: z.string(),
  friendAt: z.string().nullable(),
  registeredAt: z.string().nullable(),
  orderAt: z.string().nullable(),
  orders: z.int(),
  salesFen: z.number(),
});

/** 合作: what was agreed with a partner, the ways made for it, both sides' ledger and the review (CH-32). */
export function cooperationRoutes(platform: Platform, connector: CodeConnector): Route[] {
  const { db } = platform;
  const read = { tag, access: "partner.read" } as const;
  const detail = { tag, access: "partner.write", params: cooperationParams, answer: cooperationDetailSchema } as const;
  const changed = async (
    actor: Parameters<typeof describeCooperation>[1],
    id: string,
    change: (tx: Tx) => Promise<unknown>,
  ) => {
    await db.transaction().execute(change);
    return describeCooperation(platform, actor, id);
  };
  return [
    route({
      ...read,
      method: "GET",
      path: "/cooperations",
      summary: "Cooperations in scope, newest first, with what they brought and who owes whom",
      query: cooperationsQuery,
      answer: pageOf(cooperationSchema),
      handle: async ({ actor, query: { cursor, ...filter } }) => {
        const before = decodeCursor(cursor, 1)?.[0] ?? null;
        const rows = await listCooperations(db, actor, {
          ...filter,
          before: before === null ? null : z.uuid().parse(before),
        });
        const stands = await standOf(platform, db, rows.slice(0, filter.limit));
        return toPage(
          rows,
          filter.limit,
          (row) => [row.id],
          (row) => presentCooperation(row, requireStand(stands, row.no)),
        );
      },
    }),
    route({
      tag,
      access: "partner.write",
      method: "POST",
      path: "/cooperations",
      summary: "Enter a cooperation, planned, with its kind's checklist",
      status: 201,
      body: newCooperationBody,
      answer: cooperationDetailSchema,
      handle: async ({ actor, body }) => {
        const id = await db.transaction().execute((tx) => createCooperation(tx, platform, actor, body));
        return describeCooperation(platform, actor, id);
      },
    }),
    route({
      ...read,
      method: "GET",
      path: "/cooperations/:cooperationId",
      summary: "One cooperation: both sides' ledger, balance, ways, what was told, checklist, advice, review",
      params: cooperationParams,
      answer: cooperationDetailSchema,
      handle: ({ actor, params }) => describeCooperation(platform, actor, params.cooperationId),
    }),
    route({
      ...detail,
      method: "PUT",
      path: "/cooperations/:cooperationId",
      summary: "Change a cooperation and what was agreed",
      body: editCooperationBody,
      handle: ({ actor, params: { cooperationId: id }, body }) =>
        changed(actor, id, (tx) => editCooperation(tx, actor, id, body)),
    }),
    route({
      ...detail,
      method: "POST",
      path: "/cooperations/:cooperationId/state",
      summary: "Start, end or cancel a cooperation; its codes and links may rest along",
      body: cooperationStateBody,
      handle: ({ actor, params: { cooperationId: id }, body }) =>
        changed(actor, id, (tx) => changeCooperationState(tx, platform, actor, id, body)),
    }),
    route({
      ...detail,
      method: "PUT",
      path: "/cooperations/:cooperationId/checks",
      summary: "Tick an item of the checklist, or take the tick away",
      body: checkBody,
      handle: ({ actor, params: { cooperationId: id }, body }) =>
        changed(actor, id, (tx) => tickItem(tx, platform, actor, id, body)),
    }),
    route({
      ...detail,
      method: "POST",
      path: "/cooperations/:cooperationId/channels",
      summary: "Make a link or code for this cooperation alone, or place the partner's link behind one of ours",
      body: channelBody,
      handle: ({ actor, params: { cooperationId: id }, body }) =>
        changed(actor, id, (tx) => makeChannel(tx, platform, connector, actor, id, body)),
    }),
    route({
      ...detail,
      method: "POST",
      path: "/cooperations/:cooperationId/coupons",
      summary: "Count a batch of our coupons, which the partner hands out, for this cooperation",
      body: couponBody,
      handle: ({ actor, params: { cooperationId: id }, body }) =>
        changed(actor, id, (tx) => addCouponBatch(tx, platform, actor, id, body.batchId)),
    }),
    route({
      ...detail,
      method: "PUT",
      path: "/cooperations/:cooperationId/entries",
      summary: "Record what either side tells of days, typed or as CSV; a day that was told is replaced",
      body: entriesBody,
      handle: ({ actor, params: { cooperationId: id }, body }) =>
        changed(actor, id, (tx) => recordEntries(tx, platform, actor, id, body)),
    }),
    route({
      ...detail,
      method: "POST",
      path: "/cooperations/:cooperationId/review",
      summary: "Write the review of an ended cooperation, which freezes its figures",
      body: reviewBody,
      handle: ({ actor, params: { cooperationId: id }, body }) =>
        changed(actor, id, (tx) => reviewCooperation(tx, platform, actor, id, body)),
    }),
    route({
      tag,
      access: "partner.write",
      method: "POST",
      path: "/cooperations/:cooperationId/shares",
      summary: "Open a read-only page for the partner; its address is told this once",
      status: 201,
      secret: true,
      params: cooperationParams,
      body: shareBody,
      answer: z.object({ shareId: z.uuid(), path: z.string(), expiresAt: z.string() }),
      handle: async ({ actor, params: { cooperationId: id }, body }) => {
        const share = await db.transaction().execute((tx) => shareCooperation(tx, platform, actor, id, body.days));
        return { shareId: share.shareId, path: `/p/${share.token}`, expiresAt: share.expiresAt.toISOString() };
      },
    }),
    route({
      ...detail,
      method: "DELETE",
      path: "/cooperations/:cooperationId/shares/:shareId",
      summary: "Take a partner's page back",
      params: shareParams,
      handle: ({ actor, params: { cooperationId: id, shareId } }) =>
        changed(actor, id, (tx) => revokeShare(tx, platform, actor, id, shareId)),
    }),
    route({
      method: "GET",
      path: "/cooperations/:cooperationId/people",
      summary: "People behind a figure of a cooperation, as far as they lie in scope",
      tag,
      access: "member.read",
      params: cooperationParams,
      query: peopleQuery,
      answer: pageOf(comerSchema),
      handle: async ({ actor, params: { cooperationId }, query: { stage, cursor, limit } }) => {
        const cooperation = await requireCooperation(db, actor, cooperationId);
        const after = Number(decodeCursor(cursor, 1)?.[0] ?? 0);
        const rows = await listComers(platform, actor, cooperation, { stage, after, limit });
        return toPage(
          await withMemberRefs(platform, actor, rows),
          limit,
          (row) => [row.memberNo],
          ({ cameAt, friendAt, registeredAt, orderAt, ...row }) => ({
            ...row,
            cameAt: cameAt.toISOString(),
            friendAt: friendAt?.toISOString() ?? null,
            registeredAt: registeredAt?.toISOString() ?? null,
            orderAt: orderAt?.toISOString() ?? null,
          }),
        );
      },
    }),
  ];
}
