import path from "node:path";
import { adminKey } from "../testing/admin-key.ts";
import { until } from "../testing/event-load.ts";
import { callApi, guessOrderPlan, importEnd, uploadFile, writeOrderFile } from "../testing/import-load.ts";
import { runFeilun } from "../testing/running-feilun.ts";
import type { Drill, DrillContext, DrillResult } from "./drill.ts";
import { withPlatform } from "./with-platform.ts";

const lines = 600_000;
/** Share of the import that is done when the server is killed. */
const deaths: readonly { readonly phase: "reading" | "applying"; readonly progress: number }[] = [
  { phase: "reading", progress: 0.1 },
  { phase: "applying", progress: 0.5 },
  { phase: "applying", progress: 0.75 },
];

/** Kills the server with -9 in both phases of an import; the import goes on by itself after each restart. */
export const importsDrill: Drill = {
  name: "imports",
  promise:
    "the server is killed with -9 while importing: every row is imported once, in PostgreSQL and in ClickHouse, and every row is accounted for",
  async run({ dataDir, port, folder, say }: DrillContext): Promise<DrillResult> {
    const file = path.join(folder, "orders.csv");
    await writeOrderFile(file, lines, 20_000);
    let feilun = await runFeilun(dataDir, port);
    try {
      const apiKey = await withPlatform(dataDir, (platform) => adminKey(platform, feilun.baseUrl));
      const fileId = await uploadFile(feilun.baseUrl, apiKey, file, "orders.csv");
      const plan = await guessOrderPlan(feilun.baseUrl, apiKey, fileId, { source: "drill", refundPrefixes: ["C"] });
      const { id } = await callApi<{ id: string }>(feilun.baseUrl, apiKey, "POST", "/imports", { fileId, plan });
      let kills = 0;
      for (const death of deaths) {
        const reached = new AbortController();
        await importEnd(feilun.baseUrl, apiKey, id, 600_000, (report) => {
          const past = report.phase !== "reading" || death.phase === "reading";
          if (report.phase === "finished" || (past && report.progress >= death.progress)) reached.abort();
          reached.signal.throwIfAborted();
        }).catch((error: unknown) => {
          if (!reached.signal.aborted) throw error;
        });
        say(`  kill -9 while ${death.phase}`);
        await feilun.kill();
        kills += 1;
        feilun = await runFeilun(dataDir, port);
      }
      const report = await importEnd(feilun.baseUrl, apiKey, id, 900_000);
      return await withPlatform(dataDir, async (platform) => {
        const { rows } = await platform.pool.query<{
          documents: number;
          lines: number;
          doubled: number;
          net: number;
          events: number;
        }>(`
          select (select count(*) from sales_order) + (select count(*) from refund) as documents,
            (select sum(line_count) from (select line_count from sales_order union all select line_count from refund) l)::bigint as lines,
            (select count(*) from (select from event_log group by source, event_id having count(*) > 1) d) as doubled,
            (select sum(amount_li)::bigint from sales_order) - (select sum(amount_li)::bigint from refund) as net,
            (select count(*) from event_log) as events`);
        const stored = rows[0] ?? { documents: 0, lines: 0, doubled: 0, net: 0, events: 0 };
        const inClickHouse = () =>
          platform.clickhouse.row<{ documents: number; net: number; events: number }>(
            "select (select count() from current_order) + (select count() from current_refund) as documents, (select sum(amount_li) from current_order) - (select sum(amount_li) from current_refund) as net, (select count() from event) as events",
          );
        const agrees = (found: { documents: number; net: number; events: number }) =>
          found.documents === stored.documents && found.net === stored.net && found.events === stored.events;
        await until(async () => agrees(await inClickHouse()), 120_000, "delivery").catch((error: Error) =>
          say(`  ${error.message}`),
        );
        const found = await inClickHouse();
        const held =
          report.status === "done" &&
          report.rows.read === lines &&
          report.rows.accepted === lines &&
          report.rows.applied === lines &&
          report.documents.created === lines / 20 &&
          stored.documents === lines / 20 &&
          stored.lines === lines &&
          stored.doubled === 0 &&
          agrees(found);
        return {
          held,
          figures: {
            lines,
            kills,
            read: report.rows.read,
            accepted: report.rows.accepted,
            created: report.documents.created,
            documents: stored.documents,
            linesStored: stored.lines,
            documentsInClickHouse: found.documents,
            eventsDoubled: stored.doubled,
          },
        };
      });
    } finally {
      await feilun.stop();
    }
  },
};
