import { createHmac, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { upsertMembers } from "../../customers/index.ts";
import { workOffOutbound } from "../../engagement/index.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { messageServiceChannels } from "./channels.ts";

// Monday, 10:00 in Shanghai.
const testing = await testPlatform({ now: "2026-06-15T02:00:00Z" });
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);

const secret = "a-secret-of-at-least-16";
const macOf = (key: string, stamp: string, nonce: string, line: string, body: string) =>
  createHmac("sha256", key).update(`${stamp}\n${nonce}\n${line}\n${body}`).digest("hex");

interface Message {
  id: string;
  kind: string;
  text?: string;
  script?: string;
  windows?: { from: string }[];
  redials?: number;
  recipients: { ref: string; phone: string }[];
}
/** What the service was given, by id; the same id again changes nothing. */
const given = new Map<string, Message>();
const events = new Map<string, object[]>();
let calls = 0;
let balanceFen = 50_000;
let trouble: "none" | "loses_answer" | "busy" = "none";

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** A service that checks signatures by itself. */
const service = createServer(async (request, response) => {
  const body = await bodyOf(request);
  const { headers, method, url = "" } = request;
  const stamp = String(headers["x-timestamp"]);
  const expected = macOf(secret, stamp, String(headers["x-nonce"]), `${method} ${url}`, body);
  const answer = (status: number, value: object) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(value));
  };
  if (headers["x-app-key"] !== "brand" || headers["x-signature"] !== expected)
    return answer(401, { message: "bad sign" });
  if (url === "/gw/v1/account") return answer(200, { balanceFen, templates: ["SMS_1", "SMS_2", "CALL_1"] });
  if (method === "POST") {
    calls += 1;
    if (trouble === "busy") return answer(429, { message: "slow down" });
    const message = JSON.parse(body) as Message;
    if (!given.has(message.id)) given.set(message.id, message);
    if (trouble === "loses_answer") return response.destroy();
    return answer(200, { id: message.id, rejected: [] });
  }
  const id = url.split("/").at(-1) ?? "";
  return given.has(id) ? answer(200, { done: true, events: events.get(id) ?? [] }) : answer(404, {});
});
await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
const baseUrl = `http://127.0.0.1:${(service.address() as AddressInfo).port}/gw`;
afterAll(() => {
  service.closeAllConnections();
  service.close();
});

interface Shown {
  id: string;
  version: number;
  code: string;
  title: string;
  errors: { path: string; message: string }[];
  findings: { name: string; state: string; says: string }[];
  ids: string[];
  sendAt: string | null;
  refusals: Record<string, number>;
  outcomes: Record<string, number>;
  items: {
    outboundId: string;
    numberKey: string;
    attempt: number;
    memberNo: number;
    said: string | null;
    outcome: string;
    reason: string | null;
  }[];
  known: number;
}
let admin: TestPerson;
let operator: TestPerson;
let guide: TestPerson;
let southern: TestPerson;
let smsId: string;
let callId: string;
let smsTemplate: string;
let script: string;
let people: number[];
const phones = ["13958201746", "13958201747", "13958201748", "13958201749", "13958201750"];

const call = <Body = Shown>(method: string, path: string, body?: object, who = operator) =>
  server.call<Body>(method, path, { cookie: who.cookie, ...(body && { body }) });
/** Works off what is due, as if the waiting times were over. */
async function work(): Promise<void> {
  await sql`update outbound set next_at = now() where state in ('waiting', 'sending', 'uncertain', 'accepted') and send_at <= ${clock.now()}`.execute(
    db,
  );
  await workOffOutbound(platform, messageServiceChannels(platform), new AbortController().signal);
}
const draft = (channel: "sms" | "ai_call", more: object = {}) => ({
  channel,
  accountId: channel === "sms" ? smsId : callId,
  businessKey: randomUUID(),
  title: "周末到店礼",
  memberNos: people,
  content: { template: { id: channel === "sms" ? smsTemplate : script, data: { 称呼: "您好" } } },
  ...more,
});
async function send(channel: "sms" | "ai_call", more: object = {}): Promise<string> {
  const sent = await call("POST", "/outbound", draft(channel, more));
  expect(sent.status, JSON.stringify(sent.body)).toBe(202);
  return sent.body.ids[0] ?? "";
}
const refOf = (messageId: string, phone: string) =>
  given.get(messageId)?.recipients.find((each) => each.phone === phone)?.ref ?? "";
