import { existsSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { findByIdentifier } from "../../../../customers/index.ts";
import { projectRoot } from "../../../../kernel/package-root.ts";
import { type TestPlatform, testPlatform } from "../../../../testing/platform.ts";
import type { RunReport } from "../runs/present-run.ts";
import { runImport } from "../runs/run-import.ts";

const file = path.join(projectRoot, "..", "shared", "data", "online_retail", "online_retail.csv.gz");
const absent = !existsSync(file);
if (absent)
  console.warn("skipped: ../shared/data/online_retail is not there, so the full Online Retail file cannot be imported");

const options = { source: "online_retail", timeZone: "Europe/London", refundPrefixes: ["C"], excludePrefixes: ["A"] };

// Expected figures: KNOWN_ANSWERS.md §1 and §3, and a count of the file by an independent program.
describe.skipIf(absent)("Online Retail, the full file", () => {
  let feilun: TestPlatform;
  let first: RunReport;
  let again: RunReport;

  beforeAll(async () => {
    feilun = await testPlatform();
    first = await runImport(feilun.platform, { kind: "orders", path: file, options });
    again = await runImport(feilun.platform, { kind: "orders", path: file, options });
    await feilun.deliver();
  }, 180_000);

  it("accounts for every one of the 541,909 rows [IN-09]", () => {
    expect(first.status).toBe("done");
    expect(first.rows).toEqual({ read: 541_909, accepted: 541_906, rejected: 3, unchanged: 0, applied: 541_906 });
    // 25,900 invoices, of which three are bad-debt adjustments (A…).
    expect(first.documents).toEqual({ created: 25_897, updated: 0, unchanged: 0 });
  });

  it("changes nothing when the same file comes again", async () => {
    expect(again.rows).toEqual({ read: 541_909, accepted: 541_906, rejected: 3, unchanged: 541_906, applied: 541_906 });
    expect(again.documents).toEqual({ created: 0, updated: 0, unchanged: 25_897 });
    const { rows } = await feilun.platform.pool.query(
      "select (select max(version) from sales_order) as orders, (select max(version) from refund) as refunds, (select count(*) from event_log where type = 'order.corrected') as corrected",
    );
    expect(rows[0]).toEqual({ orders: 1, refunds: 1, corrected: 0 });
  });

  it("adds up to the li: all orders less all refunds", async () => {
    const { rows } = await feilun.platform.pool.query(`select
      (select sum(amount_li)::bigint from sales_order) - (select sum(amount_li)::bigint from refund) as net,
      (select count(distinct line ->> 0) from (select json_array_elements(lines) as line from sales_order union all
        select json_array_elements(lines) from refund) l) as skus,
      (select sum(line_count) from sales_order)::int + (select sum(line_count) from refund)::int as lines`);
    // 9,747,747.934 in the file, without the three adjustments of 11,062.06 (one positive, two negative), which also take
    // one of the 4,070 stock codes with them.
    expect(rows[0]).toEqual({ net: 9_747_747_934 + 11_062_060, skus: 4_069, lines: 541_906 });
  });

  it("makes 4,372 members, each known by the shop's customer number [DT-07]", async () => {
    const { rows } = await feilun.platform.pool.query(
      "select (select count(*) from member)::int as members, (select count(*) from identifier where kind = 'external_id' and scope = 'online_retail')::int as identifiers",
    );
    expect(rows[0]).toEqual({ members: 4_372, identifiers: 4_372 });
  });

  it("gives the clean figures in ClickHouse: 18,532 purchases of 4,338 customers", async () => {
    const clickhouse = feilun.platform.clickhouse;
    const clean = await clickhouse.row(
      "select count() as orders, uniqExact(member_no) as customers, sum(amount_li) as li from current_order where member_no > 0 and items > 0",
    );
    expect(clean).toEqual({ orders: 18_532, customers: 4_338, li: 8_911_407_904 });
    const lines = await clickhouse.row(
      "select count() as lines, uniqExact(sku) as skus from order_line where member_no > 0 and amount_li > 0",
    );
    expect(lines).toEqual({ lines: 397_884, skus: 3_665 });
    const days = await clickhouse.row(
      "select uniqExact((member_no, business_day)) as days from current_order where member_no > 0 and items > 0",
    );
    expect(days).toEqual({ days: 16_763 });
    const months = await clickhouse.rows(
      "select toYYYYMM(business_day) as month, count() as orders, uniqExact(member_no) as customers, sum(amount_li) as li from current_order where member_no > 0 and items > 0 and month in (201012, 201105, 201111) group by month order by month",
    );
    expect(months).toEqual([
      { month: 201012, orders: 1_400, customers: 885, li: 572_713_890 },
      { month: 201105, orders: 1_555, customers: 1_056, li: 678_594_560 },
      { month: 201111, orders: 2_657, customers: 1_664, li: 1_161_817_380 },
    ]);
  });

  it("knows single customers, the highest order and its refund", async () => {
    const { platform } = feilun;
    const of = async (customer: string) => {
      const member = await findByIdentifier(platform.db, platform, "external_id", "online_retail", customer);
      return platform.clickhouse.row(
        `select count() as orders, sum(amount_li) as li from current_order where member_no = {member:UInt32} and items > 0`,
        { member: member ?? 0 },
      );
    };
    expect(await of("12347")).toEqual({ orders: 7, li: 4_310_000 });
    expect(await of("14646")).toEqual({ orders: 73, li: 280_206_020 });
    const { rows } = await platform.pool.query(
      "select order_code, amount_li from sales_order order by amount_li desc limit 1",
    );
    expect(rows).toEqual([{ order_code: "581483", amount_li: 168_469_600 }]);
    const refund = await platform.pool.query("select amount_li, order_id from refund where refund_code = 'C581484'");
    expect(refund.rows).toEqual([{ amount_li: 168_469_600, order_id: null }]);
  });

  it("keeps the earliest minute of the 43 invoices that span two", async () => {
    const { rows } = await feilun.platform.pool.query(
      "select min(paid_at) as first, max(paid_at) as last from (select paid_at from sales_order union all select refunded_at from refund) t",
    );
    expect(rows[0].first.toISOString()).toBe("2010-12-01T08:26:00.000Z");
    expect(rows[0].last.toISOString()).toBe("2011-12-09T12:50:00.000Z");
  });

  it("writes each member's purchases and refunds on their time line once", async () => {
    const { rows } = await feilun.platform.pool.query(`select
      (select count(*) from event_log where type = 'order.paid') = (select count(*) from sales_order where member_no is not null) as paid,
      (select count(*) from event_log where type = 'order.refunded') = (select count(*) from refund where member_no is not null) as refunded`);
    expect(rows[0]).toEqual({ paid: true, refunded: true });
    const delivered = await feilun.platform.clickhouse.row("select count() as events from event");
    const logged = await feilun.platform.pool.query("select count(*)::int as events from event_log");
    expect(delivered).toEqual(logged.rows[0]);
  });
});
