import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { resolveMembers } from "../../customers/index.ts";
import { createOutbound, workOffOutbound } from "../../engagement/index.ts";
import { systemActor } from "../../kernel/audit/audit.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testSandbox } from "../../testing/sandbox.ts";
import { testServer } from "../../testing/server.ts";
import type { WechatAccount } from "../wechat/index.ts";
import { callbackWorker, weixinConnector } from "../weixin/weixin.testing.ts";
import { miniProgramCallbacks, miniProgramChannels } from "./index.ts";

const testing = await testPlatform();
const { platform } = testing;
const { db } = platform;
const server = await testServer(testing);
const sandbox = await testSandbox();
const weixin = weixinConnector(platform, server, sandbox);
const { until } = callbackWorker(platform, miniProgramCallbacks);
const phone = "13800002222";
let account: WechatAccount;
let admin: TestPerson;
let person: string;
let openid: string;

const call = <Body>(path: string, body: object) =>
  server.call<Body>("POST", `/mini-program/${path}`, { cookie: admin.cookie, body });
const act = <Body>(name: string) => sandbox.act<Body>(name, { appid: account.accountId, person });

beforeAll(async () => {
  const chain = await aSmallChain(testing);
  admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  account = await weixin.add("mini_program", "好物商城", { format: "json" });
  person = (await sandbox.act<{ id: string }>("people.add", { nickname: "甲", phone })).id;
});

describe("signing in and registering in the mini program", () => {
  it("knows a visitor by the code of wx.login, which is good once [ID-02]", async () => {
    const { code } = await act<{ code: string }>("mini.login");
    const first = await call<{ openid: string; isNew: boolean; registered: boolean }>("sessions", {
      appId: account.accountId,
      code,
    });
    expect([first.status, first.body.isNew, first.body.registered]).toEqual([201, true, false]);
    openid = first.body.openid;
    const again = await call<{ code: string }>("sessions", { appId: account.accountId, code });
    expect([again.status, again.body.code]).toEqual([409, "mini_program_code_spent"]);
  });

  it("registers by one tap, and joins what the store knew of the phone [ID-03]", async () => {
    const [known] = await db
      .transaction()
      .execute((tx) =>
        resolveMembers(tx, platform, [
          { identifiers: [{ kind: "phone", value: phone }], occurredAt: new Date(), source: "pos" },
        ]),
      );
    const { code: phoneCode } = await act<{ code: string }>("mini.authorise_phone");
    const registered = await call<{ memberNo: number }>("registrations", {
      appId: account.accountId,
      openid,
      phoneCode,
      storeCode: "N1",
      consents: [{ purpose: "marketing", channel: "mini_program", granted: true }],
    });
    expect(registered.status).toBe(201);
    const { rows } = await sql<{ memberNo: number }>`
      select distinct member_no as "memberNo" from identifier where member_no in (${known?.memberNo}, ${registered.body.memberNo})`.execute(
      db,
    );
    expect(rows).toEqual([{ memberNo: registered.body.memberNo }]);
    const { code } = await act<{ code: string }>("mini.login");
    const next = await call<{ registered: boolean; memberNo: number }>("sessions", { appId: account.accountId, code });
    expect(next.body).toMatchObject({ registered: true, memberNo: registered.body.memberNo });
    const events = await sql`select from event_log where type = 'member.registered'`.execute(db);
    expect(events.rows).toHaveLength(1);
  });

  it("makes a code with a scene that the phone can scan", async () => {
    const response = await fetch(`${server.url}/api/v1/mini-program/codes`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: admin.cookie },
      body: JSON.stringify({ accountId: account.id, scene: "store=N1", page: "pages/index/index", name: "北一店桌贴" }),
    });
    const png = Buffer.from(await response.arrayBuffer());
    expect([response.status, png.subarray(1, 4).toString()]).toEqual([200, "PNG"]);
    const taken = await call<{ code: string }>("codes", {
      accountId: account.id,
      scene: "store=N1",
      page: "",
      name: "另一页",
    });
    expect([taken.status, taken.body.code]).toEqual([409, "scene_taken"]);
  });
});

describe("subscription messages [CH-19]", () => {
  it("are sent once per accept, and their end is learnt", async () => {
    const { access_token: token } = await fetch(`${sandbox.weixin}/cgi-bin/stable_token`, {
      method: "POST",
      body: JSON.stringify({
        grant_type: "client_credential",
        appid: account.accountId,
        secret: account.secrets.secret,
      }),
    }).then((response) => response.json() as Promise<{ access_token: string }>);
    const { priTmplId: template } = await fetch(`${sandbox.weixin}/wxaapi/newtmpl/addtemplate?access_token=${token}`, {
      method: "POST",
      body: JSON.stringify({ tid: "1002", kidList: [1, 3], sceneDesc: "开播提醒" }),
    }).then((response) => response.json() as Promise<{ priTmplId: string }>);
    const listed = await fetch(`${sandbox.weixin}/wxaapi/newtmpl/gettemplate?access_token=${token}`).then(
      (response) => response.json() as Promise<{ data: { content: string }[] }>,
    );
    const names = [...(listed.data[0]?.content ?? "").matchAll(/\{\{(\w+)\.DATA\}\}/g)].map((match) => match[1] ?? "");
    await sandbox.act("weixin.answer_subscription", {
      appid: account.accountId,
      person,
      answers: { [template]: "accept" },
    });
    const granted = () => sql<{ left: number }>`select accepted - used as left from subscription_grant`.execute(db);
    await until(async () => (await granted()).rows[0]?.left === 1);
    const send = async (businessKey: string) => {
      await db.transaction().execute((tx) =>
        createOutbound(
          platform,
          tx,
          systemActor("test"),
          { name: "mini_subscribe", maxTargets: 1 },
          {
            businessKey,
            accountId: account.id,
            title: "开播提醒",
            content: { template: { id: template, data: Object.fromEntries(names.map((name) => [name, "1"])) } },
            targets: [{ key: openid, originNo: null, memberNo: null }],
          },
        ),
      );
      await workOffOutbound(platform, miniProgramChannels(platform), new AbortController().signal);
    };
    const outcomes = () =>
      sql<{ outcome: string }>`
        select outcome from outbound_delivery d join outbound o on o.id = d.outbound_id order by o.created_at`.execute(
        db,
      );
    await send("live-1");
    await send("live-2");
    await until(async () => (await outcomes()).rows[0]?.outcome === "delivered");
    expect((await outcomes()).rows).toEqual([{ outcome: "delivered" }, { outcome: "no_quota" }]);
  });
});
