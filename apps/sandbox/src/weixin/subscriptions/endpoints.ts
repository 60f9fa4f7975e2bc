import { z } from "zod";
import { type Call, type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { accountOf, miniProgramOf, opaque, personOf, serialNumber, serviceAccountOf } from "../accounts/accounts.ts";
import type { Account } from "../accounts/state.ts";
import { tell } from "../callbacks/tell.ts";
import { followerOf } from "../followers/follow.ts";
import { notify, show } from "../messages/chat.ts";
import { bodyOf, charsOf } from "../read.ts";
import { checkData, dataShape } from "../templates/data.ts";
import { PUBLIC_TEMPLATES } from "./public-templates.ts";
import type { SubscribeTemplate } from "./state.ts";

const MAX_TEMPLATES = 50;
const SCENE_CHARS = 15;
const sendBody = z.object({
  touser: z.string(),
  template_id: z.string(),
  page: z.string().optional(),
  miniprogram: z.object({ appid: z.string(), pagepath: z.string().optional() }).optional(),
  miniprogram_state: z.enum(["developer", "trial", "formal"]).optional(),
  lang: z.string().optional(),
  data: dataShape,
});

/** Subscription messages of mini programs and notices of service accounts, and their forms: wechat-api.md §1.6, §2.4. */
export const subscriptionEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/message/subscribe/send", (call) => {
    const account = miniProgramOf(call);
    const { page } = bodyOf(call, sendBody);
    const path = page?.split("?", 1)[0]?.replace(/^\//, "");
    if (path && !account.mini.pages.includes(path)) refuse(41030);
    return { errcode: 0, errmsg: "ok", msgid: send(call, account) };
  }),
  post("/cgi-bin/message/subscribe/bizsend", (call) => {
    send(call, serviceAccountOf(call));
    return {};
  }),
  get("/wxaapi/newtmpl/gettemplate", (call) => ({
    data: [...accountOf(call).subscriptions.templates.values()].map(({ id, title, keywords }) => ({
      priTmplId: id,
      title,
      content: keywords.map(({ key, label }) => `${label}:{{${key}.DATA}}\n`).join(""),
      example: "",
      type: 2,
    })),
  })),
  get("/wxaapi/newtmpl/getcategory", () => ({ data: [{ id: 307, name: "商家自营 > 百货" }] })),
  get("/wxaapi/newtmpl/getpubtemplatetitles", ({ query }) => {
    const start = Number(query.start ?? 0);
    const data = PUBLIC_TEMPLATES.slice(start, start + Math.min(Number(query.limit ?? 30), 30));
    return {
      count: PUBLIC_TEMPLATES.length,
      data: data.map(({ tid, title }) => ({ tid: Number(tid), title, type: 2, categoryId: "307" })),
    };
  }),
  get("/wxaapi/newtmpl/getpubtemplatekeywords", ({ query }) => {
    const { keywords } = PUBLIC_TEMPLATES.find(({ tid }) => tid === query.tid) ?? refuse(200_014, "invalid tid");
    return { count: keywords.length, data: keywords };
  }),
  post("/wxaapi/newtmpl/addtemplate", (call) => {
    const { templates } = accountOf(call).subscriptions;
    const { tid, kidList, sceneDesc } = bodyOf(
      call,
      z.object({
        tid: z.union([z.string(), z.int()]).transform(String),
        kidList: z.array(z.coerce.number().int()).min(2).max(5),
        sceneDesc: z.string().optional(),
      }),
    );
    const form = PUBLIC_TEMPLATES.find((known) => known.tid === tid) ?? refuse(200_014, "invalid tid");
    if (sceneDesc && charsOf(sceneDesc) > SCENE_CHARS) refuse(200_013, "sceneDesc too long");
    if (templates.size >= MAX_TEMPLATES) refuse(200_012, "personal template limit");
    const keywords = kidList.map((kid) => {
      const { rule, name } = form.keywords.find((known) => known.kid === kid) ?? refuse(200_011, "invalid kid");
      return { key: `${rule}${kid}`, label: name };
    });
    const id = opaque(call.world, 43);
    templates.set(id, { id, tid, title: form.title, keywords, sceneDesc: sceneDesc ?? "" });
    return { errcode: 0, errmsg: "ok", priTmplId: id };
  }),
  post("/wxaapi/newtmpl/deltemplate", (call) => {
    const { priTmplId } = bodyOf(call, z.object({ priTmplId: z.string() }));
    if (!accountOf(call).subscriptions.templates.delete(priTmplId)) refuse(40037);
    return {};
  }),
];

/** Uses one accept up: 43101 where none is left. */
function send(call: Call, account: Account): number {
  const { world } = call;
  const { touser, template_id, data, page, miniprogram } = bodyOf(call, sendBody);
  const template = account.subscriptions.templates.get(template_id) ?? refuse(40037);
  const person = personOf(world, account, touser);
  checkData(keysOf(template), data);
  const key = `${touser} ${template_id}`;
  const left = account.subscriptions.accepts.get(key) ?? 0;
  if (left === 0) refuse(43101);
  account.subscriptions.accepts.set(key, left - 1);
  const msgid = serialNumber(world);
  const content = { title: template.title, keywords: template.keywords, data, page, miniprogram };
  if (account.kind === "official_account" && followerOf(account, touser))
    show(world, account, touser, "subscribe", content);
  else notify(world, account, person.id, "subscribe", content);
  tell(world, account, touser, "subscribe_msg_sent_event", {
    event: { list: [{ templateId: template_id, msgId: String(msgid), errorCode: "0", errorStatus: "success" }] },
  });
  return msgid;
}

const keysOf = ({ keywords }: SubscribeTemplate) => keywords.map(({ key }) => key);
