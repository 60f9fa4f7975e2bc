import { KF_STATE, WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { personNamed } from "../../control/people-actions.ts";
import { ApiRefusal } from "../../http/endpoint.ts";
import { say } from "../../world/chats.ts";
import { secondsOf } from "../../world/clock.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { externalOf } from "../customers/relations.ts";
import { accountNamed, addEvent, addRow, issueCode, sessionOf } from "../kf/sessions.ts";
import type { KfSession } from "../kf/state.ts";
import { memberNamed } from "./directory.ts";

/** A person opens the account by its address; `&scene_param=` may have been added to it. */
export function enterKf(world: World, person: Person, address: string): KfSession {
  const url = new URL(address);
  const encoded = url.searchParams.get("enc_scene") ?? "";
  const place = world.wecom.kf.scenes.get(encoded);
  const account = accountNamed(world, place?.openKfid ?? url.pathname.split("/").pop());
  const { externalUserid } = externalOf(world, person);
  const session = sessionOf(world, account.openKfid, externalUserid);
  const scene = place?.scene ?? "";
  const parameter = Buffer.from(scene === "" ? "" : (url.searchParams.get("scene_param") ?? ""));
  const sceneParam = parameter.subarray(0, WECOM_QUOTAS.kfSceneParam.amount).toString();
  session.entered = { scene, sceneParam };
  const window = secondsOf(world.clock) - WECOM_QUOTAS.kfReplyWindow.amount;
  // A welcome only where none was sent in 48 h and the customer has not written.
  const silent = (session.welcomedAt ?? 0) <= window && (session.lastCustomerAt ?? 0) <= window;
  addEvent(world, account, {
    event_type: "enter_session",
    open_kfid: account.openKfid,
    external_userid: externalUserid,
    scene,
    scene_param: sceneParam,
    ...(silent && { welcome_code: issueCode(world, session, "enter") }),
  });
  return session;
}

/** The customer writes, or taps a line of a menu. */
export function sayToKf(world: World, person: Person, openKfid: string, content: string, menuId?: string): KfSession {
  const account = accountNamed(world, openKfid);
  const { externalUserid } = externalOf(world, person);
  const session = sessionOf(world, openKfid, externalUserid);
  if (session.state === KF_STATE.ended) session.state = KF_STATE.unhandled;
  session.lastCustomerAt = secondsOf(world.clock);
  session.sentSince = 0;
  const text = { content, ...(menuId !== undefined && { menu_id: menuId }) };
  say(world, `kf/${openKfid}/${externalUserid}`, { from: person.id, msgtype: "text", content: text });
  addRow(world, account, { open_kfid: openKfid, external_userid: externalUserid, origin: 3, msgtype: "text", text });
  return session;
}

function changed(
  world: World,
  session: KfSession,
  changeType: 1 | 2 | 3 | 4,
  before: string | undefined,
  code?: string,
) {
  addEvent(world, accountNamed(world, session.openKfid), {
    event_type: "session_status_change",
    open_kfid: session.openKfid,
    external_userid: session.externalUserid,
    change_type: changeType,
    ...(before !== undefined && { old_servicer_userid: before }),
    ...(session.servicer !== undefined && { new_servicer_userid: session.servicer }),
    ...(code !== undefined && { msg_code: code }),
  });
}

const place = z.object({ openKfid: z.string(), externalUserid: z.string() });

/** The session that this servicer holds. */
function held(world: World, userid: string, input: z.infer<typeof place>): KfSession {
  const session = sessionOf(world, input.openKfid, input.externalUserid);
  if (session.state !== KF_STATE.human || session.servicer !== memberNamed(world, userid).userid)
    throw new ApiRefusal(95016, "会话不在你手上");
  return session;
}

/** Customer service on the phones of customers and servicers. */
export const kfActions: readonly Action[] = [
  action("kf.enter", z.object({ person: z.string(), url: z.url() }), (world, { person, url }) => {
    const { openKfid, externalUserid } = enterKf(world, personNamed(world, person), url);
    return { openKfid, externalUserid };
  }),
  action(
    "kf.say",
    z.object({
      person: z.string(),
      openKfid: z.string(),
      content: z.string().min(1).max(2000),
      menuId: z.string().optional(),
    }),
    (world, { person, openKfid, content, menuId }) => {
      const { state, externalUserid } = sayToKf(world, personNamed(world, person), openKfid, content, menuId);
      return { state, externalUserid };
    },
  ),
  action("kf.reject", place.extend({ rejects: z.boolean() }), (world, { openKfid, externalUserid, rejects }) => {
    sessionOf(world, accountNamed(world, openKfid).openKfid, externalUserid).rejects = rejects;
  }),
  action("kf.pick", place.extend({ userid: z.string() }), (world, { userid, ...where }) => {
    const session = sessionOf(world, where.openKfid, where.externalUserid);
    if (session.state !== KF_STATE.queue) throw new ApiRefusal(95016, "会话不在待接入池");
    session.state = KF_STATE.human;
    session.servicer = memberNamed(world, userid).userid;
    changed(world, session, 1, undefined, issueCode(world, session, "picked"));
  }),
  action(
    "kf.servicer_say",
    place.extend({ userid: z.string(), content: z.string().min(1).max(2000) }),
    (world, { userid, content, ...where }) => {
      const { openKfid, externalUserid, servicer } = held(world, userid, where);
      const text = { content };
      say(world, `kf/${openKfid}/${externalUserid}`, { from: userid, msgtype: "text", content: text });
      const row = { open_kfid: openKfid, external_userid: externalUserid, servicer_userid: servicer };
      addRow(world, accountNamed(world, openKfid), { ...row, origin: 5, msgtype: "text", text });
    },
  ),
  action("kf.hand_on", place.extend({ userid: z.string(), to: z.string() }), (world, { userid, to, ...where }) => {
    const session = held(world, userid, where);
    session.servicer = memberNamed(world, to).userid;
    changed(world, session, 2, userid);
  }),
  action("kf.end", place.extend({ userid: z.string() }), (world, { userid, ...where }) => {
    const session = held(world, userid, where);
    session.state = KF_STATE.ended;
    session.servicer = undefined;
    changed(world, session, 3, userid, issueCode(world, session, "ended"));
  }),
  action(
    "kf.switch_receiving",
    z.object({ openKfid: z.string(), userid: z.string(), receiving: z.boolean() }),
    (world, { openKfid, userid, receiving }) => {
      const account = accountNamed(world, openKfid);
      const servicer = account.servicers.get(memberNamed(world, userid).userid);
      if (!servicer) throw new ApiRefusal(95014);
      servicer.receiving = receiving;
      addEvent(world, account, {
        event_type: "servicer_status_change",
        servicer_userid: servicer.userid,
        status: receiving ? 1 : 2,
        ...(!receiving && { stop_type: 0 }),
        open_kfid: openKfid,
      });
    },
  ),
  action(
    "kf.configure_upgrade",
    z.object({ users: z.array(z.string()), departments: z.array(z.int()), chats: z.array(z.string()) }),
    (world, upgrade) => {
      world.wecom.kf.upgrade = upgrade;
    },
  ),
];
