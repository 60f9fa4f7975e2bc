import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type TestPerson } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testServer } from "../../../testing/server.ts";
import { findAccount } from "./store.ts";

const testing = await testPlatform();
const { platform } = testing;
const server = await testServer(testing);
let admin: TestPerson;
let operator: TestPerson;
let manager: TestPerson;

interface Account {
  id: string;
  version: number;
  secretsSet: string[];
  enabled: boolean;
}
interface Problem {
  code: string;
  errors?: { path: string; message: string }[];
}

const draft = {
  platform: "wecom",
  accountId: "ww1234567890abcdef",
  agentId: "1000002",
  name: "总部企微",
  secrets: { secret: "s".repeat(43) },
};
const call = <Body = Account>(method: string, path: string, body?: unknown, who = admin) =>
  server.call<Body>(method, `/wechat/accounts${path}`, { cookie: who.cookie, body });

beforeAll(async () => {
  const chain = await aSmallChain(testing);
  admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  manager = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.N1.id });
});

describe("accounts on WeChat's platforms [IN-01]", () => {
  it("keeps secrets to itself: sealed at rest, in no answer, in no trail", async () => {
    const made = await call("POST", "", draft);
    expect(made.status).toBe(201);
    expect(made.body.secretsSet).toEqual(["secret"]);
    const list = await call("GET", "");
    const { rows } = await sql<{ text: string }>`
      select secrets_sealed as text from wechat_account union all select detail::text from audit_log`.execute(
      platform.db,
    );
    expect(JSON.stringify([made.body, list.body, rows])).not.toContain("sss");
    const { id, version } = made.body;
    await call("PATCH", `/${id}`, { version, secrets: { secret: "t".repeat(43) } });
    expect((await findAccount(platform, platform.db, id)).secrets.secret).toBe("t".repeat(43));
    const { rows: trail } = await sql<{ secrets: string[] }>`
      select detail->'secrets' as secrets from audit_log where action = 'wechat_account.changed'`.execute(platform.db);
    expect(trail).toEqual([{ secrets: ["secret"] }]);
  });

  it("names every field that cannot be right", async () => {
    const answer = await call<Problem>("POST", "", {
      ...draft,
      accountId: "corp",
      agentId: "abc",
      baseUrl: "http://qyapi.example.com",
      secrets: { secret: "short", callbackToken: "has-dash", callbackAesKey: "x".repeat(42) },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.map(({ path }) => path)).toEqual([
      "accountId",
      "agentId",
      "baseUrl",
      "secrets.secret",
      "secrets.callbackToken",
      "secrets.callbackAesKey",
    ]);
    expect(answer.body.errors?.at(-1)?.message).toContain("现在是 42 位");
  });

  it("takes plain http only within private networks", async () => {
    const at = (baseUrl: string, agentId: string) => call<Problem>("POST", "", { ...draft, agentId, baseUrl });
    expect((await at("http://192.168.1.20:8080", "31")).status).toBe(201);
    expect((await at("http://172.40.0.1", "32")).status).toBe(400);
    expect((await at("https://proxy.example.com", "33")).status).toBe(201);
    expect((await at("https://proxy.example.com/?x=1", "34")).status).toBe(400);
  });

  it("enters an app once, and lets two people's edits not overwrite each other", async () => {
    expect((await call<Problem>("POST", "", draft)).body.code).toBe("account_exists");
    const { body } = await call("POST", "", { ...draft, agentId: "41" });
    const edit = { version: body.version, enabled: false };
    expect((await call("PATCH", `/${body.id}`, edit)).body.enabled).toBe(false);
    expect((await call<Problem>("PATCH", `/${body.id}`, edit)).body.code).toBe("account_changed");
    const taken = { version: body.version + 1, agentId: "1000002" };
    expect((await call<Problem>("PATCH", `/${body.id}`, taken)).body.code).toBe("account_exists");
  });

  it("shows generated callback keys once; they are valid for the envelope", async () => {
    const { body } = await call("POST", "", { ...draft, agentId: "51" });
    const made = await call<{ account: Account; token: string; encodingAesKey: string }>(
      "POST",
      `/${body.id}/callback-keys`,
      { version: body.version },
    );
    expect(made.body.token).toMatch(/^[0-9A-Za-z]{32}$/);
    expect(made.body.encodingAesKey).toMatch(/^[0-9A-Za-z]{43}$/);
    expect(Buffer.from(`${made.body.encodingAesKey}=`, "base64")).toHaveLength(32);
    expect(JSON.stringify((await call("GET", "")).body)).not.toContain(made.body.encodingAesKey);
  });

  it("deletes only who types the name", async () => {
    const { body } = await call("POST", "", { ...draft, agentId: "61", name: "试用" });
    expect((await call("DELETE", `/${body.id}`, { confirm: "别的" })).status).toBe(400);
    expect((await call("DELETE", `/${body.id}`, { confirm: "试用" })).status).toBe(204);
    expect((await call("GET", `/${body.id}/callbacks`)).status).toBe(404);
  });

  it("is headquarters' alone: operators look, stores do not", async () => {
    expect((await call("GET", "", undefined, operator)).status).toBe(200);
    expect((await call("POST", "", draft, operator)).status).toBe(403);
    expect((await call("GET", "", undefined, manager)).status).toBe(403);
  });
});

describe("how an account fares [IN-01]", () => {
  it("tells refused calls with cause and remedy, tokens by their end, and what was used of the allowance", async () => {
    const { body } = await call("POST", "", { ...draft, agentId: "71" });
    await sql`insert into wechat_refusal (wechat_account_id, path, errcode, times, last_message)
      values (${body.id}, '/cgi-bin/department/list', 60020, 3, 'not allow')`.execute(platform.db);
    await sql`insert into wechat_call_window (wechat_account_id, path, seconds, started_at, calls)
      values (${body.id}, '/cgi-bin/department/list', 3600, date_trunc('hour', now()), 40)`.execute(platform.db);
    await sql`insert into wechat_token (wechat_account_id, kind, value_sealed, expires_at)
      values (${body.id}, 'access_token', 'sealed', now() + interval '1 hour')`.execute(platform.db);
    const calls = await call("GET", `/${body.id}/calls`);
    expect(calls.body).toMatchObject({
      tokens: [{ kind: "access_token" }],
      refusals: [{ errcode: 60020, times: 3, remedy: expect.stringContaining("IP") }],
      usage: [{ calls: 40, seconds: 3600, limit: 150_000 }],
    });
    expect(JSON.stringify(calls.body)).not.toContain("sealed");
  });

  it("shows parked callbacks and works them off again after mending", async () => {
    const { body } = await call("POST", "", { ...draft, agentId: "81" });
    await sql`insert into wechat_callback (wechat_account_id, dedupe_key, event, subject, occurred_at, payload_sealed, state, tries, reason)
      select ${body.id}, decode(lpad(to_hex(n), 32, '0'), 'hex'), 'change_contact.create_user', 'u' || n, now(), '', 'parked', 8, '通讯录里没有'
      from generate_series(1, 3) n`.execute(platform.db);
    const first = await call<{ items: { seq: number; reason: string }[]; nextCursor: string }>(
      "GET",
      `/${body.id}/callbacks/parked?limit=2`,
    );
    expect(first.body.items.map(({ reason }) => reason)).toEqual(["通讯录里没有", "通讯录里没有"]);
    const rest = await call<{ items: object[] }>(
      "GET",
      `/${body.id}/callbacks/parked?limit=2&cursor=${first.body.nextCursor}`,
    );
    expect(rest.body.items).toHaveLength(1);
    const seqs = [first.body.items[0]?.seq];
    expect((await call("POST", `/${body.id}/callbacks/replay`, { seqs })).body).toEqual({ replayed: 1 });
    expect((await call("GET", `/${body.id}/callbacks`)).body).toMatchObject({ parked: 2, waiting: 1 });
    expect((await call("POST", `/${body.id}/callbacks/replay`, { seqs: "all" })).body).toEqual({ replayed: 2 });
    expect((await call("POST", `/${body.id}/callbacks/replay`, { seqs: "all" }, operator)).status).toBe(403);
  });
});
