import { sql } from "kysely";
import { findMember, membersInScope } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { conflict, forbidden, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";
import { scopeCondition, servesInScope } from "../../organization/index.ts";
import { leaderLevelSetting } from "./levels.ts";
import { type LeaderStatus, leaderStatuses, needsApproval, nextLeaderStatuses } from "./rules.ts";
import {
  endBindings,
  insertBindings,
  insertLeader,
  isLeader,
  type LeaderFields,
  loadLeader,
  setLeaderStatus,
  updateLeader,
} from "./store.ts";

export interface LeaderPerson {
  readonly memberNo?: number | null;
  readonly staffId?: string | null;
}

export interface Application extends LeaderFields, LeaderPerson {
  readonly storeNo: number;
}

async function personOf(tx: Tx, platform: Platform, actor: Actor, person: LeaderPerson) {
  const member = person.memberNo ? await findMember(tx, actor, person.memberNo) : null;
  const today = dayIn(platform.config.timeZone, platform.clock.now());
  if (person.staffId && !(await servesInScope(tx, actor, person.staffId, today))) throw notFound("在职的员工");
  return { originNo: member?.memberNo ?? null, memberNo: member?.memberNo ?? null, staffId: person.staffId ?? null };
}

async function checkPlace(tx: Tx, actor: Actor, storeNo: number): Promise<string> {
  const { rows } = await sql<{ path: string }>`select path::text as path from org_unit u
    where u.no = ${storeNo} and u.kind = 'store' and ${scopeCondition(actor, "u.no")}`.execute(tx);
  if (!rows[0]) throw notFound("门店");
  return rows[0].path;
}

async function checkLevel(tx: Tx, level: string): Promise<void> {
  const { value } = await readSetting(tx, leaderLevelSetting);
  if (!value.some((each) => each.code === level))
    throw invalid([{ path: "level", message: `没有这个等级，可用：${value.map((each) => each.name).join("、")}` }]);
}

/** Only one at a time decides who is a leader, so that nobody becomes one twice. */
async function lockLeaders(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('feilun.leaders'))`.execute(tx);
}

const alreadyLeader = () =>
  conflict("already_leader", "这个人已经是团长", "一个人只能有一份团长档案，请在原档案上恢复或补充");

/** Puts somebody forward as a leader: a member, one of the own staff, or both in one person (OR-20). Returns the id. */
export async function applyLeader(tx: Tx, platform: Platform, actor: Actor, application: Application): Promise<string> {
  if (!application.memberNo && !application.staffId)
    throw invalid([{ path: "memberNo", message: "请选择一位客户或一位员工" }]);
  const orgPath = await checkPlace(tx, actor, application.storeNo);
  const person = await personOf(tx, platform, actor, application);
  await checkLevel(tx, application.level);
  await lockLeaders(tx);
  if (await isLeader(tx, person)) throw alreadyLeader();
  const id = await insertLeader(tx, person, application.storeNo, application, platform.clock.now());
  const { memberNo, staffId } = person;
  const { storeNo, pickupPoint, level, commissionBp } = application;
  await audit(tx, actor, {
    action: "leader.applied",
    subject: { kind: "leader", id },
    orgPath,
    detail: { after: { memberNo, staffId, storeNo, pickupPoint, level, commissionBp } },
  });
  return id;
}

/** Changes place, level or rate; may add the member or the staff member that the leader also is, never replace one. */
export async function editLeader(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  change: Application & { readonly version: number },
): Promise<void> {
  const before = await loadLeader(tx, actor, id, true);
  await checkPlace(tx, actor, change.storeNo);
  if (change.level !== before.level) await checkLevel(tx, change.level);
  const added = await personOf(tx, platform, actor, {
    memberNo: before.memberNo === null ? change.memberNo : null,
    staffId: before.staffId === null ? change.staffId : null,
  });
  await lockLeaders(tx);
  if (await isLeader(tx, added, id)) throw alreadyLeader();
  if (!(await updateLeader(tx, id, added, change.storeNo, change, change.version)))
    throw conflict("leader_changed", "刚被其他人修改过，请刷新后再改");
  const fields = (from: LeaderFields & { storeNo: number }) => ({
    storeNo: from.storeNo,
    pickupPoint: from.pickupPoint,
    pickupAddress: from.pickupAddress,
    level: from.level,
    commissionBp: from.commissionBp,
  });
  await audit(tx, actor, {
    action: "leader.edited",
    subject: { kind: "leader", id },
    orgPath: before.storePath,
    detail: { before: fields(before), after: { ...fields(change), ...added } },
  });
}

/** Approves, declines, pauses, resumes or ends; who ends lets their members go. */
export async function changeLeaderStatus(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  to: LeaderStatus,
  reason: string | null,
): Promise<void> {
  const leader = await loadLeader(tx, actor, id, true);
  // Resuming after a pause is the store's own affair.
  if (needsApproval(to) && leader.status === "applied" && !actor.permissions.has("leader.approve"))
    throw forbidden("审批团长需要「审批团长」权限，请交给区域或总部");
  if (!nextLeaderStatuses(leader.status).includes(to))
    throw conflict("status_not_next", `「${leaderStatuses[leader.status]}」不能改为「${leaderStatuses[to]}」`);
  if (["paused", "ended", "declined"].includes(to) && !reason)
    throw invalid([{ path: "reason", message: "请写明原因" }]);
  const now = platform.clock.now();
  await setLeaderStatus(tx, id, to, reason, now);
  const released = to === "ended" ? await endBindings(tx, leader.no, "all", now) : 0;
  await audit(tx, actor, {
    action: "leader.status_changed",
    subject: { kind: "leader", id },
    orgPath: leader.storePath,
    detail: { before: { status: leader.status }, after: { status: to, released }, reason },
  });
}

/** Gives members in scope to a leader who leads. Returns how many are new to them. */
export async function leadMembers(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  memberNos: readonly number[],
): Promise<number> {
  const leader = await loadLeader(tx, actor, id, true);
  if (leader.status !== "approved") throw conflict("not_leading", "只有「带团中」的团长才能绑定客户");
  const members = await membersInScope(tx, actor, memberNos);
  if (members.length < new Set(memberNos).size) throw notFound("其中的客户");
  if (leader.memberNo !== null && members.includes(leader.memberNo))
    throw invalid([{ path: "memberNos", message: "团长不能绑定自己" }]);
  await lockLeaders(tx);
  const count = await insertBindings(tx, leader.no, members, "by_hand", actor.name, platform.clock.now());
  await audit(tx, actor, {
    action: "leader.members_bound",
    subject: { kind: "leader", id },
    orgPath: leader.storePath,
    detail: { memberNos: members, count },
  });
  return count;
}

/** Lets members go. Returns how many. */
export async function releaseMembers(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  memberNos: readonly number[],
): Promise<number> {
  const leader = await loadLeader(tx, actor, id, true);
  const count = await endBindings(tx, leader.no, memberNos, platform.clock.now());
  await audit(tx, actor, {
    action: "leader.members_released",
    subject: { kind: "leader", id },
    orgPath: leader.storePath,
    detail: { memberNos, count },
  });
  return count;
}
