import type { WeixinAnswer, WeixinEvent } from "@feilun/wechat-protocol";
import { findByIdentifier, resolveMembers } from "../../../customers/index.ts";
import { createOutbound, type OutboundContent, recordOutcome } from "../../../engagement/index.ts";
import { appendEvents, type EventDraft } from "../../../events/index.ts";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { WechatRefusal } from "../../wechat/index.ts";
import type { WeixinCallback, WeixinHandlers } from "../../weixin/dialect.ts";
import { recordChoices, recordSubscriptionResults } from "../../weixin/grants.ts";
import { recordPublication } from "../articles/articles.ts";
import { recordFollowers, type SeenFollower, seenOf } from "../followers/record-followers.ts";
import { grantForPush } from "../guides/assign.ts";
import { mayDo } from "../kinds.ts";
import { openWindow, type WindowReason } from "../messages/window.ts";
import { natureOf } from "../profile.ts";
import { answerTo, splitParts } from "../replies/answer.ts";
import type { ReplyPart } from "../replies/rules.ts";
import { countUse } from "../replies/store.ts";
import { wifiStoreOf } from "../wifi/scene.ts";
import { findNetwork } from "../wifi/store.ts";

const source = "official_account";

/** What becomes of an official account's callbacks. */
export const officialHandlers: WeixinHandlers = {
  async subscribe(event, callback) {
    const openid = event.fromUserName ?? "";
    const qrScene = (event.eventKey ?? "").replace(/^qrscene_/, "");
    const seen = { ...(await readFollower(callback, openid)), following: true, at: callback.occurredAt };
    await record(callback, { ...seen, openid, ...(qrScene && { qrScene }) });
    await openWindow(callback.platform.db, callback.api.account.id, openid, "follow", callback.occurredAt);
    await visitedByWifi(event, callback);
    await sendRest(event, callback);
  },
  async unsubscribe(event, callback) {
    await record(callback, { openid: event.fromUserName ?? "", following: false, at: callback.occurredAt });
  },
  async SCAN(event, callback) {
    await openWindow(
      callback.platform.db,
      callback.api.account.id,
      event.fromUserName ?? "",
      "scan",
      callback.occurredAt,
    );
    if (await visitedByWifi(event, callback)) return;
    await tell(event, callback, {
      type: "campaign.viewed",
      properties: { campaignCode: (event.eventKey || "scan").slice(0, 64) },
    });
  },
  "message.text": async (event, callback) => {
    await spoken(event, callback, "message");
    await sendRest(event, callback);
  },
  "message.image": (event, callback) => spoken(event, callback, "message"),
  "message.voice": (event, callback) => spoken(event, callback, "message"),
  "message.video": (event, callback) => spoken(event, callback, "message"),
  "message.shortvideo": (event, callback) => spoken(event, callback, "message"),
  "message.location": (event, callback) => spoken(event, callback, "message"),
  "message.link": (event, callback) => spoken(event, callback, "message"),
  async CLICK(event, callback) {
    await openWindow(
      callback.platform.db,
      callback.api.account.id,
      event.fromUserName ?? "",
      "menu",
      callback.occurredAt,
    );
    await clicked(event, callback, event.eventKey);
    await sendRest(event, callback);
  },
  VIEW: (event, callback) => clicked(event, callback, event.eventKey),
  view_miniprogram: (event, callback) => clicked(event, callback, event.eventKey),
  async TEMPLATESENDJOBFINISH(event, { platform, api, occurredAt: at }) {
    const delivered = event.status === "success";
    const blocked = event.status.includes("block");
    await platform.db.transaction().execute((tx) =>
      recordOutcome(tx, {
        accountId: api.account.id,
        platformKey: event.msgId,
        targetKey: event.fromUserName ?? "",
        outcome: delivered ? "delivered" : blocked ? "blocked" : "failed",
        at,
        ...(delivered ? {} : { reason: blocked ? "客户拒收" : event.status }),
      }),
    );
  },
  subscribe_msg_popup_event: recordChoices,
  subscribe_msg_change_event: recordChoices,
  subscribe_msg_sent_event: recordSubscriptionResults,
  async MASSSENDJOBFINISH(event, { platform, api, occurredAt: at }) {
    if (event.status !== "send success") return;
    await platform.db.transaction().execute((tx) => grantForPush(tx, api.account.id, event.msgId, at));
  },
  PUBLISHJOBFINISH: (event, { platform, api }) => recordPublication(platform, api.account.id, event.publishEventInfo),
};

