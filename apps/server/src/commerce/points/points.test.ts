import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { checkPoints } from "../../customers/points/check-points.ts";
import { expirePoints } from "../../customers/points/expire-points.ts";
import { reverseSpend } from "../../customers/points/reverse-spend.ts";
import { pointSetting } from "../../customers/points/settings.ts";
import { systemActor } from "../../kernel/audit/audit.ts";
import { readSetting, writeSetting } from "../../kernel/settings.ts";
import { testPlatform } from "../../testing/platform.ts";
import { announceExpiring } from "./announce-points.ts";
import { earnFromOrders } from "./earn-from-orders.ts";
import { pointTools } from "./points.testing.ts";

// A Monday, noon in Shanghai.
const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform, clock } = testing;
const { db } = platform;
const points = pointTools(testing);

let phones = 0;
const someone = (more: object = {}) => {
  phones += 1;
  return points.member({ identifiers: [{ kind: "phone", value: `139${String(10_000_000 + phones)}` }], ...more });
};
const events = async (memberNo: number) =>
  (
    await sql<{ type: string; properties: { points: number } }>`
      select type, properties from event_log where member_no = ${memberNo} and source = 'points' order by seq`.execute(
      db,
    )
  ).rows;
const setShortfall = (shortfall: "debt" | "forgive") =>
  points.inTx(async (tx) => {
    const { value, version } = await readSetting(tx, pointSetting);
    return writeSetting(tx, systemActor("test"), pointSetting, { ...value, shortfall }, version);
  });