async function tell(serviceId: string, told: object[], how: { secret?: string; at?: Date; body?: string } = {}) {
  const path = `/api/v1/callbacks/message-services/${serviceId}`;
  const body = how.body ?? JSON.stringify({ events: told });
  const stamp = String(Math.floor((how.at ?? clock.now()).getTime() / 1_000));
  const nonce = randomUUID();
  const response = await fetch(`${server.url}${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-timestamp": stamp,
      "x-nonce": nonce,
      "x-signature": macOf(how.secret ?? secret, stamp, nonce, `POST ${path}`, body),
    },
    body,
  });
  return { status: response.status, body: (await response.json()) as Shown };
}
const outcomesOf = async (id: string) => (await call("GET", `/outbound/${id}`)).body.outcomes;

beforeAll(async () => {
  const chain = await aSmallChain(testing);
  admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  guide = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.N1.id });
  southern = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.S1.id });
  people = await db.transaction().execute(async (tx) => {
    const rows = await upsertMembers(
      tx,
      platform,
      phones.map((value) => ({
        identifiers: [{ kind: "phone" as const, value }],
        attributes: { name: "王小明" },
        storeNo: chain.stores.N1.no,
        source: "pos",
        registeredAt: clock.now(),
        observedAt: clock.now(),
      })),
    );
    return rows.map((row) => row.memberNo ?? 0);
  });
  await sql`update member set guide_id = ${guide.id} where member_no = any(${people}::int[])`.execute(db);
});

describe("connecting a service [IN-13]", () => {
  it("keeps the secret to itself, and says what is wrong with cause and remedy [IN-13]", async () => {
    const body = { name: "短信网关", baseUrl, appKey: "brand", secret, enabled: true };
    expect((await call("POST", "/message-services", { ...body, kind: "sms" })).status).toBe(403);
    const made = await call("POST", "/message-services", { ...body, kind: "sms" }, admin);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(JSON.stringify(made.body)).not.toContain(secret);
    smsId = made.body.id;
    callId = (
      await call("POST", "/message-services", { ...body, kind: "ai_call", name: "外呼", lines: ["02161000001"] }, admin)
    ).body.id;
    const checked = await call("POST", `/message-services/${smsId}/check`, {}, admin);
    expect(checked.body.findings.map(({ state }) => state)).toEqual(["good", "good", "good", "good"]);
    balanceFen = 100;
    const wrong = await call(
      "PUT",
      `/message-services/${smsId}`,
      { ...body, kind: "sms", secret: `${secret}x`, version: 1 },
      admin,
    );
    expect(wrong.status).toBe(200);
    const refused = await call("POST", `/message-services/${smsId}/check`, {}, admin);
    expect(refused.body.findings).toEqual([
      {
        name: "服务地址与签名",
        state: "failed",
        says: expect.stringContaining("服务商不认可签名：bad sign；核对 AppKey 与密钥"),
      },
    ]);
    const moved = await call(
      "PUT",
      `/message-services/${smsId}`,
      { name: "短信网关", baseUrl: "https://elsewhere.example.com", appKey: "brand", kind: "sms", version: 2 },
      admin,
    );
    expect(moved.body.errors[0]?.path).toBe("secret");
    await call("PUT", `/message-services/${smsId}`, { ...body, kind: "sms", version: 2 }, admin);
    const low = await call("POST", `/message-services/${smsId}/check`, {}, admin);
    expect(low.body.findings.find(({ name }) => name === "余额")).toMatchObject({ state: "failed" });
  });
});

describe("text messages [CH-25]", () => {
  it("are sent once although the answer is lost, signed, with the way out, and their receipts hold in any order [CH-25, IN-13]", async () => {
    const template = {
      serviceId: smsId,
      kind: "sms",
      code: "SMS_1",
      name: "周末礼",
      signature: "禾光",
      text: "{称呼}，周末到店有礼",
      purpose: "marketing",
    };
    expect((await call("POST", "/phone-templates", { ...template, signature: "" })).body.errors[0]?.path).toBe(
      "signature",
    );
    const made = await call("POST", "/phone-templates", template);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    smsTemplate = made.body.id;
    const unfilled = draft("sms", { content: { template: { id: smsTemplate, data: {} } } });
    expect((await call("POST", "/outbound", unfilled)).body.errors[0]?.path).toBe("content.template.data.称呼");

    trouble = "loses_answer";
    const id = await send("sms");
    await work();
    trouble = "busy";
    await work();
    trouble = "none";
    await work();
    expect(calls).toBe(3);
    expect(given.size).toBe(1);
    expect(given.get(id)?.text).toBe("【禾光】您好，周末到店有礼，拒收请回复R");
    expect(
      given
        .get(id)
        ?.recipients.map(({ phone }) => phone)
        .sort(),
    ).toEqual(phones);
    // Nothing of ours names the number in the clear.
    const { rows } = await sql<{
      all: string;
    }>`select string_agg(d.target_key || d.outcome, ',') as all from outbound_delivery d`.execute(db);
    expect(rows[0]?.all).not.toContain("1395820");

    const receipt = (phone: string, state: string, more: object = {}) => ({
      type: "receipt",
      messageId: id,
      ref: refOf(id, phone),
      state,
      at: clock.now().toISOString(),
      ...more,
    });
    const [first = "", second = "", third = "", fourth = ""] = phones;
    const told = [
      receipt(first, "delivered"),
      receipt(second, "failed", { code: "MK:0001" }),
      receipt(third, "blocked"),
    ];
    expect((await tell(smsId, told, { secret: "another-secret-of-16" })).status).toBe(401);
    expect((await tell(smsId, told, { at: new Date(clock.now().getTime() - 600_000) })).body.title).toContain("时间戳");
    expect((await tell(smsId, [{ ...told[0], state: "lost" }])).body.errors[0]?.path).toBe("events.0.state");
    expect((await tell(smsId, told)).body.known).toBe(3);
    expect((await tell(smsId, [...told, receipt(first, "failed")].reverse())).body.known).toBe(4);
    // Another service knows nothing of this message.
    expect((await tell(callId, [receipt(fourth, "failed")])).body.known).toBe(0);
    expect(await outcomesOf(id)).toEqual({ delivered: 1, unreachable: 1, blocked: 1, sent: 2 });
    const failed = await call("GET", `/outbound/${id}/deliveries?outcome=unreachable`);
    expect(failed.body.items[0]?.reason).toBe("空号");
    const { rows: happened } = await sql<{ type: string; n: number }>`
      select type, count(*)::int as n from event_log where type like 'message.%' group by 1 order by 1`.execute(db);
    expect(happened).toEqual([
      { type: "message.delivered", n: 1 },
      { type: "message.failed", n: 2 },
      { type: "message.sent", n: 5 },
    ]);
  });

  it("stop for whoever answers R, and for numbers that a person puts on the list [CH-25]", async () => {
    const [, second = "", , fourth = "", fifth = ""] = phones;
    const at = clock.now().toISOString();
    const replies = [
      { type: "reply", phone: fourth, text: " td ", at },
      { type: "reply", phone: second, text: "谢谢", at },
    ];
    expect((await tell(smsId, replies)).body.known).toBe(1);
    await call("POST", "/phone-blocks", { phone: `+86 ${fifth}`, channels: ["sms"], reason: "客服来电要求" });
    const reach = await call("POST", "/outbound/reach", draft("sms"));
    expect(reach.body.refusals).toEqual({ no_consent: 1, on_block_list: 2 });
    const { rows } = await sql<{ channel: string; granted: boolean }>`
      select channel, granted from consent_record where member_no = ${people[3]}`.execute(db);
    expect(rows).toEqual([{ channel: "sms", granted: false }]);
    await call("POST", "/phone-blocks/remove", { phone: fifth, channel: "sms", reason: "误加" });
    expect((await call("POST", "/outbound/reach", draft("sms"))).body.refusals).toEqual({
      no_consent: 1,
      on_block_list: 1,
    });
    expect((await call("POST", "/phone-blocks/remove", { phone: fifth, channel: "sms", reason: "误加" })).status).toBe(
      404,
    );
  });
});

describe("calls [CH-25]", () => {
  it("wait for the hours in which calls may be placed, and hand rules and lines to the service [CH-25, IN-13, AI-14]", async () => {
    const made = await call("POST", "/phone-templates", {
      serviceId: callId,
      kind: "ai_call",
      code: "CALL_1",
      name: "沉睡回访",
      text: "{称呼}，想了解一下您最近的使用情况",
      purpose: "service",
    });
    script = made.body.id;
    clock.set("2026-06-15T04:30:00Z");
    expect((await call("POST", "/outbound/reach", draft("ai_call"))).body.sendAt).toBe("2026-06-15T06:00:00.000Z");
    const noon = await send("ai_call", { memberNos: people.slice(0, 1), kind: "service" });
    await work();
    expect(given.has(noon)).toBe(false);
    clock.set("2026-06-15T06:00:00Z");
    await work();
    expect(given.get(noon)).toMatchObject({ kind: "call", script: "CALL_1", lines: ["02161000001"], redials: 1 });
    expect(given.get(noon)?.windows?.map(({ from }) => from)).toEqual(["09:00", "14:00"]);
  });

  it("tell who wants a person, who asked for no more, and at which hours people answer [CH-25, AI-14]", async () => {
    const id = await send("ai_call", { kind: "service" });
    await work();
    const [first = "", second = "", , fourth = "", fifth = ""] = phones;
    const attempt = (phone: string, outcome: string, more: object = {}) => ({
      type: "attempt",
      messageId: id,
      ref: refOf(id, phone),
      attempt: 1,
      line: "02161000001",
      startedAt: clock.now().toISOString(),
      outcome,
      ...more,
    });
    const told = [
      attempt(first, "answered", { seconds: 65, intent: "A", wantsPerson: true, said: "想问问新到的茶" }),
      attempt(second, "no_answer", { last: false }),
      attempt(fourth, "refused"),
      { type: "objection", kind: "stop", messageId: id, ref: refOf(id, fourth), at: clock.now().toISOString() },
      { type: "objection", kind: "complaint", phone: fifth, line: "02161000001", at: clock.now().toISOString() },
    ];
    expect((await tell(callId, told)).body.known).toBe(5);
    expect((await tell(callId, told)).body.known).toBe(5);
    expect(await outcomesOf(id)).toMatchObject({ delivered: 1, blocked: 1 });
    // Lost callbacks are asked for.
    events.set(id, [attempt(second, "answered", { attempt: 2, seconds: 20, intent: "D" })]);
    await work();
    expect(await outcomesOf(id)).toMatchObject({ delivered: 2, blocked: 1, unreachable: 2 });
    // Who complained by phone gets no text message either; who asked for no more calls still gets them.
    const refusals = async (channel: "sms" | "ai_call") =>
      (await call("POST", "/outbound/reach", draft(channel, { kind: "service" }))).body.refusals;
    expect(await refusals("ai_call")).toEqual({ on_block_list: 2 });
    expect(await refusals("sms")).toEqual({ on_block_list: 3 });

    const mine = await call("GET", "/call-follow-ups", undefined, guide);
    expect(mine.status, JSON.stringify(mine.body)).toBe(200);
    expect(mine.body.items).toMatchObject([
      { outboundId: id, memberNo: people[0], name: "王**", said: "想问问新到的茶" },
    ]);
    expect((await call("GET", "/call-follow-ups", undefined, southern)).body.items).toEqual([]);
    const { outboundId, numberKey, attempt: no } = mine.body.items[0] as Shown["items"][number];
    const done = { outboundId, numberKey, attempt: no, note: "约了周六来店" };
    const toDos = async () =>
      (await call<{ items: { kind: string }[] }>("GET", "/me/to-dos", undefined, guide)).body.items;
    expect((await toDos()).map(({ kind }) => kind)).toContain("call_follow_up");
    expect((await call("POST", "/call-follow-ups/done", done, southern)).status).toBe(404);
    expect((await call("POST", "/call-follow-ups/done", done, guide)).status).toBe(200);
    expect((await call("POST", "/call-follow-ups/done", done, guide)).status).toBe(404);
    expect((await toDos()).map(({ kind }) => kind)).not.toContain("call_follow_up");

    const figures = await call<{ hours: object[]; best: object | null; lines: object[] }>(
      "GET",
      "/phone-touches/figures",
    );
    expect(figures.body.hours).toEqual([{ weekday: 1, hour: 14, attempts: 4, answered: 2 }]);
    expect(figures.body.best).toBeNull();
    expect(figures.body.lines).toEqual([{ line: "02161000001", attempts: 4, answered: 2, complaints: 1 }]);
    expect((await call("GET", "/phone-touches/figures", undefined, guide)).status).toBe(403);
  });

  it("pause a template by themselves when too many complain, until a person resumes it [CH-25]", async () => {
    const { body } = await call<{ value: object; version: number }>("GET", "/phone-touches/settings");
    const value = { ...body.value, pauseLeast: 50, pausePerThousand: 20 };
    expect((await call("PUT", "/phone-touches/settings", { value, version: body.version })).status).toBe(200);
    await sql`insert into outbound_delivery (outbound_id, target_key, outcome)
      select o.id, 'x' || n, 'delivered' from (select id from outbound where channel = 'sms' limit 1) o, generate_series(1, 50) n`.execute(
      db,
    );
    const { rows } = await sql<{ id: string }>`select id from outbound where channel = 'sms' limit 1`.execute(db);
    const messageId = rows[0]?.id ?? "";
    const complain = (phone: string) =>
      tell(smsId, [
        {
          type: "objection",
          kind: "complaint",
          messageId,
          ref: refOf(messageId, phone),
          at: clock.now().toISOString(),
        },
      ]);
    await complain(phones[0] ?? "");
    expect((await call("POST", "/outbound", draft("sms"))).status).toBe(202);
    await complain(phones[1] ?? "");
    const paused = await call("POST", "/outbound", draft("sms"));
    expect(paused.body).toMatchObject({ code: "template_paused", title: expect.stringContaining("投诉 2 次") });
    expect((await call("POST", `/phone-templates/${smsTemplate}/state`, { to: "resume" })).status).toBe(200);
    expect((await call("POST", "/outbound", draft("sms"))).status).toBe(202);
  });
});
