import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { systemActor } from "../../kernel/audit/audit.ts";
import { aPerson, aSmallChain } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { createStaff } from "../staff/change-staff.ts";
import { sweepSessions } from "./sessions.ts";

const platform = await testPlatform();
const server = await testServer(platform);
const { db } = platform.platform;
const chain = await aSmallChain(platform);
const admin = await aPerson(platform, { roleCode: "admin", unitId: chain.hq.id });
const password = "correct horse battery";

interface Answer {
  readonly code?: string;
  readonly title?: string;
  readonly mustChangePassword?: boolean;
}

let people = 0;

/** Somebody with an account of their own; every test has its own, since failures are counted per account. */
async function account(mustChangePassword = false): Promise<{ id: string; login: string }> {
  people += 1;
  const login = `li.na${people}`;
  const id = await db.transaction().execute((tx) =>
    createStaff(tx, systemActor("test"), {
      code: `A${people}`,
      name: "李娜",
      login,
      password,
      mustChangePassword,
      posts: [{ unitId: chain.stores.N1.id, roleCode: "store_manager", kind: "regular", fromDay: "2026-01-01" }],
    }),
  );
  return { id, login };
}

function signIn(login: string, secret: string, options: { cookie?: string } = {}) {
  return server.call<Answer>("POST", "/sign-in", { body: { login, password: secret }, ...options });
}

function cookieOf(headers: Headers): string {
  const [cookie = ""] = (headers.get("set-cookie") ?? "").split(";");
  return cookie;
}

async function cookieFor(login: string): Promise<string> {
  return cookieOf((await signIn(login, password)).headers);
}

const me = (cookie: string) =>
  server.call<{
    name: string;
    roles: object[];
    permissions: string[];
    scope: { name: string }[];
    wholeChain: boolean;
    home: string;
  }>("GET", "/me", { cookie });