describe("points of orders", () => {
  it("earns nothing without a rule, nor for orders from before the first rule's day", async () => {
    const member = await someone();
    await points.order(member, "OLD-1", 10_000, {
      businessDay: "2026-06-14",
      paidAt: new Date("2026-06-14T04:00:00Z"),
    });
    expect(await points.inTx((tx) => earnFromOrders(tx, platform))).toBe(false);
    await points.rule({}, "2026-06-15");
    await points.order(member, "NEW-1", 10_050);
    await points.earn();
    expect(await points.available(member.memberNo)).toBe(100);
    const { rows } = await sql`select document, granted from point_lot`.execute(db);
    expect(rows).toEqual([{ document: "NEW-1", granted: 100 }]);
  });

  it("multiplies by channel, tier and the best of the days, and rounds once per order [MB-02] [MB-06] [MB-09]", async () => {
    await points.rule(
      {
        pointsPerYuan: 0.5,
        channels: { wechat_shop: 2, wecom: 0 },
        tiers: { high: 1.5 },
        days: [
          { kind: "weekday", weekday: 2, multiplier: 2, name: "周二果粉日" },
          { kind: "dates", from: "2026-06-16", to: "2026-06-18", multiplier: 3, name: "618" },
        ],
      },
      "2026-06-15",
    );
    const plain = await someone();
    const high = await someone();
    await sql`update member set tier = 'high' where member_no = ${high.memberNo}`.execute(db);
    const tuesday = { businessDay: "2026-06-16" };
    await points.order(plain, "M-1", 333);
    await points.order(plain, "M-2", 333, { channel: "store", ...tuesday });
    await points.order(plain, "M-3", 99_900, { channel: "wecom" });
    await points.order(high, "M-4", 333, tuesday);
    await points.order(high, "M-5", 1_000, { businessDay: "2026-06-23" });
    await points.earn();
    const { rows } = await sql<{ document: string; granted: number }>`
      select document, granted from point_lot where document like 'M-%' order by 1`.execute(db);
    // 3.33 × 0.5 × 2 = 3.33; × 3 for 618 = 4.995; nothing over wecom; 3.33 × 0.5 × 2 × 1.5 × 3 = 14.985; 10 × 0.5 × 2 × 1.5 × 2.
    expect(rows.map((row) => [row.document, row.granted])).toEqual([
      ["M-1", 3],
      ["M-2", 4],
      ["M-4", 14],
      ["M-5", 30],
    ]);
    await points.rule({}, "2026-06-15");
  });

  it("earns once, however often it looks and wherever it was interrupted", async () => {
    const member = await someone();
    for (let n = 0; n < 5; n += 1) await points.order(member, `ONCE-${n}`, 1_000);
    const dies = points.inTx(async (tx) => {
      await earnFromOrders(tx, platform, 2);
      throw new Error("killed");
    });
    await expect(dies).rejects.toThrow("killed");
    await points.earn();
    await sql`delete from point_cursor`.execute(db);
    await Promise.all([points.earn(), points.earn()]);
    expect(await points.available(member.memberNo)).toBe(50);
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from point_entry where member_no = ${member.memberNo}`.execute(db);
    expect(rows[0]?.n).toBe(5);
  });

  it("takes back in proportion what a refund returns, and all of it with the last", async () => {
    const member = await someone();
    await points.order(member, "R-1", 10_000);
    await points.earn();
    await points.refund("R-1", "R-1a", 3_333);
    await points.earn();
    expect(await points.available(member.memberNo)).toBe(66);
    await points.refund("R-1", "R-1b", 6_667);
    await points.earn();
    expect(await points.balance(member.memberNo)).toMatchObject({ available: 0, debt: 0 });
  });

  it("grants only what is left of an order that was refunded before anybody looked, and follows a corrected amount", async () => {
    const member = await someone();
    await points.order(member, "R-2", 10_000);
    await points.refund("R-2", "R-2a", 4_000);
    await points.earn();
    expect(await points.available(member.memberNo)).toBe(60);
    await points.order(member, "R-2", 12_000);
    await points.earn();
    expect(await points.available(member.memberNo)).toBe(80);
  });

  it("moves the points of an order that turns out to be somebody else's", async () => {
    const [wrong, right] = [await someone(), await someone()];
    await points.order(wrong, "R-3", 10_000);
    await points.earn();
    await points.order(right, "R-3", 10_000);
    await points.earn();
    expect([await points.available(wrong.memberNo), await points.available(right.memberNo)]).toEqual([0, 100]);
  });

  it("owes what was spent before the refund, and the next points pay it", async () => {
    const member = await someone();
    await points.order(member, "D-1", 10_000);
    await points.earn();
    await points.spend(member.memberNo, 80, "D-spend");
    await points.refund("D-1", "D-1a", 10_000);
    await points.earn();
    expect(await points.balance(member.memberNo)).toMatchObject({ available: 0, debt: 80 });
    await points.order(member, "D-2", 10_000);
    await points.earn();
    expect(await points.balance(member.memberNo)).toMatchObject({ available: 20, debt: 0 });
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from point_lot where member_no = ${member.memberNo} and kind = 'debt' and remaining <> 0`.execute(
      db,
    );
    expect(rows[0]?.n).toBe(0);
  });

  it("forgives it when the settings say so", async () => {
    await setShortfall("forgive");
    const member = await someone();
    await points.order(member, "F-1", 10_000);
    await points.earn();
    await points.spend(member.memberNo, 80, "F-spend");
    await points.refund("F-1", "F-1a", 10_000);
    await points.earn();
    await setShortfall("debt");
    expect(await points.balance(member.memberNo)).toMatchObject({ available: 0, debt: 0 });
  });

  it("holds points of an order until its days are over", async () => {
    await points.rule({ pendingDays: 7 }, "2026-06-15");
    const member = await someone();
    await points.order(member, "P-1", 10_000);
    await points.earn();
    expect(await points.balance(member.memberNo)).toMatchObject({ available: 0, pending: 100 });
    await expect(points.spend(member.memberNo, 1, "P-early")).rejects.toMatchObject({
      details: { code: "points_insufficient" },
    });
    clock.advance({ days: 7 });
    expect(await points.balance(member.memberNo)).toMatchObject({ available: 100, pending: 0 });
  });
});

