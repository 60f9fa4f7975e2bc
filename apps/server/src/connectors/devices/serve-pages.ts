import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { findByIdentifier, resolveMembers } from "../../customers/index.ts";
import { codeSetting } from "../../engagement/index.ts";
import { conflict, forbidden, invalid, Refusal } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { publicAddress } from "../../kernel/public-address.ts";
import { readSetting } from "../../kernel/settings.ts";
import { askVisitor, signInAddress, type WebVisitor } from "../wecom/index.ts";
import { type KeepView, keepHtml, saysHtml } from "./keep-html.ts";
import { keepSession, lookAtCode, type SessionShown } from "./sessions.ts";

const whoCookie = "feilun_device_visitor";
const nonceCookie = "feilun_device_ask";
const whoSeconds = 1_800;
const visitorSchema = z.object({ accountId: z.string(), openid: z.string(), unionid: z.string().nullable() });
const keepSchema = z.object({ consentVersion: z.int().min(0) });

/** Who opens the page, as WeChat's web sign-in said on the way here; sealed in a cookie of ours for half an hour. */
function visitorIn({ cipher }: Platform, request: FastifyRequest): WebVisitor | null {
  const sealed = request.cookies[whoCookie];
  if (!sealed) return null;
  try {
    return visitorSchema.parse(JSON.parse(cipher.open(sealed)));
  } catch {
    // Not ours, or of a key that is no more: somebody unknown.
    return null;
  }
}

async function knownMember(platform: Platform, { accountId, openid }: WebVisitor): Promise<number | null> {
  return findByIdentifier(platform.db, platform, "openid", accountId, openid);
}

async function resolve(platform: Platform, tx: Tx, { accountId, openid, unionid }: WebVisitor) {
  const [member] = await resolveMembers(tx, platform, [
    {
      identifiers: [
        { kind: "openid", scope: accountId, value: openid },
        ...(unionid === null ? [] : [{ kind: "unionid" as const, value: unionid }]),
      ],
      occurredAt: platform.clock.now(),
      source: "device",
      channel: "store",
    },
  ]);
  if (member?.originNo == null || member.memberNo === null)
    throw conflict("identity_refused", "这个微信身份暂时不能保存，请联系门店");
  return { originNo: member.originNo, memberNo: member.memberNo };
}

/** Serves `/d/<token>`, the page behind the code on a device's screen: inside WeChat, who keeps it is known by the silent web sign-in. */
export function serveDevicePages(app: FastifyInstance, platform: Platform): void {
  const { db, config, cipher } = platform;
  const cookie = (maxAge: number) =>
    ({ path: "/d/", httpOnly: true, sameSite: "lax", secure: config.http.cookieSecure, maxAge }) as const;

  async function send(reply: FastifyReply, status: number, render: (view: KeepView) => string) {
    const { value } = await readSetting(db, codeSetting);
    const nonce = randomBytes(16).toString("base64");
    return reply
      .status(status)
      .header("cache-control", "no-store")
      .header(
        "content-security-policy",
        `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      )
      .type("text/html; charset=utf-8")
      .send(render({ brand: value.brand, colour: value.colour, nonce }));
  }

  /** Sends a WeChat web view to the sign-in once, and takes what it brings back; false when an answer went out. */
  async function recognise(request: FastifyRequest, reply: FastifyReply, token: string): Promise<boolean> {
    const query = request.query as Readonly<Record<string, string | undefined>>;
    const nonce = request.cookies[nonceCookie];
    if (query.code && query.state && nonce === query.state) {
      const visitor = await askVisitor(platform, query.code);
      reply.clearCookie(nonceCookie, { path: "/d/" });
      if (visitor) reply.setCookie(whoCookie, cipher.seal(JSON.stringify(visitor)), cookie(whoSeconds));
      await reply.redirect(`/d/${token}?asked=1`);
      return false;
    }
    const host = await publicAddress(db);
    if (query.asked !== undefined || host === null) return true;
    const fresh = randomBytes(12).toString("hex");
    const address = await signInAddress(platform, `${host}/d/${token}`, fresh);
    if (address === null) return true;
    reply.setCookie(nonceCookie, fresh, cookie(600));
    await reply.redirect(address);
    return false;
  }

  app.get("/d/:token", { schema: { hide: true } }, async (request, reply) => {
    const { token } = request.params as { token: string };
    let shown: SessionShown;
    try {
      shown = await lookAtCode(platform, db, token);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { title, detail } = error.details;
      return send(reply, 404, (view) => saysHtml(view, title, detail ?? ""));
    }
    if (!/MicroMessenger/.test(request.headers["user-agent"] ?? ""))
      return send(reply, 200, (view) =>
        saysHtml(view, "请用微信扫码", "打开微信扫一扫，再扫屏幕上的码，就能保存这次体验。"),
      );
    const visitor = visitorIn(platform, request);
    if (visitor === null) {
      if (!(await recognise(request, reply, token))) return reply;
      return send(reply, 200, (view) =>
        saysHtml(view, "没有登录成功", "请用微信重新扫一次屏幕上的码；还不行，请打开本店小程序再扫。"),
      );
    }
    const isOwn = shown.memberNo !== null && shown.memberNo === (await knownMember(platform, visitor));
    if (shown.memberNo !== null && !isOwn)
      return send(reply, 409, (view) =>
        saysHtml(view, "这次体验已经保存到别人名下", "请在屏幕上点「重新开始」，再扫新的码。"),
      );
    return send(reply, 200, (view) => keepHtml(view, shown, isOwn));
  });

  app.post("/d/:token", { schema: { hide: true } }, async (request, reply) => {
    const { token } = request.params as { token: string };
    const visitor = visitorIn(platform, request);
    if (visitor === null) throw forbidden("登录已过期，请重新扫屏幕上的码");
    const body = keepSchema.safeParse(request.body);
    if (!body.success) throw invalid([{ path: "consentVersion", message: "应为页面上文字的版本" }]);
    await db.transaction().execute(async (tx) => {
      const who = await resolve(platform, tx, visitor);
      await keepSession(platform, tx, token, { ...who, by: "web" }, body.data.consentVersion);
    });
    return reply.status(200).header("cache-control", "no-store").send({ kept: true });
  });
}
