import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { officialBaseUrls, platforms, type WechatPlatform } from "../connectors/wechat/index.ts";
import { packageRoot } from "../kernel/package-root.ts";
import { aPerson, aSmallChain, type TestPerson } from "../testing/people.ts";
import { testPlatform } from "../testing/platform.ts";
import { testSandbox } from "../testing/sandbox.ts";
import { testServer } from "../testing/server.ts";

const testing = await testPlatform({ now: new Date().toISOString() });
const server = await testServer(testing);
const sandbox = await testSandbox();
let admin: TestPerson;

interface Entry {
  readonly accountId: string;
  readonly agentId?: string;
  readonly baseUrl: string;
  readonly secrets: object;
}

/** How each platform's simulator is connected: an account there, and nothing but addresses and keys here. */
const simulators: Readonly<Record<WechatPlatform, () => Promise<Entry>>> = {
  async wecom() {
    const app = await sandbox.act<{ corpId: string; agentId: string; secret: string }>("wecom.create_app");
    return { accountId: app.corpId, agentId: app.agentId, baseUrl: sandbox.wecom, secrets: { secret: app.secret } };
  },
  official_account: () => weixin("weixin.add_official_account"),
  mini_program: () => weixin("weixin.add_mini_program"),
  wechat_shop: () => weixin("weixin.add_shop"),
  video_channel: () => weixin("weixin.add_video_channel"),
  async wechat_pay() {
    const merchant = await sandbox.act<Record<string, string>>("pay.add_merchant", { name: "收款" });
    return {
      accountId: merchant.mchid ?? "",
      baseUrl: sandbox.pay,
      secrets: {
        secret: merchant.apiV3Key,
        merchantKey: merchant.privateKey,
        merchantSerial: merchant.serialNo,
        merchantCertificate: merchant.certificate,
        platformKey: merchant.platformPublicKey,
        platformSerial: merchant.platformSerial,
      },
    };
  },
};

async function weixin(action: string): Promise<Entry> {
  const made = await sandbox.act<{ appid: string; secret: string }>(action, { name: "模拟" });
  return { accountId: made.appid, baseUrl: sandbox.weixin, secrets: { secret: made.secret } };
}

const call = <Body>(method: string, at: string, body?: object) =>
  server.call<Body>(method, at, { cookie: admin.cookie, ...(body && { body }) });

beforeAll(async () => {
  const { hq } = await aSmallChain(testing);
  admin = await aPerson(testing, { roleCode: "admin", unitId: hq.id });
});

describe("every outside system", () => {
  it.each(platforms)(
    "%s stands behind an adapter that a simulator can take the place of by address and keys alone [IN-22]",
    async (platform) => {
      const entry = await simulators[platform]();
      const made = await call<{ id: string; version: number }>("POST", "/wechat/accounts", {
        platform,
        name: `模拟${platform}`,
        ...entry,
      });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      const examine = async () => {
        const { body } = await call<{ findings: { check: string; state: string }[] }>(
          "POST",
          `/wechat/accounts/${made.body.id}/examination`,
        );
        return body.findings.filter(({ state }) => state === "failed").map(({ check }) => check);
      };
      // What has not been set up yet (callback address, range) may be missing; who we are is believed.
      const identity = [
        "address",
        "dns",
        "connection",
        "corp_id",
        "app_id",
        "agent",
        "secret",
        "merchant_keys",
        "pay_signature",
      ];
      expect((await examine()).filter((check) => identity.includes(check))).toEqual([]);
      const edited = await call("PATCH", `/wechat/accounts/${made.body.id}`, {
        baseUrl: "http://127.0.0.1:9",
        version: made.body.version,
      });
      expect(edited.status, JSON.stringify(edited.body)).toBe(200);
      expect((await examine()).some((check) => identity.includes(check))).toBe(true);
      expect(officialBaseUrls[platform]).toMatch(/^https:\/\/[\w.]+\.weixin\.qq\.com$/);
    },
  );

  it("is unknown to the product as a simulator: no line of it speaks of one [IN-22]", () => {
    const source = path.join(packageRoot, "src");
    const product = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
      (file) => /\.(ts|sql)$/.test(file) && !/\.(test|testing)\.ts$|^(testing|drill|bench)\//.test(file),
    );
    expect(product.length).toBeGreaterThan(500);
    expect(product.filter((file) => /sandbox|沙箱/i.test(readFileSync(path.join(source, file), "utf8")))).toEqual([]);
  });
});
