import type { z } from "zod";
import type { Platform } from "../../../kernel/platform.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { type Asked, ofStores, ordersAfter, spanParams, within } from "../visits/facts.ts";
import { visitSetting } from "../visits/settings.ts";
import { type Home, type HomeBasis, homeBases } from "./rules.ts";
import { homeNames, type homeReport } from "./schemas.ts";

const homes = Object.keys(homeNames) as Home[];

const told = "type = 'mini_program.home_shown'";

/** What a home that was shown holds, taken out of its JSON in one reading. */
const shownProperties = "Tuple(appId String, visitId String, home String, basis String)";

/**
 * ClickHouse: the home that each opening ended with; the same person may first refuse and then share a position. The last one is found by one
 * number, (when, seq): the maximum of a tuple would be kept as boxed values, a million of them.
 */
const shown = (condition: string) => `
  select last_member as member_no, last_home as home, last_basis as basis, last_shop as store_no
  from (
    select visit, argMax(member_no, nth) as last_member, argMax(shown_home, nth) as last_home, argMax(shown_basis, nth) as last_basis,
      argMax(shop, nth) as last_shop
    from (
      select member_no, store_no as shop, bitShiftLeft(toUInt128(toUnixTimestamp64Milli(occurred_at)), 64) + seq as nth,
        JSONExtract(properties, '${shownProperties}') as told, cityHash64(told.appId, told.visitId) as visit,
        told.home as shown_home, told.basis as shown_basis
      from member_event where ${told} and ${within()})
    group by visit)
  where ${condition}`;

/** ClickHouse: every home that was shown, for orders to find the last one before them. */
const everyShown = `
  select member_no, occurred_at, JSONExtractString(properties, 'home') as home from member_event where ${told} and ${within("before")}`;

interface ShownRow {
  readonly home: Home;
  readonly basis: HomeBasis;
  readonly storeNo: number;
  readonly visits: number;
  readonly users: number;
  /** 1 where the row is of all bases, or of all stores. */
  readonly allBases: number;
  readonly allStores: number;
}

/** Which homes were shown, why, and what was ordered after each (CH-21). A store sees the homes of its own. */
export async function reportHomes(platform: Platform, asked: Asked): Promise<z.input<typeof homeReport>> {
  const { value } = await readSetting(platform.db, visitSetting);
  const params = spanParams(platform, asked, value.orderHours);
  const ask = <Row>(select: string) => platform.clickhouse.rows<Row>(select, params, { timeoutMs: 60_000 });
  const [rows, orders] = await Promise.all([
    ask<ShownRow>(
      `select home, basis, store_no as "storeNo", count() as visits, uniqExact(member_no) as users,
         grouping(basis) as "allBases", grouping(store_no) as "allStores"
       from (${shown(ofStores(asked))}) group by grouping sets ((home), (home, basis), (home, store_no)) order by visits desc`,
    ),
    ask<{ home: Home | ""; orders: number; amountLi: number }>(
      `select home, count() as orders, sum(amount_li) as "amountLi" from (${ordersAfter(everyShown, ["home"], ofStores(asked))}) group by home`,
    ),
  ]);
  const views = rows.filter(({ allBases, allStores }) => allBases && allStores);
  const bases = rows.filter(({ allBases }) => !allBases);
  const stores = byStore(rows.filter(({ allStores, storeNo }) => !allStores && storeNo > 0));
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

const mostStores = 20;

/** The stores whose homes were shown most. */
function byStore(rows: readonly ShownRow[]) {
  const stores = new Map<number, { storeNo: number; scanAndGo: number; homeDelivery: number; nearby: number }>();
  for (const { storeNo, home, visits } of rows) {
    const store = stores.get(storeNo) ?? { storeNo, scanAndGo: 0, homeDelivery: 0, nearby: 0 };
    const field = home === "scan_and_go" ? "scanAndGo" : home === "home_delivery" ? "homeDelivery" : "nearby";
    stores.set(storeNo, { ...store, [field]: visits });
  }
  const all = ({ scanAndGo, homeDelivery, nearby }: { scanAndGo: number; homeDelivery: number; nearby: number }) =>
    scanAndGo + homeDelivery + nearby;
  return [...stores.values()].sort((a, b) => all(b) - all(a) || a.storeNo - b.storeNo).slice(0, mostStores);
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
