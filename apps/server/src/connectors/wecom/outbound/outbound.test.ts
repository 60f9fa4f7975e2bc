import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resolveMembers } from "../../../customers/index.ts";
import {
  createOutbound,
  type OutboundChannel,
  type OutboundChannelName,
  type OutboundDraft,
  type OutboundTarget,
  workOffOutbound,
} from "../../../engagement/index.ts";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { aPerson, aSmallChain } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import { createAccount, type WechatAccount } from "../../wechat/index.ts";
import { wecomOutboundChannels } from "./channels.ts";

const testing = await testPlatform();
const { platform } = testing;
const server = await testServer(testing);
const sandbox = await testSandbox();
const channels = wecomOutboundChannels(platform);
const BASE = "/cgi-bin/externalcontact";
const { db } = platform;
let account: WechatAccount;
let people: OutboundTarget[];
let number = 0;

beforeAll(async () => {
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
  for (const [userid, name] of [
    ["LiLei", "李雷"],
    ["HanMeimei", "韩梅梅"],
  ])
    await sandbox.act("wecom.hire", { userid, name, departments: [1] });
  people = [];
  for (const nickname of ["甲", "乙", "丙"]) people.push(await aCustomer("LiLei", nickname));
});
beforeEach(async () => {
  await sandbox.act("faults.clear");
  await sql`delete from outbound`.execute(db);
});

/** Somebody who has added the member, known here as the sync would know them. */
async function aCustomer(userid: string, nickname: string): Promise<OutboundTarget> {
  const person = await sandbox.act<{ id: string }>("people.add", { nickname });
  const { externalUserid: key } = await sandbox.act<{ externalUserid: string }>("wecom.add_friend", {
    person: person.id,
    userid,
  });
  const [member] = await db.transaction().execute((tx) =>
    resolveMembers(tx, platform, [
      {
        identifiers: [{ kind: "external_userid", scope: account.accountId, value: key }],
        occurredAt: new Date(),
        source: "wecom",
      },
    ]),
  );
  const { originNo = null, memberNo = null } = member ?? {};
  await sql`insert into wecom_follow (corp_id, userid, external_userid, origin_no, member_no, state, began_at)
    values (${account.accountId}, ${userid}, ${key}, ${originNo}, ${memberNo}, 'active', now())`.execute(db);
  return { key, originNo, memberNo };
}

const channel = (name: OutboundChannelName) => channels.find((known) => known.name === name) as OutboundChannel;
const work = () => workOffOutbound(platform, channels, new AbortController().signal);
const due = () => sql`update outbound set next_at = now() where next_at < 'infinity'`.execute(db);
const workDue = async () => {
  await due();
  return work();
};
const send = (name: OutboundChannelName, draft: Partial<OutboundDraft> = {}) =>
  db.transaction().execute((tx) =>
    createOutbound(platform, tx, systemActor("test"), channel(name), {
      businessKey: `k${++number}`,
      accountId: account.id,
      title: "新品到店",
      content: { text: `新品到店 ${number}` },
      targets: people,
      ...draft,
    }),
  );
const states = async () =>
  (
    await sql<{ state: string; errcode: number | null; reason: string | null }>`
      select state, errcode, reason from outbound order by created_at`.execute(db)
  ).rows;
const outcomes = async () =>
  Object.fromEntries(
    (
      await sql<{
        key: string;
        outcome: string;
      }>`select target_key as key, outcome from outbound_delivery order by 1`.execute(db)
    ).rows.map(({ key, outcome }) => [key, outcome]),
  );
const onPlatform = async (text: string) => {
  const { messages } = await sandbox.act<{ messages: { msgid: string; parts: { content: { content?: string } }[] }[] }>(
    "wecom.see_mass_messages",
    { userid: "LiLei" },
  );
  return messages.filter((message) => message.parts.some((part) => part.content.content === text));
};
const pass = (seconds: number) => sandbox.act("clock.advance", { ms: seconds * 1000 });

