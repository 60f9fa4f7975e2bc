import { KF_FAIL_TYPE, KF_STATE, WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { limitOf } from "../../http/paging.ts";
import { optionalText, text, withinBytes } from "../../http/read.ts";
import { say } from "../../world/chats.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { ownAccount } from "./accounts.ts";
import { kfContent } from "./content.ts";
import { accountNamed, addEvent, sessionOf } from "./sessions.ts";
import type { KfAccount, KfCode } from "./state.ts";

const DAY = 86_400;
/** The state in which a code must find the session; entering asks for nothing. */
const CODE_STATE: Readonly<Record<KfCode["kind"], number | undefined>> = {
  enter: undefined,
  queue: KF_STATE.queue,
  picked: KF_STATE.human,
  ended: KF_STATE.ended,
};

/** Reading and sending messages of customer service: wecom-api.md §14. */
export const kfMessageEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/kf/sync_msg", (call) => {
    const { world, body } = call;
    const account = ownAccount(call);
    const token = optionalText(body, "token");
    const now = secondsOf(world.clock);
    if (token !== undefined && (account.tokens.get(token) ?? 0) <= now) refuse(95007);
    const cursor = optionalText(body, "cursor");
    const after = cursor === undefined ? 0 : placeOf(cursor);
    const oldest = now - WECOM_QUOTAS.kfHistory.amount * DAY;
    const rows = account.rows.filter(({ seq, message }) => seq > after && message.send_time > oldest);
    const most = WECOM_QUOTAS.kfSyncPage.amount;
    const page = rows.slice(0, limitOf(body, most, most));
    const last = page[page.length - 1]?.seq ?? after;
    return {
      next_cursor: Buffer.from(`k${last}`).toString("base64url"),
      has_more: page.length < rows.length ? 1 : 0,
      msg_list: page.map(({ message }) => message),
    };
  }),
  post("/cgi-bin/kf/send_msg", (call) => {
    const { world, body } = call;
    const account = ownAccount(call);
    const externalUserid = text(body, "touser", 41035);
    if (!world.wecom.customers.externals.has(externalUserid)) refuse(40096);
    const session = sessionOf(world, account.openKfid, externalUserid);
    const { lastCustomerAt } = session;
    const now = secondsOf(world.clock);
    if (lastCustomerAt !== undefined && lastCustomerAt + WECOM_QUOTAS.kfReplyWindow.amount <= now) refuse(95002);
    if (session.state !== KF_STATE.unhandled && session.state !== KF_STATE.assistant) refuse(95018);
    const { msgtype, content } = kfContent(call);
    if (session.sentSince >= WECOM_QUOTAS.kfRepliesPerMessage.amount) refuse(95001);
    const msgid = takeMsgid(call, account);
    session.sentSince++;
    if (session.rejects) failed(world, account, externalUserid, msgid);
    else deliver(world, account, externalUserid, msgtype, content);
    return { msgid };
  }),
  post("/cgi-bin/kf/send_msg_on_event", (call) => {
    const { world, body } = call;
    const code = world.wecom.kf.codes.get(text(body, "code", 40029));
    if (!code || code.expiresAt <= secondsOf(world.clock)) refuse(40029);
    if (code.used) refuse(42022);
    const account = accountNamed(world, code.openKfid);
    if (account.agentId !== call.app) refuse(48007);
    const session = sessionOf(world, code.openKfid, code.externalUserid);
    const wanted = CODE_STATE[code.kind];
    if (wanted !== undefined && session.state !== wanted) refuse(95016, "the session has moved on");
    const textOnly = code.kind === "queue" || code.kind === "picked";
    const { msgtype, content } = kfContent(call, textOnly ? ["text"] : ["text", "msgmenu"]);
    const msgid = takeMsgid(call, account);
    code.used = true;
    if (code.kind === "enter") session.welcomedAt = secondsOf(world.clock);
    deliver(world, account, code.externalUserid, msgtype, content);
    return { msgid };
  }),
];

function deliver(
  world: World,
  { openKfid }: KfAccount,
  externalUserid: string,
  msgtype: string,
  content: unknown,
): void {
  say(world, `kf/${openKfid}/${externalUserid}`, { from: openKfid, msgtype, content });
}

function failed(world: World, account: KfAccount, externalUserid: string, msgid: string): void {
  addEvent(world, account, {
    event_type: "msg_send_fail",
    open_kfid: account.openKfid,
    external_userid: externalUserid,
    fail_msgid: msgid,
    fail_type: KF_FAIL_TYPE.rejectedByUser,
  });
}

/** The caller's own id, up to 32 bytes and unique per account, or one of WeCom's. */
function takeMsgid({ world, body }: Call, account: KfAccount): string {
  const msgid = optionalText(body, "msgid") ?? opaqueId(world.random, "", 30);
  withinBytes(msgid, 32, 40058);
  if (account.sentIds.has(msgid)) refuse(40058, "msgid used before");
  account.sentIds.add(msgid);
  return msgid;
}

function placeOf(cursor: string): number {
  const place = /^k(\d+)$/.exec(Buffer.from(cursor, "base64url").toString());
  return place ? Number(place[1]) : refuse(50100);
}
