import { touchRefusals } from "../touch/refusals.ts";

/** What came of it for one person, group or member of staff. */
export const outcomes = {
  waiting: "等待发送",
  sent: "已发送",
  delivered: "已送达",
  not_friend: "已不是好友",
  cap_reached: "本月接收已达上限",
  not_chosen: "导购未选择",
  no_address: "在该渠道没有联系方式",
  unreachable: "无法送达",
  blocked: "客户拒收",
  no_quota: "没有可用的订阅授权或客服条数",
  failed: "发送失败",
  expired: "逾期未确认",
  cancelled: "已取消",
  ...touchRefusals,
} as const;
export type Outcome = keyof typeof outcomes;

export const states = {
  waiting: "等待提交",
  sending: "提交中",
  uncertain: "结果未知，核对中",
  accepted: "平台已受理",
  settled: "已完成",
  refused: "平台拒绝",
  cancelled: "已取消",
} as const;
export type OutboundState = keyof typeof states;

/** A hand-over is bounded by this; one that is under way longer belongs to a process that died. Milliseconds. */
export const HAND_OVER_MS = 10 * 60_000;
export const SENDING_DEAD_MS = 15 * 60_000;

/** Lists lag behind creation: only after the last of these searches does "not there" mean "never made". Minutes. */
const SEARCH_MINUTES = [1, 4, 10] as const;

/** When to search for the next time; null: searched often enough to believe that it was never made. */
export function nextSearchMinutes(searches: number): number | null {
  return SEARCH_MINUTES[searches] ?? null;
}

/** Minutes until a refused but repeatable hand-over is tried again. */
export function retryMinutes(tries: number): number {
  return Math.min(60, 2 ** Math.min(tries, 6));
}

/** A hand-over that was put off so often is given up. */
export const MOST_TRIES = 12;

/** How often a call with a lost answer is made again where the platform drops repetitions. */
export const REPETITIONS = 3;

/** Minutes until results are asked for again: often at first, when most senders confirm, then ever more rarely. */
export function pollMinutes(polls: number): number {
  return [1, 2, 5, 10, 20, 30][polls] ?? 60;
}

/** Days after which senders who did not confirm will not be waited for. */
export const POLL_DAYS = 7;