describe("sign-in", () => {
  it("opens a session whose cookie scripts cannot read, and tells who one is and what one may see", async () => {
    const { login } = await account();
    const answer = await signIn(login.toUpperCase(), password);
    expect(answer).toMatchObject({ status: 200, body: { mustChangePassword: false } });
    expect(answer.headers.get("set-cookie")).toMatch(
      /^feilun_session=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/,
    );
    const { body } = await me(cookieOf(answer.headers));
    expect(body).toMatchObject({
      name: "李娜",
      roles: [{ code: "store_manager", unitName: "北一店" }],
      scope: [{ name: "北一店" }],
      wholeChain: false,
      home: "store",
    });
    expect(body.permissions).toContain("member.read");
    expect(body.permissions).not.toContain("role.write");
  });

  it("keeps neither password nor token in the database", async () => {
    const { login, id } = await account();
    const token = (await cookieFor(login)).split("=")[1] ?? "";
    const { rows } = await sql<{
      text: string;
    }>`select row_to_json(s)::text || coalesce((select string_agg(row_to_json(x)::text, '') from session x where x.staff_id = s.id), '') as text
      from staff s where id = ${id}`.execute(db);
    expect(rows[0]?.text).toContain("$argon2id$v=19$m=19456,t=2,p=1$");
    expect(rows[0]?.text).not.toContain(password);
    expect(rows[0]?.text).not.toContain(token);
  });

  it("gives one and the same answer for an unknown login, a wrong password and somebody who left", async () => {
    const { login } = await account();
    const gone = await account();
    await server.call("POST", `/staff/${gone.id}/leave`, { cookie: admin.cookie, body: {} });
    const answers = [
      await signIn("nobody", password),
      await signIn(login, "wrong password"),
      await signIn(gone.login, password),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect(body).toEqual({ ...(answers[0]?.body as object), requestId: expect.any(String) });
    }
  });

  it("makes the guesser wait longer and longer, even when all guesses are sent at once, and known or unknown alike", async () => {
    const { login } = await account();
    for (const name of [login, "unknown.person"]) {
      const burst = await Promise.all(Array.from({ length: 12 }, (_, at) => signIn(name, `guess number ${at}`)));
      expect(burst.filter((answer) => answer.status === 401)).toHaveLength(5);
      expect(burst.filter((answer) => answer.status === 429).map((answer) => answer.body.code)).toEqual(
        Array(7).fill("too_many_attempts"),
      );
    }
    expect((await signIn(login, password)).body.title).toBe("尝试次数过多，请 15 秒后再试");
    platform.clock.advance({ seconds: 16 });
    expect((await signIn(login, "one more guess")).status).toBe(401);
    platform.clock.advance({ seconds: 16 });
    expect((await signIn(login, password)).body.title).toBe("尝试次数过多，请 14 秒后再试");
    platform.clock.advance({ seconds: 15 });
    expect((await signIn(login, password)).status).toBe(200);
    for (let guess = 0; guess < 4; guess += 1) expect((await signIn(login, "wrong password")).status).toBe(401);
    expect((await signIn(login, password)).status).toBe(200);
    platform.clock.advance({ hours: 2 });
  });

  it("ends a session after 12 idle hours, and after 7 days whatever happens", async () => {
    const { login } = await account();
    const idle = await cookieFor(login);
    platform.clock.advance({ hours: 11, minutes: 59 });
    expect((await me(idle)).status).toBe(200);
    platform.clock.advance({ hours: 12, minutes: 1 });
    expect((await me(idle)).status).toBe(401);
    const busy = await cookieFor(login);
    for (let hours = 0; hours < 7 * 24 - 4; hours += 8) {
      expect((await me(busy)).status).toBe(200);
      platform.clock.advance({ hours: 8 });
    }
    expect((await me(busy)).status).toBe(401);
    expect(await sweepSessions(db, platform.clock.now())).toBeGreaterThanOrEqual(2);
  });

  it("gives a fresh token at each sign-in and closes the one that the browser had", async () => {
    const { login } = await account();
    const first = await cookieFor(login);
    const second = cookieOf((await signIn(login, password, { cookie: first })).headers);
    expect(second).not.toBe(first);
    expect((await me(first)).status).toBe(401);
    expect((await me(second)).status).toBe(200);
    const out = await server.call("POST", "/sign-out", { cookie: second });
    expect(out.status).toBe(204);
    expect(out.headers.get("set-cookie")).toMatch(/^feilun_session=;/);
    expect((await me(second)).status).toBe(401);
  });

  it("lists one's sessions and revokes one or all others; nobody else's", async () => {
    const [mine, other] = [await account(), await account()];
    const cookies = [await cookieFor(mine.login), await cookieFor(mine.login), await cookieFor(mine.login)] as const;
    const foreign = await cookieFor(other.login);
    const list = async (cookie: string) =>
      (await server.call<{ items: { id: string; current: boolean; ip: string }[] }>("GET", "/me/sessions", { cookie }))
        .body.items;
    const sessions = await list(cookies[0]);
    expect(sessions).toHaveLength(3);
    expect(sessions.filter((session) => session.current)).toHaveLength(1);
    expect(sessions[0]?.ip).toBe("127.0.0.1");
    const target = (await list(cookies[1])).find((session) => session.current)?.id ?? "";
    expect((await server.call("DELETE", `/me/sessions/${target}`, { cookie: foreign })).status).toBe(404);
    expect((await server.call("DELETE", `/me/sessions/${target}`, { cookie: cookies[0] })).status).toBe(204);
    expect((await me(cookies[1])).status).toBe(401);
    expect((await server.call("DELETE", "/me/sessions", { cookie: cookies[0] })).body).toEqual({ sessionsEnded: 1 });
    expect((await me(cookies[2])).status).toBe(401);
    expect((await me(cookies[0])).status).toBe(200);
    expect((await me(foreign)).status).toBe(200);
  });

  it("lets one who was given a password do nothing but change it", async () => {
    const { login, id } = await account(true);
    const cookie = await cookieFor(login);
    expect(await server.call<Answer>("GET", "/stores", { cookie })).toMatchObject({
      status: 403,
      body: { code: "password_change_required" },
    });
    const change = (current: string, next: string) =>
      server.call<Answer & { errors?: { message: string }[] }>("POST", "/me/password", {
        cookie,
        body: { current, next },
      });
    expect((await change("not the password", "another long one")).body.code).toBe("wrong_password");
    expect((await change(password, "short")).body.errors?.[0]?.message).toBe("密码至少 10 个字符");
    expect((await change(password, password)).body.code).toBe("same_password");
    const second = await cookieFor(login);
    const changed = await change(password, "another long one");
    expect(changed.status).toBe(204);
    expect((await me(cookie)).status).toBe(401);
    expect((await me(second)).status).toBe(401);
    expect((await server.call("GET", "/stores", { cookie: cookieOf(changed.headers) })).status).toBe(200);
    const boss = await aPerson(platform, { roleCode: "admin", unitId: chain.hq.id });
    const reset = await server.call("POST", `/staff/${id}/password`, {
      cookie: boss.cookie,
      body: { password: "given by the boss" },
    });
    expect(reset.status).toBe(204);
    expect((await me(cookieOf(changed.headers))).status).toBe(401);
    expect((await signIn(login, "given by the boss")).body.mustChangePassword).toBe(true);
  });

  it("refuses a change that another web site sends with the visitor's cookie", async () => {
    const { login } = await account();
    const cookie = await cookieFor(login);
    const answer = await server.call<Answer>("DELETE", "/me/sessions", {
      cookie,
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: "cross_site" } });
  });
});
