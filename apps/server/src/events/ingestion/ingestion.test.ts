import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { type TestPlatform, testPlatform } from "../../testing/platform.ts";
import { type TestServer, testServer } from "../../testing/server.ts";
import { processInbox } from "../processing/process-inbox.ts";
import type { Receipt } from "./accept-events.ts";

let test: TestPlatform;
let server: TestServer;
let chain: SmallChain;
let admin: TestPerson;
beforeAll(async () => {
  test = await testPlatform();
  server = await testServer(test);
  chain = await aSmallChain(test);
  admin = await aPerson(test, { roleCode: "admin", unitId: chain.hq.id });
});

function event(eventId: string, changes: object = {}) {
  return {
    eventId,
    type: "page.viewed",
    occurredAt: "2026-06-15T10:00:00+08:00",
    identifiers: [{ kind: "unionid", value: `oU-${eventId}` }],
    properties: { path: "/home" },
    ...changes,
  };
}

async function post(events: readonly unknown[], more: object = {}, cookie = admin.cookie) {
  return server.call<Receipt & { code?: string }>("POST", "/events", { cookie, body: { events, ...more } });
}

async function rowsOf(prefix: string) {
  const { rows } = await sql<{ eventId: string; raw: string }>`
    select event_id as "eventId", raw from event_inbox where event_id like ${`${prefix}%`} order by seq`.execute(
    test.platform.db,
  );
  return rows;
}

describe("sending events", () => {
  it("answers with counts once the events are on disk, and takes each once [DT-02]", async () => {
    const first = await post([event("a1"), event("a2"), event("a2"), event("a3")]);
    expect(first).toMatchObject({ status: 202, body: { accepted: 3, duplicate: 1, rejected: 0, errors: [] } });
    expect((await rowsOf("a")).map((row) => row.eventId).sort()).toEqual(["a1", "a2", "a3"]);
    expect((await post([event("a3"), event("a4")])).body).toMatchObject({ accepted: 1, duplicate: 1 });
    await processInbox(test.platform);
    expect((await post([event("a1"), event("a4")])).body).toMatchObject({ accepted: 0, duplicate: 2 });
  });

  it("counts an id once per source, whichever order and number of senders", async () => {
    const ids = Array.from({ length: 400 }, (_, i) => `c${i}`);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, sender) =>
        post((sender % 2 === 0 ? ids : [...ids].reverse()).slice(0, 400 - sender).map((id) => event(id))),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 202));
    expect(answers.reduce((sum, { body }) => sum + body.accepted, 0)).toBe(400);
    expect((await post([event("c0")], { source: "pos" })).body).toMatchObject({ accepted: 1 });
    await processInbox(test.platform);
    const { rows } = await sql<{ n: number }>`select count(*) as n from event_log where event_id like 'c%'`.execute(
      test.platform.db,
    );
    expect(rows[0]?.n).toBe(401);
  });

  it("keeps the good events of a batch and lists the malformed ones by place", async () => {
    const answer = await post([
      event("m1"),
      "nonsense",
      event("m2", { occurredAt: "yesterday" }),
      event("m3", { type: "x".repeat(65) }),
      event("m4"),
    ]);
    expect(answer).toMatchObject({
      status: 202,
      body: {
        accepted: 2,
        rejected: 3,
        errors: [
          { index: 1, eventId: null, path: "" },
          { index: 2, eventId: "m2", path: "occurredAt" },
          { index: 3, eventId: "m3", path: "type" },
        ],
      },
    });
    expect((await rowsOf("m")).map((row) => row.eventId).sort()).toEqual(["m1", "m4"]);
  });

  it("takes all or nothing when the sender asks for it", async () => {
    const answer = await post([event("s1"), event("s2", { identifiers: [] })], { strict: true });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: "invalid_input", errors: [{ path: "events.1.identifiers" }] },
    });
    expect(await rowsOf("s")).toEqual([]);
  });

  it("refuses more than 5,000 events, none, and an event of more than 64 K", async () => {
    expect((await post([])).status).toBe(400);
    expect((await post(Array.from({ length: 5_001 }, (_, i) => event(`big${i}`)))).status).toBe(400);
    const large = await post([event("large", { properties: { path: "/", note: "x".repeat(66_000) } })]);
    expect(large.body).toMatchObject({ accepted: 0, rejected: 1, errors: [{ eventId: "large" }] });
  });

  it("never writes a phone number in the clear, not even while it waits", async () => {
    await post([event("p1", { identifiers: [{ kind: "phone", value: "13712345679" }] })]);
    const [row] = await rowsOf("p1");
    expect(row?.raw).toContain('"sealed"');
    expect(row?.raw).not.toContain("13712345679");
  });

  it("keeps text of every kind unharmed", async () => {
    const title = 'tab\tline\nquote" back\\slash \\N 表情😀';
    await post([event("t1", { properties: { path: "/", title } })]);
    await processInbox(test.platform);
    const { rows } = await sql<{
      title: string;
    }>`select properties->>'title' as title from event_log where event_id = 't1'`.execute(test.platform.db);
    expect(rows[0]?.title).toBe(title);
  });

  it("lets a sender of one region report its own stores only [OR-05]", async () => {
    const made = await server.call<{ key: string }>("POST", "/api-keys", {
      cookie: admin.cookie,
      body: { name: "北区收银", permissions: ["event.write"], unitId: chain.north.id },
    });
    const answer = await server.call<Receipt>("POST", "/events", {
      headers: { authorization: `Bearer ${made.body.key}` },
      body: { events: [event("r1", { storeCode: "N1" }), event("r2", { storeCode: "S1" }), event("r3")] },
    });
    expect(answer.body).toMatchObject({
      accepted: 1,
      rejected: 2,
      errors: [
        { index: 1, path: "storeCode" },
        { index: 2, path: "storeCode" },
      ],
    });
  });

  it("refuses who may not send", async () => {
    const guide = await aPerson(test, { roleCode: "guide", unitId: chain.stores.N1.id });
    expect((await post([event("g1")], {}, guide.cookie)).status).toBe(403);
    expect((await server.call("POST", "/events", { body: { events: [event("g1")] } })).status).toBe(401);
  });

  it("describes every event type with a JSON Schema [DT-02]", async () => {
    const { body } = await server.call<{ items: { name: string; label: string; schema: { required?: string[] } }[] }>(
      "GET",
      "/event-types",
      {
        cookie: admin.cookie,
      },
    );
    const names = body.items.map((item) => item.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z_]+\.[a-z_]+$/);
    expect(names).toEqual(
      expect.arrayContaining([
        "order.paid",
        "conversation.started",
        "product.viewed",
        "product.shared",
        "message.opened",
        "message.clicked",
        "service.recorded",
        "code.scanned",
      ]),
    );
    expect(body.items.find((item) => item.name === "product.viewed")).toMatchObject({
      label: "浏览商品",
      schema: { required: ["sku"] },
    });
  });
});