/** The follower as the platform shows them now; nothing where the account may not ask. */
async function readFollower({ platform, api, signal }: WeixinCallback, openid: string): Promise<Partial<SeenFollower>> {
  if (!mayDo(await natureOf(platform.db, api.account.id), "followers")) return {};
  try {
    const user = await api.get<WeixinAnswer<"GET /cgi-bin/user/info">>("/cgi-bin/user/info", { openid }, signal);
    return seenOf(user, new Date());
  } catch (error) {
    // Not allowed, or no such person any more: what the event says must do. Everything else is tried again.
    if (error instanceof WechatRefusal && (error.errcode === 48001 || error.errcode === 40003)) return {};
    throw error;
  }
}

async function record({ platform, api }: WeixinCallback, seen: SeenFollower): Promise<void> {
  await platform.db.transaction().execute((tx) => recordFollowers(tx, platform, api.account, [seen]));
}

type Told = Pick<EventDraft, "type" | "properties" | "storeNo">;

/** Tells of something that a follower did, under their member. */
async function tell(event: WeixinEvent, callback: WeixinCallback, told: Told): Promise<void> {
  const { platform, api, occurredAt } = callback;
  await platform.db.transaction().execute(async (tx) => {
    const [member] = await resolveMembers(tx, platform, [
      {
        identifiers: [{ kind: "openid", scope: api.account.accountId, value: event.fromUserName ?? "" }],
        occurredAt,
        source,
        channel: source,
        storeNo: told.storeNo ?? null,
      },
    ]);
    if (!member || member.originNo === null || member.memberNo === null) return;
    const { originNo, memberNo } = member;
    await appendEvents(tx, [
      {
        source,
        eventId: `${api.account.accountId}:${callback.key}`,
        originNo,
        memberNo,
        occurredAt,
        channel: source,
        ...told,
      } as EventDraft,
    ]);
  });
}

/** Who asks for a store's WiFi is there (ID-07). @returns whether it was asked for */
async function visitedByWifi(event: WeixinEvent, callback: WeixinCallback): Promise<boolean> {
  const storeNo = wifiStoreOf(event);
  if (storeNo === null || !(await findNetwork(callback.platform.db, callback.api.account.id, storeNo))) return false;
  await tell(event, callback, { type: "store.visited", properties: { means: "wifi" }, storeNo });
  return true;
}

async function spoken(event: WeixinEvent, callback: WeixinCallback, reason: WindowReason): Promise<void> {
  const { platform, api, occurredAt } = callback;
  await openWindow(platform.db, api.account.id, event.fromUserName ?? "", reason, occurredAt);
  await tell(event, callback, { type: "conversation.started", properties: { topic: api.account.name.slice(0, 64) } });
}

async function clicked(event: WeixinEvent, callback: WeixinCallback, key: string | undefined): Promise<void> {
  await tell(event, callback, {
    type: "message.clicked",
    properties: { messageId: "menu", title: "公众号菜单", link: (key || "-").slice(0, 500) },
  });
}

/** What a reply says beyond its first part follows as customer-service messages, each once. */
async function sendRest(event: WeixinEvent, { platform, api, key }: WeixinCallback): Promise<void> {
  const openid = event.fromUserName ?? "";
  const answer = await answerTo(platform, api.account.id, event);
  if (!answer) return;
  if (answer.rule) await countUse(platform.db, answer.rule.id);
  const { rest } = splitParts(answer.parts);
  if (rest.length === 0) return;
  const memberNo = await findByIdentifier(platform.db, platform, "openid", api.account.accountId, openid);
  await platform.db.transaction().execute(async (tx) => {
    for (const [i, part] of rest.entries())
      await createOutbound(
        platform,
        tx,
        systemActor("official_account"),
        { name: "official_service", maxTargets: 1 },
        {
          businessKey: `reply:${api.account.accountId}:${key}:${i + 1}`,
          accountId: api.account.id,
          kind: "reply",
          title: "自动回复",
          content: contentOf(part),
          targets: [{ key: openid, originNo: memberNo, memberNo }],
        },
      );
  });
}

function contentOf(part: ReplyPart): OutboundContent {
  return part.kind === "text" ? { text: part.text } : { attachments: [part] };
}
