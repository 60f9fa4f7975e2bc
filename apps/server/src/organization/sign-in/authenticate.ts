import type { FastifyRequest } from "fastify";
import { dayIn } from "../../kernel/calendar.ts";
import { Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Access } from "../../kernel/http/route.ts";
import type { Authenticate } from "../../kernel/http/server.ts";
import type { Platform } from "../../kernel/platform.ts";
import { findKey } from "../api-keys/find-key.ts";
import { sessionToken } from "./cookie.ts";
import { authorityFor } from "./grants.ts";
import { findSession, touchSession } from "./sessions.ts";

/** What one who must change the password may still call. */
const openBeforePasswordChange = new Set(["/api/v1/me", "/api/v1/me/password", "/api/v1/sign-in", "/api/v1/sign-out"]);

function passwordChangeRequired(): Refusal {
  return new Refusal({ code: "password_change_required", status: 403, title: "请先修改初始密码，再继续使用" });
}

const bearer = /^Bearer (flk_[A-Za-z0-9_-]{43})$/;

/** Tells who asks: an integrator's key in `Authorization: Bearer flk_…`, else the session of the cookie. */
export function createAuthenticate(platform: Platform): Authenticate {
  return async function authenticate(request: FastifyRequest, access: Access): Promise<Actor | null> {
    const now = platform.clock.now();
    const authorization = request.headers.authorization;
    if (authorization !== undefined) {
      const key = bearer.exec(authorization)?.[1];
      const owner = key === undefined ? null : await findKey(platform.db, key, now);
      return owner && { kind: "api_key", id: owner.id, name: owner.name, ...authorityFor([owner], access) };
    }
    const token = sessionToken(request);
    if (token === undefined) return null;
    const session = await findSession(platform.db, token, now, dayIn(platform.config.timeZone, now));
    if (!session) return null;
    if (now.getTime() - session.lastSeenAt.getTime() > 60_000)
      await touchSession(platform.db, session.sessionId, now, request.ip);
    if (
      session.mustChangePassword &&
      access !== "public" &&
      !openBeforePasswordChange.has(request.routeOptions.url ?? "")
    ) {
      throw passwordChangeRequired();
    }
    return { kind: "staff", id: session.staffId, name: session.name, ...authorityFor(session.grants, access) };
  };
}
