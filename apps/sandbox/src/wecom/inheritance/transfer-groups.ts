import { WECOM_QUOTAS, wecomError } from "@feilun/wechat-protocol";
import { type Call, refuse } from "../../http/endpoint.ts";
import { text, texts } from "../../http/read.ts";
import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import { groupHistory } from "../activity/note.ts";
import type { CustomerGroup } from "../groups/state.ts";
import { takeoverFrom } from "./transfer-customers.ts";

const DAY = 86_400;

/** groupchat/transfer (the owner left) and groupchat/onjob_transfer: at once, silently, with what failed. */
export function transferGroups(call: Call, kind: "on_job" | "resigned") {
  const { world, body } = call;
  const ids = texts(body, "chat_id_list", WECOM_QUOTAS.transferGroups.amount, 81017);
  if (ids.length === 0) refuse(86001);
  const { userid } = takeoverFrom(call, text(body, "new_owner", 40003));
  const failed: { chat_id: string; errcode: number; errmsg: string }[] = [];
  for (const id of ids) {
    const group = world.wecom.groups.get(id);
    const errcode = group ? whyNot(world, group, userid, kind) : 90501;
    if (errcode !== 0) failed.push({ chat_id: id, errcode, errmsg: wecomError(errcode).meaning });
    else if (group) handOver(world, group, userid, kind);
  }
  return { failed_chat_list: failed };
}

function whyNot(world: World, group: CustomerGroup, owner: string, kind: "on_job" | "resigned"): number {
  const now = secondsOf(world.clock);
  const ownerLeft = world.wecom.contacts.members.get(group.owner.toLowerCase())?.status === 5;
  if (kind === "resigned" && group.status === 3) return 90508;
  if (kind === "resigned" && !ownerLeft) return 90500;
  if (kind === "on_job" && ownerLeft) return 90502;
  if (group.owner === owner) return 90504;
  const since = now - WECOM_QUOTAS.onJobTransferWindow.amount * DAY;
  if (kind === "on_job" && group.transferredAt.filter((at) => at > since).length >= WECOM_QUOTAS.onJobTransfers.amount)
    return world.wecom.limits.transferFrequencyErrcode;
  const given = (world.wecom.inheritance.groupsGiven.get(group.owner) ?? []).filter((at) => at > now - DAY);
  return given.length >= WECOM_QUOTAS.groupTransfersPerDay.amount ? world.wecom.limits.groupTransferDayErrcode : 0;
}

function handOver(world: World, group: CustomerGroup, owner: string, kind: "on_job" | "resigned"): void {
  const now = secondsOf(world.clock);
  const { groupsGiven } = world.wecom.inheritance;
  groupsGiven.set(group.owner, [...(groupsGiven.get(group.owner) ?? []).filter((at) => at > now - DAY), now]);
  if (kind === "on_job") group.transferredAt.push(now);
  else group.members.delete(group.owner);
  group.owner = owner;
  group.status = kind === "resigned" ? 3 : 0;
  if (!group.members.has(owner))
    group.members.set(owner, { id: owner, type: 1, joinedAt: now, joinScene: 1, invitor: undefined, state: "" });
  group.memberVersion++;
  groupHistory(world, group);
}
