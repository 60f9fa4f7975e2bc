import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import { aCodeWorld, type CodeAnswer, type ShownAnswer } from "./codes.testing.ts";
import { codeWelcome } from "./compose-welcome.ts";

const test = await testPlatform({ now: new Date().toISOString() });
const { platform } = test;
const server = await testServer(test);
const sandbox = await testSandbox();
let world: Awaited<ReturnType<typeof aCodeWorld>>;
let lilei: string;
let hanmei: string;
let wangwu: string;

interface Way {
  readonly user: string[];
  readonly state: string;
}

const keyOf = async (code: CodeAnswer) =>
  (
    await world.rows<{ key: string }>(
      sql`select config_key as key from live_code_way where code_id = ${code.id} order by staff_id`,
    )
  ).map(({ key }) => key);
const onPlatform = async (key: string | undefined) =>
  (await world.api.post<{ contact_way: Way }>("/cgi-bin/externalcontact/get_contact_way", { config_id: key }))
    .contact_way;
const behind = async (code: CodeAnswer) => {
  const [key] = await keyOf(code);
  return [...(await onPlatform(key)).user].sort();
};
const make = async (body: object) => {
  const code = await world.ask<CodeAnswer>("POST", "/live-codes", body);
  await world.refresh();
  return code;
};
const detail = (code: CodeAnswer) => world.ask<CodeAnswer>("GET", `/live-codes/${code.id}`);
const add = async (nickname: string, qrUrl: string | null | undefined) => {
  const person = await world.person(nickname);
  const met = await sandbox.act<{ userid: string }>("wecom.scan_contact_way", { person, code: qrUrl });
  await world.work(1);
  await world.refresh();
  return met.userid;
};

beforeAll(async () => {
  world = await aCodeWorld(test, server, sandbox);
  await world.sync();
  await world.listen();
  [lilei, hanmei, wangwu] = [await world.staffId("李雷"), await world.staffId("韩梅"), await world.staffId("王五")];
});
beforeEach(() => sandbox.act("faults.clear"));

