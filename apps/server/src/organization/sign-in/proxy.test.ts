import { expect, it } from "vitest";
import { aPerson, aSmallChain } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";

const platform = await testPlatform({ env: { FEILUN_TRUST_PROXY: "true" } });
const server = await testServer(platform);
const chain = await aSmallChain(platform);

it("behind a proxy, takes the address that the proxy saw and none that the caller made up", async () => {
  const admin = await aPerson(platform, { roleCode: "admin", unitId: chain.hq.id });
  const headers = { "x-forwarded-for": "nonsense, 9.9.9.9, 203.0.113.7" };
  const guess = (login: string) =>
    server.call("POST", "/sign-in", { headers, body: { login, password: "not a password" } });
  expect((await guess("nobody")).status).toBe(401);
  await server.call("PATCH", `/stores/${chain.stores.N1.no}`, {
    cookie: admin.cookie,
    headers,
    body: { phone: "010-1" },
  });
  const { body } = await server.call<{ items: { ip: string }[] }>("GET", "/audit?action=store.edited", {
    cookie: admin.cookie,
  });
  expect(body.items[0]?.ip).toBe("203.0.113.7");
});

it("counts failures by address, so that one place cannot try many accounts", async () => {
  const from = (address: string, login: string) =>
    server.call("POST", "/sign-in", {
      headers: { "x-forwarded-for": address },
      body: { login, password: "not a password" },
    });
  const statuses: number[] = [];
  for (let at = 0; at < 42; at += 1) statuses.push((await from("203.0.113.8", `name${at}`)).status);
  expect(statuses).toEqual([...Array(41).fill(401), 429]);
  expect((await from("203.0.113.9", "name1")).status).toBe(401);
});
