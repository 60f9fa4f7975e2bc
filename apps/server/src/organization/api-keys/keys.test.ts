import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { aPerson, aSmallChain } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";

interface Key {
  readonly id: string;
  readonly key: string;
  readonly hint: string;
  readonly code?: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

const platform = await testPlatform();
const server = await testServer(platform);
const chain = await aSmallChain(platform);
const admin = await aPerson(platform, { roleCode: "admin", unitId: chain.hq.id });

function make(body: object, cookie = admin.cookie) {
  return server.call<Key>("POST", "/api-keys", {
    cookie,
    body: { name: "收银系统", permissions: ["organization.read"], unitId: chain.south.id, ...body },
  });
}

function withKey(key: string, path = "/stores", method = "GET") {
  return server.call<{ items: { code: string }[]; code?: string }>(method, path, {
    headers: { authorization: `Bearer ${key}` },
  });
}

describe("API keys", () => {
  it("see their part of the tree with their permissions, and nothing else [OR-05]", async () => {
    const { status, body } = await make({});
    expect(status).toBe(201);
    expect(body.key).toMatch(/^flk_[\w-]{43}$/);
    expect((await withKey(body.key)).body.items.map((store) => store.code)).toEqual(["S1", "S2"]);
    expect((await withKey(body.key, "/staff")).status).toBe(403);
    expect((await withKey(body.key, "/me")).body).toMatchObject({
      kind: "api_key",
      name: "收银系统",
      wholeChain: false,
      permissions: ["organization.read"],
    });
    expect((await withKey(body.key, "/me/sessions")).status).toBe(403);
  });

  it("are shown once, stored as a hash, and recognised by their first characters", async () => {
    const { body } = await make({ name: "一次" });
    const listed = await server.call<{ items: Key[] }>("GET", "/api-keys", { cookie: admin.cookie });
    expect(JSON.stringify(listed.body)).not.toContain(body.key);
    expect(body.key.startsWith(body.hint)).toBe(true);
    const { rows } = await sql<{
      text: string;
    }>`select row_to_json(k)::text as text from api_key k where id = ${body.id}`.execute(platform.platform.db);
    expect(rows[0]?.text).not.toContain(body.key.slice(10));
  });

  it("leave no secret behind under an Idempotency-Key", async () => {
    const request = { cookie: admin.cookie, headers: { "idempotency-key": "k-1" } };
    const body = { name: "重试", permissions: ["order.read"], unitId: chain.south.id };
    expect((await server.call("POST", "/api-keys", { ...request, body })).status).toBe(201);
    const person = { code: "IK1", name: "新人", login: "idempotent", password: "kept nowhere at all" };
    expect((await server.call("POST", "/staff", { ...request, body: person })).status).toBe(201);
    const { rows } = await sql`select 1 from idempotency_key`.execute(platform.platform.db);
    expect(rows).toEqual([]);
  });

  it("end at once when revoked, and by themselves when they expire; their last use is known", async () => {
    const { body: revoked } = await make({});
    expect((await withKey(revoked.key)).status).toBe(200);
    const answer = await server.call<Key>("POST", `/api-keys/${revoked.id}/revoke`, { cookie: admin.cookie });
    expect(answer.body.lastUsedAt).toBe(platform.clock.now().toISOString());
    expect(answer.body.revokedAt).not.toBeNull();
    expect((await withKey(revoked.key)).status).toBe(401);
    const { body: brief } = await make({ expiresAt: "2026-06-15T05:00:00Z" });
    expect((await withKey(brief.key)).status).toBe(200);
    platform.clock.set("2026-06-15T05:00:00Z");
    expect((await withKey(brief.key)).status).toBe(401);
    expect((await make({ expiresAt: "2026-06-15T04:59:00Z" })).body.code).toBe("invalid_input");
  });

  it("give nothing that their maker lacks, and cannot make keys [OR-05]", async () => {
    await server.call("POST", "/roles", {
      cookie: admin.cookie,
      body: {
        code: "integrator",
        name: "集成",
        duties: "对接",
        permissions: ["api_key.write", "order.read"],
        unitKinds: ["region"],
        home: "overview",
      },
    });
    const integrator = await aPerson(platform, { roleCode: "integrator", unitId: chain.south.id });
    expect((await make({ permissions: ["order.read"] }, integrator.cookie)).status).toBe(201);
    expect((await make({ permissions: ["member.read"] }, integrator.cookie)).body.code).toBe("invalid_input");
    expect((await make({ permissions: ["order.read"], unitId: chain.north.id }, integrator.cookie)).status).toBe(404);
    expect((await make({ permissions: ["api_key.write"] })).body.code).toBe("invalid_input");
  });

  it("follow their unit when it moves", async () => {
    const { body } = await make({ unitId: chain.stores.S1.id });
    await server.call("POST", `/organization/units/${chain.stores.S1.id}/move`, {
      cookie: admin.cookie,
      body: { parentId: chain.north.id },
    });
    expect((await withKey(body.key)).body.items.map((store) => store.code)).toEqual(["S1"]);
  });

  it("are taken in place of a cookie, never beside it", async () => {
    const answer = await server.call("GET", "/stores", {
      cookie: admin.cookie,
      headers: { authorization: "Bearer nonsense" },
    });
    expect(answer.status).toBe(401);
  });
});
