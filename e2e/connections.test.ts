import { sql } from "kysely";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { resolveMembers } from "../apps/server/src/customers/index.ts";
import { systemActor } from "../apps/server/src/kernel/audit/audit.ts";
import { dayIn } from "../apps/server/src/kernel/calendar.ts";
import { createStaff, loadHeadquarters } from "../apps/server/src/organization/index.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testSandbox } from "../apps/server/src/testing/sandbox.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, newContext, phone } from "./browser.ts";
import { shot } from "./signed-in.ts";
import { password } from "./trading-chain.ts";

const feilun = await testPlatform({ now: new Date().toISOString() });
const { platform, clock } = feilun;
const sandbox = await testSandbox();
const external = "wmAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
let url: string;
let browser: Browser;
let app: { corpId: string; agentId: string; secret: string };
let staffId: string;

beforeAll(async () => {
  const fromDay = dayIn(platform.config.timeZone, clock.now());
  const { id: unitId } = await loadHeadquarters(platform.db);
  staffId = await platform.db.transaction().execute((tx) =>
    createStaff(tx, systemActor("test"), {
      code: "LiLei",
      name: "李雷",
      login: "admin",
      password,
      mustChangePassword: false,
      posts: [{ unitId, roleCode: "admin", kind: "regular", fromDay }],
    }),
  );
  app = await sandbox.act("wecom.create_app");
  await sandbox.act("wecom.hire", { userid: "LiLei", name: "李雷", departments: [1] });
  url = (await testServer(feilun)).url;
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

async function aPage(viewport = desktop): Promise<Page> {
  const page = await (await newContext(browser, viewport)).newPage();
  page.setDefaultTimeout(20_000);
  return page;
}
it("connects WeCom step by step, each with its check, and copies the callback keys once [IN-01]", async () => {
  const page = await aPage();
  await page.goto(`${url}/sign-in?next=/connections/new`);
  await page.getByRole("textbox", { name: "账号" }).fill("admin");
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("button", { name: /保\s*存/ }).click();
  await page.getByText("外网地址已保存").waitFor();
  await page.getByRole("button", { name: "下一步" }).click();

  await page.getByRole("button", { name: "填写账号与密钥" }).click();
  await page.getByLabel("企业 ID（CorpID）").fill("corp");
  await page.getByLabel("AgentId").fill(app.agentId);
  await page.getByLabel("Secret", { exact: true }).fill(app.secret);
  await page.getByLabel("接入地址（选填）").fill(sandbox.wecom);
  await page.getByLabel("登录页（企业微信内，选填）").fill(`${sandbox.wecom}/connect/oauth2/authorize`);
  await page.getByLabel("登录页（其他浏览器扫码，选填）").fill(`${sandbox.wecom}/wwlogin/sso/login`);
  const save = page.getByRole("dialog").getByRole("button", { name: /保\s*存/ });
  await save.click();
  await page.getByText("企业 ID 是 ww 开头的 18 位字母和数字").waitFor();
  await page.getByLabel("企业 ID（CorpID）").fill(app.corpId);
  await save.click();

  await page.getByRole("heading", { name: "可信 IP 与权限" }).waitFor();
  await sandbox.act("wecom.configure_app", { agentId: app.agentId, trustedIps: ["203.0.113.7"] });
  await page.getByRole("button", { name: "检查这一步" }).click();
  await page.getByText("加入 127.0.0.1", { exact: false }).waitFor();
  await shot(page, "setup-trusted-ip");
  await sandbox.act("wecom.configure_app", { agentId: app.agentId, trustedIps: null });
  await page.getByRole("button", { name: "检查这一步" }).click();
  await page.getByText("企业微信接受本机的 IP").waitFor();
  await page.getByRole("button", { name: "下一步" }).click();

  const sync = await sandbox.act<{ secret: string }>("wecom.create_app", { kind: "contact_sync" });
  await page.getByRole("button", { name: "填写 Secret" }).click();
  await page.getByLabel("Secret", { exact: true }).fill(sync.secret);
  await save.click();
  await page.getByText("已填写：通讯录同步").waitFor();
  await page.getByRole("button", { name: "检查这一步" }).click();
  await page.getByText("通讯录同步可以读取成员列表").waitFor();
  await shot(page, "setup-contact-sync");
  await page.getByRole("button", { name: "下一步" }).click();

  await page.getByRole("button", { name: "生成 Token 与密钥" }).click();
  await page.getByText("两个密钥只显示这一次", { exact: false }).waitFor();
  await page.getByRole("button", { name: "检查这一步" }).click();
  await page.getByText("通过了与企业微信相同的验证", { exact: false }).waitFor();
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByText(`${url}/sidebar?account=`, { exact: false }).first().waitFor();
  await page.getByRole("button", { name: /完\s*成/ }).click();
  await page.getByRole("heading", { name: "体检" }).waitFor();
  await page.getByText("Token 与 EncodingAESKey 已设置，不再显示。").waitFor();
  await shot(page, "account");
});

it("signs in with WeCom and shows the customer of the open chat beside it [IN-01]", async () => {
  await sql`
    insert into wecom_member (corp_id, userid, name, status, staff_id, matched_by)
    values (${app.corpId}, 'LiLei', '李雷', 1, ${staffId}, 'code')`.execute(platform.db);
  await platform.db.transaction().execute((tx) =>
    resolveMembers(tx, platform, [
      {
        identifiers: [{ kind: "external_userid", scope: app.corpId, value: external }],
        occurredAt: clock.now(),
        source: "wecom",
        channel: "wecom",
      },
    ]),
  );
  const page = await aPage(phone);
  await page.goto(`${url}/sidebar?external=${external}`);
  await page.getByRole("link", { name: "用企业微信登录" }).click();
  await page.getByRole("link", { name: /LiLei/ }).click();
  await page.getByRole("heading", { name: "营销授权" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/sidebar");
  await shot(page, "sidebar");
  await page.goto(`${url}/sidebar?external=wmNOBODY`);
  await page.getByText("还没有认出这位客户").waitFor();
});
