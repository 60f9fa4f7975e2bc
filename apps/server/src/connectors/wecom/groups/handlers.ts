import { CHAT_UPDATE_DETAIL, EVENT_QUIT_SCENE } from "@feilun/wechat-protocol";
import { dismissGroup, memberVersionOf, recordLeaving } from "../../../community/index.ts";
import type { WecomCallback, WecomHandlers } from "../callbacks/handler.ts";
import { inTransaction } from "../transaction.ts";
import { refreshGroup } from "./read-group.ts";

/** Details may be some seconds behind the event (wecom-api.md §7): the callback is tried again until they have caught up. */
const LAG_TRIES = 4;

const keyOf = ({ api }: WecomCallback, chatId: string) => ({
  platform: "wecom" as const,
  accountKey: api.account.accountId,
  chatKey: chatId,
});

/**
 * What becomes of callbacks about groups. The version rule of wecom-api.md §7: a version that we have is done already; who left is
 * taken out where our version is the one before; anything else is read anew — as is who joined, since only reading tells by which code.
 */
export const groupHandlers: WecomHandlers = {
  "change_external_chat.create": async ({ chatId }, { platform, api, signal }) =>
    void (await refreshGroup(platform, api, chatId, { signal })),
  "change_external_chat.dismiss": async ({ chatId }, callback) => {
    const { platform, occurredAt } = callback;
    await inTransaction(platform, (tx) => dismissGroup(tx, keyOf(callback, chatId), occurredAt));
  },
  "change_external_chat.update": async (event, callback) => {
    const { platform, api, occurredAt, signal, tries } = callback;
    const { chatId, updateDetail, lastMemVer, curMemVer, memChangeList: personKeys = [] } = event;
    const aboutMembers = updateDetail === CHAT_UPDATE_DETAIL.addMember || updateDetail === CHAT_UPDATE_DETAIL.delMember;
    const known = aboutMembers ? await memberVersionOf(platform.db, keyOf(callback, chatId)) : null;
    if (known !== null && curMemVer && known === curMemVer) return;
    const leftBy = event.quitScene === EVENT_QUIT_SCENE.removed ? "removed" : "self";
    if (known !== null && known === lastMemVer && curMemVer && updateDetail === CHAT_UPDATE_DETAIL.delMember) {
      const leaving = { personKeys, at: occurredAt, by: leftBy, memberVersion: curMemVer } as const;
      await inTransaction(platform, (tx) => recordLeaving(tx, keyOf(callback, chatId), leaving));
      return;
    }
    const group = await refreshGroup(platform, api, chatId, { signal, dissolvedAt: occurredAt });
    // An earlier event than what we have read says nothing new.
    const behind = group && aboutMembers && known !== null && known === lastMemVer && group.member_version === known;
    if (behind && tries < LAG_TRIES) throw new Error("企业微信的群详情还没有更新，稍后再读");
  },
};
