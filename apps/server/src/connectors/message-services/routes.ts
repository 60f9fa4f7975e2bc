import { sql } from "kysely";
import { z } from "zod";
import { listTemplates } from "../../engagement/index.ts";
import { invalid, notFound, Refusal } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import { parseJson } from "../../kernel/json.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { checkService } from "./check-service.ts";
import { refuseSignature } from "./signature.ts";
import {
  accessOf,
  findService,
  listServices,
  type MessageService,
  requireService,
  saveService,
  serviceBody,
} from "./store.ts";
import { takeTold } from "./take-told.ts";
import { callbackSchema } from "./told.ts";

const tag = "message-services";
const params = z.object({ messageServiceId: z.uuid() });
const findingSchema = z.object({ name: z.string(), state: z.enum(["good", "failed"]), says: z.string() });
const serviceSchema = serviceBody.omit({ secret: true }).extend({
  id: z.uuid(),
  callbackPath: z
    .string()
    .describe("Where the service tells what became of its messages; below the installation's own address"),
  heardAt: z.iso.datetime().nullable().describe("The last callback that was believed"),
  checkedAt: z.iso.datetime().nullable(),
  findings: z.array(findingSchema),
  version: z.int(),
});

const callbackPath = (id: string) => `/api/v1/callbacks/message-services/${id}`;

function present({
  secretSealed: _,
  heardAt,
  checkedAt,
  findings,
  lines,
  ...service
}: MessageService): z.input<typeof serviceSchema> {
  return {
    ...service,
    lines: [...lines],
    findings: [...findings],
    callbackPath: callbackPath(service.id),
    heardAt: heardAt?.toISOString() ?? null,
    checkedAt: checkedAt?.toISOString() ?? null,
  };
}

const header = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");

/** Services for text messages and calls: connecting, checking, and what they tell (IN-13). */
export function messageServiceRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  const shown = async (id: string) => present(await requireService(db, id));
  return [
    route({
      method: "GET",
      path: "/message-services",
      summary: "Services for text messages and calls, with what the last check found",
      tag,
      access: "phone_touch.read",
      answer: z.object({ items: z.array(serviceSchema) }),
      handle: async ({ actor }) => {
        requireWholeChain(actor);
        return { items: (await listServices(db)).map(present) };
      },
    }),
    route({
      method: "POST",
      path: "/message-services",
      summary: "Connect a service",
      tag,
      access: "connection.write",
      status: 201,
      secret: true,
      body: serviceBody,
      answer: serviceSchema,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        return shown(await db.transaction().execute((tx) => saveService(tx, platform, actor, body)));
      },
    }),
    route({
      method: "PUT",
      path: "/message-services/:messageServiceId",
      summary: "Change a service; without a secret the old one stays",
      tag,
      access: "connection.write",
      params,
      body: serviceBody.extend({ version: z.int().min(1) }),
      answer: serviceSchema,
      handle: async ({ actor, params: { messageServiceId: serviceId }, body: { version, ...draft } }) => {
        requireWholeChain(actor);
        await db.transaction().execute((tx) => saveService(tx, platform, actor, draft, { id: serviceId, version }));
        return shown(serviceId);
      },
    }),
    route({
      method: "POST",
      path: "/message-services/:messageServiceId/check",
      summary: "Ask the service whether everything is right: address, signature, clock, money, templates",
      tag,
      access: "connection.write",
      params,
      answer: serviceSchema,
      handle: async ({ actor, params: { messageServiceId: serviceId } }) => {
        requireWholeChain(actor);
        const service = await requireService(db, serviceId);
        const own = (await listTemplates(db)).filter((template) => template.serviceId === serviceId);
        await checkService(platform, service, own);
        return shown(serviceId);
      },
    }),
    route({
      method: "POST",
      path: "/callbacks/message-services/:messageServiceId",
      summary: "Take what a service tells: receipts, replies, attempts to call, objections; signed",
      tag: "callbacks",
      access: "public",
      params,
      textBody: true,
      bodyLimit: 2 * 1024 * 1024,
      answer: z.object({ known: z.int().describe("How many were about something known") }),
      handle: async ({ params: { messageServiceId: serviceId }, request }) => {
        const service = await findService(db, serviceId);
        if (!service) throw notFound("这个短信或外呼服务");
        const body = typeof request.body === "string" ? request.body : "";
        const { headers } = request;
        const why = refuseSignature(
          accessOf(platform, service).secret,
          {
            timestamp: header(headers["x-timestamp"]),
            nonce: header(headers["x-nonce"]),
            signature: header(headers["x-signature"]),
          },
          { method: "POST", path: callbackPath(serviceId), body },
          clock.now(),
        );
        if (why !== null) throw new Refusal({ code: "bad_signature", status: 401, title: why });
        const told = callbackSchema.safeParse(parseJson(body));
        if (!told.success)
          throw invalid(
            told.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.map(String).join("."), message })),
          );
        return db.transaction().execute(async (tx) => {
          await sql`update message_service set heard_at = ${clock.now()} where id = ${serviceId}`.execute(tx);
          return { known: await takeTold(tx, platform, service, told.data.events) };
        });
      },
    }),
  ];
}
