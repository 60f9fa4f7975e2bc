import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { assignTags, createTag, removeTags, resolveMembers } from "../../../customers/index.ts";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { startWorker } from "../../../kernel/jobs/worker.ts";
import { aPerson, aSmallChain } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { type TestSandbox, testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import { createAccount, workOffCallbacks } from "../../wechat/index.ts";
import { type Corp, listCorps } from "../corp.ts";
import { directorySetting } from "../settings.ts";
import { startRun } from "../sync/start-run.ts";
import { workRun } from "../sync/work-run.ts";
import { offerTag } from "../tags/offer-tag.ts";
import { pushTags } from "../tags/push-tags.ts";
import { defaultWelcome } from "../welcome/composer.ts";
import { sendWelcomes } from "../welcome/send-welcomes.ts";
import { wecomCallbacks } from "./callbacks.ts";

const keys = { callbackToken: "t0ken", callbackAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA" };
const test = await testPlatform();
const { platform } = test;
const server = await testServer(test);
const actor = systemActor("test");
const never = new AbortController().signal;
let sandbox: TestSandbox;
let corp: Corp;

const rows = async <Row>(query: ReturnType<typeof sql>) => (await query.execute(platform.db)).rows as Row[];
const sync = async () => {
  const id = await platform.db.transaction().execute((tx) => startRun(platform, tx, actor, corp, "full"));
  await workRun(platform, id, never);
};
let settled = 0;

/** Waits until the sandbox's callbacks have arrived, then works them off. */
async function work(count: number): Promise<void> {
  const goal = settled + count;
  for (const deadline = Date.now() + 20_000; ; ) {
    const [row] = await rows<{ n: number }>(sql`select count(*)::int as n from wechat_callback`);
    if ((row?.n ?? 0) >= goal) break;
    if (Date.now() > deadline) throw new Error("the callbacks did not arrive");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await workOffCallbacks(platform, [wecomCallbacks], never);
  settled = goal;
  expect(await rows(sql`select event, reason from wechat_callback where state <> 'done'`)).toEqual([]);
}

const person = async (nickname: string) => (await sandbox.act<{ id: string }>("people.add", { nickname })).id;
const befriend = async (nickname: string, more: object = {}) => {
  const who = await person(nickname);
  const { externalUserid } = await sandbox.act<{ externalUserid: string }>("wecom.add_friend", {
    person: who,
    userid: "LiLei",
    ...more,
  });
  return { person: who, externalUserid };
};
const toldOf = (externalUserid: string) =>
  rows<{ type: string }>(
    sql`select type from event_log where event_id like ${`%${externalUserid}%`} order by occurred_at, type`,
  ).then((list) => list.map(({ type }) => type));
const stateOf = async (externalUserid: string) =>
  (
    await rows<{ state: string; ended_by: string | null }>(
      sql`select state, ended_by from wecom_follow where external_userid = ${externalUserid}`,
    )
  )[0];

beforeAll(async () => {
  await aSmallChain(test);
  sandbox = await testSandbox();
  const app = await sandbox.act<{ corpId: string; agentId: string; secret: string }>("wecom.create_app");
  const account = await platform.db.transaction().execute((tx) =>
    createAccount(platform, tx, actor, {
      platform: "wecom",
      accountId: app.corpId,
      agentId: app.agentId,
      name: "测试企业",
      baseUrl: sandbox.wecom,
      secrets: { secret: app.secret, ...keys },
    }),
  );
  corp = (await listCorps(platform))[0] as Corp;
  await sql`insert into setting (key, value, version, updated_by) values (${directorySetting.key},
    ${JSON.stringify({ ...directorySetting.initial, strangers: "create" })}, 1, 'test')`.execute(platform.db);
  await sandbox.act("wecom.open_department", { id: 2, name: "北一店", parentId: 1 });
  await sandbox.act("wecom.hire", { userid: "LiLei", name: "李雷", departments: [2] });
  await sandbox.act("wecom.hire", { userid: "HanMei", name: "韩梅", departments: [2] });
  await sandbox.act("wecom.configure_app", {
    agentId: app.agentId,
    callback: {
      url: `${server.url}/api/v1/callbacks/wechat/${account.id}`,
      token: keys.callbackToken,
      encodingAesKey: keys.callbackAesKey,
    },
  });
  await sync();
});
beforeEach(() => sandbox.act("faults.clear"));

describe("customers who come and go [ID-05]", () => {
  it("makes a new contact a customer of the guide and the store, told of once [ID-13]", async () => {
    const { externalUserid } = await befriend("小芳", { addWay: 1, state: "ch_01" });
    await work(1);
    await sync();
    const [member] = await rows(sql`
      select m.relation, u.code as store, s.name as guide, m.first_channel as channel, f.source_state as state
      from wecom_follow f join member m using (member_no) join staff s on s.id = m.guide_id join org_unit u on u.no = m.store_no
      where f.external_userid = ${externalUserid}`);
    expect(member).toEqual({ relation: "contact", store: "N1", guide: "李雷", channel: "wecom", state: "ch_01" });
    expect(await toldOf(externalUserid)).toEqual(["contact.added"]);
  });

  it("records the loss when a customer deletes the guide, and the next sync does not undo it", async () => {
    const { externalUserid, person: who } = await befriend("小明");
    await sandbox.act("clock.advance", { ms: 60_000 });
    await sandbox.act("wecom.delete_member", { userid: "LiLei", externalUserid });
    await work(2);
    await sync();
    expect(await stateOf(externalUserid)).toEqual({ state: "lost", ended_by: "customer" });
    expect(await toldOf(externalUserid)).toEqual(["contact.added", "contact.removed"]);
    await sandbox.act("clock.advance", { ms: 60_000 });
    await sandbox.act("wecom.add_friend", { person: who, userid: "LiLei" });
    await work(1);
    expect(await stateOf(externalUserid)).toEqual({ state: "active", ended_by: null });
    expect(await toldOf(externalUserid)).toEqual(["contact.added", "contact.removed", "contact.added"]);
  });

  it("comes to the same end when the beginning arrives after the end, and nobody can be read any more", async () => {
    const { externalUserid } = await befriend("小红");
    await sandbox.act("clock.advance", { ms: 60_000 });
    await sandbox.act("wecom.delete_customer", { userid: "LiLei", externalUserid });
    for (let waited = 0; waited < 400; waited++) {
      const [row] = await rows<{ n: number }>(sql`select count(*)::int as n from wechat_callback`);
      if ((row?.n ?? 0) >= settled + 2) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    // Only the end is let through at first.
    const late = sql`event like '%add_external_contact' and state = 'waiting'`;
    await sql`update wechat_callback set next_try_at = now() + interval '1 hour' where ${late}`.execute(platform.db);
    await workOffCallbacks(platform, [wecomCallbacks], never);
    expect(await stateOf(externalUserid)).toEqual({ state: "ended", ended_by: "guide" });
    expect(await toldOf(externalUserid)).toEqual([]);
    await sql`update wechat_callback set next_try_at = now() where ${late}`.execute(platform.db);
    await work(2);
    expect(await stateOf(externalUserid)).toEqual({ state: "ended", ended_by: "guide" });
    expect(await toldOf(externalUserid)).toEqual(["contact.added", "contact.removed"]);
  });

  it("knows a contact only when the guide has agreed", async () => {
    const { externalUserid } = await befriend("小刚", { verified: false });
    await work(1);
    expect(await stateOf(externalUserid)).toEqual({ state: "half", ended_by: null });
    expect(await toldOf(externalUserid)).toEqual([]);
    await sandbox.act("wecom.accept_friend", { userid: "LiLei", externalUserid });
    await work(1);
    expect(await stateOf(externalUserid)).toEqual({ state: "active", ended_by: null });
    expect(await toldOf(externalUserid)).toEqual(["contact.added"]);
  });

  it("keeps phone numbers that a guide noted as a hint and never as an identity", async () => {
    const { externalUserid } = await befriend("小雨");
    await work(1);
    await corp.api.post("/cgi-bin/externalcontact/remark", {
      userid: "LiLei",
      external_userid: externalUserid,
      remark: "雨姐",
      remark_mobiles: ["13800001111"],
    });
    await sync();
    const [follow] = await rows<{ phones: string; member_no: number }>(
      sql`select phones_sealed as phones, member_no from wecom_follow where external_userid = ${externalUserid}`,
    );
    expect(platform.cipher.open(follow?.phones ?? "")).toBe('["13800001111"]');
    expect(
      await rows(sql`select from identifier where member_no = ${follow?.member_no} and kind = 'phone'`),
    ).toHaveLength(0);

    const [holder] = await platform.db
      .transaction()
      .execute((tx) =>
        resolveMembers(tx, platform, [
          { identifiers: [{ kind: "phone", value: "13800001111" }], occurredAt: new Date(), source: "pos" },
        ]),
      );
    const chain = await rows<{ id: string }>(sql`select id from org_unit where kind = 'headquarters'`);
    const reviewer = await aPerson(test, { roleCode: "admin", unitId: chain[0]?.id ?? "" });
    const { body } = await server.call<{ items: object[] }>("GET", `/wecom/phone-hints?corpId=${corp.corpId}`, {
      cookie: reviewer.cookie,
    });
    expect(body.items).toEqual([
      expect.objectContaining({
        memberNo: follow?.member_no,
        otherMemberNo: holder?.memberNo,
        guide: "李雷",
        phone: "138****1111",
      }),
    ]);
  });
});

describe("welcome messages", () => {
  const chatWith = async (externalUserid: string) =>
    (await sandbox.look<{ content: { content: string } }[]>(`/chat?key=wecom/LiLei/${externalUserid}`)).map(
      ({ content }) => content.content,
    );
  const outcomeOf = async (externalUserid: string) =>
    (
      await rows<{ outcome: string }>(
        sql`select outcome from wecom_welcome where external_userid = ${externalUserid} order by callback_seq`,
      )
    ).map(({ outcome }) => outcome);

  it("greets once, also when the answer is lost and while another app is sending", async () => {
    const path = "/cgi-bin/externalcontact/send_welcome_msg";
    await sandbox.act("faults.add", { platform: "wecom", path, what: { kind: "errcode", errcode: 41096 }, times: 1 });
    await sandbox.act("faults.add", { platform: "wecom", path, what: { kind: "lost_answer" }, times: 1 });
    const { externalUserid } = await befriend("小雪");
    await work(1);
    await Promise.all([1, 2].map(() => sendWelcomes(platform, defaultWelcome, never)));
    await sendWelcomes(platform, defaultWelcome, never);
    expect(await chatWith(externalUserid)).toEqual(["您好，我是北一店的李雷，很高兴为您服务！"]);
    expect(await outcomeOf(externalUserid)).toEqual(["sent"]);
  });

  it("forgets greetings and relations of somebody who asked to be forgotten", async () => {
    const { externalUserid } = await befriend("小忘");
    await work(1);
    await sendWelcomes(platform, defaultWelcome, never);
    expect(await outcomeOf(externalUserid)).toEqual(["sent"]);
    const [row] = await rows<{ memberNo: number }>(
      sql`select member_no as "memberNo" from wecom_follow where external_userid = ${externalUserid}`,
    );
    const memberNo = row?.memberNo ?? 0;
    const identifiers = [{ kind: "external_userid", scope: corp.corpId, value: externalUserid }];
    await platform.db.transaction().execute(async (tx) => {
      for (const hook of platform.erasureHooks)
        await hook.erase(tx, platform, { memberNo, profileNos: [memberNo], identifiers });
    });
    expect(await outcomeOf(externalUserid)).toEqual([]);
    expect(await stateOf(externalUserid)).toBeUndefined();
  });

  it("greets within two seconds while a sync is running", async () => {
    await sandbox.act("wecom.bulk_populate", { stores: 1, members: 60, customers: 6000 });
    const jobs = test.wings.flatMap((wing) => wing.jobs ?? []);
    const worker = await startWorker(platform, jobs, { scheduler: false, concurrency: 1 });
    try {
      const id = await platform.db.transaction().execute((tx) => startRun(platform, tx, actor, corp, "full"));
      const runs = () =>
        rows<{ done: number; state: string }>(
          sql`select customers_done as done, state from wecom_sync_run where id = ${id}`,
        );
      while (((await runs())[0]?.done ?? 0) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      const { externalUserid } = await befriend("小冰");
      const spent = async () =>
        rows<{ ms: number }>(sql`
          select (extract(epoch from settled_at - received_at) * 1000)::int as ms from wecom_welcome
          where external_userid = ${externalUserid} and outcome = 'sent'`);
      while ((await spent()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      expect((await runs())[0]?.state).toBe("running");
      expect((await spent())[0]?.ms).toBeLessThan(2_000);
    } finally {
      await worker.stop();
    }
    await sql`update wecom_sync_run set state = 'cancelled', ended_at = now() where state in ('waiting', 'running')`.execute(
      platform.db,
    );
    await work(1);
  });
});

describe("tags both ways [DT-06]", () => {
  it("takes over what guides mark, hands out what is marked here, and nothing goes in circles", async () => {
    const { externalUserid } = await befriend("小琴");
    await work(1);
    const made = await corp.api.post<{ tag_group: { tag: { id: string }[] } }>(
      "/cgi-bin/externalcontact/add_corp_tag",
      { group_name: "等级", tag: [{ name: "金卡" }] },
    );
    const gold = made.tag_group.tag[0]?.id ?? "";
    await sandbox.act("wecom.edit_customer", { userid: "LiLei", externalUserid, addTags: [gold] });
    await work(1);
    const tagsHere = () =>
      rows<{ name: string; source: string }>(sql`
        select t.name, m.source from member_tag m join tag t using (tag_no) join wecom_follow f on f.member_no = m.member_no
        where f.external_userid = ${externalUserid} order by t.tag_no`);
    expect(await tagsHere()).toEqual([{ name: "金卡", source: "wecom" }]);
    expect(await pushTags(platform, corp.api, never)).toBe(0);

    const [group] = await rows<{ id: string }>(sql`select id from tag_group where name = '等级'`);
    const silver = await platform.db
      .transaction()
      .execute((tx) => createTag(tx, { groupId: group?.id ?? "", name: "银卡", madeByKind: "company", by: "test" }));
    await offerTag(platform, corp.api, actor, silver.tagNo);
    const [who] = await rows<{ originNo: number; memberNo: number; goldNo: number }>(sql`
      select f.origin_no as "originNo", f.member_no as "memberNo", (select tag_no from wecom_tag where tag_id = ${gold}) as "goldNo"
      from wecom_follow f where external_userid = ${externalUserid}`);
    if (!who) throw new Error("no relation");
    await platform.db.transaction().execute(async (tx) => {
      await assignTags(tx, [{ ...who, tagNo: silver.tagNo }], { source: "manual", by: "test" });
      await removeTags(tx, [{ ...who, tagNo: who.goldNo }], { source: "manual", by: "test" });
    });
    expect(await pushTags(platform, corp.api, never)).toBe(1);
    const seen = await corp.api.get<{ follow_user: { tags: { tag_name: string }[] }[] }>(
      "/cgi-bin/externalcontact/get",
      { external_userid: externalUserid },
    );
    expect(seen.follow_user[0]?.tags.map(({ tag_name }) => tag_name)).toEqual(["银卡"]);
    expect(await pushTags(platform, corp.api, never, true)).toBe(0);
    await sync();
    expect((await tagsHere()).map(({ name }) => name)).toEqual(["银卡"]);
  });
});

describe("groups", () => {
  it("tells who joined by which code and who left, once, by the versions of the list", async () => {
    const { chatId } = await sandbox.act<{ chatId: string }>("wecom.open_group", { owner: "LiLei", name: "福利群" });
    const guests = await Promise.all(["甲", "乙"].map((name) => befriend(name)));
    for (const { person: who } of guests)
      await sandbox.act("wecom.invite_to_group", { chatId, person: who, invitor: "LiLei" });
    await work(5);
    await sandbox.act("wecom.leave_group", { chatId, id: guests[0]?.externalUserid, removed: true });
    await work(1);
    await sync();
    const members = await rows(sql`
      select m.kind, m.left_by as "leftBy", m.join_way as "joinWay" from customer_group_member m join customer_group g on g.id = m.group_id
      where g.chat_key = ${chatId} order by m.kind, m.left_by nulls last`);
    expect(members).toEqual([
      { kind: "customer", leftBy: "removed", joinWay: "invited" },
      { kind: "customer", leftBy: null, joinWay: "invited" },
      { kind: "staff", leftBy: null, joinWay: "invited" },
    ]);
    await sandbox.act("wecom.dismiss_group", { chatId });
    await work(1);
    const told = await rows<{ type: string; n: number }>(sql`
      select type, count(*)::int as n from event_log where properties ->> 'groupCode' = ${chatId} group by 1 order by 1`);
    expect(told).toEqual([
      { type: "group.joined", n: 2 },
      { type: "group.left", n: 2 },
    ]);
  });
});
