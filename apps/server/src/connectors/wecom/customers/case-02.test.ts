import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { createGroup, createTag, resolveMembers } from "../../../customers/index.ts";
import { wechatMovesWing } from "../../../engagement/index.ts";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { createStaff } from "../../../organization/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import { createAccount, workOffCallbacks } from "../../wechat/index.ts";
import { wecomCallbacks } from "../callbacks/callbacks.ts";
import { type Corp, listCorps } from "../corp.ts";
import { startRun } from "../sync/start-run.ts";
import { workRun } from "../sync/work-run.ts";
import { wecomArrivals } from "./arrivals.ts";

interface Tally {
  readonly total: number;
  readonly matched: number;
  readonly migrated: number;
  readonly withColleague: number;
  readonly groups: number;
  readonly groupsMigrated: number;
}

interface Customer {
  readonly no: number;
  readonly name: string | null;
  readonly phone: string | null;
  readonly status: string;
  readonly memberNo: number | null;
}

const keys = { callbackToken: "t0ken", callbackAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA" };
const testing = await testPlatform();
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);
const sandbox = await testSandbox();
const actor = systemActor("test");
const never = new AbortController().signal;
let chain: SmallChain;
let hq: TestPerson;
let manager: TestPerson;
let moveId: string;
const staff: Record<string, string> = {};

const call = <Body = { code?: string; errors?: { path: string }[] }>(
  method: string,
  path: string,
  body?: object,
  who = hq,
) => server.call<Body>(method, path, { cookie: who.cookie, ...(body && { body }) });
const progress = async (by = "store", who = hq) =>
  (
    await call<{ total: Tally; rows: (Tally & { name: string })[]; days: { migrated: number }[] }>(
      "GET",
      `/wechat-moves/${moveId}?by=${by}`,
      undefined,
      who,
    )
  ).body;
const listed = async (query = "", who = hq) =>
  (await call<{ items: Customer[] }>("GET", `/wechat-moves/${moveId}/customers?limit=200${query}`, undefined, who)).body
    .items;

const phoneOf = (i: number) => `1371234${String(i + 1).padStart(4, "0")}`;

/** Somebody in WeChat, known to the CRM by phone and unionid. */
async function aCustomer(i: number): Promise<string> {
  const { id, unionid } = await sandbox.act<{ id: string; unionid: string }>("people.add", {
    nickname: `客${i}`,
    phone: phoneOf(i),
  });
  await db.transaction().execute((tx) =>
    resolveMembers(tx, platform, [
      {
        identifiers: [
          { kind: "phone", value: phoneOf(i) },
          { kind: "unionid", value: unionid },
        ],
        occurredAt: clock.now(),
        source: "crm",
        storeNo: chain.stores.N1.no,
        channel: "store",
      },
    ]),
  );
  return id;
}

const addFriend = (person: string, userid: string) => sandbox.act("wecom.add_friend", { person, userid });

/** Works callbacks off until the move shows what is expected: they arrive on their own. */
const eventually = <Seen>(look: () => Promise<Seen>) =>
  expect.poll(
    async () => {
      await workOffCallbacks(platform, [wecomCallbacks], never);
      return look();
    },
    { timeout: 30_000 },
  );

async function sync(corp: Corp): Promise<void> {
  const id = await db.transaction().execute((tx) => startRun(platform, tx, actor, corp, "full"));
  await workRun(platform, id, never);
}

beforeAll(async () => {
  chain = await aSmallChain(testing);
  hq = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  manager = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.N1.id });
  const app = await sandbox.act<{ corpId: string; agentId: string; secret: string }>("wecom.create_app");
  const account = await db.transaction().execute(async (tx) => {
    for (const [code, name, unitId] of [
      ["G1", "李雷", chain.stores.N1.id],
      ["G2", "韩梅", chain.stores.N1.id],
      ["G3", "南方导购", chain.stores.S1.id],
    ] as const)
      staff[code] = await createStaff(tx, actor, {
        code,
        name,
        posts: [{ unitId, roleCode: "guide", kind: "regular", fromDay: "2026-01-01" }],
      });
    return createAccount(platform, tx, actor, {
      platform: "wecom",
      accountId: app.corpId,
      agentId: app.agentId,
      name: "测试企业",
      baseUrl: sandbox.wecom,
      secrets: { secret: app.secret, ...keys },
    });
  });
  await sandbox.act("wecom.open_department", { id: 2, name: "N1", parentId: 1 });
  await sandbox.act("wecom.hire", { userid: "G1", name: "李雷", departments: [2] });
  await sandbox.act("wecom.hire", { userid: "G2", name: "韩梅", departments: [2] });
  await sandbox.act("wecom.configure_app", {
    agentId: app.agentId,
    callback: {
      url: `${server.url}/api/v1/callbacks/wechat/${account.id}`,
      token: keys.callbackToken,
      encodingAesKey: keys.callbackAesKey,
    },
  });
  const [corp] = await listCorps(platform);
  await sync(corp as Corp);
});

