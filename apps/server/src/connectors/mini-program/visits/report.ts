import { MINI_PROGRAM_ENTRIES, MINI_PROGRAM_SCENES, type MiniProgramEntry } from "@feilun/wechat-protocol";
import type { z } from "zod";
import type { Platform } from "../../../kernel/platform.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { type Asked, ofMembers, openings, ordersAfter, spanParams } from "./facts.ts";
import { entryExpression, entryParams } from "./rules.ts";
import type { entriesAnswer } from "./schemas.ts";
import { type VisitRules, visitSetting } from "./settings.ts";

interface Sums {
  /** '' = all of them together, or (of orders) those without an opening; `whole` tells. */
  readonly entry: MiniProgramEntry | "";
  readonly whole: number;
}

interface OpeningRow extends Sums {
  readonly scene: number;
  /** 1 where the row is of all scenes of an entry. */
  readonly allScenes: number;
  readonly visits: number;
  readonly users: number;
  readonly firstUsers: number;
  readonly newMembers: number;
}

interface OrderRow extends Sums {
  readonly orders: number;
  readonly buyers: number;
  readonly amountLi: number;
}

const entryNames = Object.keys(MINI_PROGRAM_ENTRIES) as MiniProgramEntry[];

function line(opened: OpeningRow | undefined, bought: OrderRow | undefined) {
  const { visits = 0, users = 0, firstUsers = 0, newMembers = 0 } = opened ?? {};
  const { orders = 0, buyers = 0, amountLi = 0 } = bought ?? {};
  return { visits, users, firstUsers, newMembers, orders, buyers, amountFen: Math.round(amountLi / 10) };
}

/** Where openings of the mini programs come from, and what each entry brings (CH-18). `appId` = one of them only. */
export async function reportEntries(
  platform: Platform,
  asked: Asked,
  appId: string | undefined,
): Promise<z.input<typeof entriesAnswer>> {
  const { value: rules } = await readSetting(platform.db, visitSetting);
  const [opened, bought] = await askEntries(platform, asked, rules, appId);
  const openedBy = new Map(opened.flatMap((row) => (row.whole || !row.allScenes ? [] : [[row.entry, row] as const])));
  const scenes = opened
    .filter(({ entry, scene, allScenes }) => !allScenes && entry === "other" && scene > 0)
    .sort((a, b) => b.visits - a.visits || a.scene - b.scene)
    .slice(0, 20);
  const boughtBy = new Map(bought.flatMap((row) => (row.whole ? [] : [[row.entry, row] as const])));
  const whole = <Row extends Sums>(rows: readonly Row[]) => rows.find((row) => row.whole);
  const entries = entryNames.map((entry) => ({
    entry,
    name: MINI_PROGRAM_ENTRIES[entry],
    ...line(openedBy.get(entry), boughtBy.get(entry)),
  }));
  return {
    orderHours: rules.orderHours,
    total: line(whole(opened), whole(bought)),
    entries: entries.filter(({ visits, orders }) => visits > 0 || orders > 0).sort((a, b) => b.visits - a.visits),
    ordersWithoutVisit: boughtBy.get("")?.orders ?? 0,
    otherScenes: scenes.map(({ scene, visits }) => ({
      scene,
      visits,
      label: MINI_PROGRAM_SCENES.get(scene)?.label ?? null,
    })),
  };
}

function askEntries(platform: Platform, asked: Asked, rules: VisitRules, appId: string | undefined) {
  const params = {
    ...spanParams(platform, asked, rules.orderHours),
    ...entryParams(rules),
    ...(appId !== undefined && { app: appId }),
  };
  const ofApp = appId === undefined ? "1" : "app = {app:String}";
  const opened = (since: "start" | "before") =>
    `select *, ${entryExpression(rules)} as entry from (${openings(since, ofMembers(asked))})`;
  const ask = <Row>(select: string) => platform.clickhouse.rows<Row>(select, params, { timeoutMs: 60_000 });
  return Promise.all([
    ask<OpeningRow>(
      `select entry, scene, grouping(entry) as whole, grouping(scene) as "allScenes", count() as visits, uniqExact(member_no) as users,
         uniqExactIf(member_no, is_first) as "firstUsers", uniqExactIf(member_no, is_new_member) as "newMembers"
       from (${opened("start")}) where ${ofApp} group by grouping sets ((entry), (entry, scene), ())`,
    ),
    // Orders of a person whom no mini program was opened by belong to none: they count only where no one is asked for.
    ask<OrderRow>(
      `select entry, grouping(entry) as whole, count() as orders, uniqExact(member_no) as buyers, sum(amount_li) as "amountLi"
       from (${ordersAfter(opened("before"), ["entry", "app"], ofMembers(asked))}) where ${ofApp} group by grouping sets ((entry), ())`,
    ),
  ]);
}
