import { secondsOf } from "../world/clock.ts";
import { opaqueId } from "../world/random.ts";
import type { World } from "../world/world.ts";
import type { IssuedToken } from "./state.ts";

/** Seconds an access token lives: wecom-api.md §1.1, wechat-api.md §1.1. */
export const TOKEN_SECONDS = 7200;

/** The app's token while it lives, else a new one. */
export function currentToken(world: World, app: string): IssuedToken {
  const known = world.tokens.issued.get(world.tokens.current.get(app) ?? "");
  if (known && known.expiresAt > secondsOf(world.clock)) return known;
  return issueToken(world, app);
}

/** A new token; the former one of the same `series` stays valid for `overlapSeconds` at most. */
export function issueToken(world: World, app: string, overlapSeconds = 0, series = app): IssuedToken {
  const now = secondsOf(world.clock);
  const former = world.tokens.issued.get(world.tokens.current.get(series) ?? "");
  if (former) former.expiresAt = Math.min(former.expiresAt, now + overlapSeconds);
  const token: IssuedToken = { token: opaqueId(world.random, "", 96), app, expiresAt: now + TOKEN_SECONDS };
  world.tokens.issued.set(token.token, token);
  world.tokens.current.set(series, token.token);
  return token;
}

/** Whose token it is, or the errcode that refuses it: 41001 missing, `unknown`, 42001 expired. */
export function ownerOfToken(
  world: World,
  token: string | undefined,
  unknown: number,
): { app: string } | { errcode: number } {
  if (!token) return { errcode: 41001 };
  const issued = world.tokens.issued.get(token);
  if (!issued) return { errcode: unknown };
  if (issued.expiresAt <= secondsOf(world.clock)) return { errcode: 42001 };
  return { app: issued.app };
}
