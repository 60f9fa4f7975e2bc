import { sql } from "kysely";
import { expect, it } from "vitest";
import { upsertOrders, upsertProducts } from "../../commerce/index.ts";
import { resolveMembers } from "../../customers/index.ts";
import { aPerson, aSmallChain } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform } = testing;
const server = await testServer(testing);

interface Item {
  sku: string;
  listings: { front: string; state: string; priceFen: number | null; soldFen: number; buyers: number }[];
  gaps: { front: string; reason: string }[];
  lowestFen: number | null;
  highestFen: number | null;
}
interface Plan {
  id: string;
  version: number;
  fronts: string[];
  gaps: { sku: string; front: string; reason: string }[];
}

it("follows one product through the goods, activity and user hubs of every front [DT-01]", async () => {
  const chain = await aSmallChain(testing);
  const operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  const south = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.S1.id });
  const call = <Body>(method: string, path: string, body?: unknown, who = operator) =>
    server.call<Body>(method, path, { cookie: who.cookie, body });
  const ok = async <Body>(method: string, path: string, body?: unknown, who = operator) => {
    const answer = await call<Body>(method, path, body, who);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body;
  };
  await platform.db.transaction().execute(async (tx) => {
    await upsertProducts(tx, [
      { sku: "TEA", name: "茶", listPriceLi: 20_000 },
      { sku: "CUP", name: "杯", listPriceLi: 10_000 },
    ]);
    await sql`insert into wechat_account (platform, account_id, name, base_url, secrets_sealed, updated_by)
      values ('mini_program', 'wxmini', '小程序', 'https://api.example.com', '', 'test')`.execute(tx);
    const paidAt = new Date("2026-06-10T04:00:00Z");
    for (const [index, channel] of (["store", "mini_program"] as const).entries()) {
      const [member] = await resolveMembers(tx, platform, [
        {
          identifiers: [
            { kind: "phone" as const, value: `1381234567${index}` },
            ...(channel === "mini_program" ? [{ kind: "openid" as const, scope: "wxmini", value: "o-1" }] : []),
          ],
          occurredAt: paidAt,
          source: "pos",
          storeNo: chain.stores.N1.no,
        },
      ]);
      await upsertOrders(tx, platform, [
        {
          source: "pos",
          orderCode: `O${index}`,
          member: { originNo: member?.originNo as number, memberNo: member?.memberNo as number },
          storeNo: chain.stores.N1.no,
          channel,
          businessDay: "2026-06-10",
          paidAt,
          lines: [{ sku: "TEA", name: "茶", quantity: 1, unitPriceLi: 20_000, amountLi: 20_000 }],
        },
      ]);
    }
  });
  await testing.deliver();

  const listing = (more: object) => ({
    source: "商城",
    listings: [{ sku: "TEA", front: "mini_program", priceFen: 1_800, ...more }],
  });
  const wrong = await call<{ errors: { path: string }[] }>("PUT", "/hubs/goods/listings", listing({ sku: "NOPE" }));
  expect([wrong.status, wrong.body.errors[0]?.path]).toEqual([400, "listings.0.sku"]);
  expect((await call("PUT", "/hubs/goods/listings", listing({}), south)).status).toBe(403);
  expect(await ok("PUT", "/hubs/goods/listings", listing({}))).toEqual({ created: 1, updated: 0, unchanged: 0 });
  expect(await ok("PUT", "/hubs/goods/listings", listing({}))).toEqual({ created: 0, updated: 0, unchanged: 1 });

  const skus = async (query: string) =>
    (await ok<{ items: Item[] }>("GET", `/hubs/goods${query}`)).items.map(({ sku }) => sku);
  expect(await skus("")).toEqual(["CUP", "TEA"]);
  expect(await skus("?show=gap")).toEqual(["CUP"]);
  expect(await skus("?show=price")).toEqual(["TEA"]);

  const framework = await ok<{ id: string }>("POST", "/campaign-frameworks", {
    name: "月度",
    slots: [{ code: "main", name: "主推", openTo: [], lockedFields: [], most: 5 }],
  });
  const plan = await ok<Plan>("POST", "/campaign-plans", {
    frameworkId: framework.id,
    name: "六月",
    theme: "喝茶",
    startsOn: "2026-06-16",
    endsOn: "2026-06-30",
    fronts: ["store", "mini_program", "wechat_shop"],
  });
  await ok("POST", `/campaign-plans/${plan.id}/lines`, {
    unitId: chain.hq.id,
    why: "主推",
    lines: [{ slot: "main", sku: "TEA", title: "茶" }],
  });
  await ok("POST", `/campaign-plans/${plan.id}/state`, { to: "open", version: plan.version });

  const tea = await ok<Item & { plans: Plan[] }>("GET", "/hubs/products/TEA");
  expect(
    tea.listings.map(({ front, state, priceFen, soldFen, buyers }) => [front, state, priceFen, soldFen, buyers]),
  ).toEqual([
    ["store", "listed", 2_000, 2_000, 1],
    ["mini_program", "listed", 1_800, 2_000, 1],
    ["official_account", "missing", null, 0, 0],
    ["wecom", "missing", null, 0, 0],
    ["wechat_shop", "missing", null, 0, 0],
  ]);
  expect([tea.lowestFen, tea.highestFen, tea.gaps]).toEqual([1_800, 2_000, []]);
  expect(tea.plans.map(({ id, fronts, gaps }) => [id, fronts, gaps.map(({ front }) => front)])).toEqual([
    [plan.id, ["store", "mini_program", "wechat_shop"], ["wechat_shop"]],
  ]);
  const activities = await ok<{ plans: Plan[] }>("GET", "/hubs/activities");
  expect(activities.plans[0]?.gaps).toEqual([
    { sku: "TEA", title: "茶", front: "wechat_shop", reason: "没有在微信小店上架" },
  ]);

  const people = await ok<{ several: number; fronts: { front: string; known: number }[] }>("GET", "/hubs/members");
  expect([people.several, ...people.fronts.slice(0, 2).map(({ known }) => known)]).toEqual([1, 2, 1]);
  // Another store's people see the range, and nothing of these sales and customers.
  const beside = await ok<Item>("GET", "/hubs/products/TEA", undefined, south);
  expect(beside.listings.every(({ soldFen, buyers }) => soldFen === 0 && buyers === 0)).toBe(true);
  expect(await ok("GET", "/hubs/members", undefined, south)).toMatchObject({ people: 0, known: 0 });
});
