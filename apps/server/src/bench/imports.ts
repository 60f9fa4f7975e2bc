import { createReadStream, createWriteStream, existsSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { from as copyFrom } from "pg-copy-streams";
import { projectRoot } from "../kernel/package-root.ts";
import { until } from "../testing/event-load.ts";
import { callApi, guessOrderPlan, importEnd, uploadFile, writeOrderFile } from "../testing/import-load.ts";
import type { Bench, BenchContext, BenchLine } from "./bench.ts";

const onlineRetail = path.join(projectRoot, "..", "shared", "data", "online_retail", "online_retail.csv.gz");
const options = { source: "bench", timeZone: "Europe/London", refundPrefixes: ["C"], excludePrefixes: ["A"] };
/** Lines of the large file; `FEILUN_BENCH_LINES=10000000` for the full test of flat memory. */
const largeLines = Number(process.env.FEILUN_BENCH_LINES ?? 2_000_000);
const memoryLimit = 900 * 1024 * 1024;

/** COPY of the file into one bare table, committed; seconds. */
async function copySeconds({ platform }: BenchContext, file: string): Promise<number> {
  const client = await platform.pool.connect();
  try {
    await client.query(
      "create table bench_bare (invoice_no text, stock_code text, description text, quantity int, invoice_date timestamp, unit_price numeric, customer_id text, country text)",
    );
    const started = performance.now();
    await pipeline(
      createReadStream(file, { highWaterMark: 256 * 1024 }),
      client.query(copyFrom("copy bench_bare from stdin with (format csv, header)")),
    );
    return (performance.now() - started) / 1_000;
  } finally {
    await client.query("drop table if exists bench_bare");
    client.release();
  }
}

interface Imported {
  readonly lines: number;
  /** From the start of the import until ClickHouse has every order and event. */
  readonly seconds: number;
  readonly peakBytes: number;
}

async function importFile(context: BenchContext, file: string, source: string): Promise<Imported> {
  const { feilun, platform, apiKey, say } = context;
  const fileId = await uploadFile(feilun.baseUrl, apiKey, file, path.basename(file));
  let peakBytes = feilun.memory();
  const plan = await guessOrderPlan(feilun.baseUrl, apiKey, fileId, { ...options, source });
  const started = performance.now();
  const { id } = await callApi<{ id: string }>(feilun.baseUrl, apiKey, "POST", "/imports", { fileId, plan });
  let lastSaid = 0;
  const report = await importEnd(feilun.baseUrl, apiKey, id, 7_200_000, (now) => {
    peakBytes = Math.max(peakBytes, feilun.memory());
    if (Date.now() - lastSaid < 10_000) return;
    lastSaid = Date.now();
    say(
      `  ${now.phase} ${now.rows.read} read, ${now.rows.applied} applied, ${Math.round(feilun.memory() / 1024 / 1024)} MiB`,
    );
  });
  if (report.status !== "done") throw new Error(`the import ended as ${report.status}: ${report.failure}`);
  if (report.rows.read !== report.rows.accepted + report.rows.rejected) throw new Error("rows are not accounted for");
  const { rows } = await platform.pool.query<{ orders: number; events: number }>(
    "select (select count(*) from sales_order) as orders, (select count(*) from event_log) as events",
  );
  await until(
    async () => {
      peakBytes = Math.max(peakBytes, feilun.memory());
      const found = await platform.clickhouse.row<{ orders: number; events: number }>(
        "select (select count() from current_order) as orders, (select count() from event) as events",
      );
      return found.orders === rows[0]?.orders && found.events === rows[0]?.events;
    },
    600_000,
    "delivery",
  );
  return { lines: report.rows.read, seconds: (performance.now() - started) / 1_000, peakBytes };
}

async function measure(
  context: BenchContext,
  name: string,
  file: string,
  target: BenchLine["target"],
): Promise<BenchLine[]> {
  const copied = await copySeconds(context, file);
  const imported = await importFile(context, file, name);
  const mib = Math.round(imported.peakBytes / 1024 / 1024);
  return [
    {
      name: `imports.${name}`,
      unit: "rows/s",
      value: Math.round(imported.lines / imported.seconds),
      baseline: { what: "COPY of the same file into a bare table", value: Math.round(imported.lines / copied) },
      ratio: copied / imported.seconds,
      target,
      more: { lines: imported.lines, seconds: Math.round(imported.seconds * 10) / 10 },
    },
    {
      name: `imports.${name}_memory`,
      unit: "MiB",
      value: mib,
      baseline: { what: "what the design allows", value: memoryLimit / 1024 / 1024 },
      ratio: memoryLimit / imported.peakBytes,
      target: { atLeast: 1 },
    },
  ];
}

/** Orders from a file to members, orders, events and ClickHouse, as an operator does it: upload, start, wait until it can be asked. */
export const importsBench: Bench = {
  name: "imports",
  async run(context) {
    const lines: BenchLine[] = [];
    // The first import pays for compiling code and opening connections.
    const warm = path.join(context.folder, "warm.csv");
    await writeOrderFile(warm, 20_000, 2_000);
    await importFile(context, warm, "warm");
    if (existsSync(onlineRetail)) {
      const file = path.join(context.folder, "online_retail.csv");
      await pipeline(createReadStream(onlineRetail), createGunzip(), createWriteStream(file));
      lines.push(...(await measure(context, "online_retail", file, { atLeast: 0.2, aim: 0.33 })));
    } else {
      context.say("  ../shared/data/online_retail is not there: only the made file is measured");
    }
    const large = path.join(context.folder, "large.csv");
    context.say(`  writing ${largeLines} lines`);
    await writeOrderFile(large, largeLines);
    lines.push(...(await measure(context, "large", large, null)));
    return lines;
  },
};
