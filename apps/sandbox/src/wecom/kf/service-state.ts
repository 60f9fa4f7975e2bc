import { KF_STATE } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { integer, object, text, texts } from "../../http/read.ts";
import { say } from "../../world/chats.ts";
import { ownAccount } from "./accounts.ts";
import { issueCode, servesAccount, sessionOf } from "./sessions.ts";
import type { KfSession, KfSessionState } from "./state.ts";

/** Moves by API; 0 → 1 and 0/1/2 → 4 are drawn in a picture only (unconfirmed) and allowed here. */
const MOVES: Readonly<Record<KfSessionState, readonly number[]>> = {
  0: [1, 2, 3, 4],
  1: [2, 3, 4],
  2: [3, 4],
  3: [3, 4],
  4: [],
};

/** Sessions and their customers: wecom-api.md §14. */
export const kfSessionEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/kf/service_state/get", (call) => {
    const { state, servicer } = sessionFrom(call);
    return { service_state: state, ...(servicer !== undefined && { servicer_userid: servicer }) };
  }),
  post("/cgi-bin/kf/service_state/trans", (call) => {
    const { world, body } = call;
    const account = ownAccount(call);
    const session = sessionFrom(call);
    const wanted = integer(body, "service_state");
    if (session.state === KF_STATE.ended) refuse(95013);
    if (!MOVES[session.state].includes(wanted)) refuse(95016, `${session.state} to ${wanted}`);
    const former = session.state;
    if (wanted === KF_STATE.human) {
      const userid = text(body, "servicer_userid", 95014);
      if (!servesAccount(world, account, userid)) refuse(95014, userid);
      if (account.servicers.get(userid)?.receiving === false) refuse(95019, userid);
      session.servicer = userid;
    } else session.servicer = undefined;
    session.state = wanted as KfSessionState;
    if (wanted === KF_STATE.ended) return { msg_code: issueCode(world, session, "ended") };
    const first = former === KF_STATE.unhandled || former === KF_STATE.assistant;
    if (wanted === KF_STATE.queue) return { msg_code: issueCode(world, session, "queue") };
    return wanted === KF_STATE.human && first ? { msg_code: issueCode(world, session, "picked") } : {};
  }),
  post("/cgi-bin/kf/customer/batchget", ({ world, body }) => {
    const ids = texts(body, "external_userid_list", 100, 81017);
    if (ids.length === 0) refuse(41035);
    const withContext = integer(body, "need_enter_session_context", 0) === 1;
    const { externals } = world.wecom.customers;
    const sessions = [...world.wecom.kf.sessions.values()];
    return {
      customer_list: ids.flatMap((id) => {
        const person = world.people.get(externals.get(id)?.personId ?? "");
        if (!person) return [];
        const { nickname, avatar, gender, unionid } = person;
        const entered = sessions.findLast((session) => session.externalUserid === id && session.entered)?.entered;
        const context = { enter_session_context: { scene: entered?.scene, scene_param: entered?.sceneParam } };
        return [{ external_userid: id, nickname, avatar, gender, unionid, ...(withContext && entered && context) }];
      }),
      invalid_external_userid: ids.filter((id) => !externals.has(id)),
    };
  }),
  get("/cgi-bin/kf/customer/get_upgrade_service_config", ({ world }) => {
    const { users, departments, chats } = world.wecom.kf.upgrade ?? refuse(95021);
    return {
      member_range: { userid_list: users, department_id_list: departments },
      groupchat_range: { chat_id_list: chats },
    };
  }),
  post("/cgi-bin/kf/customer/upgrade_service", (call) => {
    const { world, body } = call;
    const session = sessionFrom(call);
    const { users, chats } = world.wecom.kf.upgrade ?? refuse(95021);
    const type = integer(body, "type");
    const target = type === 1 ? object(body, "member") : object(body, "groupchat");
    const id = type === 1 ? text(target, "userid", 40003) : text(target, "chat_id", 86001);
    if (!(type === 1 ? users : chats).includes(id)) refuse(95021, id);
    session.upgraded = true;
    const { openKfid, externalUserid } = session;
    say(world, `kf/${openKfid}/${externalUserid}`, { from: openKfid, msgtype: "upgrade_service", content: target });
    return {};
  }),
  post("/cgi-bin/kf/customer/cancel_upgrade_service", (call) => {
    sessionFrom(call).upgraded = false;
    return {};
  }),
];

function sessionFrom(call: Call): KfSession {
  const { openKfid } = ownAccount(call);
  const externalUserid = text(call.body, "external_userid", 41035);
  if (!call.world.wecom.customers.externals.has(externalUserid)) refuse(40096);
  return sessionOf(call.world, openKfid, externalUserid);
}
