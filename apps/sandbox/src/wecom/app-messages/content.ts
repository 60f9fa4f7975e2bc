import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, refuse } from "../../http/endpoint.ts";
import { object, objects, optionalText, text, withinBytes } from "../../http/read.ts";
import { appOf } from "../apps/caller.ts";
import { mediaNamed } from "../media/store.ts";

type Body = Call["body"];
export type Content = Readonly<Record<string, unknown>>;

/** The message's content as the member sees it; texts over their length are cut, the rest is refused: wecom-api.md §11.1. */
export function messageContent(call: Call, msgtype: string): Content {
  const read = READERS[msgtype];
  if (!read) refuse(40058, `invalid msgtype ${msgtype}`);
  return read(call, object(call.body, msgtype));
}

const READERS: Readonly<Record<string, (call: Call, part: Body) => Content>> = {
  text: (_call, part) => ({ content: cut(text(part, "content", 44004), WECOM_QUOTAS.appMessageText.amount) }),
  markdown: (_call, part) => ({ content: cut(text(part, "content", 44004), WECOM_QUOTAS.appMessageText.amount) }),
  image: (call, part) => ofMedia(call, part, "image"),
  voice: (call, part) => ofMedia(call, part, "voice"),
  file: (call, part) => ofMedia(call, part, "file"),
  video: (call, part) => ({
    ...ofMedia(call, part, "video"),
    title: cut(optionalText(part, "title") ?? "", 128),
    description: cut(optionalText(part, "description") ?? "", 512),
  }),
  textcard: (_call, part) => ({
    title: cut(text(part, "title"), 128),
    description: cut(text(part, "description"), 512),
    url: webAddress(part, "url"),
    btntxt: (optionalText(part, "btntxt") ?? "详情").slice(0, 4),
  }),
  news: (_call, part) => ({
    articles: articles(part).map((article) => {
      if (!article.url && !(article.appid && article.pagepath)) refuse(40058, "url or appid and pagepath");
      return {
        ...article,
        title: cut(text(article, "title"), 128),
        description: cut(optionalText(article, "description") ?? "", 512),
      };
    }),
  }),
  mpnews: (call, part) => ({
    articles: articles(part).map((article) => {
      mediaNamed(call.world, article.thumb_media_id, { kind: "image" });
      withinBytes(text(article, "content"), 666 * 1024, 45002);
      return { ...article, title: cut(text(article, "title"), 128) };
    }),
  }),
  miniprogram_notice: (_call, part) => {
    text(part, "appid");
    const title = text(part, "title");
    if (title.length < 4 || title.length > 12) refuse(90201, "title is 4 to 12 characters");
    const description = optionalText(part, "description");
    if (description !== undefined && (description.length < 4 || description.length > 12)) refuse(90202, "description");
    if (objects(part, "content_item").length > 10) refuse(90203, "at most 10 items");
    return part;
  },
  template_card: readCard,
};

/** Card kinds whose buttons call back. */
const INTERACTIVE = new Set(["button_interaction", "vote_interaction", "multiple_interaction"]);

/** Whether tapping the card tells the app. */
export function callsBack(card: Content): boolean {
  return INTERACTIVE.has(String(card.card_type)) || card.action_menu !== undefined;
}

/** Checks a template card's kind, its parts and their numbers. */
export function readCard(call: Call, card: Body): Content {
  const kind = text(card, "card_type");
  if (!["text_notice", "news_notice"].includes(kind) && !INTERACTIVE.has(kind)) refuse(40058, "card_type");
  if (callsBack(card)) {
    if (!appOf(call).callback) refuse(43012, "the app has no callback address");
    const taskId = text(card, "task_id");
    if (!/^[\w@-]+$/.test(taskId)) refuse(40058, "task_id");
    withinBytes(taskId, WECOM_QUOTAS.cardTaskId.amount, 40058);
  }
  if (!INTERACTIVE.has(kind) && Object.keys(object(card, "card_action")).length === 0) refuse(40058, "card_action");
  if (kind === "news_notice" && !card.card_image && !card.image_text_area) refuse(40058, "card_image");
  const menu = objects(object(card, "action_menu"), "action_list").length;
  if (card.action_menu !== undefined && (menu < 1 || menu > 3)) refuse(40058, "action_menu has 1 to 3 actions");
  const counts = { horizontal_content_list: 6, jump_list: 3, vertical_content_list: 4, button_list: 6, select_list: 3 };
  for (const [name, max] of Object.entries(counts))
    if (objects(card, name).length > max) refuse(40058, `${name} has at most ${max}`);
  if (kind === "button_interaction" && objects(card, "button_list").length === 0) refuse(40058, "button_list");
  const options = objects(object(card, "checkbox"), "option_list").length;
  if (kind === "vote_interaction" && (options < 1 || options > 20)) refuse(40058, "checkbox has 1 to 20 options");
  if (kind === "multiple_interaction" && objects(card, "select_list").length === 0) refuse(40058, "select_list");
  if ((kind === "vote_interaction" || kind === "multiple_interaction") && !card.submit_button)
    refuse(40058, "submit_button");
  return card;
}

function ofMedia({ world }: Call, part: Body, kind: "image" | "voice" | "video" | "file") {
  return { media_id: mediaNamed(world, part.media_id, { kind }).mediaId };
}

function articles(part: Body): Body[] {
  const list = objects(part, "articles");
  if (list.length < 1 || list.length > 8) refuse(40058, "1 to 8 articles");
  return list;
}

function webAddress(part: Body, name: string): string {
  const url = withinBytes(text(part, name), 2048, 40058);
  if (!/^https?:\/\//.test(url)) refuse(40058, `${name} needs http or https`);
  return url;
}

/** The beginning that fits, without half a character. */
function cut(value: string, maxBytes: number): string {
  let size = 0;
  let kept = "";
  for (const character of value) {
    size += Buffer.byteLength(character);
    if (size > maxBytes) break;
    kept += character;
  }
  return kept;
}
