import type { FastifyInstance } from "fastify";
import { toBuffer } from "qrcode";
import { z } from "zod";
import { personNamed } from "../control/people-actions.ts";
import type { Host } from "../http/host.ts";
import { chatView } from "./chat-view.ts";
import { codesOf } from "./codes.ts";
import { personRow, phoneView } from "./conversations.ts";
import { addLiveRoute } from "./live.ts";
import { mediaOf } from "./media.ts";
import { addPages } from "./pages.ts";
import { codeShown, productOrigin } from "./web-view.ts";
import { momentsView, workbenchView } from "./workbench.ts";

const ROWS = 60;
const ATTEMPTS = 80;
const listQuery = z.object({
  q: z.string().default(""),
  staff: z.enum(["yes", "no"]).optional(),
});

/** What the phone's page reads. It changes the world only by `POST /actions/<name>` and `POST /crowd`. */
export function addPhoneRoutes(app: FastifyInstance, host: Host): void {
  const { world } = host;
  // A foreign name that was pointed at this machine is not ours.
  app.addHook("onRequest", async (request, reply) => {
    const name = request.hostname.replace(/^\[|\]$/g, "");
    if (!["127.0.0.1", "localhost", "::1"].includes(name)) return reply.code(403).send({ error: "loopback only" });
  });
  const person = (id: unknown) => personNamed(world, String(id));
  const queryOf = (request: { readonly query: unknown }) =>
    request.query as Readonly<Record<string, string | undefined>>;

  app.get("/phone/people", (request) => {
    const { q, staff } = listQuery.parse(request.query);
    const rows = [];
    let total = 0;
    for (const someone of world.people.values()) {
      if (staff && (staff === "yes") !== someone.id.startsWith("staff-")) continue;
      if (q && ![someone.nickname, someone.phone, someone.id].some((text) => text?.includes(q))) continue;
      total++;
      rows.push(someone);
    }
    // The last to come are the first looked for; staff in the directory's order.
    const shown = staff === "yes" ? rows.slice(0, ROWS) : rows.reverse().slice(0, ROWS);
    return { total, items: shown.map((someone) => personRow(world, someone)) };
  });
  app.get("/phone/view", (request, reply) => found(reply, () => phoneView(world, person(queryOf(request).person))));
  app.get("/phone/chat", (request, reply) =>
    found(reply, () => chatView(world, person(queryOf(request).person), queryOf(request).key ?? "")),
  );
  app.get("/phone/moments", (request, reply) =>
    found(reply, () => ({ items: momentsView(world, person(queryOf(request).person)) })),
  );
  app.get("/phone/workbench", (request) => workbenchView(world, queryOf(request).userid ?? ""));
  app.get("/phone/codes", (request) => {
    const { q } = listQuery.parse(request.query);
    const all = codesOf(world).filter(({ title, detail }) => !q || `${title} ${detail}`.includes(q));
    return { total: all.length, items: all.slice(0, ROWS) };
  });
  app.get("/phone/qr", async (request, reply) =>
    reply.type("image/png").send(await toBuffer(queryOf(request).content ?? "", { width: 240, margin: 1 })),
  );
  app.get<{ Params: { name: string } }>("/phone/media/:name", (request, reply) => {
    const file = mediaOf(world, request.params.name);
    if (!file) return reply.code(404).send({ error: "文件不存在或已过期" });
    // Whatever was uploaded, it is never a page here.
    return reply.type(file.type).header("content-security-policy", "sandbox").send(file.bytes);
  });
  app.get("/phone/web-view", () => ({
    address: host.addresses.webView,
    product: productOrigin(world),
    code: codeShown(host),
  }));
  app.get("/phone/attempts", () => ({
    waiting: world.callbacks.waiting.length,
    items: world.callbacks.attempts.slice(-ATTEMPTS).reverse(),
  }));
  app.get("/phone/notices", () => ({
    waiting: world.pay.notices.waiting.length + world.pay.notices.scheduled.size,
    items: world.pay.notices.attempts.slice(-ATTEMPTS).reverse(),
  }));
  addLiveRoute(app, host);
  addPages(app);
}

function found<T>(reply: { code(status: number): { send(body: unknown): unknown } }, read: () => T): T | unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return reply.code(404).send({ error: error.message });
    throw error;
  }
}
