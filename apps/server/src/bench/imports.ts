import { createReadStream, createWriteStream } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { from as copyFrom } from "pg-copy-streams";
import { projectRoot } from "../kernel/package-root.ts";
import { until } from "../testing/event-load.ts";
import { callApi, guessOrderPlan, importEnd, uploadFile, writeOrderFile } from "../testing/import-load.ts";
import type { Bench, BenchContext, BenchLine } from "./bench.ts";

const onlineRetail = path.join(projectRoot, "data", "online_retail", "online_retail.csv.gz");
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
  // Looked at past the API: a request every 100 ms would be a load of its own.
  await until(
    async () => {
      peakBytes = Math.max(peakBytes, feilun.memory());
      const { rows } = await platform.pool.query<{ phase: string; read: number; applied: number }>(
        "select phase, rows_read as read, rows_applied as applied from import_run where id = $1",
        [id],
      );
      const now = rows[0];
      if (now && Date.now() - lastSaid >= 10_000) {
        lastSaid = Date.now();
        say(
          `  ${now.phase} ${now.read} read, ${now.applied} applied, ${Math.round(feilun.memory() / 1024 / 1024)} MiB`,
        );
      }
      return now?.phase === "finished";
    },
    7_200_000,
    "the import",
  );
  const report = await importEnd(feilun.baseUrl, apiKey, id, 10_000);
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

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Medians of `rounds` turns, COPY and import by turns, each import under a source of its own so that everything is new. */
async function measure(
  context: BenchContext,
  name: string,
  file: string,
  rounds: number,
  target: BenchLine["target"],
): Promise<BenchLine[]> {
  const copies: number[] = [];
  const imports: Imported[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    copies.push(await copySeconds(context, file));
    imports.push(await importFile(context, file, `${name}${round}`));
  }
  const copied = median(copies);
  const imported = {
    lines: imports[0]?.lines ?? 0,
    seconds: median(imports.map((each) => each.seconds)),
    peakBytes: Math.max(...imports.map((each) => each.peakBytes)),
  };
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
    const file = path.join(context.folder, "online_retail.csv");
    await pipeline(createReadStream(onlineRetail), createGunzip(), createWriteStream(file));
    lines.push(...(await measure(context, "online_retail", file, 3, { atLeast: 0.2, aim: 0.33 })));
    const large = path.join(context.folder, "large.csv");
    context.say(`  writing ${largeLines} lines`);
    await writeOrderFile(large, largeLines);
    lines.push(...(await measure(context, "large", large, 1, null)));
    return lines;
  },
};
