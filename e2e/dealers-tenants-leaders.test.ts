import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "../apps/server/src/kernel/audit/audit.ts";
import { dayIn } from "../apps/server/src/kernel/calendar.ts";
import { upsertStores } from "../apps/server/src/organization/index.ts";
import { createUnit } from "../apps/server/src/organization/tree/change-tree.ts";
import { aPerson } from "../apps/server/src/testing/people.ts";
import { testPlatform } from "../apps/server/src/testing/platform.ts";
import { testServer } from "../apps/server/src/testing/server.ts";
import { desktop, launchBrowser, phone } from "./browser.ts";
import { atRest, signedIn } from "./signed-in.ts";
import { aTradingChain } from "./trading-chain.ts";

let url: string;
let now: Date;
let browser: Browser;

beforeAll(async () => {
  const feilun = await testPlatform({ now: new Date().toISOString() });
  const chain = await aTradingChain(feilun);
  now = feilun.clock.now();
  const server = await testServer(feilun);
  url = server.url;
  const { platform } = feilun;
  await platform.db.transaction().execute(async (tx) => {
    for (const name of ["粤东经销商", "珠江经销商", "湾区经销商"])
      await createUnit(tx, systemActor("test"), { parentId: chain.south.id, kind: "dealer", name });
    await upsertStores(
      tx,
      ["粤东", "珠江", "湾区"].map((name, index) => ({
        code: `D${index}`,
        name: `${name}体验店`,
        regionPath: `南区/${name}经销商`,
        format: "specialty",
        ownership: "dealer" as const,
        phase: "open" as const,
        latitude: 23.1 + index * 0.05,
        longitude: 113.3,
        areaCode: "440106",
      })),
      { today: dayIn(platform.config.timeZone, now) },
    );
  });
  const hq = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
  const post = async (path: string, body: object) => {
    const answer = await server.call("POST", path, { cookie: hq.cookie, body });
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body as { id: string };
  };
  for (let at = 0; at < 9; at += 1)
    await post("/traffic/allocations", {
      identifiers: [{ kind: "phone", value: `1390000${2000 + at}` }],
      latitude: 23.1 + (at % 4) * 0.03,
      longitude: 113.3,
      channel: "mini_program",
    });
  const contract = { kind: "merchant", contractFrom: "2026-01-01", contractTo: "2027-12-31" };
  await post("/tenants", {
    parentId: chain.south.id,
    name: "老汤面馆",
    ...contract,
    category: "餐饮",
    floor: "B1",
    booth: "B1-12",
    commissionBp: 800,
    store: { code: "TN1", name: "老汤面馆·南区店", format: "other" },
  });
  const leader = await post("/leaders", {
    memberNo: 1,
    storeNo: chain.stores.N1.no,
    pickupPoint: "阳光小区北门",
    level: "starter",
  });
  await post(`/leaders/${leader.id}/status`, { to: "approved" });
  await post(`/leaders/${leader.id}/members`, { memberNos: [5, 9] });
  await feilun.deliver();
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

async function open(path: string, title: string, viewport = desktop) {
  // Today belongs to the picture: allocations were made just now.
  const day = dayIn("Asia/Shanghai", now);
  const page = await signedIn(browser, { url, login: "hq", path: `${path}?period=${day}_${day}`, viewport, now });
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await atRest(page);
  return { page, problems };
}

const fits = `document.documentElement.scrollWidth <= window.innerWidth`;

describe("dealers, tenants and leaders", () => {
  it("shows what each dealer got, why, and what another rule would have given [OR-10]", async () => {
    const { page, problems } = await open("/traffic", "流量分配");
    const row = page.getByRole("row").filter({ hasText: "粤东经销商" });
    await row.waitFor();
    await page.getByRole("img", { name: "各经销商分到客户的占比与应得份额" }).waitFor();
    await page.getByRole("tab", { name: "分配记录" }).click();
    await page.getByRole("row").filter({ hasText: "体验店" }).first().click();
    await page.getByRole("heading", { name: "其他经销商为什么没有分到" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("tab", { name: "规则与条款" }).click();
    await page.getByText("默认规则").waitFor();
    await page.getByRole("button", { name: "换个规则试算" }).click();
    await page.getByRole("button", { name: "试算", exact: true }).click();
    await page.getByText("9 位客户中").waitFor();
    expect(problems).toEqual([]);
  });

  it("shows tenants and opens one [OR-18]", async () => {
    const { page, problems } = await open("/tenants", "平台商户");
    await page.getByRole("link", { name: "老汤面馆" }).click();
    await page.getByRole("heading", { level: 2, name: "合同" }).waitFor();
    await page.getByRole("button", { name: "开业", exact: true }).click();
    await page.getByText("合作中").first().waitFor();
    await page.goto(`${url}/tenants`);
    await page.getByRole("button", { name: "商户入驻" }).click();
    await page.getByText("同时建第一家店").waitFor();
    expect(problems).toEqual([]);
  });

  it("shows leaders and the members one leads [OR-20]", async () => {
    const { page, problems } = await open("/leaders", "团长");
    await page.getByRole("row").filter({ hasText: "阳光小区北门" }).click();
    await page.getByRole("heading", { level: 2, name: "团员 2" }).waitFor();
    expect(problems).toEqual([]);
  });

  it.each([
    ["/traffic", "流量分配", "粤东经销商"],
    ["/tenants", "平台商户", "老汤面馆"],
    ["/leaders", "团长", "阳光小区北门"],
  ])("%s fits a phone", async (path, title, content) => {
    const { page, problems } = await open(path, title, phone);
    await page.getByText(content).first().waitFor();
    expect(await page.evaluate(fits)).toBe(true);
    expect(problems).toEqual([]);
  });
});
