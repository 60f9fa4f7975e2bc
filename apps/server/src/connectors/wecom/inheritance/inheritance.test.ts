import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import { createAccount, type WechatAccount } from "../../wechat/index.ts";
import { readContact } from "../customers/read-contact.ts";
import { recordFollows } from "../customers/record-follows.ts";
import { wecomApi } from "../wecom-api.ts";
import { splitCustomers, splitRuleSchema } from "./rules.ts";
import { workOffInheritance } from "./work-plans.ts";

const testing = await testPlatform();
const { platform } = testing;
const { db } = platform;
const server = await testServer(testing);
const sandbox = await testSandbox();
const BASE = "/cgi-bin/externalcontact";
let account: WechatAccount;
let operator: TestPerson;

interface Shown {
  id: string;
  code: string;
  state: string;
  counts: { kind: string; takeover: string | null; state: string; count: number }[];
}
const call = async (method: string, path: string, body?: object) =>
  (await server.call<Shown>(method, `/inheritance${path}`, { cookie: operator.cookie, body })).body;
const work = async () => {
  await sql`update inheritance_plan set next_at = now() where state = 'working'`.execute(db);
  return workOffInheritance(platform, new AbortController().signal);
};
const pass = (hours: number) => sandbox.act("clock.advance", { ms: hours * 3_600_000 });
const fault = (path: string, what: object, times = 1) =>
  sandbox.act("faults.add", { platform: "wecom", path: `${BASE}/${path}`, what, times });
const states = ({ counts }: Shown) => Object.fromEntries(counts.map((row) => [`${row.kind} ${row.state}`, row.count]));

beforeAll(async () => {
  const chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  const app = await sandbox.act<{ corpId: string; agentId: string; secret: string }>("wecom.create_app");
  account = await db.transaction().execute((tx) =>
    createAccount(platform, tx, systemActor("test"), {
      platform: "wecom",
      accountId: app.corpId,
      agentId: app.agentId,
      name: "测试企业",
      baseUrl: sandbox.wecom,
      secrets: { secret: app.secret },
    }),
  );
});
beforeEach(() => sandbox.act("faults.clear"));

/** A member of the company, known here as the directory's sync would know them. */
async function aMember(userid: string): Promise<string> {
  await sandbox.act("wecom.hire", { userid, name: userid, departments: [1] });
  await sql`insert into wecom_member (corp_id, userid, name, departments, status, serves)
    values (${account.accountId}, ${userid}, ${userid}, '{1}', 1, true)`.execute(db);
  return userid;
}

/** Customers of the member, read as the sync reads them. */
async function customersOf(userid: string, count: number, remark?: string): Promise<string[]> {
  const api = wecomApi(platform, account);
  const keys: string[] = [];
  for (let i = 0; i < count; i++) {
    const person = await sandbox.act<{ id: string }>("people.add", { nickname: `${userid}的客户${i}` });
    const { externalUserid } = await sandbox.act<{ externalUserid: string }>("wecom.add_friend", {
      person: person.id,
      userid,
    });
    if (remark) await api.post(`${BASE}/remark`, { userid, external_userid: externalUserid, remark });
    const seen = await readContact(api, externalUserid);
    await db.transaction().execute((tx) => recordFollows(tx, platform, account.accountId, seen, { at: new Date() }));
    keys.push(externalUserid);
  }
  return keys;
}

const leave = async (userid: string) => {
  await sandbox.act("wecom.dismiss_member", { userid });
  await sql`update wecom_member set left_at = now(), status = 5 where userid = ${userid}`.execute(db);
};
const plan = (handoverUserid: string, takers: object[], more: object = {}) =>
  call("POST", "", { accountId: account.id, handoverUserid, rule: { takers }, ...more });

