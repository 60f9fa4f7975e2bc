import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../kernel/calendar.ts";
import { testPlatform } from "../../testing/platform.ts";
import { loadEvents, loadMembers, loadOrders } from "../testing/load-facts.ts";
import { evaluateTiers } from "./evaluate-tiers.ts";
import { judgedRelation, judgeParams } from "./facts-query.ts";
import { currentTierRule } from "./rule-store.ts";
import { judge } from "./rules.ts";
import { defaultTierSettings } from "./settings.ts";
import { factsOf, type StateRow } from "./state-row.ts";

const start = "2026-06-15";

/** Random lives around the edges of the rules: whole members with orders, coupons, views and messages. */
function lives(seed: number, members: number, firstMemberNo: number) {
  const day = (furthest: number) => fc.integer({ min: 0, max: furthest }).map((ago) => addDays(start, -ago));
  const amount = fc.constantFrom(0, 10_000, 80_000, 150_000, 199_990, 200_000, 499_990, 500_000, 800_000);
  const life = fc.record({
    registered: fc.option(day(120), { nil: null }),
    orders: fc.array(fc.record({ day: day(400), amountLi: amount, coupons: fc.constantFrom<string[]>([], ["A"]) }), {
      maxLength: 5,
    }),
    events: fc.array(
      fc.record({
        day: day(120),
        type: fc.constantFrom("message.replied", "product.viewed", "message.opened", "message.sent"),
      }),
      { maxLength: 14 },
    ),
    burst: fc.record({
      day: day(40),
      type: fc.constantFrom("product.viewed", "message.opened"),
      times: fc.integer({ min: 0, max: 10 }),
    }),
  });
  return fc
    .sample(life, { seed, numRuns: members })
    .map((each, index) => ({ ...each, memberNo: firstMemberNo + index }));
}

async function load(clickhouse: Parameters<typeof loadOrders>[0], people: ReturnType<typeof lives>) {
  await loadMembers(
    clickhouse,
    people.map(({ memberNo, registered }) => ({
      memberNo,
      registeredAt: registered === null ? null : `${registered} 05:00:00`,
      seenAt: `${addDays(start, -150)} 05:00:00`,
    })),
  );
  await loadOrders(
    clickhouse,
    people.flatMap(({ memberNo, orders }) => orders.map((order) => ({ ...order, memberNo }))),
  );
  await loadEvents(
    clickhouse,
    people.flatMap(({ memberNo, events, burst }) => [
      ...events.map(({ day, type }) => ({ memberNo, type, at: `${day} 05:00:00` })),
      ...Array.from({ length: burst.times }, () => ({ memberNo, type: burst.type, at: `${burst.day} 06:00:00` })),
    ]),
  );
}

describe("tier rules", async () => {
  const { platform, clock } = await testPlatform({ now: `${start}T04:00:00Z` });
  const { clickhouse, config } = platform;

  it("say the same in SQL as in the rules, for every kind of life", async () => {
    await load(clickhouse, lives(1, 600, 1));
    const rows = await clickhouse.rows<StateRow>(
      `select * from (${judgedRelation(defaultTierSettings)}) order by member_no`,
      judgeParams(defaultTierSettings, config.timeZone, start),
    );
    expect(rows).toHaveLength(600);
    for (const row of rows) {
      const { tier, reason, life_cycle: lifeCycle, rhythm } = row;
      expect({ tier, reason, lifeCycle, rhythm }, JSON.stringify(row)).toEqual(
        judge(factsOf(row), defaultTierSettings, start),
      );
    }
    expect(new Set(rows.map((row) => row.tier)).size).toBe(6);
    expect(new Set(rows.map((row) => row.reason)).size).toBe(11);
    expect(new Set(rows.map((row) => row.life_cycle)).size).toBe(3);
  });

  it("are kept by looking at those due only: a look at everyone finds nothing, day after day [SG-07]", async () => {
    await evaluateTiers(platform, "incremental");
    const looked: number[] = [];
    for (const [days, newcomers] of [
      [1, 0],
      [1, 20],
      [2, 0],
      [7, 0],
      [30, 5],
      [90, 0],
    ] as const) {
      clock.advance({ days });
      if (newcomers > 0) await load(clickhouse, lives(days, newcomers, 10_000 + days * 1_000));
      looked.push((await evaluateTiers(platform, "incremental")).evaluated);
      expect(await evaluateTiers(platform, "full")).toMatchObject({ evaluated: 0, changed: 0 });
    }
    expect(looked[0]).toBeGreaterThan(0);
    expect(looked[0]).toBeLessThan(600);
    const { settings } = await currentTierRule(platform.db);
    expect(settings).toEqual(defaultTierSettings);
  });
});
