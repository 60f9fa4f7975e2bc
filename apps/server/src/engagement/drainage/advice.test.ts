import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const server = await testServer(testing);

interface Plan {
  id: string;
  version: number;
  code?: string;
  planned: number;
  steps: { kind: string; state: string }[];
  errors?: { path: string; message: string }[];
}

let operator: TestPerson;
let store: TestPerson;

const call = <Body = Plan>(method: string, path: string, body?: unknown, who = operator) =>
  server.call<Body>(method, path, { cookie: who.cookie, body });
const days = { startsOn: "2026-06-15", endsOn: "2026-06-30" };

beforeAll(async () => {
  const chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  store = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.N1.id });
});

describe("a drainage plan", () => {
  it("is changed by who saw it last, and archived with its figures [CH-04]", async () => {
    const made = await call<Plan>("POST", "/drainage-plans", { name: "可改", ...days, steps: [{ kind: "poster" }] });
    const edit = { name: "改过", ...days, steps: [{ kind: "sms" }, { kind: "outdoor" }], version: made.body.version };
    const edited = await call<Plan>("PUT", `/drainage-plans/${made.body.id}`, edit);
    expect(edited.body.steps.map(({ kind }) => kind)).toEqual(["sms", "outdoor"]);
    expect((await call<Plan>("PUT", `/drainage-plans/${made.body.id}`, edit)).body.code).toBe("drainage_plan_changed");
    await call("POST", `/drainage-plans/${made.body.id}/archive`, { archived: true });
    const put = await call<Plan>("PUT", `/drainage-plans/${made.body.id}`, { ...edit, version: 2 });
    expect(put.body.code).toBe("drainage_plan_archived");
  });
});

describe("advice on where to start", () => {
  it("gives start chains whose steps a plan prepares as planned touchpoints, offline-led, group-led and by leading touch [AQ-23, AQ-24, AQ-31]", async () => {
    const { body } = await call<{ items: { code: string; source: string; steps: { kind: string; name: string }[] }[] }>(
      "GET",
      "/start-chains",
      undefined,
      store,
    );
    const of = (source: string) => body.items.filter((item) => item.source === source).map((item) => item.code);
    expect([of("AQ-23").length, of("AQ-24").length, of("AQ-31").length]).toEqual([5, 4, 3]);
    for (const { code: chainCode, steps } of body.items) {
      const made = await call<Plan>(
        "POST",
        "/drainage-plans",
        { name: `起点 ${chainCode}`, ...days, chain: chainCode },
        store,
      );
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      expect(made.body.planned).toBe(steps.length);
      expect(made.body.steps.map(({ kind, state }) => [kind, state])).toEqual(
        steps.map(({ kind }) => [kind, "planned"]),
      );
    }
    const list = await call<{ items: { unitName: string }[] }>("GET", "/drainage-plans", undefined, store);
    expect(list.body.items.map(({ unitName }) => unitName)).toEqual(Array(12).fill("北一店"));
    const none = await call<Plan>("POST", "/drainage-plans", { name: "空的", ...days });
    expect(none.body.errors?.[0]?.path).toBe("steps");
  });

  const advice = async () =>
    (
      await call<{
        version: number;
        known: { stores: number };
        followerWays: { source: string; items: { label: string }[] };
        incentives: { items: { label: string; joining: number }[] };
        coldStarts: { items: { label: string; chains: { difficultyLabel: string }[] }[] };
        pools: { platforms: string[]; lines: { values: unknown[] }[] };
      }>("GET", "/drainage-advice")
    ).body;
  const nothing = {
    hasStores: null,
    inMall: null,
    dealerLed: null,
    frequency: null,
    interaction: null,
    position: null,
    fronts: [],
  };
  let version = 0;
  const say = async (more: object) => {
    const saved = await call<{ version: number }>("PUT", "/drainage-advice/profile", {
      value: { ...nothing, ...more },
      version,
    });
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    version = saved.body.version;
    return advice();
  };

  it("gives ways to gain followers by merchant type [AQ-06]", async () => {
    expect((await advice()).followerWays.items).toHaveLength(12);
    const mall = await say({ hasStores: true, inMall: true });
    expect(mall.known.stores).toBe(4);
    expect(mall.followerWays.items.map(({ label }) => label)).toEqual([
      "门店物料",
      "导购引导",
      "扫码",
      "注册积分",
      "到店礼",
      "商场 WiFi",
      "支付后关注",
      "异业合作",
    ]);
    const dealers = await say({ hasStores: false, dealerLed: true });
    expect(dealers.followerWays.items.map(({ label }) => label)).toContain("裂变游戏");
    expect(dealers.followerWays.items.map(({ label }) => label)).not.toContain("门店物料");
  });

  it("orders entry incentives of the brand's position by their stars, six capped at five [AQ-19]", async () => {
    const { incentives } = await say({ position: "value" });
    expect(incentives.items.map(({ label, joining }) => [label, joining])).toEqual([
      ["周期性折扣 / 秒杀", 5],
      ["限时抽奖", 5],
      ["抢红包", 5],
      ["种草（直播 / 内容）+ 促销", 3],
    ]);
  });

  it("recommends a cold start by frequency and interaction with its difficulty [AQ-25]", async () => {
    const { coldStarts } = await say({ frequency: "low", interaction: "high" });
    expect(coldStarts.items.map(({ label, chains }) => [label, chains.map((each) => each.difficultyLabel)])).toEqual([
      ["低频 · 高互动", ["容易", "适中", "困难"]],
    ]);
  });

  it("compares the fronts that are chosen on twelve lines [CH-38]", async () => {
    expect((await advice()).pools.platforms).toHaveLength(5);
    const { pools } = await say({ fronts: ["微信", "抖音、快手"] });
    expect(pools.platforms).toEqual(["微信", "抖音、快手"]);
    expect(pools.lines.map(({ values }) => values.length)).toEqual(Array(12).fill(2));
    const byStore = await call("PUT", "/drainage-advice/profile", { value: nothing, version }, store);
    expect(byStore.status).toBe(403);
  });

  it("chooses where new traffic lands, with reasons for and against [CH-03]", async () => {
    const best = async (query: string) =>
      (
        await call<{ items: { code: string; reasons: string[]; cautions: string[] }[] }>(
          "GET",
          `/landing-advice?${query}`,
        )
      ).body.items;
    const trade = await best("aim=trade");
    expect(trade[0]).toMatchObject({
      code: "mini_program",
      reasons: expect.arrayContaining([expect.stringContaining("路径短")]),
    });
    expect((await best("aim=trade&considered=true"))[0]?.code).toBe("wecom");
    expect((await best("aim=spread"))[0]?.code).toBe("group");
    expect((await best("aim=content"))[0]?.code).toBe("official_account");
    const nobody = await best("aim=trust&guidesReady=false");
    expect(nobody.find(({ code: place }) => place === "wecom")?.cautions).toHaveLength(1);
  });
});
