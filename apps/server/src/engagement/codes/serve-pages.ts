import { randomBytes, randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Platform } from "../../kernel/platform.ts";
import { publicAddress } from "../../kernel/public-address.ts";
import { readSetting } from "../../kernel/settings.ts";
import { clickNames, clickOf, stateWithClick } from "../ad-systems/clicks.ts";
import { goneHtml, landingHtml, pausedHtml } from "./landing-html.ts";
import type { CodeConnector } from "./port.ts";
import { codeSetting } from "./settings.ts";
import { type CodeRow, findBySlug, rests } from "./store.ts";
import { ignoredBy, recordVisit, showTo, utmOf, type Visitor } from "./visit.ts";

const visitorCookie = "feilun_visitor";
const memberCookie = "feilun_known";
const nonceCookie = "feilun_ask";
const yearSeconds = 365 * 86_400;
const knownSeconds = 30 * 86_400;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const slugShape = /^[a-z0-9]{6,16}$/;

type Query = Readonly<Record<string, string | undefined>>;

/** Who opened a page, and by which ad click. */
interface Opened extends Visitor {
  readonly clickNo: number | null;
}

/** Who opens a page, by our own cookies: a random number, and the member when WeChat's sign-in said so. */
export function visitorOf(platform: Platform, request: FastifyRequest): Visitor | null {
  const id = request.cookies[visitorCookie];
  return id && uuid.test(id) ? { visitorId: id, memberNo: knownMember(platform, request) } : null;
}

/** Knows the visitor again by the same number for a year. */
export function setVisitor({ config }: Platform, reply: FastifyReply, visitorId: string): void {
  reply.setCookie(visitorCookie, visitorId, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: config.http.cookieSecure,
    maxAge: yearSeconds,
  });
}

function knownMember({ cipher }: Platform, request: FastifyRequest): number | null {
  const sealed = request.cookies[memberCookie];
  if (!sealed) return null;
  try {
    const memberNo = Number(cipher.open(sealed));
    return Number.isSafeInteger(memberNo) && memberNo > 0 ? memberNo : null;
  } catch {
    // Not ours, or of a key that is no more: somebody unknown.
    return null;
  }
}