describe("expiry", () => {
  it("warns once before a day of expiry, expires what is left, and tells both [MB-10]", async () => {
    const today = "2026-06-22";
    await points.rule({ expiry: { kind: "months", months: 1 } }, today);
    const member = await someone();
    await points.order(member, "E-1", 10_000);
    await points.earn();
    await points.spend(member.memberNo, 30, "E-spend");
    await points.inTx((tx) => announceExpiring(tx, platform));
    await points.announce();
    expect(new Set((await events(member.memberNo)).map((event) => event.type))).toEqual(
      new Set(["points.earned", "points.spent"]),
    );

    // Good through 22 July; the day after begins at 16:00 UTC.
    clock.set("2026-07-16T04:00:00Z");
    await points.inTx((tx) => announceExpiring(tx, platform));
    await points.inTx((tx) => announceExpiring(tx, platform));
    expect((await events(member.memberNo)).slice(2)).toEqual([
      { type: "points.expiring", properties: { points: 70, lastDay: "2026-07-22" } },
    ]);
    clock.set("2026-07-22T15:59:00Z");
    expect(await points.available(member.memberNo)).toBe(70);
    clock.set("2026-07-22T16:00:00Z");
    expect(await points.available(member.memberNo)).toBe(0);
    while ((await points.inTx((tx) => expirePoints(tx, platform))) > 0);
    await points.announce();
    expect((await events(member.memberNo)).at(-1)).toEqual({ type: "points.expired", properties: { points: 70 } });
  });

  it("gives points of a reversed spend back to their own lots, good for the grace days at least", async () => {
    const member = await someone();
    await points.order(member, "G-1", 5_000);
    clock.advance({ minutes: 1 });
    await points.order(member, "G-2", 5_000);
    await points.earn();
    await points.spend(member.memberNo, 70, "G-spend");
    clock.advance({ days: 60 });
    while ((await points.inTx((tx) => expirePoints(tx, platform))) > 0);
    const reverse = (businessKey: string, some: number) =>
      points.inTx((tx) => reverseSpend(tx, platform, { businessKey, spendKey: "G-spend", points: some, by: "test" }));
    // The last taken come back first: 20 of the second lot, then 10 of the first.
    await reverse("G-back-1", 30);
    expect(await reverse("G-back-1", 30)).toMatchObject({ points: 30 });
    const { rows } = await sql<{ document: string; remaining: number }>`
      select document, remaining from point_lot where member_no = ${member.memberNo} order by id`.execute(db);
    expect(rows).toEqual([
      { document: "G-1", remaining: 10 },
      { document: "G-2", remaining: 20 },
    ]);
    await expect(reverse("G-back-2", 41)).rejects.toMatchObject({ details: { code: "points_reversed_already" } });
    clock.advance({ days: 6 });
    expect(await points.available(member.memberNo)).toBe(30);
    clock.advance({ days: 2 });
    expect(await points.available(member.memberNo)).toBe(0);
  });

  it("does not owe points that expired unspent when their order is refunded", async () => {
    const member = await someone();
    await points.order(member, "X-1", 10_000);
    await points.earn();
    await points.spend(member.memberNo, 25, "X-spend");
    clock.advance({ days: 40 });
    while ((await points.inTx((tx) => expirePoints(tx, platform))) > 0);
    await points.refund("X-1", "X-1a", 10_000);
    await points.earn();
    expect(await points.balance(member.memberNo)).toMatchObject({ available: 0, debt: 25 });
  });
});

it("keeps lots and ledger in agreement through all of the above, and the ledger unchangeable", async () => {
  expect(await checkPoints(db)).toMatchObject({ agrees: true, differingLots: 0, strayEntries: 0 });
  await expect(sql`update point_entry set points = points + 1`.execute(db)).rejects.toThrow("append-only");
  await expect(sql`delete from point_entry`.execute(db)).rejects.toThrow("append-only");
  await sql`update point_lot set remaining = remaining + 1 where id = (select min(id) from point_lot where kind <> 'debt')`.execute(
    db,
  );
  expect(await checkPoints(db)).toMatchObject({ agrees: false, differingLots: 1 });
});
