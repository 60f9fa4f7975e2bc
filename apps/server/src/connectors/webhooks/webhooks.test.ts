import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "kysely";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { processInbox } from "../../events/index.ts";
import { createCipher } from "../../kernel/crypto/cipher.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { deliverDue } from "./deliver.ts";
import { resealWebhooks, webhookJobs } from "./jobs.ts";

interface Received {
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
  readonly events: { key: string; type: string; eventId: string; storeCode: string | null; properties: object }[];
}

interface Made {
  readonly id: string;
  readonly secret: string;
  readonly state: string;
  readonly failures: number;
  readonly version: number;
  readonly deliveredEvents: number;
  readonly attempts: { id: number; events: number; failure: string | null; status: number | null }[];
  readonly code?: string;
  readonly errors?: { path: string; message: string }[];
}

const feilun = await testPlatform({ env: { FEILUN_WEBHOOK_PRIVATE: "true" } });
const { platform, clock } = feilun;
const { db } = platform;
const server = await testServer(feilun);
const chain = await aSmallChain(feilun);
let admin: TestPerson;
await sql`insert into role (code, name, duties, permissions, unit_kinds, home)
  values ('integrator', '集成', '对接', '{webhook.write,api_key.write,event.write}', '{headquarters,region}', 'overview')`.execute(
  db,
);

