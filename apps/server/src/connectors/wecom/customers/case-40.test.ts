import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertOrders } from "../../../commerce/index.ts";
import { recordConsent, upsertMembers } from "../../../customers/index.ts";
import { friendAddingWing } from "../../../engagement/index.ts";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { addDays, dayIn, instantOf } from "../../../kernel/calendar.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import { readUploadedRows } from "../../files/index.ts";
import { createAccount, workOffCallbacks } from "../../wechat/index.ts";
import { wecomCallbacks } from "../callbacks/callbacks.ts";
import { type Corp, listCorps } from "../corp.ts";
import { startRun } from "../sync/start-run.ts";
import { workRun } from "../sync/work-run.ts";
import { wecomFriendships } from "./friendships.ts";

interface Person {
  readonly no: number;
  readonly memberNo: number | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly status: string;
  readonly guideName: string;
  readonly callResult: string | null;
}
interface Rate {
  readonly requests: number;
  readonly accepted: number;
  readonly judged: number;
  readonly rate: number | null;
}
interface Day {
  readonly used: number;
  readonly limit: number;
  readonly waiting: number;
  readonly inWindow: boolean;
  readonly pause: { judged: number; accepted: number; line: number } | null;
}
interface Problem {
  readonly code?: string;
  readonly title?: string;
  readonly errors?: readonly { path: string }[];
}

