import type { z } from "zod";
import { addDays } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { liToFen } from "../shared/money.ts";
import { memberRefs, withMemberRefs } from "../shared/people.ts";
import { today } from "../shared/today.ts";
import { leaderLevelSetting } from "./levels.ts";
import { type LeaderSales, salesOfLeaders } from "./report.ts";
import { earnedLevel, nextLeaderStatuses } from "./rules.ts";
import type { leaderDetailAnswer, leaderSchema } from "./schemas.ts";
import { type Leader, listLed, loadLeader } from "./store.ts";

interface Period {
  readonly from: string;
  readonly to: string;
}

const nothing: LeaderSales = { orders: 0, buyers: 0, salesLi: 0, refundLi: 0 };

/** How each leader is shown: with names masked, the rate that holds, and what their members bought in the period. */
export async function presentLeaders(
  platform: Platform,
  actor: Actor,
  leaders: readonly Leader[],
  period: Period,
): Promise<(leader: Leader) => z.input<typeof leaderSchema>> {
  const memberNos = leaders.flatMap((leader) => (leader.memberNo === null ? [] : [leader.memberNo]));
  const [{ value: levels }, sales, refs] = await Promise.all([
    readSetting(platform.db, leaderLevelSetting),
    salesOfLeaders(
      platform,
      leaders.map((leader) => leader.no),
      period,
    ),
    memberRefs(platform, actor, memberNos),
  ]);
  return ({ storePath: _path, ...leader }) => {
    const level = levels.find((each) => each.code === leader.level);
    const rateBp = leader.commissionBp ?? level?.commissionBp ?? 0;
    const { orders, buyers, salesLi, refundLi } = sales.get(leader.no) ?? nothing;
    const salesFen = liToFen(salesLi);
    const refundFen = liToFen(refundLi);
    return {
      ...leader,
      memberName: (leader.memberNo !== null && refs.get(leader.memberNo)?.name) || null,
      nextStatuses: [...nextLeaderStatuses(leader.status)],
      levelName: level?.name ?? leader.level,
      appliedAt: leader.appliedAt.toISOString(),
      approvedAt: leader.approvedAt?.toISOString() ?? null,
      endedAt: leader.endedAt?.toISOString() ?? null,
      rateBp,
      orders,
      buyers,
      salesFen,
      refundFen,
      netFen: salesFen - refundFen,
      commissionFen: liToFen(((salesLi - refundLi) * rateBp) / 10_000),
    };
  };
}

export async function describeLeader(
  platform: Platform,
  actor: Actor,
  id: string,
  period: Period,
): Promise<z.input<typeof leaderDetailAnswer>> {
  const leader = await loadLeader(platform.db, actor, id);
  const day = today(platform);
  const lastMonth = { from: addDays(day, -29), to: addDays(day, 1) };
  const [present, led, month, { value: levels }] = await Promise.all([
    presentLeaders(platform, actor, [leader], period),
    listLed(platform.db, leader.no),
    salesOfLeaders(platform, [leader.no], lastMonth),
    readSetting(platform.db, leaderLevelSetting),
  ]);
  const { salesLi, refundLi } = month.get(leader.no) ?? nothing;
  const members = await withMemberRefs(platform, actor, led);
  return {
    ...present(leader),
    earnedLevel: earnedLevel(levels, liToFen(salesLi - refundLi))?.name ?? null,
    members: members.map(({ memberNo, name, phone, storeName, boundAt }) => ({
      memberNo,
      name,
      phone,
      storeName,
      boundAt: boundAt.toISOString(),
    })),
  };
}
