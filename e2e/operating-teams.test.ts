import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "../apps/server/src/testing/people.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, phone } from "./browser.ts";
import { atRest, signedIn } from "./signed-in.ts";
import { aTradingChain } from "./trading-chain.ts";

let url: string;
let now: Date;
let browser: Browser;
let noticeId: string;
let projectId: string;

beforeAll(async () => {
  const feilun = await testPlatform({ now: new Date().toISOString() });
  const chain = await aTradingChain(feilun);
  now = feilun.clock.now();
  const server = await testServer(feilun);
  url = server.url;
  const operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
  const north = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.north.id });
  const guide = await aPerson(feilun, { roleCode: "guide", unitId: chain.stores.N1.id });
  const post = async (path: string, body: object, cookie = operator.cookie) =>
    (await server.call<{ id: string; functions: { id: string }[] }>("POST", path, { cookie, body })).body;
  const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const department = await post("/departments", {
    unitId: chain.hq.id,
    name: "社群运营部",
    reportsToTitle: "首席增长官 CGO",
    functions: [
      { name: "活动", roleCode: "activity_operator", planned: 3 },
      { name: "文案", planned: 2 },
    ],
  });
  await post(`/departments/${department.id}/members`, {
    functionId: department.functions[0]?.id,
    staffId: operator.id,
    isHead: true,
    fromDay: day(0),
  });
  projectId = (
    await post("/projects", {
      unitId: chain.hq.id,
      name: "云商 111",
      purpose: "每位导购每天加 1 位客户、卖 1 件",
      startsOn: day(-40),
      endsOn: day(60),
      rhythm: "monthly",
      rhythmDay: 10,
      metrics: ["gmv", "orders", "newMembers"],
      members: [
        { staffId: operator.id, part: "sponsor" },
        { staffId: guide.id, part: "lead" },
        { staffId: north.id, part: "regional", unitId: chain.north.id, task: "北区落实" },
      ],
    })
  ).id;
  await post(`/projects/${projectId}/milestones`, { name: "北区导购全员开通", dueOn: day(5) });
  const text = { title: "周末黄金满减", body: "周末满 300 减 30，限黄金饰品。" };
  noticeId = (
    await post("/notices", {
      ...text,
      attachments: [{ kind: "text", title: "话术", text: "这周末黄金满减，帮您留一件？" }],
      unitIds: [chain.hq.id],
      confirmBy: new Date(now.getTime() + 86_400_000).toISOString(),
    })
  ).id;
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

async function open(path: string, viewport = desktop) {
  const page = await signedIn(browser, { url, login: "hq", path, viewport, now });
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  return { page, problems };
}

const shots = process.env.FEILUN_SHOTS;

describe("operating teams", () => {
  it("read, confirm and answer a notice, and watch who has [OR-12]", async () => {
    const { page, problems } = await open("/notices");
    await page.getByRole("button", { name: "通知，1 条待处理" }).waitFor();
    const inbox = page.getByRole("list", { name: "我收到的通知" });
    await inbox.getByText("未读").waitFor();
    if (shots) await page.screenshot({ path: `${shots}/notices.png`, fullPage: true });
    await inbox.getByRole("link", { name: "周末黄金满减" }).click();
    await page.getByRole("button", { name: "我已知悉，确认" }).click();
    await page.getByText("确认过").waitFor();
    // The page reads itself anew after the confirmation.
    await atRest(page);
    await page.getByLabel("情况").fill("隔壁满 300 减 50");
    await page.getByLabel("关于什么").click();
    await page.getByTitle("价格").click();
    await page.getByRole("listbox").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "提交反馈" }).click();
    await page.getByRole("listitem").filter({ hasText: "价格隔壁满 300 减 50" }).waitFor();
    if (shots) await page.screenshot({ path: `${shots}/notice.png`, fullPage: true });
    await page.goto(`${url}/notices/${noticeId}/progress`);
    await page.getByRole("heading", { level: 2, name: "一线反馈 1 条" }).waitFor();
    await page.getByText("还没确认的人").waitFor();
    if (shots) await page.screenshot({ path: `${shots}/progress.png`, fullPage: true });
    expect(problems).toEqual([]);
  });

  it("see departments with their gaps and a project with its meetings [OR-16] [OR-11]", async () => {
    const { page, problems } = await open("/departments");
    await page.getByRole("heading", { level: 2, name: "社群运营部" }).waitFor();
    // In the heading and on the department.
    await expect.poll(() => page.getByText("编制 5 人，在岗 1 人，缺 4 人").count()).toBe(2);
    if (shots) await page.screenshot({ path: `${shots}/departments.png`, fullPage: true });
    await page.goto(`${url}/projects/${projectId}`);
    await page.getByRole("heading", { level: 1, name: "云商 111" }).waitFor();
    await page.getByRole("table").first().waitFor();
    await expect.poll(() => page.getByText("北区导购全员开通").count()).toBe(1);
    if (shots) await page.screenshot({ path: `${shots}/project.png`, fullPage: true });
    expect(problems).toEqual([]);
  });

  it("fit a phone", async () => {
    const { page, problems } = await open("/notices", phone);
    for (const path of ["/notices", `/notices/${noticeId}`, "/departments", `/projects/${projectId}`]) {
      await page.goto(`${url}${path}`);
      await page.locator("#content").getByRole("heading", { level: 1 }).waitFor();
      await atRest(page);
      if (shots) await page.screenshot({ path: `${shots}/phone${path.replaceAll("/", "-")}.png`, fullPage: true });
      expect(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).toBeLessThanOrEqual(0);
    }
    expect(problems).toEqual([]);
  });
});