let received: Received[] = [];
let answerWith = 200;
const provider = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks).toString("utf8");
    received.push({ headers: request.headers, body, events: JSON.parse(body).events });
    response.writeHead(answerWith, answerWith === 302 ? { location: "/elsewhere" } : {}).end("ok");
  });
});
await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
afterAll(() => void provider.close());
const url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/feilun`;

beforeEach(async () => {
  received = [];
  answerWith = 200;
  await sql`update webhook set state = 'ended'`.execute(db);
  // A session ends while a test moves the clock by days.
  admin = await aPerson(feilun, { roleCode: "integrator", unitId: chain.hq.id });
});

const call = <Body = Made>(method: string, path: string, body?: unknown, cookie = admin.cookie) =>
  server.call<Body>(method, path, { cookie, ...(body !== undefined && { body }) });

async function make(plan: object = {}) {
  const { status, body } = await call("POST", "/webhooks", {
    name: "会员系统",
    url,
    eventTypes: ["product.viewed", "order.paid"],
    unitId: chain.hq.id,
    ...plan,
  });
  expect(status).toBe(201);
  return body;
}

async function noOf(id: string): Promise<number> {
  const { rows } = await sql<{ no: number }>`select no from webhook where id = ${id}`.execute(db);
  return rows[0]?.no ?? 0;
}

async function deliver(id: string) {
  await feilun.passHorizon();
  await deliverDue(platform, await noOf(id), new AbortController().signal);
}

let happened = 0;
async function happens(type: string, storeNo: number | null = chain.stores.S1.no, properties: object = {}, count = 1) {
  const first = happened;
  happened += count;
  await sql`
    insert into event_log (event_key, source, event_id, type, origin_no, member_no, occurred_at, store_no, channel, properties)
    select gen_random_uuid(), 'test', 'e' || n, ${type}, 1, 1, ${clock.now()}, ${storeNo}, 'store', ${JSON.stringify(properties)}::jsonb
    from generate_series(${first}::int, ${happened - 1}::int) n`.execute(db);
}

const idsOf = () => received.flatMap(({ events }) => events.map(({ eventId }) => eventId));

describe("event pushes", () => {
  it("tell a provider what happens, each event once, in order, signed, with texts masked [IN-20]", async () => {
    const made = await make();
    const first = happened;
    await happens("product.viewed", chain.stores.S1.no, { title: "致电 13912345678", skus: ["A1"] });
    await happens("order.paid", null);
    await happens("review.submitted");
    await deliver(made.id);
    await deliver(made.id);
    expect(idsOf()).toEqual([`e${first}`, `e${first + 1}`]);
    const [delivery] = received;
    expect(delivery?.events[0]).toMatchObject({
      type: "product.viewed",
      memberNo: 1,
      storeCode: "S1",
      properties: { title: "致电 139****5678", skus: ["A1"] },
    });
    const timestamp = delivery?.headers["feilun-timestamp"] as string;
    expect(Number(timestamp)).toBe(Math.floor(clock.now().getTime() / 1_000));
    const expected = createHmac("sha256", made.secret).update(`${timestamp}.${delivery?.body}`).digest("hex");
    expect(delivery?.headers["feilun-signature"]).toBe(`v1=${expected}`);
    const { body } = await call("GET", `/webhooks/${made.id}`);
    expect(body).toMatchObject({
      deliveredEvents: 2,
      failures: 0,
      attempts: [{ events: 2, status: 200, failure: null }],
    });
  });

  it("go on where they were over thousands of events, of one transaction or many", async () => {
    const made = await make();
    const first = happened;
    await happens("product.viewed", null, {}, 230);
    await happens("page.viewed", null, {}, 6_000);
    await happens("order.paid", null, {}, 3);
    await deliver(made.id);
    const expected = [...Array(230).keys(), 6_230, 6_231, 6_232].map((n) => `e${first + n}`);
    expect(idsOf()).toEqual(expected);
    expect(received.map(({ events }) => events.length)).toEqual([100, 100, 30, 3]);
  });

  it("leave nothing out of a transaction that commits late", async () => {
    const made = await make();
    const late = await platform.pool.connect();
    const lateId = `e${happened}`;
    happened += 1;
    await late.query("begin");
    await late.query(
      `insert into event_log (event_key, source, event_id, type, origin_no, member_no, occurred_at)
       values (gen_random_uuid(), 'test', $1, 'order.paid', 1, 1, now())`,
      [lateId],
    );
    await happens("order.paid");
    await deliverDue(platform, await noOf(made.id), new AbortController().signal);
    expect(idsOf()).toEqual([]);
    await late.query("commit");
    late.release();
    await deliver(made.id);
    expect(idsOf()).toEqual([lateId, `e${happened - 1}`]);
  });

  it("try again after a failure, later each time, before anything newer, with the same id; and stop after days", async () => {
    const made = await make();
    await happens("order.paid");
    answerWith = 500;
    await deliver(made.id);
    await deliver(made.id);
    expect(received).toHaveLength(1);
    clock.advance({ seconds: 10 });
    await happens("order.paid");
    await deliver(made.id);
    expect(received).toHaveLength(2);
    const { body: failing } = await call("GET", `/webhooks/${made.id}`);
    expect(failing).toMatchObject({ failures: 2, state: "active", attempts: [{ failure: "对方返回 HTTP 500" }, {}] });
    answerWith = 200;
    clock.advance({ seconds: 20 });
    await deliver(made.id);
    expect(received.map(({ events }) => events[0]?.eventId)).toEqual(Array(3).fill(received[0]?.events[0]?.eventId));
    expect(idsOf().at(-1)).toBe(`e${happened - 1}`);

    answerWith = 302;
    await happens("order.paid");
    await deliver(made.id);
    clock.advance({ hours: 72 });
    admin = await aPerson(feilun, { roleCode: "integrator", unitId: chain.hq.id });
    await deliver(made.id);
    const { body: stopped } = await call("GET", `/webhooks/${made.id}`);
    expect(stopped.state).toBe("stopped");
    expect(stopped.attempts[0]?.failure).toContain("跳转");
    answerWith = 200;
    clock.advance({ hours: 1 });
    received = [];
    await deliver(made.id);
    expect(received).toEqual([]);
    await call("POST", `/webhooks/${made.id}/resume`);
    await deliver(made.id);
    expect(idsOf()).toEqual([`e${happened - 1}`]);
  });

  it("stop at once when the provider says it is gone", async () => {
    const made = await make();
    await happens("order.paid");
    answerWith = 410;
    await deliver(made.id);
    expect((await call("GET", `/webhooks/${made.id}`)).body.state).toBe("stopped");
  });

  it("hold back while paused, and send again from an earlier delivery when asked", async () => {
    const made = await make();
    await happens("order.paid");
    await deliver(made.id);
    await call("POST", `/webhooks/${made.id}/pause`);
    await happens("order.paid");
    await deliver(made.id);
    expect(received).toHaveLength(1);
    const held = await call<{ waiting: object }>("GET", `/webhooks/${made.id}`);
    expect(held.body.waiting).toEqual({ events: 1, more: false });
    await call("POST", `/webhooks/${made.id}/resume`);
    await deliver(made.id);
    const sent = idsOf();
    expect(sent).toHaveLength(2);
    const { body } = await call("GET", `/webhooks/${made.id}`);
    received = [];
    await call("POST", `/webhooks/${made.id}/replay`, { attemptId: body.attempts.at(-1)?.id });
    await deliver(made.id);
    expect(idsOf()).toEqual(sent);
    const { status } = await call("POST", `/webhooks/${made.id}/replay`, { attemptId: 2_000_000_000 });
    expect(status).toBe(404);
  });

  it("tell a part of the tree only what happens in its stores", async () => {
    const made = await make({ unitId: chain.south.id });
    await happens("order.paid", chain.stores.N1.no);
    await happens("order.paid", null);
    await happens("order.paid", chain.stores.S2.no);
    await deliver(made.id);
    expect(idsOf()).toEqual([`e${happened - 1}`]);
    const southern = await aPerson(feilun, { roleCode: "integrator", unitId: chain.south.id });
    const northern = await aPerson(feilun, { roleCode: "integrator", unitId: chain.north.id });
    expect((await call("GET", `/webhooks/${made.id}`, undefined, southern.cookie)).status).toBe(200);
    expect((await call("GET", `/webhooks/${made.id}`, undefined, northern.cookie)).status).toBe(404);
    const beyond = { name: "越权", url, eventTypes: ["order.paid"], unitId: chain.hq.id };
    expect((await call("POST", "/webhooks", beyond, southern.cookie)).status).toBe(404);
  });

  it("sign with both secrets while one is exchanged for the other", async () => {
    const made = await make();
    const { body: fresh } = await call<{ secret: string }>("POST", `/webhooks/${made.id}/secret`);
    await happens("order.paid");
    await deliver(made.id);
    const signedBy = (delivery: Received | undefined, secret: string) =>
      String(delivery?.headers["feilun-signature"])
        .split(",")
        .includes(
          `v1=${createHmac("sha256", secret)
            .update(`${delivery?.headers["feilun-timestamp"]}.${delivery?.body}`)
            .digest("hex")}`,
        );
    expect([made.secret, fresh.secret].map((secret) => signedBy(received[0], secret))).toEqual([true, true]);
    await call("POST", `/webhooks/${made.id}/finish-exchange`);
    await happens("order.paid");
    await deliver(made.id);
    expect([made.secret, fresh.secret].map((secret) => signedBy(received[1], secret))).toEqual([false, true]);
    expect((await call("POST", `/webhooks/${made.id}/finish-exchange`)).body.code).toBe("no_exchange");
  });

  it("can be tried out, edited by one at a time, and are not made for an unknown type or address", async () => {
    const made = await make();
    const trial = await call<{ status: number; failure: null }>("POST", `/webhooks/${made.id}/test`);
    expect(trial.body).toMatchObject({ status: 200, failure: null });
    expect(received[0]?.events).toMatchObject([{ type: "webhook.test" }]);
    const plan = { name: "改名", url, eventTypes: ["order.paid"], unitId: chain.hq.id, version: made.version };
    expect((await call("PUT", `/webhooks/${made.id}`, plan)).status).toBe(200);
    expect((await call("PUT", `/webhooks/${made.id}`, plan)).body.code).toBe("webhook_changed");
    expect((await call("POST", "/webhooks", { ...plan, eventTypes: ["no.such"] })).body.errors?.[0]?.path).toBe(
      "eventTypes.0",
    );
    expect((await call("POST", "/webhooks", { ...plan, url: "ftp://x.example" })).body.errors?.[0]?.path).toBe("url");
    expect((await call("DELETE", `/webhooks/${made.id}`)).status).toBe(200);
    expect((await call("GET", `/webhooks/${made.id}`)).status).toBe(404);
  });

  it("keep their secrets sealed, and bring them under a new key", async () => {
    const made = await make();
    const { rows } = await sql<{
      text: string;
    }>`select row_to_json(w)::text as text from webhook w where id = ${made.id}`.execute(db);
    expect(rows[0]?.text).not.toContain(made.secret);
    const old = { id: "old", secret: Buffer.alloc(32, 1) };
    const fresh = { id: "new", secret: Buffer.alloc(32, 2) };
    const indexSecret = Buffer.alloc(32, 3);
    const sealed = createCipher({ keys: [old], indexSecret }).seal(JSON.stringify([made.secret]));
    await sql`update webhook set secrets_sealed = ${sealed}`.execute(db);
    const both = createCipher({ keys: [fresh, old], indexSecret });
    expect(await resealWebhooks({ db, cipher: both })).toBeGreaterThan(0);
    expect(await resealWebhooks({ db, cipher: both })).toBe(0);
  });

  it("go out by themselves through the background work, again and again", async () => {
    const made = await make();
    await happens("order.paid");
    const { rows } = await sql<{
      jobs: number;
    }>`select count(*)::int as jobs from graphile_worker.jobs where key = ${`webhook:${await noOf(made.id)}`}`.execute(
      db,
    );
    expect(rows[0]?.jobs).toBe(1);
    const job = webhookJobs.find(({ name }) => name === "webhooks.deliver");
    const context = { platform, signal: new AbortController().signal, attempt: 1 };
    await expect
      .poll(async () => {
        await job?.run({ no: await noOf(made.id) } as never, context);
        return idsOf();
      })
      .toEqual([`e${happened - 1}`]);
    const again = await sql<{
      jobs: number;
    }>`select count(*)::int as jobs from graphile_worker.jobs where key = ${`webhook:${await noOf(made.id)}`} and run_at > now()`.execute(
      db,
    );
    expect(again.rows[0]?.jobs).toBe(1);
  });

  it("close the circle with a provider's own key: what it reports comes back with the member's number [IN-20]", async () => {
    const made = await make();
    const key = await call<{ key: string }>("POST", "/api-keys", {
      name: "服务商",
      permissions: ["event.write"],
      unitId: chain.hq.id,
    });
    const reported = await server.call("POST", "/events", {
      headers: { authorization: `Bearer ${key.body.key}` },
      body: {
        events: [
          {
            eventId: "p-1",
            type: "product.viewed",
            occurredAt: clock.now().toISOString(),
            identifiers: [{ kind: "phone", value: "13900001111" }],
            properties: { sku: "A1" },
          },
        ],
      },
    });
    expect(reported.status).toBe(202);
    await processInbox(platform);
    await deliver(made.id);
    const { rows } = await sql<{ no: number }>`select member_no as no from event_log where event_id = 'p-1'`.execute(
      db,
    );
    expect(received.flatMap(({ events }) => events)).toMatchObject([{ eventId: "p-1", memberNo: rows[0]?.no }]);
  });
});
