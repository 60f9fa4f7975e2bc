import { randomBytes, timingSafeEqual } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Platform } from "../../../kernel/platform.ts";

const cookie = "feilun_wecom_state";
const path = "/api/v1/sign-in/wecom";
/** As long as a code of WeCom lives, and the time to scan it. */
const MINUTES = 10;

const stateSchema = z.object({ nonce: z.string(), accountId: z.string(), next: z.string(), expires: z.number() });

/** What a browser that went to WeCom's sign-in page was sent with. */
export type SignInState = z.output<typeof stateSchema>;

/** Begins signing in: the nonce goes to WeCom, the rest stays sealed with this browser. */
export function beginState(
  platform: Platform,
  reply: FastifyReply,
  state: { accountId: string; next: string },
): string {
  const nonce = randomBytes(16).toString("hex");
  const expires = platform.clock.now().getTime() + MINUTES * 60_000;
  const sealed = platform.cipher.seal(JSON.stringify({ ...state, nonce, expires } satisfies SignInState));
  const { cookieSecure: secure } = platform.config.http;
  reply.setCookie(cookie, sealed, { path, httpOnly: true, sameSite: "lax", secure, maxAge: MINUTES * 60 });
  return nonce;
}

/** What this browser was sent with, once; null when the nonce is not its own, or too late: somebody else's code. */
export function endState(
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
  nonce: string,
): SignInState | null {
  const sealed = request.cookies[cookie];
  reply.clearCookie(cookie, { path });
  if (!sealed) return null;
  try {
    const state = stateSchema.parse(JSON.parse(platform.cipher.open(sealed)));
    const [ours, shown] = [Buffer.from(state.nonce), Buffer.from(nonce)];
    const isOurs = ours.length === shown.length && timingSafeEqual(ours, shown);
    return isOurs && state.expires > platform.clock.now().getTime() ? state : null;
  } catch {
    return null;
  }
}
