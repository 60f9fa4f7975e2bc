import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import type { WechatAccount } from "../../wechat/index.ts";
import { callbackWorker, weixinConnector } from "../../weixin/weixin.testing.ts";
import { officialAccountCallbacks } from "../index.ts";

const testing = await testPlatform();
const { platform } = testing;
const { db } = platform;
const server = await testServer(testing);
const sandbox = await testSandbox();
const weixin = weixinConnector(platform, server, sandbox);
const { eventually } = callbackWorker(platform, officialAccountCallbacks);
let chain: SmallChain;
let account: WechatAccount;
let operator: TestPerson;

const ask = <Body = { code: string }>(method: string, path: string, body?: object, who = operator) =>
  server.call<Body>(method, `/official-accounts/${account.id}${path}`, { cookie: who.cookie, body });

beforeAll(async () => {
  chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  account = await weixin.add("official_account", "好物");
});

async function codeOf(storeNo: number): Promise<string> {
  const { rows } = await sql<{
    url: string;
  }>`select code_url as url from official_wifi where store_no = ${storeNo}`.execute(db);
  return rows[0]?.url ?? "";
}

/** What the account said to a person, the newest last. */
async function told(openid: string): Promise<string[]> {
  const chat = await sandbox.look<{ from: string; content: { content?: string } }[]>(
    `/chat?key=oa/${account.accountId}/${openid}`,
  );
  return chat.filter(({ from }) => from !== openid).map(({ content }) => content.content ?? "");
}

describe("a store's WiFi", () => {
  it("is told to who scans its code and follows, who is then known to be in the store [CH-28] [ID-07]", async () => {
    const { no } = chain.stores.S1;
    expect((await ask("PUT", `/wifi/${no}`, { ssid: "HaoWu-Guest", version: 0 })).body.code).toBe(
      "wifi_without_password",
    );
    expect((await ask("PUT", `/wifi/${no}`, { ssid: "HaoWu-Guest", password: "短", version: 0 })).status).toBe(400);
    expect(
      (await ask("PUT", `/wifi/${no}`, { ssid: "HaoWu-Guest", password: "come-in-2026", version: 0 })).status,
    ).toBe(200);
    await ask("POST", "/reply-rules", {
      kind: "follow",
      name: "新关注",
      parts: [{ kind: "text", text: "欢迎来到好物" }],
    });

    const person = (await sandbox.act<{ id: string }>("people.add", { nickname: "甲" })).id;
    const scan = async () => sandbox.act<{ openid: string }>("weixin.scan", { person, code: await codeOf(no) });
    const { openid } = await scan();
    await eventually(async () => (await told(openid))[0]).toBe("WiFi：HaoWu-Guest\n密码：come-in-2026");
    const visits = async () => {
      const { rows } = await sql<{ storeNo: number; means: string }>`
        select e.store_no as "storeNo", e.properties->>'means' as means from event_log e join official_follower f using (member_no)
        where f.qr_scene = ${`wifi-${no}`} and e.type = 'store.visited'`.execute(db);
      return rows;
    };
    await eventually(visits).toEqual([{ storeNo: no, means: "wifi" }]);

    // The password changes, the printed code does not; who follows already is told by a scan.
    const printed = await codeOf(no);
    expect(
      (await ask("PUT", `/wifi/${no}`, { ssid: "HaoWu-Guest", password: "another-2027", version: 1 })).status,
    ).toBe(200);
    expect(await codeOf(no)).toBe(printed);
    expect((await ask("PUT", `/wifi/${no}`, { ssid: "Old", version: 1 })).body.code).toBe("wifi_changed");
    // Two scans within a second are one event: the platform names them alike.
    await sandbox.act("clock.advance", { ms: 2_000 });
    await scan();
    await eventually(async () => (await told(openid)).at(-1)).toBe("WiFi：HaoWu-Guest\n密码：another-2027");
    await eventually(async () => (await visits()).length).toBe(2);
    const list = await ask<{ items: object[] }>("GET", "/wifi");
    expect(list.body.items).toMatchObject([
      { storeNo: no, ssid: "HaoWu-Guest", hasCode: true, gained: 1, following: 1 },
    ]);
    expect(JSON.stringify(list.body)).not.toContain("another-2027");
    expect((await ask("GET", `/wifi/${no}/code.png`)).headers.get("content-type")).toBe("image/png");

    expect((await ask("DELETE", `/wifi/${no}`)).status).toBe(200);
    const before = (await told(openid)).length;
    await sandbox.act("clock.advance", { ms: 2_000 });
    await sandbox.act("weixin.scan", { person, code: printed });
    const scanned = sql<{ n: number }>`select count(*)::int as n from event_log where type = 'campaign.viewed'`;
    await eventually(async () => (await scanned.execute(db)).rows[0]?.n).toBe(1);
    expect((await told(openid)).slice(before).join()).not.toContain("WiFi");
  });

  it("is its region's and its own, not another's", async () => {
    await sql`insert into role (code, name, duties, permissions, unit_kinds, home)
      values ('regional_account', '区域公众号', '', '{official_account.read,official_account.write}', '{region}', 'overview')`.execute(
      db,
    );
    const northern = await aPerson(testing, { roleCode: "regional_account", unitId: chain.north.id });
    const body = { ssid: "N", password: "northern-1", version: 0 };
    expect((await ask("PUT", `/wifi/${chain.stores.S1.no}`, body, northern)).status).toBe(404);
    expect((await ask("PUT", `/wifi/${chain.stores.N1.no}`, body, northern)).status).toBe(200);
    const list = await ask<{ items: { storeNo: number }[] }>("GET", "/wifi", undefined, northern);
    expect(list.body.items.map(({ storeNo }) => storeNo)).toEqual([chain.stores.N1.no]);
  });
});
