import { buildRfmSnapshot } from "../insight/rfm/build-snapshot.ts";
import { settleMonths } from "../insight/settled/settle-months.ts";
import { addDays, dayIn } from "../kernel/calendar.ts";
import type { Bench, BenchLine } from "./bench.ts";
import { latencyLine, timesOf } from "./latency.ts";
import { type BenchViewer, layChain, readAs, signInViewers } from "./load/chain.ts";
import { changeLately, fillFacts } from "./load/fill-facts.ts";

const limitMs = 1_500;
const turns = 3;

interface Page {
  readonly name: string;
  readonly roles: readonly BenchViewer["role"][];
  /** What the console asks for when the page opens, all at once. */
  readonly requests: readonly string[];
}

const query = (path: string, params: Readonly<Record<string, string | number>>) =>
  `${path}?${new URLSearchParams(Object.entries(params).map(([key, value]) => [key, String(value)] as [string, string]))}`;
const metrics = (list: string, params: Readonly<Record<string, string | number>>) =>
  query("/metrics/query", { metrics: list, ...params });
const headline = "gmv,orders,averageOrderValue,buyers,newBuyers,returningBuyers,newMembers,repurchaseRate";

/** 经营总览 over a period, as `pages/overview` of the console asks. */
function overview(from: string, to: string, by: "day" | "month"): string[] {
  const period = { from, to, compare: "previous" };
  return [
    metrics(headline, { ...period, by }),
    metrics("gmv", { ...period, by: "region", limit: 200 }),
    metrics("gmv,orders,buyers", { ...period, by: "region", sort: "-gmv", limit: 10 }),
    metrics("gmv", { ...period, by: "channel", sort: "-gmv" }),
    query("/insight/cohorts", { offsets: 5 }),
    "/insight/rfm",
  ];
}

function pagesOn(today: string): Page[] {
  const all = ["hq", "region", "store"] as const;
  const month = { from: addDays(today, -30), to: today };
  const pages: (Omit<Page, "roles"> & Partial<Pick<Page, "roles">>)[] = [
    { name: "overview_7_days", requests: overview(addDays(today, -7), today, "day") },
    { name: "overview_30_days", requests: overview(month.from, month.to, "day") },
    { name: "overview_a_year", requests: overview(addDays(today, -365), today, "month") },
    { name: "store_home", roles: ["store"], requests: ["/insight/store-home"] },
    {
      name: "retention",
      requests: [
        query("/insight/cohorts", { offsets: 12 }),
        query("/insight/repeat", { days: "7,14,21,30,45,60,75,90,120,150,180,240,300,365" }),
      ],
    },
    { name: "rfm", requests: ["/insight/rfm"] },
    { name: "rfm_members", requests: [query("/insight/rfm/members", { group: "important_keep" })] },
    {
      name: "ranking_of_stores",
      requests: [metrics("gmv,orders,buyers", { ...month, compare: "previous", by: "store", sort: "-gmv", limit: 10 })],
    },
    {
      name: "activity",
      requests: [
        metrics("activeMembers,activeRate,arpu,members,customers", { ...month, compare: "previous", by: "day" }),
      ],
    },
    { name: "people_behind_a_figure", requests: [query("/metrics/newBuyers/members", month)] },
    { name: "new_and_old_compared", requests: [query("/insight/compare-groups", { ...month, by: "new_old" })] },
    { name: "channel_profiles", requests: [query("/insight/channel-profiles", month)] },
  ];
  return pages.map((page) => ({ roles: all, ...page }));
}

/** The pages of figures over HTTP, as headquarters, a region and a store open them: from the first request to the last answer. */
export const dashboardsBench: Bench = {
  name: "dashboards",
  async run({ feilun, platform, options, say }) {
    const { orders } = options;
    const today = dayIn(platform.config.timeZone, new Date());
    const storeNos = await layChain(platform);
    const started = performance.now();
    await fillFacts(platform, orders, storeNos, today, say);
    say(`  ${orders} orders in ${Math.round((performance.now() - started) / 1_000)} s`);
    // As the jobs leave it: quiet months settled, this one and the last still receiving orders.
    const settled = await timesOf(1, () => settleMonths(platform, { impatient: true }));
    say(`  months settled in ${Math.round((settled[0] ?? 0) / 1_000)} s`);
    await changeLately(platform, today);
    const snapshot = await timesOf(1, () => buildRfmSnapshot(platform, today));
    const viewers = await signInViewers(platform, feilun.baseUrl, storeNos);
    const baseline = {
      what: "one sum over all rows, bare",
      times: await timesOf(turns, () => platform.clickhouse.row("select sum(amount_li) as li from order_fact")),
    };
    const lines: BenchLine[] = [latencyLine("dashboards.rfm_snapshot", snapshot, baseline, 60_000, { orders })];
    const say1 = (line: BenchLine) => say(`  ${line.name}: p50 ${line.more?.p50}, max ${line.more?.max} ms`);
    for (const viewer of viewers) {
      // The first request pays for compiling code and opening connections.
      await readAs(feilun.baseUrl, viewer, "/metrics");
      for (const { name, roles, requests } of pagesOn(today)) {
        if (!roles.includes(viewer.role)) continue;
        const times = await timesOf(turns, () =>
          Promise.all(requests.map((path) => readAs(feilun.baseUrl, viewer, path))),
        );
        const line = latencyLine(`dashboards.${viewer.role}.${name}`, times, baseline, limitMs, {
          orders,
          requests: requests.length,
        });
        say1(line);
        lines.push(line);
      }
    }
    return lines;
  },
};