describe("mass messages through WeCom [CH-22]", () => {
  it("are confirmed by the guide and recorded per person: sent, not a friend, not chosen", async () => {
    const gone = await aCustomer("LiLei", "走");
    await send("wecom_mass", { targets: [...people, gone], content: { text: "秋季新品", allowSelect: true } });
    await work();
    await sandbox.act("wecom.delete_member", { userid: "LiLei", externalUserid: gone.key });
    await pass(5);
    await workDue();
    expect(await states()).toMatchObject([{ state: "accepted" }]);
    const [message] = await onPlatform("秋季新品");
    await sandbox.act("wecom.confirm_mass_message", {
      msgid: message?.msgid,
      userid: "LiLei",
      chosen: [people[0]?.key, people[1]?.key, gone.key],
    });
    await workDue();
    expect(await states()).toMatchObject([{ state: "settled" }]);
    expect(await outcomes()).toEqual({
      [people[0]?.key ?? ""]: "sent",
      [people[1]?.key ?? ""]: "sent",
      [people[2]?.key ?? ""]: "not_chosen",
      [gone.key]: "not_friend",
    });
    const { rows } = await sql<{ type: string; n: number }>`
      select type, count(*)::int as n from event_log where source = 'outbound' group by 1 order by 1`.execute(db);
    expect(rows).toEqual([
      { type: "message.failed", n: 1 },
      { type: "message.sent", n: 2 },
    ]);
    expect(await work()).toBe(0);
  });

  it("are sent once however often the business key comes", async () => {
    const draft = { businessKey: "campaign-1", content: { text: "同一条" } };
    expect(await send("wecom_mass", draft)).toHaveLength(1);
    expect(await send("wecom_mass", draft)).toHaveLength(0);
    await Promise.all([work(), work()]);
    await workDue();
    expect(await onPlatform("同一条")).toHaveLength(1);
  });

  it("are split where they are more than a call takes", async () => {
    const small = { ...channel("wecom_mass"), maxTargets: 2 };
    await db.transaction().execute((tx) =>
      createOutbound(platform, tx, systemActor("test"), small, {
        businessKey: "big",
        accountId: account.id,
        title: "大群发",
        content: { text: "分批" },
        targets: people,
      }),
    );
    await work();
    expect(await onPlatform("分批")).toHaveLength(2);
  });

  const add = `${BASE}/add_msg_template`;
  const faults: readonly [string, object, number][] = [
    ["the answer is lost", { kind: "lost_answer" }, 1],
    ["the request is lost", { kind: "lost_request" }, 1],
    ["a gateway fails with 502", { kind: "http_status", status: 502 }, 1],
    ["a gateway fails with 504", { kind: "http_status", status: 504 }, 1],
    ["the platform is busy (-1), longer than is waited", { kind: "errcode", errcode: -1 }, 3],
    ["calls are too many (45009)", { kind: "errcode", errcode: 45009 }, 1],
    ["the token died (42001)", { kind: "errcode", errcode: 42001 }, 1],
  ];
  it.each(faults)("are sent exactly once when %s", async (_, what, times) => {
    const text = `故障 ${number + 1}`;
    await sandbox.act("faults.add", { platform: "wecom", path: add, what, times });
    await send("wecom_mass", { content: { text } });
    await work();
    const [seen] = await states();
    if (seen?.state !== "accepted") {
      expect(seen?.reason).toBeTruthy();
      const { rows } = await sql`select from wechat_refusal where path = ${add}`.execute(db);
      expect(rows.length).toBeGreaterThan(0);
    }
    await pass(5);
    // Searched for, found or found missing, then handed over: never more than five turns.
    for (let turn = 0; turn < 6 && (await states())[0]?.state !== "accepted"; turn++) {
      await workDue();
      expect((await onPlatform(text)).length).toBeLessThanOrEqual(1);
    }
    expect(await states()).toMatchObject([{ state: "accepted" }]);
    expect(await onPlatform(text)).toHaveLength(1);
  });

  it.each([`${BASE}/get_groupmsg_list_v2`, `${BASE}/get_groupmsg_task`, `${BASE}/get_groupmsg_send_result`])(
    "survive every fault of %s",
    async (path) => {
      const text = `读取 ${number + 1}`;
      await sandbox.act("faults.add", { platform: "wecom", path: add, what: { kind: "lost_answer" }, times: 1 });
      await send("wecom_mass", { content: { text } });
      await work();
      await pass(5);
      for (const what of [
        { kind: "lost_answer" },
        { kind: "lost_request" },
        { kind: "http_status", status: 500 },
        { kind: "errcode", errcode: 45009 },
      ]) {
        await sandbox.act("faults.add", { platform: "wecom", path, what, times: 3 });
        await workDue();
        const confirmed = await onPlatform(text);
        if (confirmed[0] && what.kind === "lost_answer")
          await sandbox.act("wecom.confirm_mass_message", { msgid: confirmed[0].msgid, userid: "LiLei" });
      }
      await sandbox.act("faults.clear");
      await workDue();
      await workDue();
      await workDue();
      expect(await states()).toMatchObject([{ state: "settled" }]);
      expect(Object.values(await outcomes())).toEqual(["sent", "sent", "sent"]);
      expect(await onPlatform(text)).toHaveLength(1);
    },
  );

  it("go on after a process that died on the way, without sending twice", async () => {
    const text = "死在途中";
    const dying: OutboundChannel = {
      ...channel("wecom_mass"),
      hand: async (...call) => {
        await channel("wecom_mass").hand(...call);
        // As if the process were gone: nothing after this is written.
        return new Promise(() => {});
      },
    };
    await send("wecom_mass", { content: { text } });
    void workOffOutbound(platform, [dying], new AbortController().signal);
    for (const until = Date.now() + 20_000; Date.now() < until && (await onPlatform(text)).length === 0; );
    await pass(5);
    await workDue();
    expect(await states()).toMatchObject([{ state: "accepted" }]);
    expect(await onPlatform(text)).toHaveLength(1);
  });

  it("ask a person when the same words went to the same people twice", async () => {
    await send("wecom_mass", { content: { text: "一模一样" } });
    await work();
    await sql`update outbound set platform_key = null, state = 'uncertain'`.execute(db);
    await sandbox.act("faults.add", { platform: "wecom", path: add, what: { kind: "lost_answer" }, times: 1 });
    await send("wecom_mass", { content: { text: "一模一样" } });
    await work();
    await pass(5);
    await workDue();
    expect(await states()).toMatchObject([
      { state: "uncertain", reason: expect.stringContaining("2 条") },
      { state: "uncertain" },
    ]);
  });

  it("are refused for good where asking again is no use, with cause and remedy", async () => {
    await sandbox.act("faults.add", { platform: "wecom", path: add, what: { kind: "errcode", errcode: 48002 } });
    await send("wecom_mass");
    await work();
    expect(await states()).toMatchObject([{ state: "refused", errcode: 48002 }]);
    expect(new Set(Object.values(await outcomes()))).toEqual(new Set(["failed"]));
  });

  it("can be reminded of and stopped by an operator; the platform's refusal is told", async () => {
    const chain = await aSmallChain(testing);
    const { cookie } = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
    const body = {
      businessKey: "by-api",
      channel: "wecom_mass",
      accountId: account.id,
      title: "接口群发",
      content: { text: "接口群发" },
      memberNos: [...people.map(({ memberNo }) => memberNo), 4_000_000],
    };
    const made = await server.call<{ ids: string[]; withoutAddress: number }>("POST", "/outbound", { cookie, body });
    expect([made.status, made.body.withoutAddress]).toEqual([202, 1]);
    await work();
    const steer = (verb: string) =>
      server.call<{ code: string; state: string; outcomes: object }>("POST", `/outbound/${made.body.ids[0]}/${verb}`, {
        cookie,
      });
    for (let times = 0; times < 3; times++) expect((await steer("remind")).status).toBe(200);
    expect((await steer("remind")).body).toMatchObject({ code: "platform_refused" });
    expect((await steer("cancel")).body).toMatchObject({
      state: "cancelled",
      outcomes: { cancelled: 3, no_address: 1 },
    });
    expect((await steer("cancel")).status).toBe(409);
    const [message] = await onPlatform("接口群发");
    await expect(
      sandbox.act("wecom.confirm_mass_message", { msgid: message?.msgid, userid: "LiLei" }),
    ).rejects.toThrow();
  });
});

