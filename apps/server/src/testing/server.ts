import { afterAll } from "vitest";
import { buildServer } from "../app/serve.ts";
import type { TestPlatform } from "./platform.ts";

export interface TestServer {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** One request with a JSON body; `path` is below `/api/v1`. Never throws on an error status. */
  call<Body = unknown>(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string>; cookie?: string },
  ): Promise<{
    status: number;
    body: Body;
    headers: Headers;
  }>;
}

/** The product's real HTTP server on a free port, over the test's platform. */
export async function testServer(platform: TestPlatform): Promise<TestServer> {
  const app = await buildServer(platform);
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  afterAll(() => app.close());
  return {
    url,
    async call(method, path, options = {}) {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          ...(options.body === undefined ? {} : { "content-type": "application/json" }),
          ...(options.cookie ? { cookie: options.cookie } : {}),
          ...options.headers,
        },
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json");
      return {
        status: response.status,
        body: (isJson && text !== "" ? JSON.parse(text) : text) as never,
        headers: response.headers,
      };
    },
  };
}
