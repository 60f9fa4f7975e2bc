import { beforeAll, describe, expect, it } from "vitest";
import { testPlatform } from "../testing/platform.ts";
import { testServer } from "../testing/server.ts";

describe("the console's files", () => {
  let url = "";
  beforeAll(async () => {
    url = (await testServer(await testPlatform())).url;
  });

  it("come with the page for every route of the console, which is never kept by the browser", async () => {
    for (const path of ["/", "/members/12"]) {
      const answer = await fetch(url + path);
      expect(answer.headers.get("content-type")).toContain("text/html");
      expect(answer.headers.get("cache-control")).toContain("max-age=0");
      expect(answer.headers.get("content-security-policy")).toContain("default-src 'self'");
    }
  });

  it("are kept for ever when their name is a hash, and missing ones are missing", async () => {
    const page = await (await fetch(`${url}/`)).text();
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? "";
    const answer = await fetch(url + script);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toContain("immutable");
    expect((await fetch(`${url}/assets/gone-12345678.js`)).status).toBe(404);
    expect((await fetch(`${url}/api/v1/nowhere`)).headers.get("content-type")).toContain("problem+json");
    expect((await fetch(`${url}/assets/..%2f..%2fpackage.json`)).status).toBe(404);
  });
});
