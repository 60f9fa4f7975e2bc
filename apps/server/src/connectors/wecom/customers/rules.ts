import { ADD_WAY } from "@feilun/wechat-protocol";
import type { FollowState, StoredFollow } from "./follow.ts";

/** What a reading makes of a relation. */
export interface FollowStep {
  readonly state: Extract<FollowState, "active" | "lost">;
  /** A new episode begins: it is told of as added. */
  readonly begins: boolean;
  /** The episode before it ended without our hearing of it: told of as removed. */
  readonly endsBefore: boolean;
  /** The episode was given up and is there after all: told of as added again. */
  readonly returns: boolean;
}

/**
 * The state after the platform showed the relation with this `createtime`. Reading cannot tell whether the customer has deleted the
 * member (wecom-api.md §4): only the event says so, and it holds until a later episode begins.
 */
export function stepOf(stored: StoredFollow | undefined, createdAt: Date): FollowStep {
  const step = { state: "active", begins: false, endsBefore: false, returns: false } as const;
  if (!stored || stored.state === "half" || stored.beganAt === null) {
    const over = stored?.state === "ended" && stored.endedAt !== null && createdAt <= stored.endedAt;
    return { ...step, begins: true, returns: over };
  }
  const same = stored.beganAt.getTime() === createdAt.getTime();
  // Never read before, only heard of by an event, whose time may be another by some seconds: the same episode.
  if (stored.state === "active" && stored.digest === null) return step;
  if (stored.state === "active") return same ? step : { ...step, begins: true, endsBefore: true };
  if (stored.state === "lost") {
    const again = stored.endedAt !== null && createdAt > stored.endedAt;
    return again ? { ...step, begins: true } : { ...step, state: "lost" };
  }
  return same ? { ...step, returns: true } : { ...step, begins: true };
}

/** What an end does: an event about an episode before the present one does nothing. */
export function endsNow(stored: Pick<StoredFollow, "state" | "beganAt">, at: Date): boolean {
  if (stored.state === "lost" || stored.state === "ended") return false;
  return stored.beganAt === null || stored.beganAt <= at;
}

/** Tags compared three ways: what both sides last agreed on, and what WeCom shows now. */
export function tagChanges(base: readonly string[], seen: readonly string[]) {
  const before = new Set(base);
  const now = new Set(seen);
  return { added: seen.filter((id) => !before.has(id)), removed: base.filter((id) => !now.has(id)) };
}

const addWays: Readonly<Record<number, string>> = {
  [ADD_WAY.qrCode]: "扫描二维码",
  [ADD_WAY.phoneSearch]: "搜索手机号",
  [ADD_WAY.cardShare]: "名片分享",
  [ADD_WAY.groupChat]: "群聊",
  [ADD_WAY.phoneBook]: "手机通讯录",
  [ADD_WAY.wechatContact]: "微信联系人",
  [ADD_WAY.appInstallService]: "安装应用时的服务人员",
  [ADD_WAY.emailSearch]: "搜索邮箱",
  [ADD_WAY.channels]: "视频号",
  [ADD_WAY.calendar]: "日程参与人",
  [ADD_WAY.meeting]: "会议参与人",
  [ADD_WAY.wechatFriendsWecom]: "微信好友的企业微信",
  [ADD_WAY.smartHardware]: "智慧硬件客服",
  [ADD_WAY.onSiteService]: "上门服务客服",
  [ADD_WAY.acquisitionLink]: "获客链接",
  [ADD_WAY.sharedByColleague]: "同事共享",
  [ADD_WAY.assignedByAdmin]: "管理员分配",
};

/** How they met, in operators' words; undefined where the platform does not say. */
export function addWayLabel(addWay: number | undefined | null): string | undefined {
  return addWay === undefined || addWay === null ? undefined : addWays[addWay];
}
