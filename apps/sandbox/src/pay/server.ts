import { randomBytes } from "node:crypto";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { faultFor } from "../http/faults.ts";
import type { Host } from "../http/host.ts";
import { runDue } from "../world/schedule.ts";
import { FileReply, type PayEndpoint } from "./endpoint.ts";
import type { Merchant } from "./merchants/state.ts";
import { SecondCounter } from "./rate.ts";
import { readBody, readQuery } from "./read.ts";
import { PayRefused, payRefuse } from "./refusal.ts";
import { payEndpoints } from "./rules.ts";
import { platformSignature, signerOf } from "./signature.ts";

const TOO_OFTEN = 268_447_840;

/** A listener that behaves like `https://api.mch.weixin.qq.com`: every call is signed, and so is every answer. */
export function payServer(host: Host): FastifyInstance {
  const app = Fastify({ bodyLimit: 2 * 1024 * 1024, forceCloseConnections: true });
  const counter = new SecondCounter();
  // The signature covers the bytes: bodies stay text.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  for (const endpoint of payEndpoints)
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      handler: (request, reply) => answer(endpoint, request, reply),
    });
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send({ code: "NOT_FOUND", message: `没有这个接口：${request.method} ${request.url.split("?")[0]}` }),
  );

  async function answer(endpoint: PayEndpoint, request: FastifyRequest, reply: FastifyReply) {
    const { world } = host;
    runDue(world);
    const fault = faultFor(world, "pay", endpoint.path);
    if (fault?.kind === "lost_request") return hangUp(request, reply);
    if (fault?.kind === "http_status") return reply.code(fault.status).send("");
    const body = typeof request.body === "string" ? request.body : "";
    let merchant: Merchant | undefined;
    try {
      const { method, url } = request;
      merchant = signerOf(world, { method, url, body, authorization: request.headers.authorization });
      // Signed as every refusal is.
      if (fault?.kind === "refusal") payRefuse(fault.code, "沙箱故障");
      if (merchant.notOpened.some((path) => endpoint.path.startsWith(path)))
        payRefuse("NO_AUTH", "商户号未开通该产品的权限");
      const most = world.pay.settings.callsPerSecond[endpoint.path] ?? endpoint.perSecond;
      if (most !== undefined && !counter.take(`${merchant.mchid} ${endpoint.path}`, most))
        payRefuse("FREQUENCY_LIMITED", "调用过于频繁，请降低频率后重试", { cause: TOO_OFTEN });
      const result = endpoint.handle({
        host,
        world,
        merchant,
        params: request.params as Record<string, string>,
        query: readQuery(endpoint.query, request.query),
        body: readBody(endpoint.body, body),
      });
      host.changed();
      if (fault?.kind === "slow") await pause(fault.ms);
      if (fault?.kind === "lost_answer") return hangUp(request, reply);
      reply.header("request-id", requestId(0));
      if (result instanceof FileReply) return reply.type(result.type).send(result.bytes);
      return signed(reply.code(result === undefined ? 204 : 200), merchant, result, request);
    } catch (error) {
      if (!(error instanceof PayRefused)) throw error;
      const { code, message, detail, requestCause, status } = error;
      reply.code(status).header("request-id", requestId(requestCause));
      return signed(reply, merchant, { code, ...(detail && { detail }), message }, request);
    }
  }

  function signed(reply: FastifyReply, merchant: Merchant | undefined, answer: unknown, request: FastifyRequest) {
    const text = answer === undefined ? "" : JSON.stringify(answer);
    const named = request.headers["wechatpay-serial"];
    if (merchant)
      reply.headers({
        ...platformSignature(host.world, merchant, text, typeof named === "string" ? named : undefined),
      });
    return text === "" ? reply.send() : reply.type("application/json; charset=utf-8").send(text);
  }

  return app;
}

const requestId = (cause: number) => `08${randomBytes(12).toString("hex").toUpperCase()}-${cause}`;

function hangUp(request: FastifyRequest, reply: FastifyReply) {
  reply.hijack();
  request.raw.socket.destroy();
  return reply;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
