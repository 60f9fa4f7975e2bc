import { KF_STATE, WECOM_QUOTAS, type WecomKfEvent } from "@feilun/wechat-protocol";
import { refuse } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { tellKfEvent } from "../tell.ts";
import type { KfAccount, KfCode, KfRow, KfSession } from "./state.ts";

/** The account, or 95004. */
export function accountNamed(world: World, openKfid: unknown): KfAccount {
  if (typeof openKfid !== "string" || openKfid === "") refuse(60251);
  const account = world.wecom.kf.accounts.get(openKfid);
  return account && !account.deleted ? account : refuse(95004, openKfid);
}

/** The customer's session at the account, made when they first appear. */
export function sessionOf(world: World, openKfid: string, externalUserid: string): KfSession {
  const key = `${openKfid}/${externalUserid}`;
  const { sessions } = world.wecom.kf;
  const known = sessions.get(key);
  if (known) return expired(world, known);
  const fresh: KfSession = {
    openKfid,
    externalUserid,
    state: KF_STATE.ended,
    servicer: undefined,
    lastCustomerAt: undefined,
    sentSince: 0,
    welcomedAt: undefined,
    entered: undefined,
    rejects: false,
    upgraded: false,
  };
  sessions.set(key, fresh);
  return fresh;
}

/** A session lasts 48 h from the customer's last message, then it has ended. */
function expired(world: World, session: KfSession): KfSession {
  const { lastCustomerAt } = session;
  if (lastCustomerAt === undefined || lastCustomerAt + WECOM_QUOTAS.kfReplyWindow.amount > secondsOf(world.clock))
    return session;
  session.state = KF_STATE.ended;
  session.servicer = undefined;
  return session;
}

/** Adds a row to the account's stream and tells the app that there is news, with a token for 10 min. */
export function addRow(
  world: World,
  account: KfAccount,
  row: Readonly<Record<string, unknown>> & { readonly origin: 3 | 4 | 5; readonly msgtype: string },
): string {
  const { kf } = world.wecom;
  const msgid = opaqueId(world.random, "", 30);
  const message = { msgid, send_time: secondsOf(world.clock), ...row } as unknown as KfRow["message"];
  account.rows.push({ seq: kf.nextSeq++, message });
  const now = secondsOf(world.clock);
  for (const [token, expiresAt] of account.tokens) if (expiresAt <= now) account.tokens.delete(token);
  const token = opaqueId(world.random, "", 40);
  account.tokens.set(token, now + WECOM_QUOTAS.kfSyncTokenLife.amount);
  tellKfEvent(world, account.agentId, account.openKfid, token);
  return msgid;
}

/** Adds an event row; the account and, where there is one, the customer stand inside the event. */
export function addEvent(world: World, account: KfAccount, event: WecomKfEvent): void {
  addRow(world, account, { origin: 4, msgtype: "event", event });
}

/** A code for send_msg_on_event: 20 s on entering and after the end, else 48 h. */
export function issueCode(world: World, session: KfSession, kind: KfCode["kind"]): string {
  const code = opaqueId(world.random, "", 43);
  const { kfWelcomeCodeLife, kfEventCodeLife } = WECOM_QUOTAS;
  const life = kind === "enter" || kind === "ended" ? kfWelcomeCodeLife.amount : kfEventCodeLife.amount;
  const { openKfid, externalUserid } = session;
  const expiresAt = secondsOf(world.clock) + life;
  world.wecom.kf.codes.set(code, { kind, openKfid, externalUserid, expiresAt, used: false });
  return code;
}

/** Members who serve the account: listed ones and those of its departments. */
export function servesAccount(world: World, account: KfAccount, userid: string): boolean {
  if (account.servicers.has(userid)) return true;
  const member = world.wecom.contacts.members.get(userid.toLowerCase());
  return member?.departments.some((id) => account.departments.has(id)) ?? false;
}