describe("a code that leads to several guides [AQ-05][AQ-07]", () => {
  it("carries its source to whom it brings: guide, store and first touch [AQ-01]", async () => {
    const code = await make({
      kind: "store",
      name: "北一店台卡",
      storeNo: world.chain.stores.N1.no,
      material: "table_card",
    });
    expect(await behind(code)).toEqual(["HanMei", "LiLei"]);
    const userid = await add("小芳", (await detail(code)).qrUrl);
    expect(["LiLei", "HanMei"]).toContain(userid);
    const [arrival] =
      await world.rows(sql`select a.kind, a.first, u.name as store, g.name as guide, m.first_channel as channel
      from live_code_arrival a join org_unit u on u.no = a.store_no join member m on m.member_no = a.member_no join staff g on g.id = m.guide_id
      where a.code_id = ${code.id}`);
    expect(arrival).toMatchObject({
      kind: "contact",
      first: true,
      store: "北一店",
      guide: userid === "LiLei" ? "李雷" : "韩梅",
    });
  });

  it("takes new hires in and leavers out by itself", async () => {
    const code = await make({
      kind: "store",
      name: "北二店胸牌",
      storeNo: world.chain.stores.N2.no,
      material: "badge",
    });
    expect(await behind(code)).toEqual(["WangWu"]);
    await sandbox.act("wecom.hire", { userid: "SunQi", name: "孙七", departments: [3] });
    await world.sync();
    await world.refresh();
    expect(await behind(code)).toEqual(["SunQi", "WangWu"]);
    await sql`update staff set status = 'left', left_on = current_date where name = '孙七'`.execute(platform.db);
    await world.refresh();
    expect(await behind(code)).toEqual(["WangWu"]);
  });

  it("shares by weight, stops at the daily cap and calls the backup", async () => {
    const code = await make({
      kind: "staff",
      name: "按权重",
      distribution: "weights",
      guides: [
        { staffId: lilei, weight: 2, dailyCap: 2 },
        { staffId: hanmei, weight: 1, dailyCap: 1 },
        { staffId: wangwu, backup: true },
      ],
    });
    const met: string[] = [];
    for (let n = 0; n < 4; n++) met.push(await add(`权重${n}`, (await detail(code)).qrUrl));
    expect(met.slice(0, 3).sort()).toEqual(["HanMei", "LiLei", "LiLei"]);
    expect(met[3]).toBe("WangWu");
  });

  it("follows the hours of the week, and a guide who goes off duty", async () => {
    const time = new Date(test.clock.now().getTime() + 8 * 3_600_000);
    const today = time.getUTCDay() || 7;
    const allDay = [{ days: [today], from: "00:00", to: "23:59" }];
    const another = [{ days: [(today % 7) + 1], from: "00:00", to: "23:59" }];
    const code = await make({
      kind: "staff",
      name: "排班",
      guides: [
        { staffId: lilei, slots: allDay },
        { staffId: hanmei, slots: another },
        { staffId: wangwu, slots: allDay },
      ],
    });
    expect(await behind(code)).toEqual(["LiLei", "WangWu"]);
    await world.ask("PUT", `/live-codes/guides/${lilei}/duty`, { onDuty: false });
    await world.refresh();
    expect(await behind(code)).toEqual(["WangWu"]);
    // The platform takes no empty code: whoever was last stays, and the operator is told.
    await world.ask("PUT", `/live-codes/guides/${wangwu}/duty`, { onDuty: false });
    await world.refresh();
    expect(await behind(code)).toEqual(["WangWu"]);
    expect((await detail(code)).wayList[0]).toMatchObject({ state: "empty", emptyBecause: "off" });
    for (const staffId of [lilei, wangwu])
      await world.ask("PUT", `/live-codes/guides/${staffId}/duty`, { onDuty: true });
    await world.refresh();
    expect(await behind(code)).toEqual(["LiLei", "WangWu"]);
  });
});

describe("the greeting of a code [AQ-07][JN-16]", () => {
  it("is the code's own with guide and store, else the company's", async () => {
    const code = await make({
      kind: "store",
      name: "欢迎语",
      storeNo: world.chain.stores.N1.no,
      welcome: "我是{门店}的{导购}，回复 1 进福利群",
    });
    const meeting = { platform, corpId: world.api.account.accountId, userid: "LiLei", externalUserid: "wm1" };
    expect(await codeWelcome({ ...meeting, state: code.state })).toEqual({ text: "我是北一店的李雷，回复 1 进福利群" });
    expect((await codeWelcome({ ...meeting, state: "" }))?.text).toContain("很高兴为您服务");
  });
});

describe("a page that shows one guide", () => {
  it("CASE-09 shows a known customer their own guide, a returning visitor the one from before, others in turn", async () => {
    const code = await make({
      kind: "staff",
      name: "验光后加导购",
      entry: "page",
      guides: [{ staffId: lilei }, { staffId: hanmei }],
    });
    expect((await detail(code)).live).toBe(2);
    const show = async (cookies: Record<string, string> = {}) => {
      const page = await world.open(`/c/${code.slug}`, cookies);
      return { visitor: page.visitor, ...(await page.tell<ShownAnswer>("show", {})) };
    };
    const first = await show();
    const second = await show();
    expect([first.shown?.guideName, second.shown?.guideName].sort()).toEqual(["李雷", "韩梅"].sort());
    const again = await show({ feilun_visitor: first.visitor });
    expect(again.shown).toMatchObject({ guideName: first.shown?.guideName, by: "again" });
    const [member] = await world.rows<{ no: number; guide: string }>(
      sql`select m.member_no as no, s.name as guide from member m join staff s on s.id = m.guide_id where s.name in ('李雷', '韩梅') limit 1`,
    );
    const known = await show({ feilun_known: platform.cipher.seal(String(member?.no)) });
    expect(known.shown).toMatchObject({ guideName: member?.guide, by: "own" });
    const forged = await show({ feilun_known: String(member?.no) });
    expect(forged.shown?.by).toBe("turn");
  });
});

