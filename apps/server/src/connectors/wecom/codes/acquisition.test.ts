import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import { aCodeWorld, type CodeAnswer } from "./codes.testing.ts";
import { codeWelcome } from "./compose-welcome.ts";

const test = await testPlatform({ now: new Date().toISOString() });
const { platform } = test;
const server = await testServer(test);
const sandbox = await testSandbox();
let world: Awaited<ReturnType<typeof aCodeWorld>>;
let lilei: string;
let hanmei: string;

interface Link {
  readonly link: { readonly link_name: string; readonly url: string };
  readonly range: { readonly user_list: string[] };
  readonly priority_option?: { readonly priority_type: number; readonly priority_userid_list?: string[] };
}
interface Allowance {
  readonly used: number;
  readonly balance: number;
  readonly parts: readonly { readonly balance: number }[];
  readonly warning: string | null;
}

const base = "/cgi-bin/externalcontact/customer_acquisition";
const links = async () =>
  (await world.api.post<{ link_id_list: string[] }>(`${base}/list_link`, { limit: 100 })).link_id_list;
const linkOf = async (code: CodeAnswer) => {
  const [row] = await world.rows<{ key: string }>(
    sql`select config_key as key from live_code_way where code_id = ${code.id}`,
  );
  return { key: row?.key ?? "", ...(await world.api.post<Link>(`${base}/get`, { link_id: row?.key })) };
};
const make = async (body: object) => {
  const code = await world.ask<CodeAnswer>("POST", "/live-codes", { kind: "acquisition", ...body });
  await world.refresh();
  return detail(code);
};
const detail = (code: CodeAnswer) => world.ask<CodeAnswer>("GET", `/live-codes/${code.id}`);
const allowance = () => world.ask<Allowance>("GET", "/live-codes/acquisition-allowance");

beforeAll(async () => {
  world = await aCodeWorld(test, server, sandbox);
  await world.sync();
  [lilei, hanmei] = [await world.staffId("李雷"), await world.staffId("韩梅")];
});
beforeEach(() => sandbox.act("faults.clear"));

