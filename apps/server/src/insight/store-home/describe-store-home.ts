import type { z } from "zod";
import { addDays } from "../../kernel/calendar.ts";
import { type Actor, allowed } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { queryMetrics } from "../metrics/query-metrics.ts";
import { readHistory } from "../settled/history.ts";
import { withMemberRefs } from "../shared/people.ts";
import type { Slice } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import { describeChanges } from "./changes.ts";
import { findHomeStore } from "./find-store.ts";
import { bestSellers, customersBack, silentRegulars } from "./people.ts";
import type { storeHomeAnswer } from "./schemas.ts";

const tradeMetrics = ["gmv", "orders", "averageOrderValue", "buyers", "newBuyers", "returningBuyers", "refundAmount"];

/** Everything that a store manager's home page shows. People are left out for those who may not see customers. */
export async function describeStoreHome(
  platform: Platform,
  actor: Actor,
  orgUnitId: string | undefined,
): Promise<z.input<typeof storeHomeAnswer>> {
  const store = await findHomeStore(platform, actor, orgUnitId);
  const day = today(platform);
  const slice: Slice = { stores: [store.storeNo] };
  const history = await readHistory(platform);
  const mayNamePeople = allowed(actor, "member.read");
  const [periods, sellers, back, silent] = await Promise.all([
    Promise.all([todaySoFar(platform, slice, day), yesterday(platform, slice, day), week(platform, slice, day)]),
    bestSellers(platform, store.storeNo, day),
    mayNamePeople ? customersBack(platform, history, store.storeNo, day) : [],
    mayNamePeople ? silentRegulars(platform, history, store.storeNo, day) : [],
  ]);
  return {
    store,
    day,
    periods,
    changes: describeChanges(periods[2].figures, { back: back.length, silent: silent.length }),
    bestSellers: sellers,
    customersBack: await withMemberRefs(platform, actor, back),
    silentRegulars: await withMemberRefs(platform, actor, silent),
  };
}

async function todaySoFar(platform: Platform, slice: Slice, day: string) {
  const aWeekAgo = new Date(platform.clock.now().getTime() - 7 * 86_400_000);
  const until = aWeekAgo.toISOString().replace("T", " ").replace("Z", "");
  const period = { from: day, to: addDays(day, 1), by: "none" } as const;
  const [trade, members] = await Promise.all([
    queryMetrics(platform, slice, {
      ...period,
      metrics: tradeMetrics,
      compare: { from: addDays(day, -7), to: addDays(day, -6), until },
    }),
    queryMetrics(platform, slice, { ...period, metrics: ["newMembers"], compare: "none" }),
  ]);
  const figures = { ...trade.total, ...members.total };
  return {
    key: "today" as const,
    label: "今天",
    from: period.from,
    to: period.to,
    comparedWith: "上周同日此时",
    figures,
  };
}

async function yesterday(platform: Platform, slice: Slice, day: string) {
  const from = addDays(day, -1);
  const { total } = await queryMetrics(platform, slice, {
    from,
    to: day,
    by: "none",
    metrics: [...tradeMetrics, "newMembers"],
    compare: { from: addDays(from, -7), to: addDays(day, -7) },
  });
  return { key: "yesterday" as const, label: "昨天", from, to: day, comparedWith: "上周同日", figures: total };
}

async function week(platform: Platform, slice: Slice, day: string) {
  const from = addDays(day, -7);
  const { total } = await queryMetrics(platform, slice, {
    from,
    to: day,
    by: "none",
    metrics: [...tradeMetrics, "newMembers"],
    compare: { from: addDays(from, -7), to: from },
  });
  return { key: "week" as const, label: "近 7 天", from, to: day, comparedWith: "前 7 天", figures: total };
}
