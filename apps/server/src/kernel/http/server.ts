import { randomUUID } from "node:crypto";
import { constants } from "node:zlib";
import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import multipart from "@fastify/multipart";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from "fastify";
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from "fastify-type-provider-zod";
import { z } from "zod";
import { invalid, Refusal } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { type Actor, requirePermission } from "./actor.ts";
import { claimIdempotencyKey, settleIdempotencyKey } from "./idempotency.ts";
import { problemSchema, sendProblem } from "./problem.ts";
import type { Access, Route, RouteInput } from "./route.ts";

/**
 * Finds out who asks, and in which part of the organisation they hold what the route asks for; the organization wing
 * implements it. Null = not signed in.
 */
export type Authenticate = (request: FastifyRequest, access: Access) => Promise<Actor | null>;

const nobody: Actor = { kind: "staff", id: "", name: "", permissions: new Set(), scope: [] };

const actors = new WeakMap<FastifyRequest, Actor>();

function notSignedIn(): Refusal {
  return new Refusal({ code: "not_signed_in", status: 401, title: "请先登录" });
}

/** A state-changing request from a browser must come from our own pages: with cookies alone, another site could forge it. */
function refuseCrossSite(request: FastifyRequest): void {
  const site = request.headers["sec-fetch-site"];
  if (request.method !== "GET" && site !== undefined && site !== "same-origin" && site !== "none") {
    throw new Refusal({ code: "cross_site", status: 403, title: "请求来自其他网站，已拒绝" });
  }
}

function register(app: FastifyInstance, platform: Platform, spec: Route, authenticate: Authenticate): void {
  const status = spec.status ?? 200;
  app.route({
    method: spec.method,
    url: `/api/v1${spec.path}`,
    bodyLimit: spec.bodyLimit,
    schema: {
      summary: spec.summary,
      tags: [spec.tag],
      ...(spec.access === "public" ? {} : { security: [{ session: [] }, { apiKey: [] }] }),
      description: `Access: \`${spec.access}\``,
      ...(spec.params ? { params: spec.params } : {}),
      ...(spec.query ? { querystring: spec.query } : {}),
      ...(spec.body && spec.raw !== "multipart" ? { body: spec.body } : {}),
      ...(spec.raw === "multipart" ? { consumes: ["multipart/form-data"] } : {}),
      response: {
        ...(spec.raw === "stream" || status === 204 ? {} : { [status]: spec.answer }),
        default: problemSchema,
      },
    },
    // Before the body is read: a stranger learns nothing about what a route takes.
    onRequest: async (request) => {
      const actor = (await authenticate(request, spec.access)) ?? nobody;
      if (spec.access !== "public") {
        if (actor === nobody) throw notSignedIn();
        refuseCrossSite(request);
        if (spec.access !== "signed_in") requirePermission(actor, spec.access);
      }
      actors.set(request, actor);
    },
    handler: async (request, reply) => {
      const actor = actors.get(request) ?? nobody;
      const input = {
        actor: { ...actor, ip: request.ip, requestId: request.id },
        params: request.params,
        query: request.query,
        body: request.body,
        request,
        reply,
      } as unknown as RouteInput<undefined, undefined, undefined>;
      const replayable = spec.method === "POST" && spec.raw === undefined && spec.secret !== true;
      const key = replayable ? request.headers["idempotency-key"] : undefined;
      if (typeof key !== "string" || actor === nobody) {
        const answer = await spec.handle(input as never);
        return spec.raw === "stream" ? reply : reply.status(status).send(status === 204 ? undefined : answer);
      }
      const stored = await claimIdempotencyKey(platform.db, actor.id, key, {
        method: request.method,
        url: request.url,
        body: request.body,
      });
      if (stored) return reply.header("idempotency-replayed", "true").status(stored.status).send(stored.response);
      try {
        const answer = await spec.handle(input as never);
        await settleIdempotencyKey(platform.db, actor.id, key, { status, response: answer });
        return await reply.status(status).send(answer);
      } catch (error) {
        await settleIdempotencyKey(platform.db, actor.id, key, null);
        throw error;
      }
    },
  });
}

/** Input that is nested beyond what a recursive schema can follow is refused like any other input that does not fit. */
function withoutOverflow(compile: typeof validatorCompiler): typeof validatorCompiler {
  return (schema) => {
    const validate = compile(schema);
    return (input) => {
      try {
        return validate(input);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        return { error: invalid([{ path: schema.httpPart ?? "body", message: "嵌套层数过多，请减少层级" }]) };
      }
    };
  };
}

/** Builds the HTTP face: validation, sign-in, permission, problem documents, OpenAPI. The caller listens and closes. */
export async function createHttpServer(
  platform: Platform,
  routes: readonly Route[],
  authenticate: Authenticate,
): Promise<FastifyInstance> {
  z.config(z.locales.zhCN());
  const app = Fastify({
    loggerInstance: platform.log,
    logController: new LogController({ disableRequestLogging: true }),
    // One hop: what the proxy itself adds. The addresses before it are the caller's to invent.
    trustProxy: platform.config.http.trustProxy ? (_address: string, hop: number) => hop === 0 : false,
    genReqId: () => randomUUID(),
    // Receiving a request: files of some gigabytes over an office line take their time. Slow headers are cut off by Node itself.
    requestTimeout: 45 * 60_000,
    forceCloseConnections: "idle",
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(withoutOverflow(validatorCompiler));
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler((request, reply) => {
    sendProblem(Object.assign(new Error(`${request.method} ${request.url}`), { statusCode: 404 }), request, reply);
  });
  await app.register(compress, {
    global: true,
    threshold: 2_048,
    encodings: ["br", "gzip"],
    // The default quality is meant for files that are compressed once: a second of CPU for each large answer.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  await app.register(cookie);
  await app.register(multipart, { limits: { files: 1, fileSize: 8 * 1024 ** 3 } });
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Feilun API",
        version: "1",
        description: "The console uses this very API. Errors are RFC 9457 problem documents.",
      },
      components: {
        securitySchemes: {
          session: { type: "apiKey", in: "cookie", name: "feilun_session" },
          apiKey: { type: "http", scheme: "bearer" },
        },
      },
    },
    transform: createJsonSchemaTransform({}),
    transformObject: createJsonSchemaTransformObject({}),
  });
  await app.register(swaggerUi, { routePrefix: "/api/docs" });
  app.get("/api/v1/openapi.json", { schema: { hide: true } }, async () => app.swagger());
  app.addHook("onSend", async (_request, reply) => {
    reply
      .header("x-content-type-options", "nosniff")
      .header("referrer-policy", "same-origin")
      .header("x-frame-options", "SAMEORIGIN");
  });
  for (const spec of routes.filter(({ textBody }) => !textBody)) register(app, platform, spec, authenticate);
  await app.register(async (plain) => {
    plain.removeAllContentTypeParsers();
    plain.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
    for (const spec of routes.filter(({ textBody }) => textBody))
      register(plain as FastifyInstance, platform, spec, authenticate);
  });
  return app;
}
