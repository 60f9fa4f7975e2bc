import { addDays, dayIn } from "../kernel/calendar.ts";
import type { Bench, BenchLine } from "./bench.ts";
import { latencyLine, timesOf } from "./latency.ts";
import { layChain, readAs, signInViewers } from "./load/chain.ts";
import { fillOpenings, openingDays, openingSize } from "./load/fill-openings.ts";

const limitMs = 5_000;
const turns = 5;
const reports = ["entries", "shares/report", "matrix", "home/report"] as const;

interface Totalled {
  readonly total?: { readonly visits: number };
}

/** A report that leaves openings out would be fast for nothing. */
function expectAll({ total }: Totalled, openings: number): void {
  if (total?.visits !== openings) throw new Error(`the report tells of ${total?.visits} of ${openings} openings`);
}

/** The reports of the mini programs over HTTP, for thirty days of openings, as headquarters, a region and a store read them. */
export const miniProgramBench: Bench = {
  name: "mini-program",
  async run({ feilun, platform, options, say }) {
    const today = dayIn(platform.config.timeZone, new Date());
    const size = openingSize(options.openings);
    const storeNos = await layChain(platform);
    await fillOpenings(platform, size, storeNos, today, say);
    const baseline = {
      what: "one count of the people behind all openings, bare",
      times: await timesOf(turns, () =>
        platform.clickhouse.row(
          "select uniqExact(member_no) as people from event where type = 'mini_program.opened' and not ignore(properties)",
        ),
      ),
    };
    const period = new URLSearchParams({ from: addDays(today, -openingDays), to: addDays(today, 1) });
    const lines: BenchLine[] = [];
    const viewers = await signInViewers(platform, feilun.baseUrl, storeNos);
    for (const viewer of viewers)
      for (const report of reports) {
        const read = () => readAs<Totalled>(feilun.baseUrl, viewer, `/mini-program/${report}?${period}`);
        // The first request pays for compiling code and opening connections.
        await read();
        if (viewer.role === "hq" && report === "entries") expectAll(await read(), size.openings);
        const name = `mini-program.${viewer.role}.${report.replace("/report", "")}`;
        lines.push(latencyLine(name, await timesOf(turns, read), baseline, limitMs, size));
      }
    return lines;
  },
};