describe("an acquisition link", () => {
  it("stands on the platform with its guides and priority, follows changes, and leaves with its code", async () => {
    const code = await make({ name: "抖音投放", material: "ad", guides: [{ staffId: lilei }], priority: "guides" });
    const made = await linkOf(code);
    expect(made).toMatchObject({
      link: { link_name: `抖音投放 ${code.state}` },
      range: { user_list: ["LiLei"] },
      priority_option: { priority_type: 2, priority_userid_list: ["LiLei"] },
    });
    expect(code).toMatchObject({ qrUrl: `${made.link.url}?customer_channel=${code.state}`, live: 1 });

    const edit = { name: "快手投放", material: "ad", guides: [{ staffId: hanmei }] };
    await world.ask("PUT", `/live-codes/${code.id}`, { ...edit, version: code.version, priority: "company" });
    await world.refresh();
    const changed = await linkOf(code);
    expect(changed.key).toBe(made.key);
    expect(changed).toMatchObject({
      link: { link_name: `快手投放 ${code.state}` },
      range: { user_list: ["HanMei"] },
      priority_option: { priority_type: 1 },
    });
    const { version } = await detail(code);
    await world.ask("PUT", `/live-codes/${code.id}`, { ...edit, version, priority: "none" });
    await world.refresh();
    expect((await linkOf(code)).priority_option).toMatchObject({ priority_type: 2, priority_userid_list: [] });
    expect((await detail(code)).qrUrl).toBe(code.qrUrl);

    await world.ask("POST", `/live-codes/${code.id}/archive`);
    await world.refresh();
    expect(await links()).not.toContain(made.key);
  });

  it("is made once though the answer is lost, and again when somebody deletes it there", async () => {
    const before = (await links()).length;
    await sandbox.act("faults.add", {
      platform: "wecom",
      path: `${base}/create_link`,
      what: { kind: "lost_answer" },
      times: 1,
    });
    const code = await make({ name: "断线", guides: [{ staffId: lilei }] });
    expect(code.wayList[0]?.state).toBe("failed");
    test.clock.advance({ minutes: 2 });
    await world.refresh();
    expect(await links()).toHaveLength(before + 1);
    const { key } = await linkOf(code);
    await sandbox.act("wecom.delete_acquisition_link", { linkId: key });
    expect(await world.ask("POST", `/live-codes/${code.id}/check`)).toEqual({ differed: 1 });
    await world.refresh();
    expect((await linkOf(code)).key).not.toBe(key);
  });

  it("names what is wrong with a draft", async () => {
    const refused = async (more: object) => {
      const answer = await server.call<{ error: { fields: { path: string }[] } }>("POST", "/live-codes", {
        cookie: world.operator.cookie,
        body: { kind: "acquisition", name: "错", ...more },
      });
      expect(answer.status).toBe(400);
      return JSON.stringify(answer.body);
    };
    expect(await refused({})).toContain("请至少选择一位接待员工");
    expect(await refused({ guides: [{ staffId: lilei }], entry: "page" })).toContain("获客链接只能共用一个");
    expect(await refused({ kind: "staff", guides: [{ staffId: lilei }], priority: "company" })).toContain(
      "只有获客链接",
    );
  });

  it("uses bought allowance, and tells before it runs out", async () => {
    expect((await allowance()).warning).toContain("已用完");
    await sandbox.act("wecom.buy_acquisition_quota", { count: 10, days: 300 });
    expect(await allowance()).toMatchObject({ balance: 10, warning: expect.stringContaining("只剩 10 个") });
    await sandbox.act("wecom.buy_acquisition_quota", { count: 40, days: 5 });
    const both = await allowance();
    expect(both).toMatchObject({ balance: 50, warning: expect.stringContaining("有 40 个获客额度将在 14 天内过期") });
    expect(both.parts.map(({ balance }) => balance)).toEqual([40, 10]);
  });

  it("counts whom it brings like any other code: opening, source, guide, welcome, first touch [AQ-01]", async () => {
    await sandbox.act("wecom.buy_acquisition_quota", { count: 30, days: 300 });
    const { used } = await allowance();
    const code = await make({
      name: "短信投放",
      material: "ad",
      guides: [{ staffId: lilei }],
      welcome: "你好，我是{导购}",
    });
    const opened = await world.open(code.path);
    expect(opened).toMatchObject({ status: 302, location: code.qrUrl });
    await world.listen();
    const person = await world.person("小林");
    const won = await sandbox.act<{ userid: string }>("wecom.open_acquisition_link", { person, url: opened.location });
    expect(won.userid).toBe("LiLei");
    for (const deadline = Date.now() + 20_000; ; ) {
      await world.work(1);
      await world.refresh();
      const found = await world.rows(sql`select 1 from live_code_arrival where code_id = ${code.id}`);
      if (found.length > 0 || Date.now() > deadline) break;
    }
    const arrivals = await world.rows(sql`select a.kind, a.first, g.name as guide, m.first_channel as channel
      from live_code_arrival a join member m on m.member_no = a.member_no join staff g on g.id = m.guide_id where a.code_id = ${code.id}`);
    expect(arrivals).toEqual([{ kind: "contact", first: true, guide: "李雷", channel: "wecom" }]);
    const statistics = await world.ask<{ current: object }>("GET", `/live-codes/${code.id}/statistics`);
    expect(statistics.current).toMatchObject({ scans: 1, contacts: 1, newMembers: 1 });
    expect((await allowance()).used).toBe(used + 1);
    const meeting = { platform, corpId: world.api.account.accountId, userid: "LiLei", externalUserid: "wm1" };
    const welcome = await codeWelcome({ ...meeting, state: code.state });
    expect(welcome).toEqual({ text: "你好，我是李雷" });
  });
});
