import { describe, expect, it } from "vitest";
import type { TestPerson } from "../../testing/people.ts";
import { caseChain, type Framework, formats, type Plan, type Results, type Share, skus } from "./case-28.testing.ts";

const { testing, server, call, ok, unit, titles, measure, turn, sell, signIn, planFor } = await caseChain();
let { operator, north, south, manager } = await signIn();
const planOf = (id: string, store: string, who = operator) => planFor(id, store, who);

describe("CASE-28 「全国零售商超连锁」: the monthly campaign on three levels", () => {
  let planIds: string[] = [];
  let framework: Framework;
  let plan: Plan;
  const lineIds: Record<string, string> = {};
  const at = (path = "") => `/campaign-plans/${plan.id}${path}`;
  const reload = async () => {
    plan = await ok<Plan>("GET", at(), operator);
  };

  it("refuses a table of past campaigns with every wrong line named, and takes nothing of it [DT-15]", async () => {
    const table =
      "活动名称,开始日期,结束日期,商品编码,区域,优惠方式\n旧活动,2025-06-01,2025-06-30,RICE,,特价\n旧活动,2025-06-01,2025-06-31,NOPE,西区,降价\n旧活动,2025-06-01,2025-06-30,NOPE,西区,特价\n";
    const { status, body } = await upload(table);
    expect(status).toBe(400);
    const messages = (body as unknown as { errors: { path: string; message: string }[] }).errors.map(
      ({ message }) => message,
    );
    expect(messages).toEqual([
      expect.stringContaining("第 3 行「结束日期」不是日期"),
      expect.stringContaining("第 3 行「优惠方式」可填"),
      expect.stringContaining("第 4 行：没有（或不止一个）叫「西区」的区域"),
      expect.stringContaining("第 4 行：没有编码为 NOPE 的商品"),
    ]);
    expect((await ok<{ items: Plan[] }>("GET", "/campaign-plans", operator)).items).toEqual([]);
  });

  async function upload(table: string) {
    const form = new FormData();
    form.set("file", new Blob([table]), "past.csv");
    const sent = await fetch(`${server.url}/api/v1/imports/files`, {
      method: "POST",
      headers: { cookie: operator.cookie },
      body: form,
    });
    const { id } = (await sent.json()) as { id: string };
    return call<{ planIds: string[] }>("POST", "/campaign-history", operator, { fileId: id });
  }

  it("takes last year's twelve campaigns, measures them against real orders, and distils a framework with its evidence [DT-15] [CP-02]", async () => {
    const months = Array.from({ length: 12 }, (_, index) => {
      const first = new Date(Date.UTC(2025, 5 + index, 1));
      const last = new Date(Date.UTC(2025, 6 + index, 0));
      return { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) };
    });
    const rows = months.flatMap(({ from, to }, index) => [
      `${from.slice(0, 7)}活动,${from},${to},${["RICE", "OIL", "MILK"][index % 3]},,,特价,39.9`,
      `${from.slice(0, 7)}活动,${from},${to},${["LAMB", "PEAR"][index % 2]},北区,,折扣,`,
      `${from.slice(0, 7)}活动,${from},${to},BIGPACK,,大卖场,赠品,`,
    ]);
    // In June 2025 rice rose from 40 to 120 while the stores as a whole rose from 90 to 140; lamb fell.
    await sell("北区flagship", "2025-05-10", "RICE", 40, "13800000001");
    await sell("北区flagship", "2025-05-11", "LAMB", 50, "13800000001");
    await sell("北区flagship", "2025-06-10", "RICE", 40, "13800000001");
    await sell("南区convenience", "2025-06-11", "RICE", 80, "13800000002");
    await sell("北区flagship", "2025-06-12", "LAMB", 20, null);
    // No order counts twice, and none outside the stores' own items: lamb was never on the south's page.
    await sell("南区flagship", "2025-06-12", "LAMB", 999, null);
    await testing.deliver();

    const { status, body } = await upload(
      `活动名称,开始日期,结束日期,商品编码,区域,店型,优惠方式,活动价\n${rows.join("\n")}\n`,
    );
    expect(status, JSON.stringify(body)).toBe(202);
    planIds = body.planIds;
    expect(planIds).toHaveLength(12);
    const early = await call<{ code: string }>("POST", "/campaign-frameworks/distil", operator, { planIds });
    expect([early.status, early.body.code]).toEqual([409, "not_measured"]);
    for (const id of planIds) await measure(id);

    const past = await ok<Results>("GET", `/campaign-plans/${planIds[0]}/results`, operator);
    expect(past.total?.now).toEqual({ amountFen: 14_000, orders: 3, buyers: 2, quantity: 3 });
    expect(past.level.map(({ key, now, before }) => [key, now.amountFen, before.amountFen])).toEqual([
      ["headquarters", 12_000, 4_000],
      ["region", 2_000, 5_000],
    ]);

    const found = await ok<{ slots: object[]; evidence: { campaigns: object[]; shares: Share[] } }>(
      "POST",
      "/campaign-frameworks/distil",
      operator,
      { planIds },
    );
    expect(found.evidence.campaigns).toHaveLength(12);
    const share = (category: string, format: string) =>
      found.evidence.shares.find((each) => each.category === category && each.format === format);
    expect(share("粮油", "convenience")).toMatchObject({
      level: "headquarters",
      offerKind: "price",
      amountFen: 8_000,
      beforeAmountFen: 0,
      worked: true,
    });
    expect(share("特产", "flagship")).toMatchObject({ level: "region", offerKind: "discount", worked: false });

    const slots = [
      { code: "main", name: "总部主推", openTo: [], lockedFields: ["item", "price"], most: 10 },
      { code: "bulk", name: "量贩", openTo: ["format", "store"], lockedFields: ["price"], most: 5 },
      { code: "local", name: "区域特色", openTo: ["region"], lockedFields: [], most: 5 },
      { code: "store", name: "门店自选", openTo: ["store"], lockedFields: [], most: 2 },
    ];
    framework = await ok<Framework>("POST", "/campaign-frameworks", operator, {
      name: "月度 DM",
      theme: "应季好物",
      slots,
      distilledFrom: planIds,
    });
    expect(framework.evidence?.shares).toEqual(found.evidence.shares);
    expect((await call("POST", "/campaign-frameworks", north, { name: "私设", slots })).status).toBe(403);
  });

  it("makes the month's plan from the framework: theme and main items locked, slots for region and store open [CP-01] [CP-02]", async () => {
    plan = await ok<Plan>("POST", "/campaign-plans", operator, {
      frameworkId: framework.id,
      name: "七月 DM",
      theme: "清凉一夏",
      startsOn: "2026-07-01",
      endsOn: "2026-07-31",
      formats: [...formats],
    });
    expect(plan.slots).toEqual(framework.slots);
    const { ids } = await ok<{ ids: string[] }>("POST", at("/lines"), operator, {
      unitId: unit("总部").id,
      lines: skus.main.map((sku) => ({
        slot: sku === "BIGPACK" ? "bulk" : "main",
        sku,
        priceLi: 30_000,
        offerKind: "price",
      })),
    });
    skus.main.forEach((sku, index) => {
      lineIds[sku] = ids[index] ?? "";
    });
    // A draft is headquarters' own; below it nothing can be done yet.
    expect((await call("GET", at(), north)).status).toBe(404);
    await ok("POST", at("/state"), operator, { to: "open", version: plan.version });
    const stale = await call<{ code: string }>("POST", at("/state"), operator, { to: "draft", version: plan.version });
    expect([stale.status, stale.body.code]).toEqual([409, "changed_meanwhile"]);
    await reload();
    expect(
      (
        await call("PUT", at(), north, {
          version: 2,
          name: "北区 DM",
          theme: "北方",
          startsOn: "2026-07-01",
          endsOn: "2026-07-31",
          fronts: ["store"],
        })
      ).status,
    ).toBe(403);
    const closed = await call<{ code: string }>("POST", at("/lines"), north, {
      unitId: unit("北区").id,
      lines: [{ slot: "main", sku: "LAMB" }],
    });
    expect([closed.status, closed.body.code]).toEqual([409, "slot_closed"]);
    const overlay = await ok<{ level: string; openSlots: string[] }>(
      "GET",
      at(`/overlay?unitId=${unit("北区").id}`),
      north,
    );
    expect(overlay).toMatchObject({ level: "region", openSlots: ["local"] });
  });

  it("lays each region's own goods and each format's and store's difference over it, with origin and reason per line [OR-09]", async () => {
    const add = (who: TestPerson, region: string, list: string[]) =>
      ok<{ ids: string[] }>("POST", at("/lines"), who, {
        unitId: unit(region).id,
        why: `${region}口味`,
        lines: list.map((sku) => ({ slot: "local", sku, priceLi: 20_000 })),
      });
    await add(north, "北区", skus.north);
    const southern = await add(south, "南区", skus.south);
    const full = await call<{ code: string }>("POST", at("/lines"), north, {
      unitId: unit("北区").id,
      lines: [{ slot: "local", sku: "OIL" }],
    });
    expect([full.status, full.body.code]).toEqual([409, "slot_full"]);
    const foreign = await call("POST", at("/lines"), north, {
      unitId: unit("南区").id,
      lines: [{ slot: "local", sku: "OIL" }],
    });
    expect(foreign.status).toBe(404);
    expect((await call("DELETE", at(`/lines/${southern.ids[0]}`), north)).status).toBe(404);

    // The north's convenience stores drop big packs; one store adds its own.
    await ok("PUT", at("/overrides"), north, {
      unitId: unit("北区").id,
      format: "convenience",
      lineId: lineIds.BIGPACK,
      changes: { present: false },
      why: "便利店货架小",
      version: 0,
    });
    await ok("POST", at("/lines"), manager, {
      unitId: unit("北区convenience").id,
      lines: [{ slot: "store", title: "满 30 元送咖啡", offer: "满 30 元送咖啡", offerKind: "gift" }],
    });

    const store = await planOf(plan.id, "北区convenience", manager);
    expect(titles(store.lines)).toEqual(["RICE", "OIL", "MILK", ...skus.north, null]);
    expect(store.lines.map(({ from }) => from.unitName)).toEqual([
      ...Array(3).fill("总部"),
      ...Array(5).fill("北区"),
      "北区convenience",
    ]);
    expect(store.leftOut).toMatchObject([
      { sku: "BIGPACK", applied: [{ changes: { present: false }, from: { unitName: "北区", why: "便利店货架小" } }] },
    ]);
    expect(titles((await planOf(plan.id, "北区flagship")).lines)).toEqual([...skus.main, ...skus.north]);
    expect(titles((await planOf(plan.id, "南区convenience")).lines)).toEqual([...skus.main, ...skus.south]);
    expect((await call("GET", at(`/stores/${unit("南区convenience").no}`), north)).status).toBe(404);
    const rows = await ok<{ items: { code: string }[]; total: number }>("GET", at("/stores"), operator);
    expect([rows.items.length, rows.total]).toEqual([6, 6]);
    expect((await ok<{ total: number }>("GET", at("/stores"), north)).total).toBe(3);
  });

  it("flags a locked item at another price and keeps headquarters' until it consents [OR-09] [CP-01]", async () => {
    const price = (priceLi: number, version: number) =>
      call<{ id: string; code: string }>("PUT", at("/overrides"), south, {
        unitId: unit("南区").id,
        lineId: lineIds.RICE,
        changes: { priceLi },
        why: "当地竞品更低",
        version,
      });
    const asked = await price(25_000, 0);
    expect(asked.status).toBe(200);
    expect((await price(24_000, 0)).body.code).toBe("changed_meanwhile");
    const rice = async () => (await planOf(plan.id, "南区flagship")).lines.find(({ sku }) => sku === "RICE");
    expect(await rice()).toMatchObject({ priceLi: 30_000, standing: [{ state: "waiting" }] });
    await reload();
    const early = await call<{ code: string }>("POST", at("/state"), operator, {
      to: "settled",
      version: plan.version,
    });
    expect([plan.waiting, early.body.code]).toEqual([1, "deviations_waiting"]);
    const { items } = await ok<{ items: { id: string; lockedFields: string[]; hq: { priceLi: number } }[] }>(
      "GET",
      at("/deviations"),
      operator,
    );
    expect(items).toMatchObject([{ lockedFields: ["price"], hq: { priceLi: 30_000 } }]);
    expect((await ok<{ items: object[] }>("GET", at("/deviations"), north)).items).toEqual([]);

    const decide = (approve: boolean, who: TestPerson) =>
      call<{ code: string }>("POST", at(`/overrides/${asked.body.id}/decision`), who, {
        approve,
        decision: "毛利不够",
      });
    expect((await decide(true, south)).status).toBe(403);
    expect((await decide(false, operator)).status).toBe(200);
    expect((await decide(true, operator)).body.code).toBe("already_decided");
    expect(await rice()).toMatchObject({ priceLi: 30_000, standing: [{ state: "refused" }] });

    // Asked anew with another price, headquarters consents.
    expect((await price(28_000, 2)).status).toBe(200);
    expect((await decide(true, operator)).status).toBe(200);
    expect(await rice()).toMatchObject({ priceLi: 28_000, applied: [{ state: "approved" }] });
    expect((await planOf(plan.id, "北区flagship")).lines[0]).toMatchObject({ sku: "RICE", priceLi: 30_000 });
  });

  it("says where a final plan contradicts itself or the range", async () => {
    const { ids } = await ok<{ ids: string[] }>("POST", at("/lines"), manager, {
      unitId: unit("北区convenience").id,
      lines: [{ slot: "store", sku: "PEAR", priceLi: 60_000 }],
    });
    const { conflicts } = await planOf(plan.id, "北区convenience");
    expect(conflicts.map(({ kind, sku }) => `${kind} ${sku}`)).toEqual(["same_item PEAR", "above_list_price PEAR"]);
    await ok("DELETE", at(`/lines/${ids[0]}`), manager);
    expect((await planOf(plan.id, "北区convenience")).conflicts).toEqual([]);
  });

  it("settles one plan per store, which nothing changes any more, and keeps the history of every change [OR-09]", async () => {
    await reload();
    await ok("POST", at("/state"), operator, { to: "settled", version: plan.version });
    await reload();
    expect([plan.state, plan.stores]).toEqual(["settled", 6]);
    const late = await call<{ code: string }>("POST", at("/lines"), north, {
      unitId: unit("北区").id,
      lines: [{ slot: "local", sku: "OIL" }],
    });
    expect([late.status, late.body.code]).toEqual([409, "plan_settled"]);
    const store = await planOf(plan.id, "南区flagship");
    expect(store.settled).toBe(true);
    expect(store.lines[0]).toMatchObject({ sku: "RICE", priceLi: 28_000, from: { unitName: "总部" } });

    const history = async (who: TestPerson) =>
      (await ok<{ items: { action: string; unitName: string | null }[] }>("GET", at("/history"), who)).items;
    expect((await history(operator)).map(({ action }) => action.split(".")[1]).reverse()).toEqual([
      "created",
      "lines_added",
      "opened",
      "lines_added",
      "lines_added",
      "overridden",
      "lines_added",
      "deviation_asked",
      "deviation_refused",
      "deviation_asked",
      "deviation_approved",
      "lines_added",
      "line_removed",
      "settled",
    ]);
    expect((await history(north)).some(({ unitName }) => unitName === "南区")).toBe(false);
  });

  it("begins and ends by the calendar, and its results by level, format and item return to the framework [CP-01] [CP-02]", async () => {
    testing.clock.set("2026-07-01T04:00:00Z");
    ({ operator, north, south, manager } = await signIn());
    await turn();
    await reload();
    expect(plan.state).toBe("running");
    await sell("北区flagship", "2026-06-20", "RICE", 30, "13800000001");
    await sell("北区flagship", "2026-07-02", "RICE", 30, "13800000001");
    await sell("南区convenience", "2026-07-03", "RICE", 28, "13800000002");
    await sell("北区convenience", "2026-07-04", "LAMB", 20, "13800000001");
    // Dropped there: no sale of the plan's.
    await sell("北区convenience", "2026-07-05", "BIGPACK", 77, "13800000003");
    testing.clock.set("2026-08-01T04:00:00Z");
    ({ operator, north, south, manager } = await signIn());
    await turn();
    await testing.deliver();
    await measure(plan.id);
    await reload();
    expect(plan.state).toBe("ended");

    const results = await ok<Results>("GET", at("/results"), operator);
    expect(results.total).toMatchObject({
      now: { amountFen: 7_800, orders: 3, buyers: 2, quantity: 3 },
      before: { amountFen: 3_000 },
      change: 1.6,
    });
    expect(results.level.map(({ label, now }) => [label, now.amountFen, now.buyers])).toEqual([
      ["总部", 5_800, 2],
      ["区域", 2_000, 1],
    ]);
    expect(results.format.map(({ key, now }) => [key, now.amountFen])).toEqual([
      ["convenience", 4_800],
      ["flagship", 3_000],
    ]);
    expect(results.region.map(({ label, now }) => [label, now.amountFen])).toEqual([
      ["北区", 5_000],
      ["南区", 2_800],
    ]);
    expect(results.item.map(({ key, now }) => [key, now.amountFen])).toEqual([
      ["RICE", 5_800],
      ["LAMB", 2_000],
    ]);
    expect((await call("GET", at("/results"), north)).status).toBe(403);
    const returned = (await ok<{ items: Framework[] }>("GET", "/campaign-frameworks", operator)).items[0];
    expect(returned?.plans).toMatchObject([{ name: "七月 DM", amountFen: 7_800, beforeAmountFen: 3_000 }]);
    // The framework learns from this campaign too.
    const learnt = await ok<Framework>("PUT", `/campaign-frameworks/${framework.id}`, operator, {
      name: "月度 DM",
      slots: framework.slots,
      distilledFrom: [...planIds, plan.id],
      version: framework.version,
    });
    expect(learnt.evidence?.campaigns).toHaveLength(13);
  });
});
