import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";

interface Register {
  readonly tools: { id: string; name: string; version: number }[];
  readonly parts: {
    function: string;
    label: string;
    selfFen: number | null;
    vendorFen: number | null;
    version: number;
  }[];
  readonly findings: { rule: string; function: string | null; toolIds: string[]; text: string; remedy: string }[];
  readonly connections: { kind: string; name: string; what: string; health: string; says: string }[];
}

const feilun = await testPlatform({ now: "2026-06-15T02:00:00Z" });
const { db } = feilun.platform;
const server = await testServer(feilun);
const chain = await aSmallChain(feilun);
let admin: TestPerson;
const call = <Body>(method: string, path: string, body?: object, cookie = admin.cookie) =>
  server.call<Body>(method, path, { cookie, ...(body && { body }) });
const read = async () => (await call<Register>("GET", "/tools")).body;
const add = async (tool: object) => {
  const { status, body } = await call<{ id: string }>("POST", "/tools", {
    ...{ provider: "vendor", dataLink: "connected", state: "in_use", owner: "王敏" },
    ...tool,
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
};

beforeAll(async () => {
  admin = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
});

describe("the register of tools", () => {
  it("keeps the tools in use by function, in versions, for headquarters [IN-11]", async () => {
    const id = await add({ name: "群勾搭", functions: ["groups"], yearlyFen: 1_200_000, contractEnds: "2026-12-31" });
    const put = (version: number) =>
      call<{ code?: string }>("PUT", `/tools/${id}`, {
        name: "群勾搭",
        provider: "vendor",
        functions: ["groups", "activities"],
        dataLink: "connected",
        state: "in_use",
        owner: "李雷",
        version,
      });
    expect((await put(1)).status).toBe(200);
    expect((await put(1)).body.code).toBe("tool_changed");
    expect((await read()).tools).toMatchObject([
      { id, functions: ["groups", "activities"], owner: "李雷", version: 2 },
    ]);
    const north = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.north.id });
    expect((await call("GET", "/tools", undefined, north.cookie)).status).toBe(403);
    await sql`delete from tool`.execute(db);
  });

  it("finds what goes against official first, connected data, no split data, the model first, each with a remedy [IN-12]", async () => {
    const assistant = await add({ name: "微伴助手", functions: ["friend_adding"] });
    const other = await add({
      name: "虎赞",
      functions: ["friend_adding"],
      dataLink: "island",
      owner: "",
      contractEnds: "2026-06-30",
    });
    const of = async (rule: string) =>
      (await read()).findings.filter((finding) => finding.rule === rule).map(({ toolIds }) => toolIds);
    expect((await of("official_first")).map((ids) => ids.length)).toEqual([2]);
    expect(await of("split")).toHaveLength(1);
    expect(await of("model_first")).toHaveLength(1);
    expect([await of("island"), await of("contract"), await of("owner")]).toEqual([[[other]], [[other]], [[other]]]);
    expect((await read()).findings.every(({ remedy }) => remedy !== "")).toBe(true);
    // Each is gone when what it names is mended.
    await call("PUT", "/tool-parts/friend_adding", { model: "门店扫码加导购", version: 0 });
    await add({ name: "企业微信", provider: "official", dataLink: "official", functions: ["friend_adding"] });
    await call("PUT", `/tools/${other}`, {
      name: "虎赞",
      provider: "vendor",
      functions: ["friend_adding"],
      dataLink: "island",
      state: "ended",
      version: 1,
    });
    expect((await read()).findings).toEqual([]);
    expect(assistant).not.toBe(other);
    await sql`delete from tool`.execute(db);
  });

  it("compares developing oneself with a provider from the costs that were entered [IN-21]", async () => {
    const part = {
      model: "猜你喜欢",
      choice: "self",
      years: 3,
      selfSetupFen: 300_000_000,
      selfYearlyFen: 200_000_000,
      vendorSetupFen: 5_000_000,
    };
    const save = (more: object) => call<{ code?: string }>("PUT", "/tool-parts/personalisation", { ...part, ...more });
    const shown = async () => (await read()).parts.find((each) => each.function === "personalisation");
    expect((await save({ version: 0 })).status).toBe(200);
    expect(await shown()).toMatchObject({ selfFen: 900_000_000, vendorFen: null });
    expect((await read()).findings).toEqual([]);
    expect((await save({ version: 1, vendorYearlyFen: 20_000_000 })).status).toBe(200);
    expect((await save({ version: 1 })).body.code).toBe("tool_part_changed");
    expect(await shown()).toMatchObject({ selfFen: 900_000_000, vendorFen: 65_000_000 });
    expect((await read()).findings).toMatchObject([
      { rule: "dearer", text: "个性化推荐选了自主开发，3 年比第三方服务商多花 8,350,000 元" },
    ]);
    await save({ version: 2, vendorYearlyFen: 20_000_000, choice: "vendor" });
    expect((await read()).findings).toEqual([]);
  });

  it("shows Feilun's own connections by themselves with their real health [IN-11]", async () => {
    const system = await call<{ id: string; key: string }>("POST", "/exchange/systems", {
      name: "企微 SCRM",
      scope: "scrm",
      unitId: chain.hq.id,
    });
    await call("POST", "/api-keys", { name: "收银系统", permissions: ["order.read"], unitId: chain.hq.id });
    const webhook = await call<{ id: string }>("POST", "/webhooks", {
      name: "数据平台",
      url: "https://cdp.example.com/in",
      eventTypes: ["order.paid"],
      unitId: chain.north.id,
    });
    const healths = async () => (await read()).connections.map(({ kind, name, health }) => [kind, name, health]);
    expect(await healths()).toEqual([
      ["exchange", "企微 SCRM", "unused"],
      ["key", "收银系统", "unused"],
      ["webhook", "数据平台", "unused"],
    ]);
    const headers = { authorization: `Bearer ${system.body.key}` };
    await server.call("GET", "/exchange/changes", { headers });
    await sql`update webhook set state = 'stopped' where id = ${webhook.body.id}`.execute(db);
    expect((await healths()).map(([, , health]) => health)).toEqual(["good", "unused", "troubled"]);
    await server.call("POST", "/exchange/tag-writes", {
      headers,
      body: { rows: [{ key: "1", memberNo: 9_999, add: [] }] },
    });
    expect((await healths())[0]).toEqual(["exchange", "企微 SCRM", "troubled"]);
    await call("POST", `/exchange/systems/${system.body.id}/end`);
    expect((await healths()).map(([kind]) => kind)).toEqual(["key", "webhook"]);
  });
});
