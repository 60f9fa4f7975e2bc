import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { createCipher } from "../../kernel/crypto/cipher.ts";
import { upsertStores } from "../../organization/index.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { type TestPlatform, testPlatform } from "../../testing/platform.ts";
import { type TestServer, testServer } from "../../testing/server.ts";
import { type Envelope, openIdentifier, packEnvelope } from "../ingestion/envelope.ts";
import { processInbox } from "../processing/process-inbox.ts";
import { rotateDeadLetterKeys } from "./rotate-keys.ts";

interface Letter {
  eventKey: string;
  eventId: string;
  reasonCode: string;
  reasonLabel: string;
  reason: string;
  attempts: number;
  editedBy: string | null;
  event: {
    type: string;
    identifiers: { kind: string; value?: string }[];
    properties: Record<string, unknown>;
    storeCode?: string;
  };
}

interface Page {
  items: Letter[];
  nextCursor: string | null;
}

let test: TestPlatform;
let server: TestServer;
let admin: TestPerson;
let guide: TestPerson;
beforeAll(async () => {
  test = await testPlatform();
  server = await testServer(test);
  const chain = await aSmallChain(test);
  admin = await aPerson(test, { roleCode: "admin", unitId: chain.hq.id });
  guide = await aPerson(test, { roleCode: "guide", unitId: chain.stores.N1.id });
});

async function send(...events: object[]): Promise<void> {
  const { status } = await server.call("POST", "/events", {
    cookie: admin.cookie,
    body: {
      events: events.map((event) => ({
        type: "product.viewed",
        occurredAt: "2026-06-15T10:00:00+08:00",
        identifiers: [{ kind: "phone", value: "13712345679" }],
        properties: { sku: "A1" },
        ...event,
      })),
    },
  });
  expect(status).toBe(202);
  await processInbox(test.platform);
  test.clock.advance({ seconds: 1 });
}

async function list(query = ""): Promise<Page> {
  return (await server.call<Page>("GET", `/events/dead-letters${query}`, { cookie: admin.cookie })).body;
}

async function letterOf(eventId: string): Promise<Letter> {
  const letter = (await list("?limit=200")).items.find((item) => item.eventId === eventId);
  if (!letter) throw new Error(`no dead letter ${eventId}`);
  return letter;
}

const call = (method: string, path: string, body?: unknown) =>
  server.call<{ logged: boolean; deadLetter: Letter | null; replayed: number; event: Letter["event"] }>(method, path, {
    cookie: admin.cookie,
    body,
  });