describe("CASE-02 guides' personal WeChat moves to WeCom", () => {
  it("matches customers with members by phone, and counts who really came, to whom, day by day [ID-08]", async () => {
    const { rows: mapped } = await sql<{ userid: string; staffId: string }>`
      select userid, staff_id as "staffId" from wecom_member where userid in ('G1', 'G2') order by 1`.execute(db);
    expect(mapped).toEqual([
      { userid: "G1", staffId: staff.G1 },
      { userid: "G2", staffId: staff.G2 },
    ]);
    const tagGroup = await db.transaction().execute((tx) => createGroup(tx, { family: "identity", name: "老客" }));
    const tag = await db
      .transaction()
      .execute((tx) => createTag(tx, { groupId: tagGroup.id, name: "VIP老客", madeByKind: "company", by: "test" }));
    const made = await call<{ id: string }>("POST", "/wechat-moves", { name: "2026 迁移", dueOn: "2026-12-31" });
    expect(made.status).toBe(201);
    moveId = made.body.id;
    const people: string[] = [];
    for (let i = 0; i < 6; i += 1) people.push(await aCustomer(i));
    const rows = [
      ...people.map((_, i) => ({
        guideCode: "G1",
        phone: phoneOf(i),
        name: `老客${i}`,
        tags: i < 2 ? ["VIP老客"] : [],
      })),
      { guideCode: "G1", name: "没留电话的阿姨" },
      { guideCode: "G1", phone: "13899998888", name: "还不是会员" },
    ];
    const wrong = await call("POST", `/wechat-moves/${moveId}/customers`, {
      customers: [
        { guideCode: "nobody", phone: phoneOf(0) },
        { guideCode: "G1", name: "x" },
      ],
    });
    expect(wrong.body.errors?.map(({ path }) => path)).toEqual(["customers.0.guideCode"]);
    const bad = await call("POST", `/wechat-moves/${moveId}/customers`, {
      customers: [{ guideCode: "G1", phone: "123", tags: ["没有这个标签"] }],
    });
    expect(bad.body.errors?.map(({ path }) => path)).toEqual(["customers.0.phone", "customers.0.tags"]);
    const entered = await call<{ added: number; known: number }>("POST", `/wechat-moves/${moveId}/customers`, {
      customers: rows,
    });
    expect(entered.body).toEqual({ added: 8, known: 0 });
    const again = await call<{ added: number; known: number }>("POST", `/wechat-moves/${moveId}/customers`, {
      customers: rows,
    });
    expect(again.body).toEqual({ added: 0, known: 8 });
    expect((await progress()).total).toMatchObject({ total: 8, matched: 6, migrated: 0 });

    await addFriend(people[0] as string, "G1");
    await addFriend(people[1] as string, "G1");
    await addFriend(people[2] as string, "G2");
    await eventually(async () => (await progress()).total).toMatchObject({ migrated: 2, withColleague: 1 });
    expect((await progress("guide")).rows).toMatchObject([{ name: "李雷", total: 8, migrated: 2 }]);
    expect((await progress("region")).rows).toMatchObject([{ name: "北区", total: 8, migrated: 2 }]);
    expect((await progress()).days.reduce((sum, { migrated }) => sum + migrated, 0)).toBe(2);

    // Owned by company, guide and store; the guide's tags came along, once each.
    const arrived = (await listed("&status=migrated")).map(({ memberNo }) => memberNo);
    const { rows: owned } = await sql<{ guide: string; store: string }>`
      select s.code as guide, u.code as store from member m join staff s on s.id = m.guide_id join org_unit u on u.no = m.store_no
      where m.member_no = any(${arrived}::int[])`.execute(db);
    expect(owned).toEqual([
      { guide: "G1", store: "N1" },
      { guide: "G1", store: "N1" },
    ]);
    const settle = wechatMovesWing(platform, wecomArrivals).jobs?.find(
      ({ name }) => name === "engagement.settle_wechat_moves",
    );
    const context = { platform, signal: never, attempt: 1 };
    await settle?.run({} as never, context);
    await settle?.run({} as never, context);
    const { rows: tagged } = await sql`select member_no from member_tag where tag_no = ${tag.tagNo}`.execute(db);
    expect(tagged).toHaveLength(2);

    // Who deletes the guide has not arrived after all; who becomes a member later is matched.
    const { rows: follow } = await sql<{ id: string }>`
      select external_userid as id from wecom_follow where member_no = ${arrived[0]}`.execute(db);
    await sandbox.act("wecom.delete_member", { userid: "G1", externalUserid: follow[0]?.id });
    await eventually(async () => (await progress()).total.migrated).toBe(1);
    await db
      .transaction()
      .execute((tx) =>
        resolveMembers(tx, platform, [
          { identifiers: [{ kind: "phone", value: "13899998888" }], occurredAt: clock.now(), source: "crm" },
        ]),
      );
    await settle?.run({} as never, context);
    expect((await progress()).total.matched).toBe(7);
  });

  it("keeps what the guide did, shows a phone only when asked, and lets a friend without a phone be named [ID-08]", async () => {
    const all = await listed();
    expect(all.find(({ name }) => name === "老客4")).toMatchObject({ phone: "137****0005", status: "waiting" });
    const called = all.find(({ name }) => name === "老客4")?.no;
    await call("POST", `/wechat-move-customers/${called}/step`, { step: "called" });
    expect((await listed("&status=called")).map(({ no }) => no)).toEqual([called]);
    const phone = await call<{ phone: string }>("POST", `/wechat-move-customers/${called}/phone`);
    expect(phone.body.phone).toBe(phoneOf(4));
    const { rows: trail } = await sql`select from audit_log where action = 'wechat_move.phone_read'`.execute(db);
    expect(trail).toHaveLength(1);

    const aunt = all.find(({ name }) => name === "没留电话的阿姨");
    expect(aunt?.status).toBe("no_phone");
    expect((await call("POST", `/wechat-move-customers/${aunt?.no}/phone`)).body.code).toBe("no_phone");
    const { id } = await sandbox.act<{ id: string }>("people.add", { nickname: "阿姨" });
    const { externalUserid } = await sandbox.act<{ externalUserid: string }>("wecom.add_friend", {
      person: id,
      userid: "G1",
    });
    const member = async () =>
      (
        await sql<{
          no: number | null;
        }>`select member_no as no from wecom_follow where external_userid = ${externalUserid}`.execute(db)
      ).rows[0]?.no;
    await eventually(member).toBeTypeOf("number");
    await call("POST", `/wechat-move-customers/${aunt?.no}/link`, { memberNo: await member() });
    expect((await listed("&status=migrated")).map(({ name }) => name)).toContain("没留电话的阿姨");
  });

  it("counts a group as moved when a company group of the guide stands in its place [ID-08]", async () => {
    const entered = await call("POST", `/wechat-moves/${moveId}/groups`, {
      groups: [
        { guideCode: "G1", name: "果粉一群", people: 320 },
        { guideCode: "G1", name: "果粉二群", people: 90 },
      ],
    });
    expect(entered.status).toBe(200);
    await sandbox.act("wecom.open_group", { owner: "G1", name: "果粉企业群" });
    const groups = async () =>
      (
        await call<{
          items: {
            id: string;
            name: string;
            linked: { name: string } | null;
            candidates: { key: string; name: string }[];
          }[];
        }>("GET", `/wechat-moves/${moveId}/groups`)
      ).body.items;
    await eventually(async () => (await groups())[0]?.candidates.length).toBe(1);
    const [first, second] = (await groups()).toSorted((a, b) => a.name.localeCompare(b.name, "zh"));
    const key = first?.candidates[0]?.key;
    expect((await call("POST", `/wechat-move-groups/${first?.id}/link`, { groupKey: key })).status).toBe(200);
    expect((await call("POST", `/wechat-move-groups/${second?.id}/link`, { groupKey: key })).body.code).toBe(
      "group_taken",
    );
    expect((await progress()).total).toMatchObject({ groups: 2, groupsMigrated: 1 });
    expect((await groups()).find(({ id }) => id === first?.id)?.linked?.name).toBe("果粉企业群");
    await call("POST", `/wechat-move-groups/${first?.id}/link`, { groupKey: null });
    expect((await progress()).total.groupsMigrated).toBe(0);
  });

  it("shows a store its own and a guide only theirs, and ends", async () => {
    await call("POST", `/wechat-moves/${moveId}/customers`, {
      customers: [{ guideCode: "G3", phone: "13700001234", name: "南方客" }],
    });
    expect((await listed("", manager)).some(({ name }) => name === "南方客")).toBe(false);
    expect((await progress("store", manager)).rows.map(({ name }) => name)).toEqual(["北一店"]);
    const guide = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.N1.id });
    expect(await listed("", guide)).toEqual([]);
    const own = await call<{ added: number }>(
      "POST",
      `/wechat-moves/${moveId}/customers`,
      { customers: [{ name: "我的客人" }] },
      guide,
    );
    expect(own.body.added).toBe(1);
    expect((await listed("", guide)).map(({ name }) => name)).toEqual(["我的客人"]);
    const foreign = await call(
      "POST",
      `/wechat-moves/${moveId}/customers`,
      { customers: [{ guideCode: "G1", name: "别人的" }] },
      guide,
    );
    expect(foreign.status).toBe(400);
    expect((await call("POST", "/wechat-moves", { name: "门店自己开" }, manager)).status).toBe(403);
    await call("POST", `/wechat-moves/${moveId}/close`);
    expect(
      (await call("POST", `/wechat-moves/${moveId}/customers`, { customers: [{ name: "迟到", guideCode: "G1" }] })).body
        .code,
    ).toBe("wechat_move_closed");
  });
});
