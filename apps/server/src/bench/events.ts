import { eventBacklog, reconcileEvents } from "../events/index.ts";
import { copyInto, copyLine } from "../kernel/postgres/copy.ts";
import { eachOf, type MadeEvent, madeEvent, postEvents, until } from "../testing/event-load.ts";
import type { Bench, BenchContext, BenchLine } from "./bench.ts";

const events = 200_000;
const people = 20_000;
const batch = 2_000;
const clients = 8;

/** COPY of the same rows into one bare table, committed: what the disk and PostgreSQL can do at best. Rows per second. */
async function copyRate({ platform }: BenchContext, rows: readonly MadeEvent[]): Promise<number> {
  const lines: string[] = [];
  for (let from = 0; from < rows.length; from += batch) {
    lines.push(
      rows
        .slice(from, from + batch)
        .map((row) =>
          copyLine([
            "bench",
            row.eventId,
            row.type,
            row.occurredAt,
            JSON.stringify(row.identifiers),
            row.channel,
            JSON.stringify(row.properties),
          ]),
        )
        .join(""),
    );
  }
  const client = await platform.pool.connect();
  try {
    await client.query(`create table bench_bare (source text, event_id text, type text, occurred_at timestamptz, identifiers jsonb, channel text,
      properties jsonb)`);
    const started = performance.now();
    await copyInto(client, "bench_bare", lines);
    return rows.length / ((performance.now() - started) / 1_000);
  } finally {
    await client.query("drop table if exists bench_bare");
    client.release();
  }
}

/** Durable ingestion over HTTP by concurrent clients, and the time until every event is in the log and in ClickHouse. */
export const eventsBench: Bench = {
  name: "events",
  async run(context: BenchContext): Promise<BenchLine[]> {
    const { feilun, platform, apiKey, say } = context;
    const now = new Date();
    const made = Array.from({ length: events }, (_, i) => madeEvent("bench", i, people, now));
    const bodies: string[] = [];
    for (let from = 0; from < events; from += batch) {
      bodies.push(JSON.stringify({ source: "bench", events: made.slice(from, from + batch) }));
    }
    const bare = await copyRate(context, made);
    say(`  COPY of ${events} events into a bare table: ${Math.round(bare)} rows/s`);

    // The first requests pay for compiling code and opening connections.
    const warm = Array.from({ length: 4_000 }, (_, i) => madeEvent("warm", i, people, now));
    await postEvents(feilun.baseUrl, apiKey, JSON.stringify({ source: "bench", events: warm }));
    const settled = async () => {
      const { waiting, undelivered } = await eventBacklog(platform);
      return waiting === 0 && undelivered === 0;
    };
    await until(settled, 60_000, "the warm-up");

    const started = performance.now();
    let accepted = 0;
    await eachOf(bodies, clients, async (body) => {
      const sent = await postEvents(feilun.baseUrl, apiKey, body);
      accepted += sent.accepted;
    });
    const ingested = events / ((performance.now() - started) / 1_000);
    if (accepted !== events) throw new Error(`${accepted} events were accepted of ${events}`);
    say(`  acknowledged at ${Math.round(ingested)} events/s; waiting for the log and ClickHouse`);
    await until(settled, 600_000, "processing");
    const through = events / ((performance.now() - started) / 1_000);
    const { inLog, doubled } = await reconcileEvents(platform);
    if (inLog !== events + warm.length || doubled !== 0)
      throw new Error(`${inLog} events in the log, ${doubled} doubled`);
    const line = (name: string, value: number, target: BenchLine["target"]): BenchLine => ({
      name,
      unit: "events/s",
      value: Math.round(value),
      baseline: { what: "COPY of the same rows into a bare table", value: Math.round(bare) },
      ratio: value / bare,
      target,
      more: { events, batch, clients },
    });
    return [
      line("events.ingest", ingested, { atLeast: 0.1, aim: 0.25 }),
      line("events.through_to_clickhouse", through, null),
    ];
  },
};
