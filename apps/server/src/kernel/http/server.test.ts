import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { testPlatform } from "../../testing/platform.ts";
import { conflict, notFound } from "../errors.ts";
import type { Actor } from "./actor.ts";
import { route } from "./route.ts";
import { createHttpServer } from "./server.ts";

const clerk: Actor = { kind: "staff", id: "clerk", name: "小王", permissions: new Set(["member.read"]), scope: ["1"] };

interface Problem {
  readonly code?: string;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<
    string,
    { readonly get: { readonly responses: { readonly default?: unknown }; readonly description: string } }
  >;
}

let orders = 0;
const routes = [
  route({
    method: "POST",
    path: "/orders",
    summary: "Place",
    tag: "test",
    access: "signed_in",
    status: 201,
    body: z.object({ sku: z.string().min(2), quantity: z.number().int().min(1) }),
    answer: z.object({ number: z.number() }),
    handle: async ({ body }) => {
      if (body.sku === "gone") throw conflict("sold_out", "已售罄", "换一个商品试试");
      orders += 1;
      return { number: orders };
    },
  }),
  route({
    method: "GET",
    path: "/members/:no",
    summary: "Read",
    tag: "test",
    access: "member.read",
    params: z.object({ no: z.coerce.number().int() }),
    answer: z.object({ no: z.number() }),
    handle: async ({ params }) => {
      if (params.no !== 1) throw notFound("客户");
      return { no: 1 };
    },
  }),
  route({
    method: "GET",
    path: "/audit",
    summary: "Audit",
    tag: "test",
    access: "audit.read",
    answer: z.object({}),
    handle: async () => ({}),
  }),
  route({
    method: "GET",
    path: "/broken",
    summary: "Broken",
    tag: "test",
    access: "public",
    answer: z.object({}),
    handle: async () => {
      throw new Error("password=hunter2 at line 3");
    },
  }),
];

describe("the HTTP face", () => {
  let url = "";
  let close: () => Promise<void> = async () => {};
  beforeAll(async () => {
    const { platform } = await testPlatform();
    const app = await createHttpServer(platform, routes, async (request) =>
      request.headers.authorization === "Bearer clerk" ? clerk : null,
    );
    url = `${await app.listen({ host: "127.0.0.1", port: 0 })}/api/v1`;
    close = () => app.close();
  });
  afterAll(() => close());

  const call = async (
    method: string,
    path: string,
    options: { body?: unknown; headers?: Record<string, string>; anonymous?: boolean } = {},
  ) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(options.anonymous ? {} : { authorization: "Bearer clerk" }),
        ...(options.body === undefined ? {} : { "content-type": "application/json" }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    return {
      status: response.status,
      type: response.headers.get("content-type"),
      replayed: response.headers.get("idempotency-replayed"),
      body: (await response.json()) as Problem,
    };
  };

  it("names every wrong field in Chinese, as a problem document", async () => {
    const answer = await call("POST", "/orders", { body: { sku: "x", quantity: 0 } });
    expect(answer).toMatchObject({
      status: 400,
      type: expect.stringContaining("application/problem+json"),
      body: { code: "invalid_input" },
    });
    expect(answer.body.errors.map((problem) => problem.path)).toEqual(["sku", "quantity"]);
    expect(answer.body.errors[0]?.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it("asks the unknown to sign in, and refuses who lacks the permission", async () => {
    expect(await call("GET", "/audit", { anonymous: true })).toMatchObject({
      status: 401,
      body: { code: "not_signed_in" },
    });
    expect(await call("GET", "/audit")).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });

  it("tells a refusal in words, and a defect in none", async () => {
    expect(await call("POST", "/orders", { body: { sku: "gone", quantity: 1 } })).toMatchObject({
      status: 409,
      body: { code: "sold_out", title: "已售罄", detail: "换一个商品试试" },
    });
    const broken = await call("GET", "/broken");
    expect(broken).toMatchObject({ status: 500, body: { code: "internal_error" } });
    expect(JSON.stringify(broken.body)).not.toContain("hunter2");
  });

  it("answers a repeated Idempotency-Key with the first answer, and refuses it for another request", async () => {
    const headers = { "idempotency-key": "one" };
    const first = await call("POST", "/orders", { body: { sku: "tea", quantity: 1 }, headers });
    const again = await call("POST", "/orders", { body: { sku: "tea", quantity: 1 }, headers });
    expect(again).toMatchObject({ status: 201, replayed: "true", body: first.body });
    expect(await call("POST", "/orders", { body: { sku: "tea", quantity: 2 }, headers })).toMatchObject({
      status: 409,
      body: { code: "idempotency_key_reused" },
    });
  });

  it("frees the key when the request was refused, so that the corrected one may use it", async () => {
    const headers = { "idempotency-key": "two" };
    expect((await call("POST", "/orders", { body: { sku: "gone", quantity: 1 }, headers })).status).toBe(409);
    expect((await call("POST", "/orders", { body: { sku: "tea", quantity: 1 }, headers })).status).toBe(201);
  });

  it("lets only one of two equal requests at once through", async () => {
    const before = orders;
    const headers = { "idempotency-key": "three" };
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => call("POST", "/orders", { body: { sku: "tea", quantity: 1 }, headers })),
    );
    expect(orders - before).toBe(1);
    for (const answer of answers) expect([201, 409]).toContain(answer.status);
  });

  it("refuses a change that another web site sends", async () => {
    const answer = await call("POST", "/orders", {
      body: { sku: "tea", quantity: 1 },
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: "cross_site" } });
  });

  it("describes itself as OpenAPI 3.1 with problem documents", async () => {
    const document = (await (await fetch(`${url}/openapi.json`)).json()) as OpenApi;
    expect(document.openapi).toBe("3.1.0");
    expect(document.paths["/api/v1/members/{no}"]?.get.responses.default).toBeDefined();
    expect(document.paths["/api/v1/members/{no}"]?.get.description).toContain("member.read");
  });
});
