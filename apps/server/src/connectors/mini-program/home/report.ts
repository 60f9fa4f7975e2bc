import type { z } from "zod";
import type { Platform } from "../../../kernel/platform.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { type Asked, ofStores, ordersAfter, spanParams, within } from "../visits/facts.ts";
import { visitSetting } from "../visits/settings.ts";
import { type Home, type HomeBasis, homeBases } from "./rules.ts";
import { homeNames, type homeReport } from "./schemas.ts";

const homes = Object.keys(homeNames) as Home[];

/** ClickHouse: the home that each opening ended with; the same person may first refuse and then share a position. */
const shown = (since: "start" | "before", condition: string) => `
  select argMax(member_no, turn) as member_no, max(at) as occurred_at, argMax(home, turn) as home, argMax(basis, turn) as basis,
    argMax(shop, turn) as store_no
  from (
    select member_no, occurred_at as at, (occurred_at, seq) as turn, store_no as shop,
      concat(JSONExtractString(properties, 'appId'), ' ', JSONExtractString(properties, 'visitId')) as visit,
      JSONExtractString(properties, 'home') as home, JSONExtractString(properties, 'basis') as basis
    from member_event where type = 'mini_program.home_shown' and ${within(since)})
  group by visit having ${condition}`;

/** Which homes were shown, why, and what was ordered after each (CH-21). A store sees the homes of its own. */
export async function reportHomes(platform: Platform, asked: Asked): Promise<z.input<typeof homeReport>> {
  const { value } = await readSetting(platform.db, visitSetting);
  const params = spanParams(platform, asked, value.orderHours);
  const ask = <Row>(select: string) => platform.clickhouse.rows<Row>(select, params, { timeoutMs: 60_000 });
  const [views, orders, bases, stores] = await Promise.all([
    ask<{ home: Home; visits: number; users: number }>(
      `select home, count() as visits, uniqExact(member_no) as users from (${shown("start", ofStores(asked))}) group by home`,
    ),
    ask<{ home: Home | ""; orders: number; amountLi: number }>(
      `select home, count() as orders, sum(amount_li) as "amountLi" from (${ordersAfter(shown("before", "1"), ["home"], ofStores(asked))}) group by home`,
    ),
    ask<{ home: Home; basis: HomeBasis; visits: number }>(
      `select home, basis, count() as visits from (${shown("start", ofStores(asked))}) group by home, basis order by visits desc`,
    ),
    ask<{ storeNo: number; scanAndGo: number; homeDelivery: number; nearby: number }>(
      `select store_no as "storeNo", countIf(home = 'scan_and_go') as "scanAndGo", countIf(home = 'home_delivery') as "homeDelivery",
         countIf(home = 'nearby') as nearby
       from (${shown("start", ofStores(asked))}) where store_no > 0 group by store_no order by count() desc, store_no limit 20`,
    ),
  ]);
  const all = views.reduce((sum, { visits }) => sum + visits, 0);
  return {
    orderHours: value.orderHours,
    visits: all,
    homes: homes.map((home) => {
      const { visits = 0, users = 0 } = views.find((each) => each.home === home) ?? {};
      const bought = orders.find((each) => each.home === home);
      return {
        home,
        name: homeNames[home],
        visits,
        users,
        share: all === 0 ? null : visits / all,
        orders: bought?.orders ?? 0,
        amountFen: Math.round((bought?.amountLi ?? 0) / 10),
      };
    }),
    bases: bases.map(({ home, basis, visits }) => ({ home, basis, name: homeBases[basis] ?? basis, visits })),
    stores: await withNames(platform, stores),
  };
}

async function withNames<Row extends { storeNo: number }>({ db }: Platform, rows: readonly Row[]) {
  const names = await db
    .selectFrom("org_unit")
    .select(["no", "name"])
    .where("no", "in", [0, ...rows.map(({ storeNo }) => storeNo)])
    .execute();
  const nameOf = new Map(names.map(({ no, name }) => [no, name]));
  return rows.map((row) => ({ ...row, storeName: nameOf.get(row.storeNo) ?? `门店 ${row.storeNo}` }));
}
