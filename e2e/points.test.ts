import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pointTools } from "../apps/server/src/commerce/points/points.testing.ts";
import { systemActor } from "../apps/server/src/kernel/audit/audit.ts";
import { dayIn } from "../apps/server/src/kernel/calendar.ts";
import { createStaff, loadHeadquarters } from "../apps/server/src/organization/index.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, phone } from "./browser.ts";
import { shot, signedIn } from "./signed-in.ts";
import { password } from "./trading-chain.ts";

const feilun = await testPlatform({ now: new Date().toISOString() });
const { platform, clock } = feilun;
const points = pointTools(feilun);
let url: string;
let browser: Browser;
let memberNo: number;

beforeAll(async () => {
  const today = dayIn(platform.config.timeZone, clock.now());
  const { id: unitId } = await loadHeadquarters(platform.db);
  await platform.db.transaction().execute(async (tx) => {
    for (const [login, roleCode] of [
      ["admin", "admin"],
      ["hq", "hq_operator"],
    ] as const) {
      await createStaff(tx, systemActor("test"), {
        code: login,
        name: login === "admin" ? "陈管理" : "林一诺",
        login,
        password,
        mustChangePassword: false,
        posts: [{ unitId, roleCode, kind: "regular", fromDay: today }],
      });
    }
  });
  const member = await points.member({ identifiers: [{ kind: "phone", value: "13900001111" }] });
  memberNo = member.memberNo;
  await points.order(member, "A-1", 20_000, { channel: "mini_program" });
  url = (await testServer(feilun)).url;
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

const open = (login: string, viewport = desktop) => signedIn(browser, { url, login, viewport });

it("sets a rule, shows what was earned, and lets a second person approve a large correction", async () => {
  const admin = await open("admin");
  await admin.goto(`${url}/points`);
  await admin.getByRole("button", { name: "设定积分规则" }).click();
  await shot(admin, "rule");
  await admin.getByRole("button", { name: /保\s*存/ }).click();
  await admin.getByText("实付每 1 元积 1 分").waitFor();
  await points.earn();

  const operator = await open("hq");
  await operator.goto(`${url}/members/${memberNo}`);
  const block = operator.getByRole("region", { name: "积分" });
  await block.getByText("分可用").waitFor();
  await expect.poll(() => block.textContent()).toContain("200 分可用");
  await block.getByRole("button", { name: "调整积分" }).click();
  await operator.getByLabel("积分", { exact: true }).last().fill("5000");
  await operator.getByLabel("原因").fill("大客户补偿");
  await operator.getByRole("button", { name: /提\s*交/ }).click();
  await operator.getByText("等待其他人审批").waitFor();
  await shot(operator, "profile");

  await admin.goto(`${url}/points?tab=adjustments`);
  await admin.getByText("大客户补偿").waitFor();
  await shot(admin, "adjustments");
  await admin.getByRole("button", { name: /批\s*准/ }).click();
  await admin.getByText("没有等待审批的调整").waitFor();
  await admin.goto(`${url}/points`);
  await admin.getByText("账平").waitFor();
  await expect.poll(() => admin.getByRole("main").textContent()).toContain("5,200");
  await shot(admin, "board");
  await admin.goto(`${url}/points?tab=entries`);
  await admin.getByText("A-1").waitFor();
  await shot(admin, "entries");

  const narrow = await open("admin", phone);
  await narrow.goto(`${url}/points`);
  await narrow.getByText("账平").waitFor();
  await shot(narrow, "board-phone");
  expect(await narrow.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  await narrow.goto(`${url}/points?tab=entries`);
  await narrow.getByText("A-1").waitFor();
  await shot(narrow, "entries-phone");
});