const keys = { callbackToken: "t0ken", callbackAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA" };
const never = new AbortController().signal;
const sandbox = await testSandbox({ clockSpeed: 0 });
const { now: start } = await sandbox.act<{ now: number }>("clock.advance", { ms: 0 });
const testing = await testPlatform({ now: new Date(start).toISOString() });
const { platform, clock } = testing;
const { db } = platform;
const { timeZone } = platform.config;
const server = await testServer(testing);
const actor = systemActor("test");
const firstDay = addDays(dayIn(timeZone, clock.now()), 1);
let chain: SmallChain;
let hq: TestPerson;
let guide: TestPerson & { readonly userid: string };
let colleague: TestPerson & { readonly userid: string };
let corp: Corp;
let taskId: string;

const call = <Body = Problem>(method: string, path: string, body?: object, who = hq) =>
  server.call<Body>(method, path, { cookie: who.cookie, ...(body && { body }) });
/** Both sides' clocks at a time of the shop, with everybody still signed in. */
async function passTo(day: string, time: string): Promise<void> {
  const at = instantOf(timeZone, day, time);
  await sandbox.act("clock.advance", { ms: at.getTime() - clock.now().getTime() });
  clock.set(at);
  await sql`update session set last_seen_at = ${at}, expires_at = ${at}::timestamptz + interval '1 day'`.execute(db);
}
const phoneOf = (i: number) => `1381234${String(i + 1).padStart(4, "0")}`;

/** Somebody in WeChat, known to the CRM by phone and unionid, a member of the guide's store. */
async function aCustomer(i: number): Promise<{ person: string; memberNo: number }> {
  const { id, unionid } = await sandbox.act<{ id: string; unionid: string }>("people.add", {
    nickname: `客${i}`,
    phone: phoneOf(i),
  });
  const [member] = await db.transaction().execute((tx) =>
    upsertMembers(tx, platform, [
      {
        identifiers: [
          { kind: "phone", value: phoneOf(i) },
          { kind: "unionid", value: unionid },
        ],
        attributes: { name: `王客${i}` },
        observedAt: clock.now(),
        source: "crm",
        storeNo: chain.stores.N1.no,
        channel: "store",
      },
    ]),
  );
  return { person: id, memberNo: member?.memberNo ?? 0 };
}

async function buys(memberNo: number, daysAgo: number, yuan: number): Promise<void> {
  const paidAt = new Date(clock.now().getTime() - daysAgo * 86_400_000);
  await db.transaction().execute((tx) =>
    upsertOrders(tx, platform, [
      {
        source: "pos",
        orderCode: `O-${memberNo}-${daysAgo}`,
        member: { originNo: memberNo, memberNo },
        storeNo: chain.stores.N1.no,
        channel: "store",
        paidAt,
        businessDay: dayIn(timeZone, paidAt),
        lines: [{ sku: "tea", name: "茶", quantity: 1, unitPriceLi: yuan * 1_000, amountLi: yuan * 1_000 }],
      },
    ]),
  );
}

const addFriend = (person: string, userid: string) =>
  sandbox.act<{ externalUserid: string }>("wecom.add_friend", { person, userid });
const jobs = new Map(
  friendAddingWing(platform, wecomFriendships, (who, fileId, most) =>
    readUploadedRows(platform, who, fileId, most),
  ).jobs?.map((job) => [job.name, job]),
);
const work = (name: string) => jobs.get(name)?.run({} as never, { platform, signal: never, attempt: 1 });
/** Works callbacks off until all that happened in WeCom is known here and settled. */
async function settled(friendships: number): Promise<void> {
  await expect
    .poll(
      async () => {
        await workOffCallbacks(platform, [wecomCallbacks], never);
        const { rows } = await sql<{ n: number }>`
          select count(*)::int as n from wecom_follow where state = 'active'`.execute(db);
        return rows[0]?.n;
      },
      { timeout: 30_000 },
    )
    .toBe(friendships);
  await work("engagement.settle_friend_requests");
}

const own = async (part = "next", who = guide) =>
  (await call<{ items: Person[] }>("GET", `/friend-adding/people?part=${part}&limit=200`, undefined, who)).body.items;
const today = async (who = guide) => (await call<Day>("GET", "/friend-adding/day", undefined, who)).body;
const rings = (no: number, result = "reached", who = guide) =>
  call("POST", `/friend-adding/people/${no}/call`, { result }, who);
const asks = (no: number, who = guide) =>
  call<{ used: number; limit: number; warning: { message: string } | null } & Problem>(
    "POST",
    `/friend-adding/people/${no}/requests`,
    undefined,
    who,
  );

async function aGuide(unitId: string, name: string): Promise<TestPerson & { userid: string }> {
  const person = await aPerson(testing, { roleCode: "guide", unitId });
  const { rows } = await sql<{
    code: string;
  }>`update staff set name = ${name} where id = ${person.id} returning code`.execute(db);
  const userid = rows[0]?.code ?? "";
  await sandbox.act("wecom.hire", { userid, name, departments: [2] });
  return { ...person, userid };
}

beforeAll(async () => {
  chain = await aSmallChain(testing);
  hq = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  await sandbox.act("wecom.open_department", { id: 2, name: "北一店", parentId: 1 });
  guide = await aGuide(chain.stores.N1.id, "李雷");
  colleague = await aGuide(chain.stores.N1.id, "韩梅");
  const app = await sandbox.act<{ corpId: string; agentId: string; secret: string }>("wecom.create_app");
  const account = await db.transaction().execute((tx) =>
    createAccount(platform, tx, actor, {
      platform: "wecom",
      accountId: app.corpId,
      agentId: app.agentId,
      name: "测试企业",
      baseUrl: sandbox.wecom,
      secrets: { secret: app.secret, ...keys },
    }),
  );
  await sandbox.act("wecom.configure_app", {
    agentId: app.agentId,
    callback: {
      url: `${server.url}/api/v1/callbacks/wechat/${account.id}`,
      token: keys.callbackToken,
      encodingAesKey: keys.callbackAesKey,
    },
  });
  corp = (await listCorps(platform))[0] as Corp;
  const id = await db.transaction().execute((tx) => startRun(platform, tx, actor, corp, "full"));
  await workRun(platform, id, never);
  const made = await call<{ id: string }>("POST", "/friend-tasks", {
    name: "老客加企微",
    offer: "12 周年礼券",
    script: "{称呼}，我是{门店}的专属导购{导购}，送您{礼遇}，请通过一下。",
  });
  expect(made.status).toBe(201);
  taskId = made.body.id;
});

const people: { person: string; memberNo: number }[] = [];

describe("CASE-40 a guide's day of adding friends", () => {
  it("lists near customers first and dear ones before others, without friends and those who refused [AQ-09][GD-13]", async () => {
    await passTo(firstDay, "09:00");
    for (let i = 0; i < 6; i += 1) people.push(await aCustomer(i));
    const at = (i: number) => people[i]?.memberNo ?? 0;
    await buys(at(0), 200, 5_000);
    await buys(at(1), 10, 50);
    await buys(at(2), 12, 900);
    await buys(at(3), 60, 3_000);
    await addFriend(people[4]?.person ?? "", colleague.userid);
    await settled(1);
    await db.transaction().execute((tx) =>
      recordConsent(tx, [
        {
          originNo: at(5),
          memberNo: at(5),
          purpose: "marketing",
          channel: "wecom",
          granted: false,
          at: clock.now(),
          source: "store",
          by: "test",
        },
      ]),
    );
    const body = { source: { from: "filter", storeNos: [chain.stores.N1.no] }, guideIds: [guide.id] };
    const planned = await call("POST", `/friend-tasks/${taskId}/people`, { ...body, dryRun: true });
    expect(planned.body).toEqual({
      added: 4,
      guides: 1,
      leftOut: expect.arrayContaining([
        { reason: "friend", people: 1 },
        { reason: "no_consent", people: 1 },
      ]),
    });
    expect(await own()).toEqual([]);
    expect((await call("POST", `/friend-tasks/${taskId}/people`, body)).body).toEqual(planned.body);
    expect((await own()).map(({ memberNo }) => memberNo)).toEqual([at(2), at(1), at(3), at(0)]);
    expect(await own("next", colleague)).toEqual([]);
  });

  it("takes a list of 60 phones from a file and names the lines that are wrong [AQ-09]", async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${phoneOf(100 + i)},新客${i},${guide.userid}`);
    const upload = async (lines: readonly string[]) => {
      const form = new FormData();
      form.set("file", new Blob([["手机号,姓名,导购工号", ...lines].join("\n")]), "phones.csv");
      const answer = await fetch(`${server.url}/api/v1/imports/files`, {
        method: "POST",
        headers: { cookie: hq.cookie },
        body: form,
      });
      return { source: { from: "file", fileId: ((await answer.json()) as { id: string }).id } };
    };
    const wrong = await call(
      "POST",
      `/friend-tasks/${taskId}/people`,
      await upload(["123,错号,", `${phoneOf(99)},,nobody`]),
    );
    expect(wrong.body.errors?.map(({ path }) => path)).toEqual(["source.lines.0.phone", "source.lines.1.guideCode"]);
    const taken = await call<{ added: number }>("POST", `/friend-tasks/${taskId}/people`, await upload(rows));
    expect(taken.body).toEqual({ added: 60, guides: 1, leftOut: [] });
    const again = await call("POST", `/friend-tasks/${taskId}/people`, await upload(rows.slice(0, 3)));
    expect(again.body).toEqual({ added: 0, guides: 0, leftOut: [{ reason: "on_another_list", people: 3 }] });
    expect((await own()).length).toBe(64);
    expect((await today()).waiting).toBe(64);
  });

  it("shows a phone only when asked, with the words to say, and puts it down [AQ-11][GD-13]", async () => {
    const [first] = await own();
    expect(first).toMatchObject({ phone: "138****0003", name: "王**" });
    const revealed = await call("POST", `/friend-adding/people/${first?.no}/phone`, undefined, guide);
    expect(revealed.body).toEqual({
      phone: phoneOf(2),
      name: "王客2",
      script: "王客2，我是北一店的专属导购李雷，送您12 周年礼券，请通过一下。",
      mayCall: true,
    });
    expect((await call("POST", `/friend-adding/people/${first?.no}/phone`, undefined, colleague)).status).toBe(404);
    const trail = await sql`select from audit_log where action = 'friend_task.phone_read'`.execute(db);
    expect(trail.rows).toHaveLength(1);
    const bad = await call("POST", "/friend-tasks", { name: "话术写错", script: "您好{姓名}，请通过一下好吗" });
    expect(bad.body.errors?.map(({ path }) => path)).toEqual(["script"]);
  });

  it("demands the call before the request and lets wrong numbers and refusals leave the list [AQ-10]", async () => {
    const list = await own();
    expect((await asks(list[0]?.no ?? 0)).body.code).toBe("call_first");
    await rings(list[62]?.no ?? 0, "wrong_number");
    await rings(list[63]?.no ?? 0, "refused");
    expect((await asks(list[62]?.no ?? 0)).body.code).toBe("wrong_number");
    expect(await own()).toHaveLength(62);
    expect((await own("done")).map(({ status }) => status).toSorted()).toEqual(["refused", "wrong_number"]);
    await rings(list[1]?.no ?? 0, "no_answer");
    expect((await own()).find(({ no }) => no === list[1]?.no)).toMatchObject({
      status: "called",
      callResult: "no_answer",
    });
  });

  it("warns outside the advised hours, and refuses past the limit until tomorrow, also two at once [AQ-09][GD-12]", async () => {
    await passTo(firstDay, "12:00");
    const list = await own();
    for (const { no, callResult } of list) if (callResult === null) await rings(no);
    const outside = await asks(list[0]?.no ?? 0);
    expect(outside.status).toBe(201);
    expect(outside.body.warning?.message).toContain("今天 15:00–17:00");
    await passTo(firstDay, "15:30");
    const inside = await asks(list[1]?.no ?? 0);
    expect(inside.body).toEqual({ used: 2, limit: 40, warning: null });
    expect((await asks(list[1]?.no ?? 0)).body.code).toBe("already_sent");
    for (const { no } of list.slice(2, 39)) expect((await asks(no)).status).toBe(201);
    expect((await today()).used).toBe(39);
    const both = await Promise.all([asks(list[39]?.no ?? 0), asks(list[40]?.no ?? 0)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe("daily_limit_reached");
    await passTo(firstDay, "23:59");
    expect((await asks(list[50]?.no ?? 0)).body.code).toBe("daily_limit_reached");
    await passTo(addDays(firstDay, 1), "00:01");
    expect((await today()).used).toBe(0);
    expect((await asks(list[50]?.no ?? 0)).status).toBe(201);
  });

  it("believes only real friendships, by the member or by the phone that the guide noted [AQ-09]", async () => {
    const at = (i: number) => people[i]?.memberNo ?? 0;
    await addFriend(people[2]?.person ?? "", guide.userid);
    await addFriend(people[1]?.person ?? "", guide.userid);
    // Nobody knows this one; the guide notes the phone.
    const { id: stranger } = await sandbox.act<{ id: string }>("people.add", { nickname: "新客0" });
    const { externalUserid } = await addFriend(stranger, guide.userid);
    await settled(4);
    await sandbox.act("wecom.edit_customer", { userid: guide.userid, externalUserid, mobiles: [phoneOf(100)] });
    await expect
      .poll(
        async () => {
          await workOffCallbacks(platform, [wecomCallbacks], never);
          await work("engagement.settle_friend_requests");
          return (await own("done")).filter(({ status }) => status === "accepted").length;
        },
        { timeout: 30_000 },
      )
      .toBe(3);
    const accepted = (await own("done")).filter(({ status }) => status === "accepted");
    expect(accepted.map(({ memberNo }) => memberNo)).toEqual([at(2), at(1), null]);
    // A friend who leaves again was accepted all the same.
    const { rows } = await sql<{ id: string }>`
      select external_userid as id from wecom_follow where member_no = ${at(1)} and userid = ${guide.userid}`.execute(
      db,
    );
    await sandbox.act("wecom.delete_member", { userid: guide.userid, externalUserid: rows[0]?.id });
    await settled(3);
    const report = await call<{ total: Rate; calls: (Rate & { call: string })[]; outsideWindows: Rate }>(
      "GET",
      `/friend-adding/report?from=${firstDay}&to=${addDays(firstDay, 2)}&by=guide`,
    );
    expect(report.body.total).toEqual({ requests: 41, accepted: 3, judged: 0, rate: null });
    expect(report.body.outsideWindows).toMatchObject({ requests: 2 });
  });

  it("pauses the guide whose success falls below the line, tells headquarters, and goes on when it is lifted [AQ-09][GD-12]", async () => {
    await work("engagement.judge_friend_adding");
    expect((await today()).pause).toBeNull();
    await passTo(addDays(firstDay, 1), "15:45");
    await work("engagement.judge_friend_adding");
    await work("engagement.judge_friend_adding");
    expect((await today()).pause).toMatchObject({ judged: 40, accepted: 3, line: 60 });
    const next = (await own())[0]?.no ?? 0;
    expect((await asks(next)).body.code).toBe("adding_paused");
    const inbox = await call<{ items: { title: string }[] }>("GET", "/me/notices");
    expect(inbox.body.items.map(({ title }) => title)).toEqual(["加好友已暂停：1 位导购的通过率低于 60%"]);
    const { items } = (await call<{ items: { id: string; guideName: string }[] }>("GET", "/friend-adding/pauses")).body;
    expect(items).toMatchObject([{ guideName: "李雷", judged: 40, accepted: 3, liftedAt: null }]);
    const lift = `/friend-adding/pauses/${items[0]?.id}/lift`;
    const region = await aPerson(testing, { roleCode: "region_manager", unitId: chain.north.id });
    expect((await call("POST", lift, { reason: "再试试" }, region)).body.code).toBe("whole_chain_only");
    expect((await call("POST", lift, { reason: "这批号码太旧，换名单" })).status).toBe(200);
    expect((await asks(next)).status).toBe(201);
    await work("engagement.judge_friend_adding");
    expect((await today()).pause).toBeNull();
    const trail = await sql<{ detail: object }>`
      select detail from audit_log where action = 'friend_adding.pause_lifted'`.execute(db);
    expect(trail.rows).toEqual([{ detail: { reason: "这批号码太旧，换名单" } }]);
  });

  it("compares called first with not, by the result that stood before the request [AQ-10]", async () => {
    const setting = await call<{ value: object; version: number }>("GET", "/friend-adding/settings");
    const saved = await call("PUT", "/friend-adding/settings", {
      ...setting.body,
      value: { ...setting.body.value, callFirst: false },
    });
    expect(saved.status).toBe(200);
    const fresh = [phoneOf(300), phoneOf(301)];
    await call("POST", `/friend-tasks/${taskId}/people`, {
      source: { from: "lines", lines: fresh.map((phone) => ({ phone, guideCode: colleague.userid })) },
    });
    const [one, two] = await own("next", colleague);
    expect((await asks(one?.no ?? 0, colleague)).status).toBe(201);
    expect((await asks(two?.no ?? 0, colleague)).status).toBe(201);
    await passTo(addDays(firstDay, 3), "10:45");
    const { body } = await call<{ calls: (Rate & { call: string })[]; rows: (Rate & { name: string })[] }>(
      "GET",
      `/friend-adding/report?from=${firstDay}&to=${addDays(firstDay, 4)}&by=guide`,
    );
    expect(body.calls).toEqual([
      { call: "no_answer", requests: 1, accepted: 1, judged: 1, rate: 100 },
      { call: "none", requests: 2, accepted: 0, judged: 2, rate: 0 },
      { call: "reached", requests: 41, accepted: 2, judged: 41, rate: 4.9 },
    ]);
    expect(body.rows.map(({ name, requests }) => [name, requests])).toEqual([
      ["韩梅", 2],
      ["李雷", 42],
    ]);
  });

  it("shows a store its own, keeps nobody's phone after an erasure, and ends", async () => {
    const south = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.S1.id });
    expect((await call<{ items: object[] }>("GET", "/friend-tasks", undefined, south)).body.items).toEqual([]);
    expect((await call("GET", `/friend-tasks/${taskId}`, undefined, south)).status).toBe(404);
    const north = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.N1.id });
    const seen = await call<{ rows: { name: string; people: number; open: number }[]; mine: boolean }>(
      "GET",
      `/friend-tasks/${taskId}?by=store`,
      undefined,
      north,
    );
    expect(seen.body).toMatchObject({ mine: false, rows: [{ name: "北一店", people: 66, requests: 44 }] });
    expect((await call("POST", `/friend-tasks/${taskId}/close`, undefined, north)).status).toBe(404);
    const [hook] = friendAddingWing(platform, wecomFriendships, async () => []).erasureHooks ?? [];
    if (!hook) throw new Error("nothing forgets listed phones");
    const identifiers = [{ kind: "phone", scope: "", value: phoneOf(130) }];
    const gone = await db
      .transaction()
      .execute((tx) => hook.erase(tx, platform, { memberNo: 1, profileNos: [1], identifiers }));
    expect(gone).toBe(1);
    const [left] = (
      await sql`select phone_sealed, name_sealed from friend_task_person where phone_key is null`.execute(db)
    ).rows;
    expect(left).toEqual({ phone_sealed: null, name_sealed: null });
    expect((await call("POST", `/friend-tasks/${taskId}/close`)).status).toBe(200);
    expect(await own()).toEqual([]);
    expect((await call("POST", `/friend-tasks/${taskId}/close`)).body.code).toBe("friend_task_closed");
  });
});
