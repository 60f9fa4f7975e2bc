import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { object, optionalText, text, withinBytes } from "../../http/read.ts";
import { opaqueId } from "../../world/random.ts";
import { mayContact } from "../customers/endpoints.ts";
import { checkPart } from "../messages/attachments.ts";
import type { MessagePart } from "../messages/state.ts";
import type { WelcomeTemplate } from "./state.ts";

const BASE = "/cgi-bin/externalcontact/group_welcome_template";
/** If several are given, the first of this order counts. */
const KINDS = ["image", "link", "miniprogram", "file", "video"] as const;

/** What people are greeted with in a group, 入群欢迎语素材: wecom-api.md §4.4. */
export const welcomeTemplateEndpoints: readonly Endpoint[] = [
  post(`${BASE}/add`, (call) => {
    mayContact(call);
    const { templates } = call.world.wecom.welcomeTemplates;
    if (templates.size >= WECOM_QUOTAS.groupWelcomeTemplates.amount) refuse(41055);
    const templateId = opaqueId(call.world.random, "msg", 30);
    templates.set(templateId, { templateId, agentId: call.app, parts: partsOf(call) });
    return { template_id: templateId };
  }),
  post(`${BASE}/edit`, (call) => {
    mayContact(call);
    own(call).parts = partsOf(call);
    return {};
  }),
  post(`${BASE}/get`, (call) => {
    mayContact(call);
    const { parts } = templateNamed(call);
    return Object.fromEntries(parts.map(({ msgtype, content }) => [msgtype, content]));
  }),
  post(`${BASE}/del`, (call) => {
    mayContact(call);
    call.world.wecom.welcomeTemplates.templates.delete(own(call).templateId);
    return {};
  }),
];

function partsOf(call: Call): MessagePart[] {
  const content = optionalText(object(call.body, "text"), "content");
  if (content !== undefined) withinBytes(content, WECOM_QUOTAS.groupWelcomeText.amount, 45002);
  const kind = KINDS.find((name) => call.body[name] !== undefined);
  if (content === undefined && kind === undefined) refuse(40063, "text and attachment");
  return [
    ...(content === undefined ? [] : [{ msgtype: "text", content: { content } }]),
    ...(kind === undefined ? [] : [checkPart(call, kind, object(call.body, kind))]),
  ];
}

function templateNamed({ world, body }: Call): WelcomeTemplate {
  return world.wecom.welcomeTemplates.templates.get(text(body, "template_id")) ?? refuse(40058, "invalid template_id");
}

function own(call: Call): WelcomeTemplate {
  const template = templateNamed(call);
  return template.agentId === call.app ? template : refuse(41058);
}
