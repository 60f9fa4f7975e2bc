import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { copyInto, copyLine } from "../../kernel/postgres/copy.ts";
import { type TestPlatform, testPlatform } from "../../testing/platform.ts";
import { type Envelope, packEnvelope } from "../ingestion/envelope.ts";
import { writeInbox } from "../ingestion/inbox.ts";
import { eventKeyOf } from "../log/event-key.ts";
import { processInbox } from "./process-inbox.ts";

let test: TestPlatform;
beforeAll(async () => {
  test = await testPlatform();
});

const at = "2026-06-15T10:00:00+08:00";

function event(eventId: string, changes: Partial<Envelope> = {}): Envelope {
  return {
    eventId,
    type: "page.viewed",
    occurredAt: at,
    identifiers: [{ kind: "unionid", value: `oU-${eventId}` }],
    properties: { path: "/" },
    ...changes,
  };
}

let requests = 0;
async function send(events: readonly Envelope[], source = "api"): Promise<number> {
  requests += 1;
  const requestId = `00000000-0000-7000-8000-${String(requests).padStart(12, "0")}`;
  const accepted = await writeInbox(test.platform.pool, [
    {
      requestId,
      events: events.map((one) => ({
        eventKey: eventKeyOf(source, one.eventId),
        source,
        eventId: one.eventId,
        raw: packEnvelope(one, test.platform.cipher),
      })),
    },
  ]);
  return accepted.get(requestId) ?? 0;
}

async function deadLetters(prefix: string) {
  const { rows } = await sql<{ eventId: string; code: string; path: string; attempts: number; raw: string }>`
    select event_id as "eventId", reason_code as code, reason_path as path, attempts, raw from event_dead_letter
    where event_id like ${`${prefix}%`} order by event_id`.execute(test.platform.db);
  return rows;
}

