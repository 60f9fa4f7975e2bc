import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { toBuffer } from "qrcode";
import type { Host } from "../http/host.ts";
import type { World } from "../world/world.ts";
import { asksWho, authorise } from "./authorise.ts";
import { BRIDGE, BRIDGE_PATH, CASHIER_PATH, cashierPage, withBridge } from "./bridge.ts";

const ANSWER_MS = 15_000;
const LARGEST = 25 * 1024 * 1024;
const PHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile MicroMessenger/8.0.50";
/** A phone has cookies of its own: those of the browser around it, such as a console's session, stay outside. */
const JAR = "wv_";
const NOT_ANSWERED = new Set([
  ...["connection", "content-encoding", "content-length", "content-security-policy", "keep-alive"],
  ...["set-cookie", "transfer-encoding", "x-frame-options", "location"],
]);
const NOT_ASKED = /^(host|connection|cookie|content-length|user-agent|accept-encoding|origin|referer|sec-.*)$/;

/** Where WeCom's own pictures of codes would come from, and where they come from here. */
const PICTURES = "https://wework.qpic.cn/wwpic/";
const OWN_PICTURES = "/.sandbox/wwpic/";

const shown = new WeakMap<Host, string>();

/** The code whose picture the web view showed last: what a long press on the page would recognise. */
export const codeShown = (host: Host): string | undefined => shown.get(host);

/** Whose pages the web view shows through its own listener: the product that the company's apps call back at. */
export function productOrigin({ wecom }: World): string | undefined {
  const callback = [...wecom.apps.values()].find(({ callback }) => callback)?.callback;
  return callback && new URL(callback.url).origin;
}

/**
 * WeChat's browser is no frame, but on a page it has to be one, and products rightly refuse to be framed: this listener shows the
 * product's pages without that refusal, as a phone would open them. Pages of other sites may not frame it.
 */
export function webViewServer(host: Host): FastifyInstance {
  const app = Fastify({ bodyLimit: LARGEST, forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.get<{ Params: { id: string } }>(`${OWN_PICTURES}:id/0`, async (request, reply) => {
    const { id } = request.params;
    if (!/^[\w-]+$/.test(id)) return reply.code(404).send("");
    const code = `${PICTURES}${id}/0`;
    shown.set(host, code);
    if (request.headers["sec-fetch-dest"] === "image")
      return reply.type("image/png").send(await toBuffer(code, { width: 400 }));
    // Opened instead of looked at: the phone around the web view recognises it, as a long press would.
    return reply.type("text/html; charset=utf-8").send(`<script>parent.postMessage({scan:"${code}"},"*")</script>`);
  });
  app.get(BRIDGE_PATH, (_request, reply) => reply.type("text/javascript; charset=utf-8").send(BRIDGE));
  app.get<{ Querystring: { link?: string } }>(CASHIER_PATH, (request, reply) =>
    reply.type("text/html; charset=utf-8").send(cashierPage(request.query.link ?? "")),
  );
  app.all("/*", async (request, reply) => {
    const from = request.headers["sec-fetch-site"];
    if (from === "cross-site" || !/^(127\.0\.0\.1|localhost)(:|$)/.test(request.headers.host ?? ""))
      return reply.code(403).send("loopback only");
    const origin = productOrigin(host.world);
    if (!origin) return reply.code(502).send("还没有接上产品");
    try {
      return await pass(host.world, origin, request, reply);
    } catch {
      return reply.code(502).send("产品没有应答");
    }
  });
  return app;
}

async function pass(world: World, origin: string, request: FastifyRequest, reply: FastifyReply) {
  const headers = new Headers({ "user-agent": PHONE, cookie: cookiesOf(request.headers.cookie ?? "") });
  for (const [name, value] of Object.entries(request.headers))
    if (!NOT_ASKED.test(name) && typeof value === "string") headers.set(name, value);
  const answer = await fetch(`${origin}${request.url}`, {
    method: request.method,
    headers,
    body: Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : undefined,
    redirect: "manual",
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  for (const [name, value] of answer.headers) if (!NOT_ANSWERED.has(name)) reply.header(name, value);
  const policy = answer.headers.get("content-security-policy");
  if (policy) reply.header("content-security-policy", policy.replace(/;?\s*frame-ancestors[^;]*/, ""));
  const location = answer.headers.get("location");
  if (location) reply.header("location", onward(world, origin, location, personOf(request.headers.cookie ?? "")));
  for (const cookie of answer.headers.getSetCookie()) reply.header("set-cookie", `${JAR}${cookie}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const [type] = /^(text\/html|application\/json)/.exec(answer.headers.get("content-type") ?? "") ?? [];
  if (!type) return reply.code(answer.status).send(bytes);
  const own = `http://${request.headers.host}${OWN_PICTURES}`;
  const text = bytes.toString().replaceAll(PICTURES, own);
  return reply.code(answer.status).send(type === "text/html" ? withBridge(text) : text);
}

/** A redirect to WeChat's authorisation page is agreed to at once; the product's own addresses stay in the web view. */
function onward(world: World, origin: string, location: string, person: string | undefined): string {
  if (location.startsWith("https://wx.tenpay.com/")) return `${CASHIER_PATH}?link=${encodeURIComponent(location)}`;
  const next = person && asksWho(location) ? authorise(world, person, location) : location;
  return next.startsWith(`${origin}/`) ? next.slice(origin.length) : next;
}

/** Whose phone it is, as the phone's page says in a cookie. */
function personOf(header: string): string | undefined {
  const found = /(?:^|;\s*)sandbox_person=([^;]+)/.exec(header)?.[1];
  return found && decodeURIComponent(found);
}

function cookiesOf(header: string): string {
  return header
    .split(/;\s*/)
    .filter((cookie) => cookie.startsWith(JAR))
    .map((cookie) => cookie.slice(JAR.length))
    .join("; ");
}
