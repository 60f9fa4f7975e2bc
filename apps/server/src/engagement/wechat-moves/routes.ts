import { sql } from "kysely";
import { z } from "zod";
import { maskPhone } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireWholeChain } from "../../organization/index.ts";
import type { Arrivals } from "./port.ts";
import {
  customerParams,
  customersAnswer,
  customersBody,
  customersQuery,
  groupParams,
  groupsAnswer,
  groupsBody,
  linkCustomerBody,
  linkGroupBody,
  moveBody,
  moveParams,
  moveSchema,
  progressQuery,
  progressSchema,
  stepBody,
  takenSchema,
} from "./schemas.ts";
import {
  arrivalDays,
  listCustomers,
  listGroups,
  listMoves,
  type Move,
  requireMove,
  type Tally,
  tallyBy,
  tallyMoves,
} from "./store.ts";
import { type About, takeCustomers, takeGroups } from "./take-rows.ts";
import { linkCustomer, linkGroup, noteStep, revealPhone } from "./work-customers.ts";

const nothing: Tally = {
  total: 0,
  matched: 0,
  migrated: 0,
  withColleague: 0,
  asked: 0,
  called: 0,
  refused: 0,
  waiting: 0,
  noPhone: 0,
  groups: 0,
  groupsMigrated: 0,
};