describe("codes and their platform", () => {
  const list = async () =>
    (await world.api.post<{ contact_way: object[] }>("/cgi-bin/externalcontact/list_contact_way", { limit: 1000 }))
      .contact_way.length;

  it("never makes a second way after a lost answer", async () => {
    const before = await list();
    await sandbox.act("faults.add", {
      platform: "wecom",
      path: "/cgi-bin/externalcontact/add_contact_way",
      what: { kind: "lost_answer" },
      times: 1,
    });
    const code = await make({ kind: "staff", name: "丢失应答", guides: [{ staffId: lilei }] });
    expect((await detail(code)).wayList[0]?.state).toBe("failed");
    test.clock.advance({ minutes: 2 });
    await world.refresh();
    expect((await detail(code)).wayList[0]).toMatchObject({ state: "live", failure: null });
    expect(await list()).toBe(before + 1);
  });

  it("shows the platform's refusal with what to do, and tries again later", async () => {
    await sandbox.act("faults.add", {
      platform: "wecom",
      path: "/cgi-bin/externalcontact/add_contact_way",
      what: { kind: "errcode", errcode: 84074 },
      times: 1,
    });
    const code = await make({ kind: "staff", name: "没有权限", guides: [{ staffId: hanmei }] });
    const way = (await detail(code)).wayList[0];
    expect(way?.state).toBe("failed");
    expect(way?.failure).not.toBe("");
    test.clock.advance({ hours: 7 });
    await world.refresh();
    expect((await detail(code)).wayList[0]?.state).toBe("live");
  });

  it("puts right what somebody changed or deleted on the platform", async () => {
    const code = await make({ kind: "staff", name: "被人改动", guides: [{ staffId: lilei }] });
    const [key] = await keyOf(code);
    await world.api.post("/cgi-bin/externalcontact/update_contact_way", { config_id: key, user: ["ZhaoLiu"] });
    expect(await world.ask("POST", `/live-codes/${code.id}/check`)).toEqual({ differed: 1 });
    expect((await detail(code)).wayList[0]?.drift).toContain("改动");
    await world.refresh();
    expect(await behind(code)).toEqual(["LiLei"]);
    await world.api.post("/cgi-bin/externalcontact/del_contact_way", { config_id: key });
    await world.ask("POST", `/live-codes/${code.id}/check`);
    await world.refresh();
    const [renewed] = await keyOf(code);
    expect(renewed).not.toBe(key);
    expect((await onPlatform(renewed)).state).toBe(code.state);
    expect(await world.ask("POST", `/live-codes/${code.id}/check`)).toEqual({ differed: 0 });
  });

  it("takes a code's ways off the platform when it is archived; its address says so", async () => {
    const code = await make({ kind: "staff", name: "到期", guides: [{ staffId: lilei }] });
    const before = await list();
    await world.ask("POST", `/live-codes/${code.id}/archive`);
    await world.refresh();
    expect(await list()).toBe(before - 1);
    expect(await world.open(code.path)).toMatchObject({ status: 404, text: expect.stringContaining("已停用") });
  });

  it("takes the ways of a paused code off the platform and lays them again when it is taken up [CH-01]", async () => {
    const code = await make({ kind: "staff", name: "歇业", guides: [{ staffId: lilei }] });
    const before = await list();
    await world.ask("POST", `/live-codes/${code.id}/pause`, { paused: true });
    await world.refresh();
    expect(await list()).toBe(before - 1);
    expect(await world.open(code.path)).toMatchObject({ status: 404, text: expect.stringContaining("暂停使用") });
    await world.ask("POST", `/live-codes/${code.id}/pause`, { paused: false });
    await world.refresh();
    expect(await behind(code)).toEqual(["LiLei"]);
    expect(await world.open(code.path)).toMatchObject({ status: 200 });
  });
});
