import { sealPlaintext, type WecomEvent, wrapMessage } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import { wecomDialect } from "../../wecom/callbacks/dialect.ts";
import { createAccount, type WechatAccount, workOffCallbacks } from "../index.ts";

const keys = { callbackToken: "t0ken", callbackAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA" };
const { platform, ...feilun } = await testPlatform();
const server = await testServer({ platform, ...feilun });
const url = (account: WechatAccount) => `${server.url}/api/v1/callbacks/wechat/${account.id}`;
const sandbox = await testSandbox();
let account: WechatAccount;
let agentId: string;
let seen: WecomEvent[];
let failures = 0;

const dialect = wecomDialect({
  "change_external_chat.create": async (event) => {
    if (failures-- > 0) throw new Error("not yet");
    seen.push(event);
  },
});
const work = () => workOffCallbacks(platform, [dialect], new AbortController().signal);

beforeAll(async () => {
  const app = await sandbox.act<{ corpId: string; agentId: string; secret: string }>("wecom.create_app");
  agentId = app.agentId;
  account = await platform.db.transaction().execute((tx) =>
    createAccount(platform, tx, systemActor("test"), {
      platform: "wecom",
      accountId: app.corpId,
      agentId,
      name: "测试企业",
      baseUrl: sandbox.wecom,
      secrets: { secret: app.secret, ...keys },
    }),
  );
  const callback = { url: url(account), token: keys.callbackToken, encodingAesKey: keys.callbackAesKey };
  await sandbox.act("wecom.configure_app", { agentId, callback });
  await sandbox.act("wecom.hire", { userid: "LiLei", name: "李雷", departments: [1] });
});

beforeEach(async () => {
  seen = [];
  failures = 0;
  await sql`delete from wechat_callback`.execute(platform.db);
});

async function arrived(count: number): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from wechat_callback`.execute(platform.db);
    if ((rows[0]?.n ?? 0) >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("the callbacks did not arrive");
}

async function send(plaintext: string, change: { query?: object; body?: string } = {}) {
  const sealed = sealPlaintext(
    { token: keys.callbackToken, encodingAesKey: keys.callbackAesKey, receiverId: account.accountId },
    plaintext,
    { timestamp: "1", nonce: "n" },
  );
  const body = change.body ?? wrapMessage({ ...keysOf(account) }, sealed.ciphertext);
  const query = new URLSearchParams({ ...sealed.query, ...change.query });
  return fetch(`${url(account)}?${query}`, { method: "POST", body, headers: { "content-type": "text/xml" } });
}

const keysOf = ({ accountId }: WechatAccount) => ({ token: "", encodingAesKey: "", receiverId: accountId });
const groupXml = (chat: string, event = "change_external_chat") =>
  `<xml><ToUserName>w</ToUserName><FromUserName>sys</FromUserName><CreateTime>1700000000</CreateTime><MsgType>event</MsgType><Event>${event}</Event><ChangeType>create</ChangeType><ChatId>${chat}</ChatId></xml>`;

describe("callbacks of a WeChat platform", () => {
  it("answers the check of the address with the plain text", async () => {
    const sealed = sealPlaintext(
      { ...keysOf(account), token: keys.callbackToken, encodingAesKey: keys.callbackAesKey },
      "echo-1",
      {
        timestamp: "1",
        nonce: "n",
      },
    );
    const response = await fetch(
      `${url(account)}?${new URLSearchParams({ ...sealed.query, echostr: sealed.ciphertext })}`,
    );
    expect([response.status, await response.text()]).toEqual([200, "echo-1"]);
  });

  it("takes each event once however often it is delivered, and works it off once", async () => {
    await sandbox.act("faults.add", { platform: "wecom", path: "callback", what: { kind: "duplicate" }, times: 1 });
    await sandbox.act("wecom.open_group", { owner: "LiLei", name: "会员群" });
    await arrived(1);
    await Promise.all([send(groupXml("wr1")), send(groupXml("wr1")), send(groupXml("wr1"))]);
    await work();
    expect(seen).toHaveLength(2);
    expect(await work()).toBe(0);
  });

  it("tries again after a failure, later", async () => {
    failures = 1;
    await send(groupXml("wr2"));
    await work();
    expect(seen).toHaveLength(0);
    await sql`update wechat_callback set next_try_at = now()`.execute(platform.db);
    await work();
    expect(seen).toHaveLength(1);
  });

  it("parks what it does not know, with the reason", async () => {
    expect((await send(groupXml("wr3", "change_of_heart"))).status).toBe(200);
    await work();
    const { rows } = await sql`select state, reason from wechat_callback`.execute(platform.db);
    expect(rows).toEqual([{ state: "parked", reason: expect.stringContaining("change_of_heart") }]);
  });

  it.each([
    ["a forged signature", { query: { msg_signature: "0".repeat(40) } }, "callback_signature_wrong"],
    ["a truncated body", { body: "<xml><Encrypt><![CDATA[abc" }, "callback_malformed"],
    [
      "an entity bomb",
      { body: '<!DOCTYPE x [<!ENTITY a "aaaa">]><xml><Encrypt>&a;</Encrypt></xml>' },
      "callback_doctype",
    ],
    ["no XML at all", { body: "hello" }, "callback_malformed"],
    ["a very long body", { body: `<xml>${"a".repeat(300_000)}</xml>` }, "callback_oversized"],
  ])("refuses %s and counts it for the operator", async (_, change, code) => {
    const response = await send(groupXml("wr4"), change);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, code]);
    const { rows } = await sql`select times from wechat_callback_refusal where reason = ${code.slice(9)}`.execute(
      platform.db,
    );
    expect(rows).toHaveLength(1);
  });
});
