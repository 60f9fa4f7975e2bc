import { sql } from "kysely";
import { expect, it } from "vitest";
import { upsertOrders } from "../commerce/index.ts";
import { rebuildFeeds } from "../kernel/clickhouse/rebuild-feeds.ts";
import { testPlatform } from "../testing/platform.ts";

it("ClickHouse can be lost and built anew, also from a database whose transaction ids have begun anew", async () => {
  const { platform, wings, deliver } = await testPlatform();
  const feeds = wings.flatMap((wing) => wing.feeds ?? []);
  await platform.db.transaction().execute((tx) =>
    upsertOrders(tx, platform, [
      {
        source: "pos",
        orderCode: "1",
        paidAt: new Date("2026-06-01T04:00:00Z"),
        businessDay: "2026-06-01",
        channel: "store",
        member: null,
        storeNo: null,
        lines: [{ sku: "A", name: "茶", quantity: 1, unitPriceLi: 10_000, amountLi: 10_000 }],
      },
    ]),
  );
  await deliver();
  const facts = () =>
    platform.clickhouse.row<{ orders: number; li: number }>(
      "select count() as orders, sum(amount_li) as li from current_order",
    );
  expect(await facts()).toEqual({ orders: 1, li: 10_000 });
  // As after a restore into a new cluster: the cursors are far ahead of the transactions that are to come.
  await sql`update feed_cursor set delivered_xid = '9000000000'`.execute(platform.db);
  await expect(deliver()).rejects.toThrow(/feilun feeds rebuild/);
  await rebuildFeeds(platform, feeds);
  await deliver();
  expect(await facts()).toEqual({ orders: 1, li: 10_000 });
});
