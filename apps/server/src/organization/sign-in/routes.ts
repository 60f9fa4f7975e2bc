import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { forbidden, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { allPermissions } from "../../kernel/http/permission.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { homes } from "../roles/roles.ts";
import { unitKinds } from "../tree/rules.ts";
import { clearSessionCookie, sessionToken, setSessionCookie } from "./cookie.ts";
import { describeMe } from "./me.ts";
import { endSessionOf, endSessions, listSessions, sessionIdOf } from "./sessions.ts";
import { changePassword, signIn } from "./sign-in.ts";

const meSchema = z.object({
  kind: z.enum(["staff", "api_key"]),
  id: z.uuid(),
  name: z.string(),
  code: z.string().nullable(),
  login: z.string().nullable(),
  mustChangePassword: z.boolean(),
  roles: z.array(z.object({ code: z.string(), name: z.string(), unitId: z.uuid(), unitName: z.string() })),
  permissions: z.array(z.enum(allPermissions)),
  scope: z
    .array(z.object({ unitId: z.uuid(), no: z.number().int(), name: z.string(), kind: z.enum(unitKinds) }))
    .describe("The tops of what the caller may see"),
  wholeChain: z.boolean(),
  home: z.enum(homes).describe("Where the console opens"),
});

const sessionSchema = z.object({
  id: z.uuid(),
  current: z.boolean(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
});

function onlyStaff(actor: Actor): void {
  if (actor.kind !== "staff") throw forbidden("接口密钥没有登录状态");
}

export function signInRoutes(platform: Platform): Route[] {
  const { db, config } = platform;
  const today = () => dayIn(config.timeZone, platform.clock.now());

  return [
    route({
      method: "POST",
      path: "/sign-in",
      secret: true,
      summary: "Sign in; sets the session cookie",
      tag: "sign-in",
      access: "public",
      body: z.object({ login: z.string().max(100), password: z.string().max(200) }),
      answer: z.object({ mustChangePassword: z.boolean() }),
      handle: async ({ body, request, reply }) => {
        const from = {
          ip: request.ip,
          userAgent: request.headers["user-agent"],
          requestId: request.id,
          token: sessionToken(request),
        };
        const session = await signIn(platform, body, from);
        setSessionCookie(reply, config, session.token, session.expiresAt);
        return { mustChangePassword: session.mustChangePassword };
      },
    }),
    route({
      method: "POST",
      path: "/sign-out",
      summary: "End this session",
      tag: "sign-in",
      access: "public",
      answer: z.null(),
      status: 204,
      handle: async ({ request, reply }) => {
        const token = sessionToken(request);
        if (token !== undefined) await endSessionOf(db, token);
        clearSessionCookie(reply, config);
        return null;
      },
    }),
    route({
      method: "GET",
      path: "/me",
      summary: "Who the caller is, what they may do and where",
      tag: "sign-in",
      access: "signed_in",
      answer: meSchema,
      handle: async ({ actor, request }) => describeMe(db, actor, today(), sessionToken(request)),
    }),
    route({
      method: "POST",
      path: "/me/password",
      secret: true,
      summary: "Change one's own password; all other sessions end",
      tag: "sign-in",
      access: "signed_in",
      body: z.object({ current: z.string().max(200), next: z.string().max(200) }),
      answer: z.null(),
      status: 204,
      handle: async ({ actor, body, request, reply }) => {
        onlyStaff(actor);
        const session = await changePassword(platform, actor, body, {
          ip: request.ip,
          userAgent: request.headers["user-agent"],
        });
        setSessionCookie(reply, config, session.token, session.expiresAt);
        return null;
      },
    }),
    route({
      method: "GET",
      path: "/me/sessions",
      summary: "One's open sessions with device, address and last use",
      tag: "sign-in",
      access: "signed_in",
      answer: z.object({ items: z.array(sessionSchema) }),
      handle: async ({ actor, request }) => {
        onlyStaff(actor);
        const sessions = await listSessions(db, actor.id, platform.clock.now());
        const current = await sessionIdOf(db, sessionToken(request));
        return {
          items: sessions.map((session) => ({
            ...session,
            current: session.id === current,
            createdAt: session.createdAt.toISOString(),
            lastSeenAt: session.lastSeenAt.toISOString(),
          })),
        };
      },
    }),
    route({
      method: "DELETE",
      path: "/me/sessions/:sessionId",
      summary: "End one of one's sessions",
      tag: "sign-in",
      access: "signed_in",
      params: z.object({ sessionId: z.uuid() }),
      answer: z.null(),
      status: 204,
      handle: async ({ actor, params }) => {
        onlyStaff(actor);
        await db.transaction().execute(async (tx) => {
          if ((await endSessions(tx, actor.id, { only: params.sessionId })) === 0) throw notFound("登录会话");
          await audit(tx, actor, {
            action: "staff.session_revoked",
            subject: { kind: "staff", id: actor.id },
            detail: { session: params.sessionId },
          });
        });
        return null;
      },
    }),
    route({
      method: "DELETE",
      path: "/me/sessions",
      summary: "End all one's sessions but this one",
      tag: "sign-in",
      access: "signed_in",
      answer: z.object({ sessionsEnded: z.number().int() }),
      handle: async ({ actor, request }) => {
        onlyStaff(actor);
        const current = await sessionIdOf(db, sessionToken(request));
        return db.transaction().execute(async (tx) => {
          const sessionsEnded = await endSessions(tx, actor.id, { except: current ?? undefined });
          await audit(tx, actor, {
            action: "staff.sessions_revoked",
            subject: { kind: "staff", id: actor.id },
            detail: { sessionsEnded },
          });
          return { sessionsEnded };
        });
      },
    }),
  ];
}
