import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../../../../kernel/package-root.ts";
import { testPlatform } from "../../../../testing/platform.ts";
import { runImport } from "../runs/run-import.ts";

const folder = path.join(projectRoot, "..", "shared", "data", "cdnow");
const absent = !existsSync(path.join(folder, "transactions.csv.gz"));
if (absent) console.warn("skipped: ../shared/data/cdnow is not there, so CDNOW cannot be imported");

// Expected figures: KNOWN_ANSWERS.md §1.
describe.skipIf(absent)("CDNOW, the full file: no order number, no product", () => {
  it("makes one order per customer and day, 67,591 in all, and none twice [IN-16]", async () => {
    const feilun = await testPlatform();
    const request = {
      kind: "orders" as const,
      path: path.join(folder, "transactions.csv.gz"),
      options: { source: "cdnow" },
    };
    const report = await runImport(feilun.platform, request);
    expect(report.rows).toEqual({ read: 69_659, accepted: 69_659, rejected: 0, unchanged: 0, applied: 69_659 });
    expect(report.documents).toEqual({ created: 67_591, updated: 0, unchanged: 0 });
    await feilun.deliver();
    const total = await feilun.platform.clickhouse.row(
      "select count() as orders, sum(amount_li) as li, sum(items) as items, uniqExact(member_no) as members, toString(min(business_day)) as first, toString(max(business_day)) as last from current_order",
    );
    expect(total).toEqual({
      orders: 67_591,
      li: 2_500_315_630,
      items: 167_881,
      members: 23_570,
      first: "1997-01-01",
      last: "1998-06-30",
    });
    const again = await runImport(feilun.platform, request);
    expect(again.documents).toEqual({ created: 0, updated: 0, unchanged: 67_591 });
    expect(again.rows.unchanged).toBe(69_659);
  }, 120_000);
});
