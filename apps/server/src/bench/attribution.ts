import { setTimeout } from "node:timers/promises";
import { addDays, dayIn } from "../kernel/calendar.ts";
import type { Bench } from "./bench.ts";
import { latencyLine, timesOf } from "./latency.ts";
import { layChain, readAs, signInViewers } from "./load/chain.ts";
import { adSize, fillAds } from "./load/fill-ads.ts";

const turns = 10;
const days = 30;

/** 业绩归因: a million orders of people who came by ads and codes, decided by the running program, then read over HTTP. */
export const attributionBench: Bench = {
  name: "attribution",
  async run({ feilun, platform, say }) {
    const { pool, db, clock, config } = platform;
    const storeNos = await layChain(platform);
    await fillAds(platform, say);
    const viewer = (await signInViewers(platform, feilun.baseUrl, storeNos)).find(({ role }) => role === "hq");
    if (!viewer) throw new Error("nobody sees the whole chain");
    const decided = async () =>
      (await pool.query<{ n: number }>("select count(*)::int as n from order_attribution")).rows[0]?.n ?? 0;
    const decide = await timesOf(1, async () => {
      await db.transaction().execute((tx) => platform.jobs.enqueue(tx, "engagement.attribute_orders", {}));
      for (let n = await decided(); n < adSize.orders; n = await decided()) {
        say(`  ${n} of ${adSize.orders} orders are decided`);
        await setTimeout(5_000);
      }
    });
    const bare = {
      what: "writing the same decisions into a bare table",
      times: await timesOf(1, () => pool.query("create table bare_attribution as select * from order_attribution")),
    };
    await pool.query("drop table bare_attribution");
    const today = dayIn(config.timeZone, clock.now());
    const period = `from=${addDays(today, -days)}&to=${addDays(today, 1)}`;
    const read = (path: string) => () => readAs(feilun.baseUrl, viewer, path);
    const figures = read(`/attribution/figures?dimension=campaign&${period}`);
    const models = read(`/attribution/models?dimension=campaign&${period}`);
    for (;;) {
      const behind = await pool.query<{ n: number }>(
        "select count(*)::int as n from order_attribution a, feed_cursor f where f.feed = 'order_attribution_fact' and a.changed_xid >= f.delivered_xid",
      );
      if (behind.rows[0]?.n === 0) break;
      await setTimeout(500);
    }
    await figures();
    const scan = {
      what: "one count over all orders, bare",
      times: await timesOf(turns, () => pool.query("select count(*) from sales_order")),
    };
    return [
      latencyLine("attribution.decide_million", decide, bare, 600_000, adSize),
      latencyLine("attribution.figures_30_days", await timesOf(turns, figures), scan, 1_500, adSize),
      latencyLine("attribution.models_30_days", await timesOf(3, models), scan, 20_000, adSize),
    ];
  },
};