async function logged(prefix: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select event_id as id from event_log where event_id like ${`${prefix}%`} order by 1`.execute(test.platform.db);
  return rows.map((row) => row.id);
}

describe("processing the inbox", () => {
  it("moves every waiting event into the log or to the dead letters with its reason, and none is lost [DT-02]", async () => {
    await send([
      event("a1"),
      event("a2", { type: "soul.searched" }),
      event("a3", { properties: { path: 5 } }),
      event("a4", { storeCode: "nowhere" }),
      event("a5", { identifiers: [{ kind: "phone", value: "00000000" }] }),
      event("a6", { occurredAt: "2030-01-01T00:00:00Z" }),
      event("a7", { properties: { path: "/\u0000" } }),
      event("a8"),
    ]);
    expect(await processInbox(test.platform)).toEqual({ logged: 2, duplicate: 0, dead: 6 });
    expect(await logged("a")).toEqual(["a1", "a8"]);
    expect((await deadLetters("a")).map(({ eventId, code, path }) => [eventId, code, path])).toEqual([
      ["a2", "unknown_type", "type"],
      ["a3", "bad_properties", "properties.path"],
      ["a4", "unknown_store", "storeCode"],
      ["a5", "no_usable_identifier", "identifiers"],
      ["a6", "occurred_in_future", "occurredAt"],
      ["a7", "bad_text", "properties.path"],
    ]);
    const { rows } = await sql<{ n: number }>`select count(*) as n from event_inbox`.execute(test.platform.db);
    expect(rows[0]?.n).toBe(0);
  });

  it("keeps dead letters unreadable at rest: nobody has checked what is in them", async () => {
    await send([event("pii", { type: "soul.searched", properties: { note: "住在中山路 1 号" } })]);
    await processInbox(test.platform);
    const [letter] = await deadLetters("pii");
    expect(letter?.raw).not.toContain("中山路");
    expect(test.platform.cipher.open(letter?.raw ?? "")).toContain("中山路");
  });

  it("lets no single event block the rest: halves the batch until the guilty one is alone", async () => {
    await sql`create function refuse_poison() returns trigger language plpgsql as $$
      begin if new.event_id like '%poison%' then raise exception 'poison'; end if; return new; end $$`.execute(
      test.platform.db,
    );
    await sql`create trigger refuse_poison before insert on event_log for each row execute function refuse_poison()`.execute(
      test.platform.db,
    );
    try {
      await send(Array.from({ length: 60 }, (_, i) => event(i === 17 || i === 42 ? `b${i}-poison` : `b${i}`)));
      expect(await processInbox(test.platform)).toEqual({ logged: 58, duplicate: 0, dead: 2 });
      expect((await deadLetters("b")).map(({ eventId, code }) => [eventId, code])).toEqual([
        ["b17-poison", "failed"],
        ["b42-poison", "failed"],
      ]);
    } finally {
      await sql`drop trigger refuse_poison on event_log`.execute(test.platform.db);
    }
  });

  it("waits instead of burying when the fault is the engine's", async () => {
    await send([event("w1")]);
    await sql`alter table event_log rename to event_log_away`.execute(test.platform.db);
    await expect(processInbox(test.platform)).rejects.toThrow(/event_log/);
    await sql`alter table event_log_away rename to event_log`.execute(test.platform.db);
    expect(await deadLetters("w")).toEqual([]);
    expect(await processInbox(test.platform)).toMatchObject({ logged: 1 });
  });

  it("takes a mended event under the same id after the first one failed, and counts attempts meanwhile", async () => {
    const bad = event("m1", { properties: {} });
    for (const attempts of [1, 2]) {
      expect(await send([bad])).toBe(1);
      await processInbox(test.platform);
      expect(await deadLetters("m1")).toMatchObject([{ attempts, code: "bad_properties" }]);
    }
    await send([event("m1")]);
    expect(await processInbox(test.platform)).toEqual({ logged: 1, duplicate: 0, dead: 0 });
    expect(await deadLetters("m1")).toEqual([]);
    expect(await send([event("m1")])).toBe(0);
  });

  it("is done by many at once without doing anything twice", async () => {
    const events = Array.from({ length: 3_000 }, (_, i) => event(`p${i}`));
    for (let from = 0; from < 3_000; from += 500) await send(events.slice(from, from + 500));
    const done = await Promise.all(Array.from({ length: 4 }, () => processInbox(test.platform, { batch: 200 })));
    expect(done.reduce((sum, one) => sum + one.logged, 0)).toBe(3_000);
    expect(done.reduce((sum, one) => sum + one.duplicate + one.dead, 0)).toBe(0);
    expect((await logged("p")).length).toBeGreaterThanOrEqual(3_000);
  });

  it("loses nothing when the process dies in the middle of a batch", async () => {
    await send([event("k1"), event("k2")]);
    const dying = test.platform.db.transaction().execute(async (tx) => {
      await sql`delete from event_inbox where event_id like 'k%'`.execute(tx);
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
    });
    await expect(dying).rejects.toThrow();
    expect(await processInbox(test.platform)).toMatchObject({ logged: 2 });
  });

  it("acknowledges only what survives: a writer killed before its commit leaves nothing, after it everything", async () => {
    const client = await test.platform.pool.connect();
    await client.query("begin");
    await copyInto(client, "event_inbox (event_key, source, event_id, request_id, raw)", [
      copyLine([
        eventKeyOf("api", "d1"),
        "api",
        "d1",
        "00000000-0000-7000-8000-000000000000",
        packEnvelope(event("d1"), test.platform.cipher),
      ]),
    ]);
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    await test.platform.pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
    client.release(true);
    expect(await send([event("d2")])).toBe(1);
    await test.platform.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state = 'idle'",
    );
    await processInbox(test.platform);
    expect(await logged("d")).toEqual(["d2"]);
  });
});

describe("the order of arrival", () => {
  it("does not change the log, whatever comes late, twice or in pieces [DT-02]", async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(
          Array.from({ length: 24 }, (_, i) => i),
          { minLength: 24 },
        ),
        fc.array(fc.integer({ min: 0, max: 23 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 9 }),
        async (order, repeats, size) => {
          round += 1;
          const prefix = `o${round}-`;
          const made = (i: number) =>
            event(`${prefix}${i}`, {
              occurredAt: new Date(Date.UTC(2025, i % 12, 1 + i)).toISOString(),
              identifiers: [{ kind: "openid", scope: prefix, value: `p${i % 5}` }],
              properties: { path: `/${i}` },
            });
          const sequence = [...order, ...repeats].map(made);
          for (let from = 0; from < sequence.length; from += size) {
            await send(sequence.slice(from, from + size));
            if (from % 2 === 0) await processInbox(test.platform, { batch: size });
          }
          await processInbox(test.platform);
          const { rows } = await sql<{ id: string; people: number; path: string }>`
            select replace(event_id, ${prefix}, '') as id, properties->>'path' as path,
              dense_rank() over (partition by right(event_id, 0) order by origin_no) as people
            from event_log where event_id like ${`${prefix}%`}`.execute(test.platform.db);
          expect(rows.map((row) => Number(row.id)).sort((a, b) => a - b)).toEqual(
            Array.from({ length: 24 }, (_, i) => i),
          );
          for (const row of rows) expect(row.path).toBe(`/${row.id}`);
          const personOf = new Map(rows.map((row) => [Number(row.id), row.people]));
          for (let i = 0; i < 24; i += 1) expect(personOf.get(i)).toBe(personOf.get(i % 5));
          expect(new Set(personOf.values()).size).toBe(5);
        },
      ),
      { numRuns: 12 },
    );
  });
});
