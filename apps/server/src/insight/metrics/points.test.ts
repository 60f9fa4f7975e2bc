import { beforeAll, expect, it } from "vitest";
import { pointTools } from "../../commerce/points/points.testing.ts";
import { expirePoints } from "../../customers/points/expire-points.ts";
import { testPlatform } from "../../testing/platform.ts";
import { wholeChain } from "../shared/slice.ts";
import { queryMetrics } from "./query-metrics.ts";

const testing = await testPlatform({ now: "2026-05-31T04:00:00Z" });
const { platform, clock } = testing;
const points = pointTools(testing);
const metrics = ["pointsIssued", "pointsSpent", "pointsExpired", "pointsClawedBack", "pointsUseRate", "pointsHeld"];
const valuesOf = (figures: Record<string, { readonly value: number | null }>) =>
  metrics.map((id) => figures[id]?.value);

beforeAll(async () => {
  await points.rule({ expiry: { kind: "months", months: 1 } }, "2026-05-31");
  const member = await points.member({ identifiers: [{ kind: "phone", value: "13900001111" }] });
  await points.order(member, "A", 100_000, { channel: "store" });
  await points.earn();
  clock.set("2026-06-10T04:00:00Z");
  await points.order(member, "B", 50_000);
  await points.earn();
  await points.spend(member.memberNo, 300, "S");
  clock.set("2026-06-20T04:00:00Z");
  await points.refund("B", "B-1", 10_000);
  await points.earn();
  clock.set("2026-07-02T04:00:00Z");
  while ((await points.inTx((tx) => expirePoints(tx, platform))) > 0);
  await testing.deliver();
});

it("counts points issued, spent, expired, clawed back and held [MB-02]", async () => {
  const ask = (from: string, to: string, by: "none" | "month" | "channel" = "none", ids = metrics) =>
    queryMetrics(platform, wholeChain, { metrics: ids, from, to, by, compare: "none" });
  expect(valuesOf((await ask("2026-06-01", "2026-07-01")).total)).toEqual([500, 300, 0, 100, 0.6, 1_100]);
  const months = await ask("2026-05-01", "2026-08-01", "month");
  expect(months.rows.map((row) => [row.key, ...valuesOf(row.values)])).toEqual([
    ["2026-05-01", 1_000, 0, 0, 0, 0, 1_000],
    ["2026-06-01", 500, 300, 0, 100, 0.6, 1_100],
    // What is left of A (700) is good through 30 June and gone on 1 July; B's 400 live until 10 July.
    ["2026-07-01", 0, 0, 700, 0, null, 400],
  ]);
  const channels = await ask("2026-05-01", "2026-08-01", "channel", ["pointsIssued", "pointsSpent"]);
  expect(Object.fromEntries(channels.rows.map((row) => [row.key, row.values.pointsIssued?.value]))).toMatchObject({
    store: 1_000,
    wechat_shop: 500,
  });
  await expect(ask("2026-05-01", "2026-08-01", "channel", ["pointsHeld"])).rejects.toMatchObject({
    details: { code: "invalid_input" },
  });
});
