import multipart from "@fastify/multipart";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { runDue } from "../world/schedule.ts";
import type { World } from "../world/world.ts";
import {
  type Answer,
  ApiRefusal,
  BinaryAnswer,
  type Call,
  type Endpoint,
  RedirectAnswer,
  type UploadedFile,
} from "./endpoint.ts";
import { faultFor } from "./faults.ts";
import type { Host } from "./host.ts";
import type { Platform } from "./state.ts";
import { ownerOfToken } from "./tokens.ts";

/** How one platform speaks: its refusals' words and what must hold before an endpoint is asked. */
export interface PlatformRules {
  readonly platform: Platform;
  readonly endpoints: readonly Endpoint[];
  /** The errcode of a token that is not, or no longer, known. */
  readonly unknownToken: number;
  /** The errmsg of a refusal. */
  errmsg(refusal: ApiRefusal, request: RefusedRequest): string;
  /** Whether an answer with data of its own also carries errcode 0 and errmsg ok; one without data always does. */
  readonly envelope: "always" | "without_data";
  /** Throws {@link ApiRefusal} where the caller may not call at all: trusted address, disabled app. */
  admit(call: Call): void;
  /** Counts a call against the platform's quotas; throws {@link ApiRefusal} beyond. `app` is "" where no token was needed. */
  count(call: Call, path: string): void;
  /** How many calls of this path may be under way at once (45033 beyond); undefined: any number. */
  atOnce?(call: Call, path: string): number | undefined;
}

/** What a refusal's text may tell of the request. */
export interface RefusedRequest {
  readonly world: World;
  readonly ip: string;
  /** Path and query without the token. */
  readonly url: string;
}

/** A listener that behaves like `https://qyapi.weixin.qq.com` or `https://api.weixin.qq.com`. */
export function platformServer(host: Host, rules: PlatformRules): FastifyInstance {
  const app = Fastify({ bodyLimit: 25 * 1024 * 1024, forceCloseConnections: true });
  const underWay = new Map<string, number>();
  app.register(multipart, { limits: { fileSize: 25 * 1024 * 1024 } });
  // Bodies are read as text whatever their content type says: the platforms look at the bytes.
  app.removeContentTypeParser(["application/json", "text/plain"]);
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => done(null, body));

  for (const endpoint of rules.endpoints) {
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      handler: (request, reply) => answer(endpoint, request, reply),
    });
  }
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ errcode: 404, errmsg: `no such API: ${request.method} ${request.url.split("?")[0]}` }),
  );

  async function answer(endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply) {
    const world = host.world;
    runDue(world);
    const fault = faultFor(world, rules.platform, endpoint.path);
    const running = underWay.get(endpoint.path) ?? 0;
    if (fault?.kind === "lost_request") return hangUp(request, reply);
    if (fault?.kind === "http_status") return reply.code(fault.status).send("");
    underWay.set(endpoint.path, running + 1);
    try {
      if (fault?.kind === "errcode") throw new ApiRefusal(fault.errcode);
      const call = await readCall(request);
      const app = endpoint.open ? "" : ownerOf(call);
      const known: Call = { ...call, app };
      if (!endpoint.open) rules.admit(known);
      rules.count(known, endpoint.path);
      if (running >= (rules.atOnce?.(known, endpoint.path) ?? Number.POSITIVE_INFINITY)) throw new ApiRefusal(45033);
      const result = await endpoint.handle(known);
      host.changed();
      if (fault?.kind === "slow") await pause(fault.ms);
      if (fault?.kind === "lost_answer") return hangUp(request, reply);
      return send(reply, result, rules.envelope);
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      const url = request.url.replace(/access_token=[^&]*&?/, "");
      const errmsg = rules.errmsg(error, { world, ip: request.ip, url });
      return reply.send({ errcode: error.errcode, errmsg, ...error.extra });
    } finally {
      underWay.set(endpoint.path, (underWay.get(endpoint.path) ?? 1) - 1);
    }
  }

  function ownerOf(call: Call): string {
    const owner = ownerOfToken(call.world, call.query.access_token, rules.unknownToken);
    if ("errcode" in owner) throw new ApiRefusal(owner.errcode);
    return owner.app;
  }

  async function readCall(request: FastifyRequest): Promise<Call> {
    const files: UploadedFile[] = [];
    let body: Call["body"] = {};
    if (request.isMultipart()) {
      try {
        for await (const part of request.parts()) {
          if (part.type === "file")
            files.push({
              field: part.fieldname,
              name: part.filename,
              type: part.mimetype,
              bytes: await part.toBuffer(),
            });
        }
      } catch (error) {
        const tooLarge = error instanceof Error && "code" in error && error.code === "FST_REQ_FILE_TOO_LARGE";
        throw new ApiRefusal(tooLarge ? 45001 : 44001, "malformed multipart");
      }
    } else if (typeof request.body === "string" && request.body.trim() !== "") body = parseBody(request.body);
    return {
      host,
      world: host.world,
      query: request.query as Call["query"],
      body,
      files,
      app: "",
      ip: request.ip,
    };
  }

  return app;
}

function parseBody(body: string): Call["body"] {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new ApiRefusal(47001, "data format error: wrong json format");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new ApiRefusal(47001, "not an object");
  return value as Call["body"];
}

function send(reply: FastifyReply, result: Answer, envelope: PlatformRules["envelope"]) {
  if (result instanceof RedirectAnswer) return reply.redirect(result.location, 302);
  if (!(result instanceof BinaryAnswer)) {
    const bare = envelope === "without_data" && Object.keys(result).length > 0;
    return reply.send(bare ? result : { errcode: 0, errmsg: "ok", ...result });
  }
  if (result.fileName) reply.header("content-disposition", `attachment; filename="${encodeURI(result.fileName)}"`);
  return reply.type(result.type).send(result.bytes);
}

function hangUp(request: FastifyRequest, reply: FastifyReply) {
  reply.hijack();
  request.raw.socket.destroy();
  return reply;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
