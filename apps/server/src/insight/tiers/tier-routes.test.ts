import { beforeAll, describe, expect, it } from "vitest";
import { upsertMembers } from "../../customers/index.ts";
import { addDays } from "../../kernel/calendar.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { loadEvents, loadOrders } from "../testing/load-facts.ts";
import { evaluateTiers } from "./evaluate-tiers.ts";
import { defaultTierSettings, type TierSettings } from "./settings.ts";

const day = "2026-06-15";
const ago = (days: number) => addDays(day, -days);

interface Distribution {
  asOf: string | null;
  members: number;
  ruleVersion: number;
  tiers: { code: string; members: number; rule: string; treatments: string[]; goal: string }[];
  generalReasons: { code: string; members: number }[];
}
interface Migration {
  members: number;
  moved: number;
  matrix: { from: string; to: string; members: number }[];
}

describe("tiers over HTTP", async () => {
  const feilun = await testPlatform({ now: `${day}T04:00:00Z` });
  const { platform, clock } = feilun;
  const server = await testServer(feilun);
  let chain: SmallChain;
  let operator: TestPerson;
  let manager: TestPerson;
  let numbers: number[];

  const get = async <Body>(who: TestPerson, path: string) =>
    (await server.call<Body>("GET", path, { cookie: who.cookie })).body;
  const post = <Body>(who: TestPerson, path: string, body: object) =>
    server.call<Body>("POST", path, { cookie: who.cookie, body });
  const counts = (distribution: Distribution) =>
    Object.fromEntries(distribution.tiers.filter((tier) => tier.members > 0).map((tier) => [tier.code, tier.members]));
  const edited = (minSpendFen: number): TierSettings => ({
    ...defaultTierSettings,
    high: { ...defaultTierSettings.high, minSpendFen },
  });

  beforeAll(async () => {
    chain = await aSmallChain(feilun);
    operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    manager = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.N1.id });
    const resolved = await platform.db.transaction().execute((tx) =>
      upsertMembers(
        tx,
        platform,
        Array.from({ length: 6 }, (_, index) => ({
          identifiers: [{ kind: "phone" as const, value: `1391111000${index}` }],
          attributes: { name: "孙小美" },
          registeredAt: new Date("2025-01-01T00:00:00Z"),
          storeNo: index < 4 ? chain.stores.N1.no : chain.stores.S1.no,
          source: "test",
          observedAt: new Date("2025-01-01T00:00:00Z"),
        })),
      ),
    );
    numbers = resolved.map((each) => each.memberNo as number);
    await feilun.deliver();
    // Spends of 300 to 800 yuan; everybody answers five messages this week.
    await loadOrders(
      platform.clickhouse,
      numbers.map((memberNo, index) => ({ memberNo, day: ago(3), amountLi: 300_000 + index * 100_000 })),
    );
    await loadEvents(
      platform.clickhouse,
      numbers.flatMap((memberNo) =>
        Array.from({ length: 5 }, () => ({ memberNo, type: "message.replied", at: `${ago(1)} 05:00:00` })),
      ),
    );
    await evaluateTiers(platform, "incremental");
  });

  it("shows how members are spread, by scope, with rule, treatments and goal [SG-02] [SG-07]", async () => {
    const all = await get<Distribution>(operator, "/insight/tiers");
    expect([all.asOf, all.members, counts(all)]).toEqual([day, 6, { high: 4, general: 2 }]);
    expect(all.tiers.find((tier) => tier.code === "high")).toMatchObject({
      rule: "近 30 天消费 ≥ ¥500，且近 7 天互动 ≥ 3 次",
      treatments: ["专属服务", "新品优先试用权"],
      goal: "客单价提升 30%",
    });
    expect(all.generalReasons).toEqual([{ code: "views_below", name: "消费中等，浏览不足", members: 2 }]);
    expect(counts(await get<Distribution>(manager, "/insight/tiers"))).toEqual({ high: 2, general: 2 });
    expect(counts(await get<Distribution>(operator, `/insight/tiers?orgUnitId=${chain.south.id}`))).toEqual({
      high: 2,
    });
    const list = await get<{ items: { memberNo: number; name: string; reason: { text: string } }[] }>(
      manager,
      "/insight/tiers/members?tier=general",
    );
    expect(list.items.map((item) => [item.memberNo, item.name, item.reason.text])).toEqual([
      [numbers[1], "孙**", "近 30 天消费 ¥400，但近 30 天只浏览 0 次，不足 8 次"],
      [numbers[0], "孙**", "近 30 天消费 ¥300，但近 30 天只浏览 0 次，不足 8 次"],
    ]);
  });

  it("previews an edited rule, thresholds and windows alike, and changes nothing by it", async () => {
    const preview = async (settings: TierSettings) =>
      (await post<{ moved: number; after: Record<string, number> }>(operator, "/insight/tiers/preview", { settings }))
        .body;
    const threshold = await preview(edited(750_00));
    expect([threshold.moved, threshold.after.high, threshold.after.general]).toEqual([3, 1, 5]);
    const window = await preview({ ...defaultTierSettings, high: { ...defaultTierSettings.high, spendDays: 2 } });
    expect([window.moved, window.after.high]).toEqual([4, 0]);
    expect(counts(await get<Distribution>(operator, "/insight/tiers"))).toEqual({ high: 4, general: 2 });
    expect((await post(manager, "/insight/tiers/preview", { settings: defaultTierSettings })).status).toBe(403);
  });

  it("saves a version, refuses a save on top of a newer one, and moves members by it [SG-07]", async () => {
    const { ruleVersion } = await get<Distribution>(operator, "/insight/tiers");
    const bad = await post<{ code: string }>(operator, "/insight/tiers/rules", {
      settings: edited(100_00),
      basedOn: ruleVersion,
    });
    expect([bad.status, bad.body.code]).toEqual([400, "invalid_input"]);
    const saved = await post<{ version: number }>(operator, "/insight/tiers/rules", {
      settings: edited(750_00),
      note: "提高门槛",
      basedOn: ruleVersion,
    });
    expect(saved.status).toBe(201);
    const late = await post<{ code: string }>(operator, "/insight/tiers/rules", {
      settings: edited(600_00),
      basedOn: ruleVersion,
    });
    expect([late.status, late.body.code]).toEqual([409, "tier_rule_changed"]);
    expect(await evaluateTiers(platform, "incremental")).toMatchObject({ kind: "full", changed: 3 });
    expect(counts(await get<Distribution>(operator, "/insight/tiers"))).toEqual({ high: 1, general: 5 });
    const versions = await get<{ items: { version: number; note: string }[] }>(operator, "/insight/tiers/rules");
    expect(versions.items.map((item) => item.note)).toEqual(["提高门槛", "系统默认"]);
    const trail = await platform.pool.query(
      "select actor_name, detail->>'note' as note from audit_log where action = 'tier_rule.saved'",
    );
    expect(trail.rows).toMatchObject([{ note: "提高门槛" }]);
  });

  it("shows the moves of a period, stayers included, and a member's own history [SG-07]", async () => {
    clock.advance({ days: 10 });
    const later = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    await evaluateTiers(platform, "incremental");
    const migration = await get<Migration>(later, `/insight/tiers/migration?from=2026-06-16&to=2026-06-26`);
    expect(migration).toMatchObject({
      members: 6,
      moved: 1,
      matrix: [
        { from: "general", to: "general", members: 5 },
        { from: "high", to: "general", members: 1 },
      ],
    });
    const before = await get<Migration>(later, `/insight/tiers/migration?from=2026-06-16&to=2026-06-20`);
    expect([before.members, before.moved]).toEqual([6, 0]);
    const insight = await get<{
      tier: { code: string; since: string };
      tierHistory: { day: string; from: string; to: string; reason: { code: string } }[];
    }>(later, `/members/${numbers[4]}/insight`);
    expect(insight.tier).toMatchObject({ code: "general", since: day });
    expect(insight.tierHistory).toMatchObject([
      {
        day,
        from: "high",
        to: "general",
        reason: { code: "views_below", text: "近 30 天消费 ¥700，但近 30 天只浏览 0 次，不足 8 次" },
      },
    ]);
  });
});
