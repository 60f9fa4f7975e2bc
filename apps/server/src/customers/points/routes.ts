import { z } from "zod";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { findByIdentifier } from "../identity/find-by-identifier.ts";
import { findMember, membersInScope } from "../members/find-member.ts";
import { memberParams } from "../members/schemas.ts";
import { decideAdjustment, findAdjustmentMember, requestAdjustment } from "./adjust-points.ts";
import { readBalance } from "./balance.ts";
import { freezePoints } from "./freeze-points.ts";
import { listAdjustments, listEntries } from "./ledger.ts";
import { reverseSpend } from "./reverse-spend.ts";
import {
  adjustBody,
  adjustmentParams,
  adjustmentQuery,
  adjustmentSchema,
  balanceSchema,
  decisionBody,
  entryQuery,
  entrySchema,
  freezeBody,
  presentAdjustment,
  presentBalance,
  presentEntry,
  presentSpend,
  reverseBody,
  spendBody,
  spendSchema,
} from "./schemas.ts";
import { findSpend, spendPoints } from "./spend-points.ts";

/** The member, if the thing exists and is about somebody in the actor's scope; one answer for both, or the thing could be probed. */
async function inScope(tx: Tx, actor: Actor, memberNo: number | undefined, what: string): Promise<number> {
  const [found] = memberNo === undefined ? [] : await membersInScope(tx, actor, [memberNo]);
  if (found === undefined) throw notFound(what);
  return found;
}

/** Points of members: what fronts and stores do with them. Rules and the board: `rule-routes.ts`. */
export function pointRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  return [
    route({
      method: "GET",
      path: "/members/:memberNo/points",
      summary: "A member's balance of points and newest entries: one ledger for every front",
      tag: "points",
      access: "member.read",
      params: memberParams,
      query: pageQuery,
      answer: pageOf(entrySchema).extend({ memberNo: z.number().int(), balance: balanceSchema }),
      handle: async ({ actor, params, query: { cursor, limit } }) => {
        const { memberNo } = await findMember(db, actor, params.memberNo);
        const before = decodeCursor(cursor, 1)?.[0];
        const rows = await listEntries(db, actor, {
          memberNo,
          limit: limit + 1,
          ...(before == null ? {} : { before: Number(before) }),
        });
        return {
          memberNo,
          balance: presentBalance(await readBalance(db, memberNo, clock.now())),
          ...toPage(rows, limit, (row) => [row.id], presentEntry),
        };
      },
    }),
    route({
      method: "POST",
      path: "/points/spend",
      summary: "Spend a member's points, oldest first, once per business key and never more than there are",
      tag: "points",
      access: "points.spend",
      body: spendBody,
      answer: spendSchema.extend({ balance: balanceSchema }),
      handle: ({ actor, body: { memberNo: number, identifier, ...draft } }) =>
        db.transaction().execute(async (tx) => {
          const named =
            number ??
            (identifier && (await findByIdentifier(tx, platform, identifier.kind, identifier.scope, identifier.value)));
          if (named == null) throw notFound("这位客户");
          const { memberNo } = await findMember(tx, actor, named);
          const { spend, balance } = await spendPoints(tx, platform, { ...draft, memberNo, by: actor.name });
          return { ...presentSpend(spend), balance: presentBalance(balance) };
        }),
    }),
    route({
      method: "POST",
      path: "/points/reverse",
      summary: "Give spent points back to the lots that they came from, whole or in part, once per business key",
      tag: "points",
      access: "points.spend",
      body: reverseBody,
      answer: z.object({ reversalId: z.uuid(), points: z.number().int(), spend: spendSchema, balance: balanceSchema }),
      handle: ({ actor, body }) =>
        db.transaction().execute(async (tx) => {
          const memberNo = await inScope(tx, actor, (await findSpend(tx, body.spendKey))?.memberNo, "这笔积分使用");
          const { id, points, spend } = await reverseSpend(tx, platform, { ...body, by: actor.name });
          const balance = await readBalance(tx, memberNo, clock.now());
          return { reversalId: id, points, spend: presentSpend(spend), balance: presentBalance(balance) };
        }),
    }),
    route({
      method: "POST",
      path: "/points/adjust",
      summary:
        "Correct a member's points by hand; above the limit of the settings it waits for somebody else's approval",
      tag: "points",
      access: "points.adjust",
      body: adjustBody,
      answer: adjustmentSchema,
      handle: ({ actor, body }) =>
        db.transaction().execute(async (tx) => {
          const { memberNo } = await findMember(tx, actor, body.memberNo);
          return presentAdjustment(await requestAdjustment(tx, platform, actor, { ...body, memberNo }), actor.id);
        }),
    }),
    route({
      method: "GET",
      path: "/points/adjustments",
      summary: "Corrections by hand, newest first",
      tag: "points",
      access: "points.adjust",
      query: adjustmentQuery,
      answer: pageOf(adjustmentSchema),
      handle: async ({ actor, query: { cursor, limit, status } }) => {
        const before = decodeCursor(cursor, 1)?.[0];
        const rows = await listAdjustments(db, actor, {
          status,
          limit: limit + 1,
          ...(before == null ? {} : { before: String(before) }),
        });
        return toPage(
          rows,
          limit,
          (row) => [row.id],
          (row) => presentAdjustment(row, actor.id),
        );
      },
    }),
    route({
      method: "POST",
      path: "/points/adjustments/:adjustmentId/decision",
      summary: "Approve or reject a correction that somebody else requested",
      tag: "points",
      access: "points.approve",
      params: adjustmentParams,
      body: decisionBody,
      answer: adjustmentSchema,
      handle: ({ actor, params: { adjustmentId: id }, body }) =>
        db.transaction().execute(async (tx) => {
          await inScope(tx, actor, await findAdjustmentMember(tx, id), "这笔积分调整");
          return presentAdjustment(await decideAdjustment(tx, platform, actor, { id, ...body }), actor.id);
        }),
    }),
    route({
      method: "POST",
      path: "/members/:memberNo/points/freeze",
      summary: "Freeze a member's points, or lift the freeze",
      tag: "points",
      access: "points.adjust",
      params: memberParams,
      body: freezeBody,
      answer: balanceSchema,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          const { memberNo } = await findMember(tx, actor, params.memberNo);
          await freezePoints(tx, platform, actor, { memberNo, ...body });
          return presentBalance(await readBalance(tx, memberNo, clock.now()));
        }),
    }),
    route({
      method: "GET",
      path: "/points/entries",
      summary: "Search the ledger of points",
      tag: "points",
      access: "points.adjust",
      query: entryQuery,
      answer: pageOf(entrySchema),
      handle: async ({ actor, query: { cursor, limit, ...filter } }) => {
        const before = decodeCursor(cursor, 1)?.[0];
        const rows = await listEntries(db, actor, {
          ...filter,
          limit: limit + 1,
          ...(before == null ? {} : { before: Number(before) }),
        });
        return toPage(rows, limit, (row) => [row.id], presentEntry);
      },
    }),
  ];
}
