import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../kernel/calendar.ts";
import { testPlatform } from "../../testing/platform.ts";
import { loadEvents, loadMembers, loadOrders } from "../testing/load-facts.ts";
import { evaluateTiers } from "./evaluate-tiers.ts";
import { explainReason } from "./explain.ts";
import { currentTierRule } from "./rule-store.ts";
import { factsOf, type StateRow } from "./state-row.ts";

const persons = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 };
const today = "2026-06-15";
const ago = (days: number) => addDays(today, -days);
const times = (count: number, memberNo: number, type: string, days: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => ({ memberNo, type, at: `${ago(days(index))} 04:00:00` }));

describe("CASE-42 Tier run", async () => {
  const { platform, clock } = await testPlatform({ now: `${today}T04:00:00Z` });
  const { clickhouse } = platform;

  const tiers = async () => {
    const { rows } = await sql<{ member_no: number; tier: string; reason: string; since: string }>`
      select member_no, tier, reason, since from member_tier order by member_no`.execute(platform.db);
    return rows;
  };

  beforeAll(async () => {
    await loadMembers(
      clickhouse,
      Object.values(persons).map((memberNo) => ({
        memberNo,
        registeredAt: memberNo === persons.d ? `${ago(3)} 04:00:00` : `${ago(400)} 04:00:00`,
      })),
    );
    await loadOrders(clickhouse, [
      { memberNo: persons.a, day: ago(5), amountLi: 400_000 },
      { memberNo: persons.a, day: ago(20), amountLi: 200_000 },
      { memberNo: persons.b, day: ago(10), amountLi: 300_000 },
      { memberNo: persons.c, day: ago(100), amountLi: 500_000 },
      { memberNo: persons.e, day: ago(40), amountLi: 80_000, coupons: ["NEW20"] },
      { memberNo: persons.e, day: ago(200), amountLi: 70_000, coupons: ["NEW20", "VIP"] },
      { memberNo: persons.f, day: ago(12), amountLi: 800_000 },
    ]);
    await loadEvents(clickhouse, [
      ...times(4, persons.a, "message.replied", (index) => index),
      ...times(9, persons.b, "product.viewed", (index) => index * 3),
      ...times(1, persons.f, "message.clicked", () => 2),
      // Outside the week, and nothing that the customer started.
      ...times(5, persons.f, "message.replied", (index) => 8 + index),
      ...times(3, persons.c, "message.sent", () => 1),
    ]);
  });

  it("places six persons by precedence and keeps the reason [SG-01] [SG-02] [SG-03] [SG-04] [SG-05] [SG-06] [SG-07]", async () => {
    const run = await evaluateTiers(platform, "incremental");
    expect(run).toMatchObject({ kind: "full", asOf: today, evaluated: 6, changed: 0 });
    expect((await tiers()).map(({ member_no, tier, reason }) => [member_no, tier, reason])).toEqual([
      [persons.a, "high", "spends_and_interacts"],
      [persons.b, "potential", "spends_and_browses"],
      [persons.c, "silent", "silent"],
      [persons.d, "new", "registered_recently"],
      [persons.e, "low", "coupons_only"],
      [persons.f, "general", "interactions_below"],
    ]);
    const state = await clickhouse.row<StateRow>("select * from member_state final where member_no = 6");
    const { settings } = await currentTierRule(platform.db);
    expect(explainReason("interactions_below", factsOf(state), settings, today)).toBe(
      "近 30 天消费 ¥800，但近 7 天只互动 1 次，不足 3 次",
    );
    expect(settings.treatments.high).toEqual({ treatments: ["专属服务", "新品优先试用权"], goal: "客单价提升 30%" });
  });

  it("applies the second and the third scheme beside the tiers [SG-08] [SG-09]", async () => {
    const { rows } = await sql<{ member_no: number; life_cycle: string; rhythm: string }>`
      select member_no, life_cycle, rhythm from member_tier order by member_no`.execute(platform.db);
    expect(rows.map((row) => [row.member_no, row.life_cycle, row.rhythm])).toEqual([
      [persons.a, "active", "active"],
      [persons.b, "active", "active"],
      [persons.c, "dormant", "silent"],
      [persons.d, "dormant", "new"],
      [persons.e, "active", "silent"],
      [persons.f, "active", "active"],
    ]);
  });

  it("finds nothing to do when nothing changed, and no drift when it looks at everyone", async () => {
    expect(await evaluateTiers(platform, "incremental")).toMatchObject({
      kind: "incremental",
      evaluated: 0,
      changed: 0,
    });
    expect(await evaluateTiers(platform, "full")).toMatchObject({ kind: "full", evaluated: 0, changed: 0 });
  });

  it("keeps the history when new orders and the passing of days change a tier [SG-07]", async () => {
    await loadOrders(clickhouse, [{ memberNo: persons.d, day: today, amountLi: 600_000 }]);
    await loadEvents(
      clickhouse,
      times(3, persons.f, "message.replied", (index) => index),
    );
    expect(await evaluateTiers(platform, "incremental")).toMatchObject({ kind: "incremental", changed: 2 });
    // A fortnight later nobody has done anything: the week's interactions are gone, and b's browsing has thinned out.
    clock.advance({ days: 14 });
    const later = await evaluateTiers(platform, "incremental");
    expect(later.changed).toBeGreaterThan(0);
    const { rows } = await sql<{ member_no: number; from_tier: string; to_tier: string; day: string }>`
      select member_no, from_tier, to_tier, day from tier_change order by id`.execute(platform.db);
    expect(rows).toEqual([
      { member_no: persons.d, from_tier: "new", to_tier: "general", day: today },
      { member_no: persons.f, from_tier: "general", to_tier: "high", day: today },
      { member_no: persons.a, from_tier: "high", to_tier: "general", day: "2026-06-29" },
      { member_no: persons.b, from_tier: "potential", to_tier: "general", day: "2026-06-29" },
      { member_no: persons.f, from_tier: "high", to_tier: "general", day: "2026-06-29" },
    ]);
    expect((await tiers()).find((row) => row.member_no === persons.f)).toMatchObject({
      tier: "general",
      since: "2026-06-29",
    });
    // The flip dates told who had to be looked at: looking at everyone finds nothing more.
    expect(await evaluateTiers(platform, "full")).toMatchObject({ evaluated: 0, changed: 0 });
  });

  it("forgets the tier of a member that was merged away, and keeps its history", async () => {
    await loadMembers(clickhouse, [{ memberNo: persons.f, version: 2, deleted: true }]);
    await evaluateTiers(platform, "incremental");
    expect((await tiers()).map((row) => row.member_no)).toEqual([1, 2, 3, 4, 5]);
    const { rows } = await sql`select 1 from tier_change where member_no = ${persons.f}`.execute(platform.db);
    expect(rows).toHaveLength(2);
  });
});
