import { readdirSync, readFileSync } from "node:fs";
import { reconcileEvents } from "../events/index.ts";
import { adminKey } from "../testing/admin-key.ts";
import { eachOf, madeEvent, postEvents, until } from "../testing/event-load.ts";
import { type RunningFeilun, runFeilun } from "../testing/running-feilun.ts";
import type { Drill, DrillContext, DrillResult } from "./drill.ts";
import { withPlatform } from "./with-platform.ts";

const batches = 120;
const batch = 500;
const people = 3_000;
/** After so many acknowledged batches: who dies. */
const deaths: readonly { readonly after: number; readonly who: "server" | "clickhouse" }[] = [
  { after: 15, who: "clickhouse" },
  { after: 35, who: "server" },
  { after: 55, who: "clickhouse" },
  { after: 60, who: "server" },
  { after: 90, who: "server" },
];

/** Pids of a process's children whose command line holds `part`. */
function childrenOf(parent: number, part: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
          .replace(/^.*\) /s, "")
          .split(" ");
        return Number(fields[1]) === parent && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(part);
      } catch {
        return false;
      }
    });
}

/** Kills the server and ClickHouse with -9 while events come in; senders repeat what was not acknowledged. */
export const eventsDrill: Drill = {
  name: "events",
  promise:
    "the server and ClickHouse are killed with -9 while events come in: every acknowledged event is in the log and in ClickHouse once",
  async run({ dataDir, port, say }: DrillContext): Promise<DrillResult> {
    const now = new Date();
    let feilun: RunningFeilun = await runFeilun(dataDir, port);
    let reviving: Promise<void> = Promise.resolve();
    const pending = [...deaths];
    let killed = 0;
    let acknowledged = 0;
    let repeated = 0;
    try {
      const apiKey = await withPlatform(dataDir, (platform) => adminKey(platform, feilun.baseUrl));

      const strike = async (who: "server" | "clickhouse") => {
        killed += 1;
        say(`  kill -9 ${who} after ${acknowledged} acknowledged batches`);
        if (who === "clickhouse") {
          for (const pid of childrenOf(feilun.pid, "clickhouse-server")) process.kill(pid, "SIGKILL");
          return;
        }
        await feilun.kill();
        feilun = await runFeilun(dataDir, port);
      };

      const send = async (body: string) => {
        for (const deadline = Date.now() + 180_000; ; ) {
          try {
            await postEvents(feilun.baseUrl, apiKey, body);
            return;
          } catch (error) {
            // What a sender does: repeat the same batch until it is acknowledged.
            if (Date.now() > deadline) throw error;
            repeated += 1;
            await reviving;
            await new Promise((resolve) => setTimeout(resolve, 100));
          }
        }
      };

      const bodies = Array.from({ length: batches }, (_, b) =>
        JSON.stringify({
          source: "drill",
          events: Array.from({ length: batch }, (_, i) => madeEvent("drill", b * batch + i, people, now)),
        }),
      );
      // One batch in six is sent twice, as after an answer that was lost on its way.
      const load = bodies.flatMap((body, b) => (b % 6 === 0 ? [body, body] : [body]));
      await eachOf(load, 4, async (body) => {
        await send(body);
        acknowledged += 1;
        const next = pending[0];
        if (next && acknowledged >= next.after) {
          pending.shift();
          reviving = reviving.then(() => strike(next.who));
        }
      });
      await reviving;

      const sent = batches * batch;
      return await withPlatform(dataDir, async (platform) => {
        await until(
          async () => (await reconcileEvents(platform).catch(() => null))?.agrees ?? false,
          300_000,
          "processing",
        ).catch((error: Error) => say(`  ${error.message}`));
        const found = await reconcileEvents(platform);
        return {
          held:
            found.agrees &&
            found.inLog === sent &&
            found.inClickHouse === sent &&
            found.doubled === 0 &&
            found.deadLetters === 0,
          figures: {
            sent,
            inLog: found.inLog,
            inClickHouse: found.inClickHouse,
            doubled: found.doubled,
            deadLetters: found.deadLetters,
            waiting: found.waiting,
            kills: killed,
            repeatedRequests: repeated,
          },
        };
      });
    } finally {
      await reviving.catch(() => undefined);
      await feilun.stop();
    }
  },
};
