import { GROUP_MEMBER_TYPE, JOIN_SCENE, type WecomGroup } from "@feilun/wechat-protocol";
import {
  dismissGroup,
  type GroupChanges,
  type LeftBy,
  recordGroup,
  type SeenGroup,
  type SeenGroupMember,
} from "../../../community/index.ts";
import { type IdentityFact, type ResolvedMember, resolveMembers } from "../../../customers/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { WechatRefusal } from "../../wechat/index.ts";
import { findGuides } from "../customers/store.ts";
import { inTransaction } from "../transaction.ts";
import type { WecomApi } from "../wecom-api.ts";

/** No such group any more: wecom-api.md §1.4. */
const noSuchGroup = new Set([86001, 86003, 90501]);

/** One group with everybody in it; undefined when it is no more. @throws WechatRefusal */
export async function readGroup(api: WecomApi, chatId: string, signal?: AbortSignal): Promise<WecomGroup | undefined> {
  try {
    const { group_chat: group } = await api.post<{ group_chat: WecomGroup }>(
      "/cgi-bin/externalcontact/groupchat/get",
      { chat_id: chatId, need_name: 0 },
      { signal },
    );
    return group;
  } catch (error) {
    if (error instanceof WechatRefusal && noSuchGroup.has(error.errcode)) return undefined;
    throw error;
  }
}

export interface GroupReading {
  readonly at: Date;
  /** groupchat/list tells it, groupchat/get does not. */
  readonly ownerStatus?: number;
  readonly leftBy?: LeftBy;
}

/** Takes over a group that was read: its customers into OneID, then the group with who joined and left. */
export async function takeGroup(
  platform: Platform,
  corpId: string,
  group: WecomGroup,
  reading: GroupReading,
): Promise<GroupChanges> {
  return inTransaction(platform, async (tx) => {
    const who = await resolveGroup(tx, platform, corpId, group);
    return recordGroup(tx, seenGroup(corpId, group, who, reading), reading.at, reading.leftBy);
  });
}

/** Reads a group anew and takes over what it is now, also that it is no more. */
export async function refreshGroup(
  platform: Platform,
  api: WecomApi,
  chatId: string,
  options: { readonly signal?: AbortSignal; readonly leftBy?: LeftBy; readonly dissolvedAt?: Date } = {},
): Promise<WecomGroup | undefined> {
  const at = new Date();
  const corpId = api.account.accountId;
  const group = await readGroup(api, chatId, options.signal);
  if (group) await takeGroup(platform, corpId, group, { at, leftBy: options.leftBy });
  else
    await inTransaction(platform, (tx) =>
      dismissGroup(tx, { platform: "wecom", accountKey: corpId, chatKey: chatId }, options.dissolvedAt ?? at),
    );
  return group;
}

interface GroupPeople {
  readonly members: ReadonlyMap<string, ResolvedMember>;
  readonly guides: Awaited<ReturnType<typeof findGuides>>;
}

async function resolveGroup(tx: Tx, platform: Platform, corpId: string, group: WecomGroup): Promise<GroupPeople> {
  const guides = await findGuides(tx, corpId, [group.owner]);
  const externals = group.member_list.filter(({ type }) => type === GROUP_MEMBER_TYPE.external);
  const resolved = await resolveMembers(
    tx,
    platform,
    externals.map(
      (member): IdentityFact => ({
        identifiers: [
          { kind: "external_userid", scope: corpId, value: member.userid },
          ...(member.unionid ? [{ kind: "unionid" as const, value: member.unionid }] : []),
        ],
        occurredAt: new Date(member.join_time * 1000),
        source: "wecom_group",
        storeNo: guides.get(group.owner.toLowerCase())?.storeNo ?? null,
        channel: "wecom",
        groupOnly: true,
      }),
    ),
  );
  const members = new Map<string, ResolvedMember>();
  for (const [index, { userid }] of externals.entries()) {
    const member = resolved[index];
    if (member) members.set(userid, member);
  }
  return { members, guides };
}

function seenGroup(
  corpId: string,
  group: WecomGroup,
  { members, guides }: GroupPeople,
  reading: GroupReading,
): SeenGroup {
  const owner = guides.get(group.owner.toLowerCase());
  return {
    platform: "wecom",
    accountKey: corpId,
    chatKey: group.chat_id,
    name: group.name,
    notice: group.notice ?? "",
    ownerKey: group.owner,
    ownerStaffId: owner?.staffId ?? null,
    storeNo: owner?.storeNo ?? null,
    ownerStatus: reading.ownerStatus ?? null,
    openedAt: new Date(group.create_time * 1000),
    memberVersion: group.member_version ?? "",
    members: group.member_list.map(
      (member): SeenGroupMember => ({
        personKey: member.userid,
        kind: member.type === GROUP_MEMBER_TYPE.external ? "customer" : "staff",
        originNo: members.get(member.userid)?.originNo ?? null,
        memberNo: members.get(member.userid)?.memberNo ?? null,
        joinedAt: new Date(member.join_time * 1000),
        joinWay:
          member.join_scene === JOIN_SCENE.groupCode
            ? "code"
            : member.join_scene === JOIN_SCENE.inviteLink
              ? "link"
              : "invited",
        invitedBy: member.invitor?.userid ?? null,
        sourceState: member.state ?? "",
      }),
    ),
  };
}
