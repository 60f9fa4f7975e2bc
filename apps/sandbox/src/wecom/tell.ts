import { buildXml, type XmlDraft } from "@feilun/wechat-protocol";
import { queueCallback } from "../callbacks/deliver.ts";
import { secondsOf } from "../world/clock.ts";
import type { World } from "../world/world.ts";
import { tellApps } from "./apps/apps.ts";

/** An event of the company's own making, as plain XML: wecom-api.md §4.2. */
function eventXml(world: World, event: string, fields: XmlDraft): string {
  return buildXml({
    ToUserName: world.wecom.corpId,
    FromUserName: "sys",
    CreateTime: secondsOf(world.clock),
    MsgType: "event",
    Event: event,
    ...fields,
  });
}

/** Tells one app what concerns it alone; `from` is the member, "sys" unless told. */
export function tellApp(world: World, agentId: string, event: string, fields: XmlDraft = {}, from = "sys"): void {
  const app = world.wecom.apps.get(agentId);
  if (!app?.callback || !app.enabled) return;
  queueCallback(world, `wecom/${agentId}`, eventXml(world, event, { ...fields, FromUserName: from, AgentID: agentId }));
}

/** Brings a member's message to the app. */
export function tellMessage(world: World, agentId: string, from: string, fields: XmlDraft): void {
  const app = world.wecom.apps.get(agentId);
  if (!app?.callback || !app.enabled) return;
  const envelope = { ToUserName: world.wecom.corpId, FromUserName: from, CreateTime: secondsOf(world.clock) };
  queueCallback(world, `wecom/${agentId}`, buildXml({ ...envelope, ...fields, AgentID: agentId }));
}

/** Tells the app of a link, or of the allowance that links use. */
export function tellAcquisitionEvent(world: World, agentId: string, changeType: string, fields: XmlDraft): void {
  tellApp(world, agentId, "customer_acquisition", { ChangeType: changeType, ...fields });
}

/** Tells the account's app that customer service has news; the content is pulled (wecom-api.md §14). */
export function tellKfEvent(world: World, agentId: string, openKfid: string, token: string): void {
  const app = world.wecom.apps.get(agentId);
  if (!app?.callback || !app.enabled) return;
  const envelope = { ToUserName: world.wecom.corpId, CreateTime: secondsOf(world.clock), MsgType: "event" };
  const event = { ...envelope, Event: "kf_msg_or_event", Token: token, OpenKfId: openKfid };
  queueCallback(world, `wecom/${agentId}`, buildXml(event));
}

/** Tells the apps that look after this member's customers. */
export function tellCustomerEvent(
  world: World,
  changeType: string,
  userid: string,
  externalUserid: string,
  fields: XmlDraft = {},
): void {
  const draft = { ChangeType: changeType, UserID: userid, ExternalUserID: externalUserid, ...fields };
  tellApps(world, eventXml(world, "change_external_contact", draft), { kind: "customer_contact", about: [userid] });
}

/** Tells the apps that see the group's owner. */
export function tellGroupEvent(
  world: World,
  chatId: string,
  owner: string,
  changeType: string,
  fields: XmlDraft = {},
): void {
  const draft = { ChatId: chatId, ChangeType: changeType, ...fields };
  tellApps(world, eventXml(world, "change_external_chat", draft), { kind: "customer_contact", about: [owner] });
}

/** Tells the apps of customer contact that a company tag changed in the back office. */
export function tellTagEvent(world: World, id: string, tagType: "tag" | "tag_group", changeType: string): void {
  const draft = { Id: id, TagType: tagType, ChangeType: changeType };
  tellApps(world, eventXml(world, "change_external_tag", draft), { kind: "customer_contact" });
}

/** Tells the contact-sync assistant what the administrator did in the directory. */
export function tellContactEvent(world: World, changeType: string, fields: XmlDraft): void {
  tellApps(world, eventXml(world, "change_contact", { ChangeType: changeType, ...fields }), { kind: "contact_sync" });
}