/** 个人微信迁移: what guides have in their personal WeChat, and how much of it has come to the company (ID-08). */
export function wechatMoveRoutes(platform: Platform, arrivals: Arrivals): Route[] {
  const { db, cipher, clock } = platform;
  const common = { tag: "wechat-moves" } as const;
  const work = { ...common, access: "wechat_move.work" } as const;
  const manage = { ...common, access: "wechat_move.manage" } as const;
  const present = ({ closedAt, createdAt, ...move }: Move, total: Tally | undefined) => ({
    ...move,
    closedAt: closedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    total: total ?? nothing,
  });
  async function describe(actor: Actor, id: string) {
    const move = await requireMove(db, id);
    return present(move, (await tallyMoves(db, arrivals, actor, [id])).get(id));
  }

  return [
    route({
      ...work,
      method: "GET",
      path: "/wechat-moves",
      summary: "Moves out of personal WeChat, with how far each is",
      answer: z.object({ items: z.array(moveSchema) }),
      handle: async ({ actor }) => {
        const moves = await listMoves(db);
        const totals = await tallyMoves(
          db,
          arrivals,
          actor,
          moves.map(({ id }) => id),
        );
        return { items: moves.map((move) => present(move, totals.get(move.id))) };
      },
    }),
    route({
      ...manage,
      method: "POST",
      path: "/wechat-moves",
      summary: "Open a move",
      body: moveBody,
      status: 201,
      answer: moveSchema,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        const id = await db.transaction().execute(async (tx) => {
          const { rows } = await sql<{ id: string }>`
            insert into wechat_move (name, due_on, created_by, created_at) values (${body.name}, ${body.dueOn}, ${actor.name}, ${clock.now()})
            returning id`.execute(tx);
          const made = rows[0]?.id ?? "";
          await audit(tx, actor, {
            action: "wechat_move.opened",
            subject: { kind: "wechat_move", id: made },
            detail: { name: body.name, dueOn: body.dueOn },
          });
          return made;
        });
        return describe(actor, id);
      },
    }),
    route({
      ...manage,
      method: "POST",
      path: "/wechat-moves/:moveId/close",
      summary: "Close a move: nothing more is entered, arrivals still count",
      params: moveParams,
      answer: moveSchema,
      handle: async ({ actor, params: { moveId } }) => {
        requireWholeChain(actor);
        await db.transaction().execute(async (tx) => {
          await requireMove(tx, moveId);
          await sql`update wechat_move set closed_at = coalesce(closed_at, ${clock.now()}) where id = ${moveId}`.execute(
            tx,
          );
          await audit(tx, actor, { action: "wechat_move.closed", subject: { kind: "wechat_move", id: moveId } });
        });
        return describe(actor, moveId);
      },
    }),
    route({
      ...work,
      method: "GET",
      path: "/wechat-moves/:moveId",
      summary: "How far a move is, by region, store or guide, and day by day",
      params: moveParams,
      query: progressQuery,
      answer: progressSchema,
      handle: async ({ actor, params: { moveId }, query: { by } }) => ({
        ...(await describe(actor, moveId)),
        rows: await tallyBy(db, arrivals, actor, moveId, by),
        days: await arrivalDays(db, arrivals, actor, moveId, platform.config.timeZone),
      }),
    }),
    route({
      ...work,
      method: "GET",
      path: "/wechat-moves/:moveId/customers",
      summary: "Customers of personal WeChat with what became of each",
      params: moveParams,
      query: customersQuery,
      answer: customersAnswer,
      handle: async ({ actor, params: { moveId }, query: { cursor, limit, ...filter } }) => {
        const after = Number(decodeCursor(cursor, 1)?.[0] ?? 0);
        const rows = await listCustomers(db, arrivals, actor, { ...filter, moveId, after, limit: limit + 1 });
        return toPage(
          rows,
          limit,
          (row) => [row.no],
          ({ aboutSealed, phoneSealed, since, stepAt, ...row }) => ({
            ...row,
            ...(JSON.parse(cipher.open(aboutSealed)) as About),
            phone: phoneSealed === null ? null : maskPhone(cipher.open(phoneSealed)),
            since: since?.toISOString() ?? null,
            stepAt: stepAt?.toISOString() ?? null,
          }),
        );
      },
    }),
    route({
      ...work,
      method: "POST",
      path: "/wechat-moves/:moveId/customers",
      secret: true,
      summary: "Enter customers of a guide's personal WeChat; who was entered before stays as they were",
      params: moveParams,
      body: customersBody,
      answer: takenSchema,
      handle: ({ actor, params: { moveId }, body }) =>
        db.transaction().execute((tx) => takeCustomers(tx, platform, actor, moveId, body.customers)),
    }),
    route({
      ...work,
      method: "GET",
      path: "/wechat-moves/:moveId/groups",
      summary: "Groups of personal WeChat, and the company groups that took their place",
      params: moveParams,
      answer: groupsAnswer,
      handle: async ({ actor, params: { moveId } }) => ({ items: await listGroups(db, arrivals, actor, moveId) }),
    }),
    route({
      ...work,
      method: "POST",
      path: "/wechat-moves/:moveId/groups",
      summary: "Enter groups of a guide's personal WeChat",
      params: moveParams,
      body: groupsBody,
      answer: takenSchema,
      handle: ({ actor, params: { moveId }, body }) =>
        db.transaction().execute((tx) => takeGroups(tx, platform, actor, moveId, body.groups)),
    }),
    route({
      ...work,
      method: "POST",
      path: "/wechat-move-customers/:moveCustomerNo/step",
      summary: "Note that a customer was called, asked, or refused",
      params: customerParams,
      body: stepBody,
      answer: z.object({}),
      handle: async ({ actor, params: { moveCustomerNo }, body }) => {
        await db.transaction().execute((tx) => noteStep(tx, platform, actor, moveCustomerNo, body.step));
        return {};
      },
    }),
    route({
      ...work,
      method: "POST",
      path: "/wechat-move-customers/:moveCustomerNo/link",
      summary: "Say which member a customer is whom no phone tells",
      params: customerParams,
      body: linkCustomerBody,
      answer: z.object({}),
      handle: async ({ actor, params: { moveCustomerNo }, body }) => {
        await db.transaction().execute((tx) => linkCustomer(tx, actor, moveCustomerNo, body.memberNo));
        return {};
      },
    }),
    route({
      ...work,
      method: "POST",
      path: "/wechat-move-customers/:moveCustomerNo/phone",
      secret: true,
      summary: "The whole phone, to call it; reading it is put down",
      params: customerParams,
      answer: z.object({ phone: z.string() }),
      handle: ({ actor, params: { moveCustomerNo } }) =>
        db.transaction().execute(async (tx) => ({ phone: await revealPhone(tx, platform, actor, moveCustomerNo) })),
    }),
    route({
      ...work,
      method: "POST",
      path: "/wechat-move-groups/:moveGroupId/link",
      summary: "Say which company group took a personal group's place",
      params: groupParams,
      body: linkGroupBody,
      answer: z.object({}),
      handle: async ({ actor, params: { moveGroupId }, body }) => {
        await db.transaction().execute((tx) => linkGroup(tx, platform, arrivals, actor, moveGroupId, body.groupKey));
        return {};
      },
    }),
  ];
}
