import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { publicAddressSetting } from "../../../kernel/public-address.ts";
import { writeSetting } from "../../../kernel/settings.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import type { WechatAccount } from "../accounts/account.ts";
import { newCallbackKeys } from "../accounts/rules.ts";
import { createAccount } from "../accounts/save-account.ts";
import { weixinExaminer } from "./examine-weixin.ts";
import type { Finding } from "./finding.ts";

const testing = await testPlatform();
const { platform } = testing;
const server = await testServer(testing);
const sandbox = await testSandbox();
const actor = systemActor("test");
const now = Date.now;
let account: WechatAccount;

const look = (changed: Partial<WechatAccount> = {}) =>
  weixinExaminer.examine(platform, { ...account, ...changed }, { now });
const wrong = (findings: readonly Finding[]) => findings.filter(({ state }) => state === "failed");

beforeAll(async () => {
  const made = await sandbox.act<{ appid: string; secret: string }>("weixin.add_official_account", {
    name: "测试公众号",
  });
  account = await platform.db.transaction().execute(async (tx) => {
    await writeSetting(tx, actor, publicAddressSetting, { url: server.url }, 0);
    return createAccount(platform, tx, actor, {
      platform: "official_account",
      accountId: made.appid,
      name: "测试公众号",
      baseUrl: sandbox.weixin,
      secrets: { secret: made.secret, ...newCallbackKeys() },
    });
  });
});
beforeEach(() => sandbox.act("weixin.edit_account", { appid: account.accountId, ipWhitelist: null }));

describe("the set-up doctor of official accounts [IN-01]", () => {
  it("finds nothing wrong where nothing is, and asks the callback address as WeChat does", async () => {
    const findings = await look();
    expect(wrong(findings)).toEqual([]);
    expect(findings.find(({ check }) => check === "callback_address")).toMatchObject({ state: "ok" });
  });

  it("names a wrong AppID, a wrong secret, and the address that is missing from the white list", async () => {
    const [appId] = wrong(await look({ accountId: "wx0000000000000000" }));
    expect(appId).toMatchObject({ check: "app_id", errcode: 40013, field: "accountId" });
    const secrets = { ...account.secrets, secret: "0".repeat(32) };
    expect(wrong(await look({ secrets }))).toMatchObject([{ check: "secret", field: "secrets.secret" }]);
    await sandbox.act("weixin.edit_account", { appid: account.accountId, ipWhitelist: ["203.0.113.7"] });
    expect(wrong(await look())).toMatchObject([
      { check: "trusted_ip", errcode: 40164, remedy: expect.stringContaining("127.0.0.1") },
    ]);
  });
});
