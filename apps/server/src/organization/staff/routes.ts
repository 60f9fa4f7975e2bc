import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { endSessions } from "../sign-in/sessions.ts";
import { unitKinds } from "../tree/rules.ts";
import { checkManages } from "./authority.ts";
import { comeBack, createStaff, editStaff, leave, resetPassword } from "./change-staff.ts";
import { assignPost, endPost } from "./posts.ts";
import { listStaff, loadStaff } from "./store.ts";

const day = z.iso.date();
const postKind = z.enum(["regular", "rotation", "support"]).describe("support = temporary, needs an end");

const postSchema = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  unitNo: z.number().int(),
  unitName: z.string(),
  unitKind: z.enum(unitKinds),
  roleCode: z.string(),
  roleName: z.string(),
  kind: postKind,
  fromDay: z.string(),
  toDay: z.string().nullable().describe("Last day, inclusive"),
});

const staffSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  login: z.string().nullable(),
  status: z.enum(["active", "left"]),
  leftOn: z.string().nullable(),
  mustChangePassword: z.boolean(),
  posts: z.array(postSchema).describe("In the caller's scope; lists leave out posts that are over"),
});

const postBody = z.object({
  unitId: z.uuid(),
  roleCode: z.string().max(40),
  kind: postKind.default("regular"),
  fromDay: day,
  toDay: day.nullish(),
});
const code = z.string().trim().min(1).max(40);
const name = z.string().trim().min(1).max(40);
const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{2,59}$/, "登录名用 3–60 个小写字母、数字或 . _ @ -");
const password = z.string().max(200);
const staffParams = z.object({ staffId: z.uuid() });
const postParams = z.object({ staffId: z.uuid(), postId: z.uuid() });

export function staffRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const today = () => dayIn(platform.config.timeZone, platform.clock.now());
  const present = (actor: Actor, id: string) => loadStaff(db, actor, id);

  return [
    route({
      method: "GET",
      path: "/staff",
      summary: "Staff with a post in the caller's scope, by staff code",
      tag: "staff",
      access: "staff.read",
      query: pageQuery.extend({
        text: z.string().max(40).optional().describe("Part of the name or staff code"),
        roleCode: z.string().max(40).optional(),
        unitId: z.uuid().optional(),
        status: z.enum(["active", "left"]).optional(),
      }),
      answer: pageOf(staffSchema),
      handle: async ({ actor, query }) => {
        const after = String(decodeCursor(query.cursor, 1)?.[0] ?? "");
        return toPage(
          await listStaff(db, actor, query, today(), after, query.limit + 1),
          query.limit,
          (row) => [row.code],
          (row) => row,
        );
      },
    }),
    route({
      method: "POST",
      path: "/staff",
      secret: true,
      summary: "Add a staff member with posts, and an account when login and password are given",
      tag: "staff",
      access: "staff.write",
      body: z.object({
        code,
        name,
        login: login.optional(),
        password: password.optional(),
        posts: z.array(postBody).max(50).default([]),
      }),
      answer: staffSchema,
      status: 201,
      handle: async ({ actor, body }) =>
        present(actor, await db.transaction().execute((tx) => createStaff(tx, actor, body))),
    }),
    route({
      method: "GET",
      path: "/staff/:staffId",
      summary: "One staff member with all posts in the caller's scope",
      tag: "staff",
      access: "staff.read",
      params: staffParams,
      answer: staffSchema,
      handle: async ({ actor, params }) => present(actor, params.staffId),
    }),
    route({
      method: "PATCH",
      path: "/staff/:staffId",
      summary: "Edit a staff member; a null login closes the account",
      tag: "staff",
      access: "staff.write",
      params: staffParams,
      body: z.object({ code: code.optional(), name: name.optional(), login: login.nullish() }),
      answer: staffSchema,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => editStaff(tx, actor, params.staffId, body, today()));
        return present(actor, params.staffId);
      },
    }),
    route({
      method: "POST",
      path: "/staff/:staffId/password",
      secret: true,
      summary: "Set somebody's password; they must change it when they next sign in",
      tag: "staff",
      access: "staff.write",
      params: staffParams,
      body: z.object({ password }),
      answer: z.null(),
      status: 204,
      handle: async ({ actor, params, body }) => {
        await db
          .transaction()
          .execute((tx) => resetPassword(tx, actor, params.staffId, body.password, platform.clock.now(), today()));
        return null;
      },
    }),
    route({
      method: "POST",
      path: "/staff/:staffId/sessions/revoke",
      summary: "Sign somebody out everywhere",
      tag: "staff",
      access: "staff.write",
      params: staffParams,
      answer: z.object({ sessionsEnded: z.number().int() }),
      handle: async ({ actor, params }) =>
        db.transaction().execute(async (tx) => {
          await loadStaff(tx, actor, params.staffId);
          await checkManages(tx, actor, params.staffId, today());
          const sessionsEnded = await endSessions(tx, params.staffId);
          await audit(tx, actor, {
            action: "staff.sessions_revoked",
            subject: { kind: "staff", id: params.staffId },
            detail: { sessionsEnded },
          });
          return { sessionsEnded };
        }),
    }),
    route({
      method: "POST",
      path: "/staff/:staffId/posts",
      summary: "Give a staff member a post: regular, rotation or temporary support",
      tag: "staff",
      access: "staff.write",
      params: staffParams,
      body: postBody,
      answer: staffSchema,
      status: 201,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute(async (tx) => {
          await loadStaff(tx, actor, params.staffId);
          await assignPost(tx, actor, params.staffId, body);
        });
        return present(actor, params.staffId);
      },
    }),
    route({
      method: "POST",
      path: "/staff/:staffId/posts/:postId/end",
      summary: "End a post with a last day; one that has not begun by then is cancelled",
      tag: "staff",
      access: "staff.write",
      params: postParams,
      body: z.object({ lastDay: day.optional().describe("Today when absent") }),
      answer: z.null(),
      status: 204,
      handle: async ({ actor, params, body }) => {
        await db
          .transaction()
          .execute((tx) => endPost(tx, actor, params.staffId, params.postId, body.lastDay ?? today(), today()));
        return null;
      },
    }),
    route({
      method: "POST",
      path: "/staff/:staffId/leave",
      summary: "Somebody leaves: account closed, sessions revoked, posts ended",
      tag: "staff",
      access: "staff.write",
      params: staffParams,
      answer: z.object({
        postsEnded: z.number().int(),
        sessionsEnded: z.number().int(),
        storesWithoutContact: z.array(z.string()),
        apiKeys: z.array(z.string()).describe("Keys this person made: replace them"),
      }),
      handle: async ({ actor, params }) => db.transaction().execute((tx) => leave(tx, actor, params.staffId, today())),
    }),
    route({
      method: "POST",
      path: "/staff/:staffId/return",
      summary: "Somebody who left comes back",
      tag: "staff",
      access: "staff.write",
      params: staffParams,
      answer: staffSchema,
      handle: async ({ actor, params }) => {
        await db.transaction().execute((tx) => comeBack(tx, actor, params.staffId));
        return present(actor, params.staffId);
      },
    }),
  ];
}