/** Serves `/c/<slug>`, the page behind a printed code, and `/s/<slug>`, the short link. */
export function serveCodePages(app: FastifyInstance, platform: Platform, connector: CodeConnector): void {
  const { db, config } = platform;
  const cookie = (maxAge: number) =>
    ({ path: "/", httpOnly: true, sameSite: "lax", secure: config.http.cookieSecure, maxAge }) as const;

  const find = async (request: FastifyRequest, kinds: (code: CodeRow) => boolean): Promise<CodeRow | null> => {
    const { slug } = request.params as { slug: string };
    const code = slugShape.test(slug) ? await findBySlug(db, slug) : null;
    return code && kinds(code) ? code : null;
  };

  async function nothing(request: FastifyRequest, reply: FastifyReply) {
    const { slug } = request.params as { slug: string };
    const isPaused = slugShape.test(slug) && (await rests(db, slug));
    return reply
      .status(404)
      .header("cache-control", "no-store")
      .type("text/html; charset=utf-8")
      .send(isPaused ? pausedHtml() : goneHtml());
  }

  async function open(request: FastifyRequest, reply: FastifyReply, code: CodeRow): Promise<Opened> {
    const known = visitorOf(platform, request);
    const visitor = known ?? { visitorId: randomUUID(), memberNo: knownMember(platform, request) };
    setVisitor(platform, reply, visitor.visitorId);
    const query = request.query as Query;
    const clickNo = await recordVisit(platform, code, visitor, {
      ignored: ignoredBy(request.headers["user-agent"], request.method),
      inviter: query.i?.slice(0, 64) ?? code.shareCode,
      utm: utmOf(code, query),
      clickKey: clickOf(query),
    });
    return { ...visitor, clickNo };
  }

  /** Sends a WeChat web view to the sign-in once, silently; back here it is known or not. */
  async function recognised(request: FastifyRequest, reply: FastifyReply, code: CodeRow): Promise<boolean> {
    const { value } = await readSetting(db, codeSetting);
    const inWechat = /MicroMessenger/.test(request.headers["user-agent"] ?? "");
    if (!value.recognise || !code.sameGuide || !inWechat || request.cookies[memberCookie] !== undefined) return true;
    const query = request.query as Query;
    const nonce = request.cookies[nonceCookie];
    if (query.code && query.state && nonce === query.state) {
      const memberNo = await connector.visitorOf(query.code);
      reply.clearCookie(nonceCookie, { path: "/" });
      if (memberNo !== null)
        reply.setCookie(memberCookie, platform.cipher.seal(String(memberNo)), cookie(knownSeconds));
      const { code: _code, state: _state, ...rest } = query;
      const clean = new URLSearchParams(rest as Record<string, string>);
      clean.set("asked", "1");
      await reply.redirect(`/c/${code.slug}?${clean}`);
      return false;
    }
    const host = await publicAddress(db);
    if (query.asked !== undefined || host === null) return true;
    const fresh = randomBytes(12).toString("hex");
    const back = new URL(request.url, host);
    const address = await connector.signInAddress(back.href, fresh);
    if (address === null) return true;
    reply.setCookie(nonceCookie, fresh, cookie(600));
    await reply.redirect(address);
    return false;
  }

  app.get("/c/:slug", { schema: { hide: true } }, async (request, reply) => {
    const code = await find(request, ({ kind }) => kind !== "link");
    if (!code) return nothing(request, reply);
    const isLink = code.kind === "acquisition";
    if (!isLink && !(await recognised(request, reply, code))) return reply;
    // Who comes on from the page in front was counted there.
    const known =
      code.front !== null && (request.query as Query).on !== undefined ? visitorOf(platform, request) : null;
    const visitor: Opened = known === null ? await open(request, reply, code) : { ...known, clickNo: null };
    if (code.front !== null && known === null)
      return reply.header("cache-control", "no-store").redirect(`${code.front}${code.slug}`, 302);
    // WeCom's own page chooses the guide; ours is in between only to count the opening.
    const answer = isLink ? await showTo(platform, connector, code.slug, visitor, null) : null;
    if (answer && "shown" in answer)
      return reply.header("cache-control", "no-store").redirect(withClick(answer.shown.qrUrl, visitor.clickNo), 302);
    const { value } = await readSetting(db, codeSetting);
    const nonce = randomBytes(16).toString("base64");
    return reply
      .header("cache-control", "no-store")
      .header(
        "content-security-policy",
        `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; img-src 'self' https: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`,
      )
      .type("text/html; charset=utf-8")
      .send(landingHtml({ ...value, nonce, slug: code.slug, asksPlace: code.kind === "place" }));
  });

  app.get("/s/:slug", { schema: { hide: true } }, async (request, reply) => {
    const code = await find(request, ({ kind }) => kind === "link");
    if (!code?.targetUrl) return nothing(request, reply);
    await open(request, reply, code);
    return reply.header("cache-control", "no-store").redirect(targetOf(code, request.query as Query), 302);
  });
}

/** An acquisition link's address, which hands the click back with the new friend. */
function withClick(url: string, clickNo: number | null): string {
  const state = clickNo === null ? null : new URL(url).searchParams.get("customer_channel");
  if (clickNo === null || state === null) return url;
  const address = new URL(url);
  address.searchParams.set("customer_channel", stateWithClick(state, clickNo));
  return address.href;
}

/** Where a short link leads: its address with the source parameters and the ad click; what the address says already stays. */
export function targetOf(code: Pick<CodeRow, "targetUrl" | "utm" | "slug" | "shareCode">, query: Query): string {
  const target = new URL(code.targetUrl ?? "");
  for (const [name, value] of Object.entries(utmOf(code, query)))
    if (!target.searchParams.has(`utm_${name}`)) target.searchParams.set(`utm_${name}`, value);
  const inviter = query.i ?? code.shareCode;
  if (inviter && !target.searchParams.has("i")) target.searchParams.set("i", inviter.slice(0, 64));
  for (const name of clickNames) {
    const click = query[name];
    if (click && !target.searchParams.has(name)) target.searchParams.set(name, click.slice(0, 200));
  }
  if (!target.searchParams.has("fl_code")) target.searchParams.set("fl_code", code.slug);
  return target.href;
}
