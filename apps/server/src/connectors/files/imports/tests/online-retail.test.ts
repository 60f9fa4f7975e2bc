import { existsSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { projectRoot } from "../../../../kernel/package-root.ts";
import { testPlatform } from "../../../../testing/platform.ts";
import { runImport } from "../runs/run-import.ts";

const file = path.join(projectRoot, "..", "shared", "data", "online_retail", "online_retail.csv.gz");
const absent = !existsSync(file);
if (absent) console.warn(`skipped: ${path.relative(projectRoot, file)} is not there`);

it.skipIf(absent)("imports", async () => {
  const feilun = await testPlatform();
  const start = Date.now();
  const report = await runImport(
    feilun.platform,
    {
      kind: "orders",
      path: file,
      options: { source: "online_retail", timeZone: "Europe/London", refundPrefixes: ["C"], excludePrefixes: ["A"] },
    },
    { onProgress: (r) => console.log(Date.now() - start, r.phase, r.rows.read, r.rows.applied) },
  );
  console.log(report, Date.now() - start);
  await feilun.deliver();
  console.log(Date.now() - start);
  console.log(
    await feilun.platform.clickhouse.rows(
      "select count(), sum(amount_li), sum(items), uniqExact(member_no) from current_order",
    ),
  );
  expect(report.status).toBe("done");
});
