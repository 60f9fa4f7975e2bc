import { z } from "zod";
import { type Call, type Endpoint, get, post, refuse } from "../../http/endpoint.ts";
import { accountOf, officialAccountOf, personOf } from "../accounts/accounts.ts";
import type { Account } from "../accounts/state.ts";
import { followerOf } from "../followers/follow.ts";
import { mediaNamed } from "../media/store.ts";
import { bodyOf } from "../read.ts";
import { show } from "./chat.ts";
import { useWindow } from "./windows.ts";

const media = z.object({ media_id: z.string() });
const article = z.object({
  title: z.string(),
  description: z.string().optional(),
  url: z.string().optional(),
  picurl: z.string().optional(),
});

/** What each kind of message carries. */
const CONTENT = {
  text: z.object({ content: z.string().min(1) }),
  image: media,
  voice: media,
  video: media.extend({
    thumb_media_id: z.string().optional(),
    title: z.string().optional(),
    description: z.string().optional(),
  }),
  music: z
    .object({ musicurl: z.string(), hqmusicurl: z.string().optional(), thumb_media_id: z.string().optional() })
    .loose(),
  news: z.object({ articles: z.array(article).length(1) }),
  mpnewsarticle: z.object({ article_id: z.string() }),
  msgmenu: z.object({
    head_content: z.string().optional(),
    list: z.array(z.object({ id: z.union([z.string(), z.int()]), content: z.string() })).min(1),
    tail_content: z.string().optional(),
  }),
  wxcard: z.object({ card_id: z.string() }),
  miniprogrampage: z.object({
    title: z.string(),
    appid: z.string().optional(),
    pagepath: z.string(),
    thumb_media_id: z.string(),
  }),
  link: z.object({
    title: z.string(),
    description: z.string().optional(),
    url: z.string(),
    thumb_url: z.string().optional(),
  }),
} as const;
const OF_MINI_PROGRAMS: ReadonlySet<string> = new Set(["text", "image", "link", "miniprogrampage"]);

/** Customer-service messages, and the keyword replies that are only read: wechat-api.md §1.5, §1.15, §2.4. */
export const messageEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/message/custom/send", (call) => {
    const account = accountOf(call);
    const { touser, msgtype } = bodyOf(call, z.object({ touser: z.string(), msgtype: z.string() }));
    const content = contentOf(call, account, msgtype);
    personOf(call.world, account, touser);
    if (account.kind === "official_account" && !followerOf(account, touser)) refuse(45015);
    useWindow(call.world, account, touser);
    show(call.world, account, touser, msgtype, content);
    return {};
  }),
  post("/cgi-bin/message/custom/typing", (call) => {
    const account = accountOf(call);
    const { touser } = bodyOf(call, z.object({ touser: z.string(), command: z.enum(["Typing", "CancelTyping"]) }));
    personOf(call.world, account, touser);
    return {};
  }),
  get("/cgi-bin/get_current_autoreply_info", (call) => {
    officialAccountOf(call);
    return { is_add_friend_reply_open: 0, is_autoreply_open: 0 };
  }),
];

function contentOf(call: Call, account: Account, msgtype: string): object {
  const shape = Object.hasOwn(CONTENT, msgtype) ? CONTENT[msgtype as keyof typeof CONTENT] : undefined;
  if (!shape) refuse(40008, "invalid message type");
  const allowed = account.kind === "mini_program" ? OF_MINI_PROGRAMS.has(msgtype) : msgtype !== "link";
  if (!allowed) refuse(40008, "invalid message type");
  const content = bodyOf(call, z.object({ [msgtype]: shape }))[msgtype] as Record<string, unknown>;
  if (msgtype === "image" || msgtype === "voice" || msgtype === "video")
    mediaNamed(call.world, account, content.media_id, msgtype);
  if (msgtype === "miniprogrampage") mediaNamed(call.world, account, content.thumb_media_id);
  if (msgtype === "mpnewsarticle" && account.kind === "official_account")
    if (!account.articles.publications.has(String(content.article_id))) refuse(53600, "invalid article_id");
  return content;
}
