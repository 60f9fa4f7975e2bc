import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaque, personOf, serialNumber, serviceAccountOf } from "../accounts/accounts.ts";
import { tell } from "../callbacks/tell.ts";
import { followerOf } from "../followers/follow.ts";
import { show } from "../messages/chat.ts";
import { bodyOf } from "../read.ts";
import { checkData, dataShape } from "./data.ts";

const sendBody = z.object({
  touser: z.string(),
  template_id: z.string(),
  url: z.string().optional(),
  miniprogram: z.object({ appid: z.string().optional(), pagepath: z.string().optional() }).nullish(),
  client_msg_id: z.string().optional(),
  data: dataShape,
});

/** Template messages of verified service accounts: wechat-api.md §1.6. */
export const templateEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/message/template/send", (call) => {
    const account = serviceAccountOf(call);
    const { world } = call;
    const { touser, template_id, url, miniprogram, client_msg_id, data } = bodyOf(call, sendBody);
    const template = account.templates.all.get(template_id) ?? refuse(40037);
    personOf(world, account, touser);
    const follower = followerOf(account, touser) ?? refuse(43004);
    checkData(keysOf(template.content), data);
    const now = secondsOf(world.clock);
    const dedupeKey = client_msg_id && `${touser} ${client_msg_id}`;
    const former = dedupeKey ? account.templates.sent.get(dedupeKey) : undefined;
    if (former && former.at + WEIXIN_QUOTAS.templateDedupe.amount > now)
      return { errcode: 0, errmsg: "ok", msgid: former.msgid };
    const msgid = serialNumber(world);
    if (dedupeKey) account.templates.sent.set(dedupeKey, { msgid, at: now });
    const blocked = follower.refusesMessages;
    if (!blocked)
      show(world, account, touser, "template", {
        title: template.title,
        content: template.content,
        data,
        url,
        miniprogram,
      });
    tell(world, account, touser, "TEMPLATESENDJOBFINISH", {
      msgId: String(msgid),
      status: blocked ? "failed:user block" : "success",
    });
    return { errcode: 0, errmsg: "ok", msgid };
  }),
  post("/cgi-bin/template/api_add_template", (call) => {
    const { templates } = serviceAccountOf(call);
    const { template_id_short, keyword_name_list } = bodyOf(
      call,
      z.object({ template_id_short: z.string().min(1), keyword_name_list: z.array(z.string()).optional() }),
    );
    if (templates.all.size >= WEIXIN_QUOTAS.templates.amount) refuse(45026, "template num exceeds limit");
    const names = keyword_name_list ?? ["内容", "时间"];
    const template = {
      templateId: opaque(call.world, 43),
      shortId: template_id_short,
      title: `模板 ${template_id_short}`,
      content: names.map((name, at) => `${name}：{{keyword${at + 1}.DATA}}`).join("\n"),
    };
    templates.all.set(template.templateId, template);
    return { errcode: 0, errmsg: "ok", template_id: template.templateId };
  }),
  get("/cgi-bin/template/get_all_private_template", (call) => ({
    template_list: [...serviceAccountOf(call).templates.all.values()].map(({ templateId, title, content }) => ({
      template_id: templateId,
      title,
      primary_industry: "商业服务",
      deputy_industry: "零售",
      content,
      example: "",
    })),
  })),
  post("/cgi-bin/template/del_private_template", (call) => {
    const { templates } = serviceAccountOf(call);
    const { template_id } = bodyOf(call, z.object({ template_id: z.string() }));
    if (!templates.all.delete(template_id)) refuse(40037);
    return {};
  }),
  get("/cgi-bin/template/get_industry", (call) => {
    serviceAccountOf(call);
    return {
      primary_industry: { first_class: "商业服务", second_class: "零售" },
      secondary_industry: { first_class: "IT科技", second_class: "互联网|电子商务" },
    };
  }),
];

/** The data keys of `{{thing1.DATA}}` places. */
function keysOf(content: string): string[] {
  return [...content.matchAll(/\{\{(\w+)\.DATA\}\}/g)].map(([, key = ""]) => key);
}