describe("inheritance after a member left [GD-14]", () => {
  it("splits by weight, waits a day, carries notes over, and records each customer's end", async () => {
    const [gone, first, second] = [await aMember("Gone"), await aMember("First"), await aMember("Second")];
    const keys = await customersOf(gone, 6, "老客户，爱喝茶");
    await sandbox.act("wecom.open_group", { owner: gone, name: "茶友群" }).then((group) =>
      sql`insert into customer_group (platform, account_key, chat_key, name, owner_key, opened_at)
        values ('wecom', ${account.accountId}, ${(group as { chatId: string }).chatId}, '茶友群', ${gone}, now())`.execute(
        db,
      ),
    );
    await leave(gone);
    const sources = await server.call<{ items: object[] }>("GET", "/inheritance/sources", { cookie: operator.cookie });
    expect(sources.body.items).toMatchObject([{ userid: gone, customers: 6, groups: 1 }]);
    const made = await plan(gone, [{ userid: first, weight: 2 }, { userid: second }]);
    expect(made.counts).toEqual(
      expect.arrayContaining([
        { kind: "customer", takeover: first, state: "planned", count: 4 },
        { kind: "customer", takeover: second, state: "planned", count: 2 },
      ]),
    );
    expect((await call("POST", `/${made.id}/start`)).state).toBe("working");
    await work();
    expect(states(await call("GET", `/${made.id}`))).toEqual({
      "customer waiting": expect.any(Number),
      "group done": 1,
    });
    await sandbox
      .act("wecom.answer_transfer", { externalUserid: keys[0], takeover: first, accept: false })
      .catch(() => sandbox.act("wecom.answer_transfer", { externalUserid: keys[0], takeover: second, accept: false }));
    await pass(24);
    await work();
    const done = await call("GET", `/${made.id}`);
    expect(done.state).toBe("done");
    expect(
      done.counts
        .filter((row) => row.state === "done" && row.kind === "customer")
        .reduce((sum, row) => sum + row.count, 0),
    ).toBe(5);
    expect(done.counts.filter((row) => row.state === "customer_refused").reduce((sum, row) => sum + row.count, 0)).toBe(
      1,
    );
    const { rows } = await sql<{ userid: string; state: string; remark: string | null }>`
      select userid, state, remark_sealed as remark from wecom_follow where external_userid = ${keys[1]} order by userid`.execute(
      db,
    );
    expect(rows.find((row) => row.userid === gone)?.state).toBe("ended");
    const taken = rows.find((row) => row.state === "active");
    expect([first, second]).toContain(taken?.userid);
    expect(taken?.remark && platform.cipher.open(taken.remark)).toBe("老客户，爱喝茶");
  });

  it("moves nobody twice when answers are lost, and shows why it stands still", async () => {
    const [gone, taker] = [await aMember("Lost"), await aMember("Taker")];
    await customersOf(gone, 3);
    await leave(gone);
    const made = await plan(gone, [{ userid: taker }]);
    await fault("resigned/transfer_customer", { kind: "lost_answer" });
    await call("POST", `/${made.id}/start`);
    await work();
    const stuck = await call("GET", `/${made.id}`);
    expect(stuck).toMatchObject({ state: "working", reason: expect.stringContaining("连接不上") });
    for (const what of [
      { kind: "lost_request" },
      { kind: "http_status", status: 502 },
      { kind: "errcode", errcode: 45009 },
    ]) {
      await fault("resigned/transfer_result", what, 3);
      await work();
    }
    await sandbox.act("faults.clear");
    await work();
    expect(states(await call("GET", `/${made.id}`))).toEqual({ "customer waiting": 3 });
    await pass(24);
    await work();
    expect(states(await call("GET", `/${made.id}`))).toEqual({ "customer done": 3 });
  });
});

describe("inheritance on the job [GD-14]", () => {
  it("asks in hundreds, respects two transfers in 90 days, and takes back what was not asked", async () => {
    const [one, two, three] = [await aMember("One"), await aMember("Two"), await aMember("Three")];
    await customersOf(one, 2);
    for (const [from, to] of [
      [one, two],
      [two, one],
    ] as const) {
      const made = await plan(from, [{ userid: to }], { message: "今后由我为您服务" });
      await call("POST", `/${made.id}/start`);
      await work();
      await pass(24);
      await work();
      expect(states(await call("GET", `/${made.id}`))).toEqual({ "customer done": 2 });
    }
    await customersOf(one, 1);
    const third = await plan(one, [{ userid: three }]);
    expect(states(third)).toEqual({ "customer limited": 2, "customer planned": 1 });
    expect((await plan(one, [{ userid: two }])).code).toBe("inheritance_open");
    const cancelled = await call("POST", `/${third.id}/cancel`);
    expect([cancelled.state, states(cancelled)]).toEqual([
      "cancelled",
      { "customer limited": 2, "customer cancelled": 1 },
    ]);
    expect((await call("POST", `/${third.id}/start`)).code).toBe("inheritance_begun");
  });

  it("names a taker who cannot take over", async () => {
    const one = await aMember("Four");
    expect((await plan(one, [{ userid: "Nobody" }])).code).toBe("invalid_input");
  });
});

describe("splitting customers", () => {
  const customer = (key: string, more: object = {}) => ({
    key,
    tier: null,
    tagNos: [],
    friends: [],
    storeNo: null,
    ...more,
  });
  const rule = (draft: object) => splitRuleSchema.parse(draft);
  it("goes by friends, tags and tiers first, then by weight, within capacity", () => {
    const split = splitCustomers(
      [
        customer("a", { friends: ["B"] }),
        customer("b", { tagNos: [7] }),
        customer("c", { tier: "high_value" }),
        customer("d"),
        customer("e"),
        customer("f"),
      ],
      rule({
        takers: [
          { userid: "A", capacity: 2 },
          { userid: "B", capacity: 3 },
        ],
        first: [
          { by: "tag", value: "7", userid: "A" },
          { by: "tier", value: "high_value", userid: "B" },
        ],
      }),
    );
    expect(Object.fromEntries(split)).toEqual({ a: "B", b: "A", c: "B", d: "A", e: "B", f: null });
  });

  it("stays in the customer's store while somebody there has room, and levels what takers have already", () => {
    const takers = [
      { userid: "A", storeNos: [1], load: 40 },
      { userid: "B", storeNos: [1], load: 41 },
      { userid: "C", storeNos: [2], load: 0 },
    ];
    const customers = [
      customer("a", { storeNo: 1 }),
      customer("b", { storeNo: 1 }),
      customer("c", { storeNo: 1 }),
      customer("d", { storeNo: 3 }),
    ];
    const split = (more: object) =>
      Object.fromEntries(
        splitCustomers(
          customers,
          rule({ takers: [{ userid: "A", capacity: 1 }, { userid: "B", capacity: 1 }, { userid: "C" }], ...more }),
          takers,
        ),
      );
    expect(split({ byStore: true, byLoad: true })).toEqual({ a: "A", b: "B", c: "C", d: "C" });
    expect(split({ byLoad: true })).toEqual({ a: "C", b: "C", c: "C", d: "C" });
    expect(split({})).toEqual({ a: "A", b: "B", c: "C", d: "C" });
  });
});
