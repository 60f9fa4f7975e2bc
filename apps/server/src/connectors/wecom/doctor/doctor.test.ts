import net from "node:net";
import { sealPlaintext, wrapMessage } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { publicAddressSetting } from "../../../kernel/public-address.ts";
import { readSetting, writeSetting } from "../../../kernel/settings.ts";
import { createStaff } from "../../../organization/index.ts";
import { aSmallChain } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import {
  type AccountDraft,
  createAccount,
  type Finding,
  newCallbackKeys,
  type WechatAccount,
} from "../../wechat/index.ts";
import { wecomExaminer } from "./examine-wecom.ts";

const testing = await testPlatform();
const { platform } = testing;
const { db } = platform;
const server = await testServer(testing);
const sandbox = await testSandbox();
const keys = newCallbackKeys();
const now = Date.now;
const closedPort = await aClosedPort();
let account: WechatAccount;
let agentId: string;
let spare = 9;

const actor = systemActor("test");
const connect = (draft: AccountDraft) => db.transaction().execute((tx) => createAccount(platform, tx, actor, draft));
const look = (changed: Partial<WechatAccount> = {}, at: () => number = now) =>
  wecomExaminer.examine(platform, { ...account, ...changed }, { now: at });
const wrong = (findings: readonly Finding[]) => findings.filter(({ state }) => state === "failed");
const configure = (input: object) => sandbox.act("wecom.configure_app", { agentId, ...input });
const setAddress = (url: string) =>
  db.transaction().execute(async (tx) => {
    const { version } = await readSetting(tx, publicAddressSetting);
    await writeSetting(tx, actor, publicAddressSetting, { url }, version);
  });

async function map(userid: string, name: string): Promise<void> {
  const id = await db.transaction().execute((tx) => createStaff(tx, actor, { code: userid, name, posts: [] }));
  await sql`
    insert into wecom_member (corp_id, userid, name, status, staff_id, matched_by)
    values (${account.accountId}, ${userid}, ${name}, 1, ${id}, 'code')`.execute(db);
}

beforeAll(async () => {
  await aSmallChain(testing);
  const app = await sandbox.act<{ corpId: string; agentId: string; secret: string }>("wecom.create_app");
  agentId = app.agentId;
  account = await connect({
    platform: "wecom",
    accountId: app.corpId,
    agentId,
    name: "测试企业",
    baseUrl: sandbox.wecom,
    secrets: { secret: app.secret, ...keys },
  });
  const callback = {
    url: `${server.url}/api/v1/callbacks/wechat/${account.id}`,
    token: keys.callbackToken,
    encodingAesKey: keys.callbackAesKey,
  };
  await configure({ callback });
  await sandbox.act("wecom.hire", { userid: "LiLei", name: "李雷", departments: [1] });
  await sandbox.act("wecom.hire", { userid: "HanMeimei", name: "韩梅梅", departments: [1] });
  await map("LiLei", "李雷");
  await map("HanMeimei", "韩梅梅");
});

beforeEach(async () => {
  await sandbox.act("faults.clear");
  await configure({
    enabled: true,
    customerContact: true,
    trustedIps: null,
    trustedDomains: [new URL(server.url).host],
    visible: "all",
  });
  await setAddress(server.url);
  await sql`delete from wechat_callback_refusal`.execute(db);
  await sql`delete from wechat_callback`.execute(db);
  await sql`delete from wechat_refusal`.execute(db);
});

