import { keepReports } from "../engagement/ad-plans/keep-reports.ts";
import type { Bench } from "./bench.ts";
import { latencyLine, timesOf } from "./latency.ts";
import { layChain, readAs, signInViewers } from "./load/chain.ts";
import { adSize, fillAds } from "./load/fill-ads.ts";

const turns = 10;

/** 广告投放 over HTTP: the list, a plan that reaches everybody, and how long it takes to reckon what they show. */
export const adPlansBench: Bench = {
  name: "ad-plans",
  async run({ feilun, platform, say }) {
    const storeNos = await layChain(platform);
    await fillAds(platform, say);
    const viewer = (await signInViewers(platform, feilun.baseUrl, storeNos)).find(({ role }) => role === "hq");
    if (!viewer) throw new Error("nobody sees the whole chain");
    const baseline = {
      what: "one count over all openings, bare",
      times: await timesOf(turns, () => platform.pool.query("select count(*) from live_code_visit")),
    };
    const reckoned = await timesOf(1, () => keepReports(platform));
    const { rows } = await platform.pool.query<{ id: string }>("select id from ad_plan where name = '投放 1'");
    const read = (path: string) => () => readAs(feilun.baseUrl, viewer, path);
    // The first request pays for compiling code and opening connections.
    await read("/ad-plans")();
    return [
      latencyLine("ad-plans.reckon", reckoned, baseline, 60_000, adSize),
      latencyLine("ad-plans.list", await timesOf(turns, read("/ad-plans")), baseline, 1_000, adSize),
      latencyLine("ad-plans.page", await timesOf(turns, read(`/ad-plans/${rows[0]?.id}`)), baseline, 1_500, adSize),
    ];
  },
};
