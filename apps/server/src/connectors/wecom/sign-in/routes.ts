import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { Refusal } from "../../../kernel/errors.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { publicAddress } from "../../../kernel/public-address.ts";
import { sessionToken, setSessionCookie } from "../../../organization/index.ts";
import { signInAccount, signInAccounts } from "./accounts.ts";
import { callbackRoute, isWecomBrowser, safeNext, signInPage } from "./rules.ts";
import { signInByCode } from "./sign-in-by-code.ts";
import { beginState, endState } from "./state.ts";

const tag = "sign-in";

/** Signing in with WeCom. A browser is led there and back, so what goes wrong is told on the sign-in page, by its code (`?problem=`). */
export function wecomSignInRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/sign-in/wecom",
      summary: "Companies whose members may sign in with WeCom; known before sign-in",
      tag,
      access: "public",
      answer: z.object({ items: z.array(z.object({ accountId: z.uuid(), name: z.string() })) }),
      handle: async () => ({
        items: (await signInAccounts(platform)).map(({ id, name }) => ({ accountId: id, name })),
      }),
    }),
    route({
      method: "GET",
      path: "/sign-in/wecom/start",
      summary: "Go to WeCom's sign-in page",
      tag,
      access: "public",
      query: z.object({ account: z.uuid().optional(), next: z.string().max(500).optional() }),
      answer: z.string(),
      raw: "stream",
      handle: async ({ query, request, reply }) => {
        const account = await signInAccount(platform, query.account);
        const state = beginState(platform, reply, { accountId: account.id, next: safeNext(query.next) });
        const origin = await originFor(platform, request);
        reply.redirect(
          signInPage(account, { origin, state, inWecom: isWecomBrowser(request.headers["user-agent"]) }),
          302,
        );
        return "";
      },
    }),
    route({
      method: "GET",
      path: callbackRoute,
      summary: "Come back from WeCom's sign-in page: sets the session cookie",
      tag,
      access: "public",
      query: z.object({ code: z.string().max(512).optional(), state: z.string().max(128).optional() }).loose(),
      answer: z.string(),
      raw: "stream",
      handle: async ({ query, request, reply }) => {
        const state = endState(platform, request, reply, query.state ?? "");
        try {
          if (!state) throw problem("wecom_state_lost", "这次登录不是从本浏览器发起的，或已超过 10 分钟，请重新登录");
          if (!query.code) throw problem("wecom_cancelled", "你没有同意登录");
          const account = await signInAccount(platform, state.accountId);
          const session = await signInByCode(platform, account, query.code, {
            ip: request.ip,
            userAgent: request.headers["user-agent"],
            requestId: request.id,
            token: sessionToken(request),
          });
          setSessionCookie(reply, platform.config, session.token, session.expiresAt);
          reply.redirect(state.next, 302);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          const told = new URLSearchParams({
            problem: error.details.code,
            ...(state && state.next !== "/" && { next: state.next }),
          });
          reply.redirect(`/sign-in?${told}`, 302);
        }
        return "";
      },
    }),
  ];
}

/** Where the browser is to come back to: the public address, or, before one is entered, the one that it asked. */
async function originFor(platform: Platform, request: FastifyRequest): Promise<string> {
  return (await publicAddress(platform.db)) ?? `${request.protocol}://${request.host}`;
}

function problem(code: string, title: string): Refusal {
  return new Refusal({ code, status: 403, title });
}