describe("the set-up doctor [IN-01]", () => {
  it("finds nothing wrong where nothing is", async () => {
    const findings = await look();
    expect(findings.filter(({ state }) => state === "failed" || state === "warning")).toMatchObject([
      { check: "callback_arrival", state: "warning" },
    ]);
    expect(findings.find(({ check }) => check === "visible_range")?.detail).toContain("2 名员工全部在内");
  });

  it.each<[string, Partial<AccountDraft>, Partial<Finding>]>([
    ["a wrong port", { baseUrl: closedPort }, { check: "connection", field: "baseUrl" }],
    ["a misspelt name", { baseUrl: "http://qyapi-misspelt.internal" }, { check: "dns", field: "baseUrl" }],
    ["a wrong company", { accountId: "ww0000000000000000" }, { check: "corp_id", errcode: 40013, field: "accountId" }],
    ["a wrong app id", { agentId: "1" }, { check: "agent", errcode: 40056, field: "agentId" }],
  ])("names %s and nothing else", async (name, changed, finding) => {
    const { accountId, baseUrl, secrets } = account;
    const other = await connect({
      platform: "wecom",
      accountId,
      agentId: String(spare++),
      name,
      baseUrl,
      secrets,
      ...changed,
    });
    const findings = await wecomExaminer.examine(platform, { ...other, agentId: changed.agentId ?? agentId }, { now });
    expect(wrong(findings)).toMatchObject([finding]);
    expect(wrong(findings)[0]?.remedy).toBeTruthy();
  });

  it("names a wrong secret and leads to its field", async () => {
    const secrets = { ...account.secrets, secret: "x".repeat(43) };
    expect(wrong(await look({ secrets }))).toMatchObject([
      { check: "secret", errcode: 40001, field: "secrets.secret", remedy: expect.stringContaining("Secret") },
    ]);
  });

  it("names the address that WeCom saw when it is not trusted", async () => {
    await configure({ trustedIps: ["203.0.113.7"] });
    expect(wrong(await look())).toMatchObject([
      { check: "trusted_ip", errcode: 60020, remedy: expect.stringContaining("127.0.0.1") },
    ]);
  });

  it("tells how many of our staff the app does not see", async () => {
    await configure({ visible: { users: ["LiLei"], departments: [] } });
    expect(wrong(await look())).toMatchObject([{ check: "visible_range", detail: "已对应的 2 名员工中只看得见 1 名" }]);
    await configure({ visible: { users: [], departments: [] } });
    expect(wrong(await look())).toMatchObject([{ check: "visible_range", detail: "这个应用看不到任何成员" }]);
  });

  it("names the missing right to customers", async () => {
    await configure({ customerContact: false });
    expect(wrong(await look())).toMatchObject([
      { check: "customer_contact", remedy: expect.stringContaining("客户联系") },
    ]);
  });

  it("names a disabled app", async () => {
    await configure({ enabled: false });
    expect(wrong(await look())).toMatchObject([{ check: "secret", errcode: 40001 }]);
  });

  it.each([
    ["gateway", { kind: "http_status", status: 502 }, "HTTP 502"],
    ["connection", { kind: "lost_request" }, ""],
  ])("tells an address that does not answer as it should: %s", async (check, what, told) => {
    await sandbox.act("faults.add", { platform: "wecom", path: "/cgi-bin/gettoken", what, times: 1 });
    const findings = wrong(await look());
    expect(findings).toMatchObject([{ check }]);
    expect(findings[0]?.cause).toContain(told);
  });

  it("notes a busy platform without calling any setting wrong", async () => {
    const what = { kind: "errcode", errcode: -1 };
    await sandbox.act("faults.add", { platform: "wecom", path: "/cgi-bin/getcallbackip", what, times: 1 });
    const findings = await look();
    expect(wrong(findings)).toEqual([]);
    expect(findings.find(({ check }) => check === "trusted_ip")).toMatchObject({ state: "warning", errcode: -1 });
  });

  it("names a clock that is off", async () => {
    expect(wrong(await look({}, () => now() + 600_000))).toMatchObject([
      { check: "clock", detail: expect.stringContaining("快") },
    ]);
    const slow = await look({}, () => now() - 120_000);
    expect(slow.find(({ check }) => check === "clock")).toMatchObject({ state: "warning" });
  });

  it("names callback keys that are missing or differ from the back office", async () => {
    const { secret } = account.secrets;
    expect(wrong(await look({ secrets: { secret } }))).toMatchObject([
      { check: "callback_keys", field: "callbackKeys" },
    ]);
    await callback({ token: "another", encodingAesKey: keys.callbackAesKey });
    expect(wrong(await look())).toMatchObject([{ check: "callback_keys", field: "secrets.callbackToken" }]);
    await sql`delete from wechat_callback_refusal`.execute(db);
    await callback({ token: keys.callbackToken, encodingAesKey: newCallbackKeys().callbackAesKey });
    expect(wrong(await look())).toMatchObject([{ check: "callback_keys", field: "secrets.callbackAesKey" }]);
    await callback({ token: keys.callbackToken, encodingAesKey: keys.callbackAesKey });
    expect(wrong(await look())).toEqual([]);
  });

  it("names a callback address that is missing, leads nowhere, or lies in a private network", async () => {
    await setAddress("");
    expect(wrong(await look())).toMatchObject([{ check: "callback_address", field: "publicAddress" }]);
    await setAddress(closedPort);
    expect(wrong(await look())).toMatchObject([
      { check: "callback_address", cause: expect.stringContaining("ECONNREFUSED") },
    ]);
    await setAddress(sandbox.wecom);
    expect(wrong(await look())).toMatchObject([{ check: "callback_address", cause: expect.stringContaining("404") }]);
  });

  it("notes a trusted domain that is not ours", async () => {
    await configure({ trustedDomains: ["other.example.com"] });
    expect((await look()).find(({ check }) => check === "trusted_domain")).toMatchObject({
      state: "warning",
      remedy: expect.stringContaining(new URL(server.url).host),
    });
  });

  it("names a missing licence among refused calls", async () => {
    await sql`
      insert into wechat_refusal (wechat_account_id, path, errcode, last_message)
      values (${account.id}, '/cgi-bin/message/send', 701008, '')`.execute(db);
    expect(wrong(await look())).toMatchObject([{ check: "licence", errcode: 701008 }]);
  });

  it("tells of callbacks that were set aside", async () => {
    await callback({ token: keys.callbackToken, encodingAesKey: keys.callbackAesKey });
    await sql`update wechat_callback set state = 'parked', reason = '测试'`.execute(db);
    expect((await look()).find(({ check }) => check === "callback_work")).toMatchObject({
      state: "warning",
      field: "parked",
    });
  });

  it("looks at the directory through the contact-sync secret", async () => {
    const app = await sandbox.act<{ corpId: string; secret: string }>("wecom.create_app", { kind: "contact_sync" });
    const sync = await connect({
      platform: "wecom",
      accountId: app.corpId,
      purpose: "contact_sync",
      name: "通讯录同步",
      baseUrl: sandbox.wecom,
      secrets: { secret: app.secret },
    });
    const findings = await wecomExaminer.examine(platform, sync, { now });
    expect(wrong(findings)).toEqual([]);
    expect(findings.find(({ check }) => check === "directory")).toMatchObject({ state: "ok" });
    const wrongRight = await wecomExaminer.examine(platform, { ...sync, secrets: account.secrets }, { now });
    expect(wrong(wrongRight).map(({ check, errcode }) => [check, errcode])).toContainEqual(["directory", 48002]);
  });
});

/** A callback as the back office would send it with these keys. */
async function callback(sent: { token: string; encodingAesKey: string }): Promise<void> {
  const receiver = { ...sent, receiverId: account.accountId };
  const xml = `<xml><ToUserName>w</ToUserName><FromUserName>sys</FromUserName><CreateTime>1700000000</CreateTime><MsgType>event</MsgType><Event>change_external_chat</Event><ChangeType>create</ChangeType><ChatId>c1</ChatId></xml>`;
  const sealed = sealPlaintext(receiver, xml, { timestamp: "1", nonce: "n" });
  await fetch(`${server.url}/api/v1/callbacks/wechat/${account.id}?${new URLSearchParams(sealed.query)}`, {
    method: "POST",
    body: wrapMessage(receiver, sealed.ciphertext),
    headers: { "content-type": "text/xml" },
  });
}

/** An address on which nobody listens. */
async function aClosedPort(): Promise<string> {
  const listener = net.createServer();
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as net.AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return `http://127.0.0.1:${port}`;
}