async function isLogged(eventId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from event_log where event_id = ${eventId}`.execute(test.platform.db);
  return rows.length > 0;
}

describe("dead letters", () => {
  it("are listed latest first, page by page, with reasons that say what to do, and counted by reason", async () => {
    await send({ eventId: "l1", type: "soul.searched" });
    await send({ eventId: "l2", storeCode: "X9" });
    await send({ eventId: "l3", storeCode: "X9" });
    const first = await list("?limit=2");
    expect(first.items.map((item) => item.eventId)).toEqual(["l3", "l2"]);
    expect(first.items[0]).toMatchObject({
      reasonCode: "unknown_store",
      reasonLabel: "门店编码不存在",
      reason: expect.stringContaining("X9"),
    });
    const second = await list(`?limit=2&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ items: [{ eventId: "l1" }], nextCursor: null });
    expect((await list("?reasonCode=unknown_type")).items.map((item) => item.eventId)).toEqual(["l1"]);
    const counts = await call("GET", "/events/dead-letters/counts");
    expect(counts.body).toMatchObject({
      total: 3,
      reasons: [
        { reasonCode: "unknown_store", count: 2 },
        { reasonCode: "unknown_type", count: 1 },
      ],
    });
  });

  it("enter the log when what was missing is there: all that match go back at once", async () => {
    await test.platform.db
      .transaction()
      .execute((tx) => upsertStores(tx, [{ code: "X9", name: "新店", regionPath: "北区" }]));
    expect((await call("POST", "/events/dead-letters/replay", { reasonCode: "unknown_store" })).body).toEqual({
      replayed: 2,
    });
    await processInbox(test.platform);
    expect((await list()).items.map((item) => item.eventId)).toEqual(["l1"]);
    const { rows } = await sql<{
      code: string;
    }>`select u.code from event_log e join org_unit u on u.no = e.store_no where event_id in ('l2', 'l3')`.execute(
      test.platform.db,
    );
    expect(rows.map((row) => row.code)).toEqual(["X9", "X9"]);
  });

  it("can be mended without showing or losing the phone number, and every step is on the trail", async () => {
    await send({ eventId: "e1", properties: { skuu: "A1" } });
    const letter = await letterOf("e1");
    expect(letter.event.identifiers).toEqual([{ kind: "phone", value: "137****5679" }]);
    const still = await call("POST", `/events/dead-letters/${letter.eventKey}/replay`);
    expect(still.body).toMatchObject({ logged: false, deadLetter: { reasonCode: "bad_properties", attempts: 2 } });

    const mended = { ...letter.event, occurredAt: "2026-06-15T10:00:00+08:00", properties: { sku: "A1" } };
    const after = await call("PUT", `/events/dead-letters/${letter.eventKey}/event`, mended);
    expect(after).toMatchObject({ status: 200, body: { event: { properties: { sku: "A1" } } } });
    expect((await call("POST", `/events/dead-letters/${letter.eventKey}/replay`)).body).toEqual({
      logged: true,
      deadLetter: null,
    });

    // The same phone, sent whole by another event, is the same member.
    await send({ eventId: "e2" });
    const { rows } = await sql<{
      n: number;
    }>`select count(distinct member_no) as n from event_log where event_id in ('e1', 'e2')`.execute(test.platform.db);
    expect(rows[0]?.n).toBe(1);
    const trail = await sql<{ action: string; detail: object }>`
      select action, detail from audit_log where subject_id = 'api:e1' order by id`.execute(test.platform.db);
    expect(trail.rows.map((row) => row.action)).toEqual([
      "dead_letter.replayed",
      "dead_letter.mended",
      "dead_letter.replayed",
    ]);
    expect(JSON.stringify(trail.rows)).not.toContain("13712345679");
  });

  it("hide a phone number under a misspelt kind, and keep it when the kind is mended", async () => {
    await send({ eventId: "k1", identifiers: [{ kind: "mobile", value: "13712345679" }] });
    const letter = await letterOf("k1");
    expect(letter).toMatchObject({
      reasonCode: "unknown_identifier_kind",
      event: { identifiers: [{ kind: "mobile", value: "137****5679" }] },
    });
    await call("PUT", `/events/dead-letters/${letter.eventKey}/event`, {
      ...letter.event,
      identifiers: [{ kind: "phone", value: "137****5679" }],
    });
    expect((await call("POST", `/events/dead-letters/${letter.eventKey}/replay`)).body).toMatchObject({ logged: true });
    const { rows } = await sql<{
      n: number;
    }>`select count(distinct member_no) as n from event_log where event_id in ('e1', 'k1')`.execute(test.platform.db);
    expect(rows[0]?.n).toBe(1);
  });

  it("refuse a mend that is malformed, and what is not there", async () => {
    const letter = await letterOf("l1");
    const bad = await call("PUT", `/events/dead-letters/${letter.eventKey}/event`, {
      type: "page.viewed",
      occurredAt: "soon",
      identifiers: [],
    });
    expect(bad).toMatchObject({ status: 400, body: { code: "invalid_input", errors: [{ path: "event.occurredAt" }] } });
    expect((await call("POST", "/events/dead-letters/00000000-0000-0000-0000-000000000000/replay")).status).toBe(404);
  });

  it("follow a new key, with the phone number inside", async () => {
    await send({ eventId: "r1", type: "soul.searched" });
    const old = { id: "old", secret: randomBytes(32) };
    const indexSecret = randomBytes(32);
    const before = createCipher({ keys: [old], indexSecret });
    const after = createCipher({ keys: [{ id: "new", secret: randomBytes(32) }, old], indexSecret });
    const onlyNew = (text: string) => text.startsWith("new.") && !after.open(text).includes('"old.');
    const packed = packEnvelope(
      {
        eventId: "r1",
        type: "soul.searched",
        occurredAt: "2026-06-15T10:00:00Z",
        identifiers: [{ kind: "phone", value: "13712345679" }],
      },
      before,
    );
    const { db } = test.platform;
    const undone = db.transaction().execute(async (tx) => {
      await sql`update event_dead_letter set raw = ${before.seal(packed)}`.execute(tx);
      expect(await rotateDeadLetterKeys(tx, after)).toBeGreaterThan(0);
      expect(await rotateDeadLetterKeys(tx, after)).toBe(0);
      const { rows } = await sql<{ raw: string }>`select raw from event_dead_letter`.execute(tx);
      expect(rows.every((row) => onlyNew(row.raw))).toBe(true);
      const { identifiers } = JSON.parse(after.open(rows[0]?.raw ?? "")) as Envelope;
      expect(identifiers.map((identifier) => openIdentifier(identifier, after))).toEqual(["13712345679"]);
      throw new Error("leave it as it was");
    });
    await expect(undone).rejects.toThrow("leave it as it was");
    await sql`delete from event_dead_letter where event_id = 'r1'`.execute(db);
  });

  it("replays more than one batch, and meets none twice that fails again", async () => {
    const events = Array.from({ length: 4_100 }, (_, i) => ({ eventId: `many${i}`, type: "soul.searched" }));
    await send(...events);
    expect((await call("POST", "/events/dead-letters/replay", { type: "soul.searched" })).body).toEqual({
      replayed: 4_101,
    });
    expect(await processInbox(test.platform)).toEqual({ logged: 0, duplicate: 0, dead: 4_101 });
    const { rows } = await sql<{ attempts: number; n: number }>`
      select attempts, count(*) as n from event_dead_letter where event_id like 'many%' group by 1`.execute(
      test.platform.db,
    );
    expect(rows).toEqual([{ attempts: 2, n: 4_100 }]);
    expect(await isLogged("many0")).toBe(false);
  });

  it("are headquarters' business", async () => {
    expect((await server.call("GET", "/events/dead-letters", { cookie: guide.cookie })).status).toBe(403);
    expect((await server.call("POST", "/events/dead-letters/replay", { cookie: guide.cookie, body: {} })).status).toBe(
      403,
    );
  });
});