describe("the other ways out through WeCom", () => {
  it("sends to groups through their owner, and lists those it reached", async () => {
    const group = await sandbox.act<{ chatId: string }>("wecom.open_group", { owner: "LiLei", name: "会员群" });
    await send("wecom_group", {
      senderKey: "LiLei",
      targets: [{ key: group.chatId, originNo: null, memberNo: null }],
      content: { text: "群公告" },
    });
    await work();
    await pass(5);
    const [message] = await onPlatform("群公告");
    await sandbox.act("wecom.confirm_mass_message", { msgid: message?.msgid, userid: "LiLei" });
    await workDue();
    expect(await outcomes()).toEqual({ [group.chatId]: "sent" });
  });

  it("prepares a moment, waits for its creation, and records who can see it [CH-23]", async () => {
    await sandbox.act("faults.add", {
      platform: "wecom",
      path: `${BASE}/add_moment_task`,
      what: { kind: "lost_answer" },
      times: 1,
    });
    await send("wecom_moment", { targets: [], content: { text: "朋友圈上新", moment: { senders: ["LiLei"] } } });
    await work();
    expect(await states()).toMatchObject([{ state: "uncertain" }]);
    await pass(120);
    for (let turn = 0; turn < 4 && (await states())[0]?.state !== "accepted"; turn++) await workDue();
    await workDue();
    const { rows } = await sql<{ key: string }>`select platform_key as key from outbound`.execute(db);
    await sandbox.act("wecom.publish_moment", { momentId: rows[0]?.key, userid: "LiLei" });
    await workDue();
    expect(await states()).toMatchObject([{ state: "settled" }]);
    expect(await outcomes()).toMatchObject(Object.fromEntries(people.map(({ key }) => [key, "sent"])));
    const { moments } = await sandbox.act<{ moments: { content?: unknown }[] }>("wecom.see_moments", {
      viewer: "LiLei",
    });
    expect(moments).toHaveLength(1);
  });

  it("writes to guides by the app, once although the answer was lost, and names who cannot be reached", async () => {
    await sandbox.act("faults.add", {
      platform: "wecom",
      path: "/cgi-bin/message/send",
      what: { kind: "lost_answer" },
      times: 1,
    });
    const targets = ["LiLei", "Nobody"].map((key) => ({ key, originNo: null, memberNo: null }));
    await send("wecom_app", { targets, content: { text: "今天有 3 位客户要回访" } });
    await work();
    await workDue();
    expect(await outcomes()).toEqual({ LiLei: "sent", Nobody: "unreachable" });
    const chat = await sandbox.look<unknown[]>(`/chat?key=app/${account.agentId}/LiLei`);
    expect(chat).toHaveLength(1);
  });
});
