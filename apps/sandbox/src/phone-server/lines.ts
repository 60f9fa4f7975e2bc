import type { ChatMessage } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { payShape } from "./pay-lines.ts";
import type { LineView } from "./views.ts";

type Fields = Readonly<Record<string, unknown>>;

const NAMES: Readonly<Record<string, string>> = {
  image: "图片",
  voice: "语音",
  video: "视频",
  file: "文件",
  location: "位置",
  mpnews: "图文",
  music: "音乐",
  template_card: "卡片",
};

/** A line as this viewer (person id, and userid if staff) sees it. */
export function lineView(world: World, viewer: ReadonlySet<string>, line: ChatMessage): LineView {
  const { id, at, from, msgtype } = line;
  return { id, at, mine: viewer.has(from), sender: nameOf(world, from), msgtype, ...shapeOf(msgtype, line.content) };
}

/** Parts of a message that is not sent yet. */
export function partViews(parts: readonly { readonly msgtype: string; readonly content: unknown }[]): LineView[] {
  return parts.map(({ msgtype, content }, at) => ({
    ...{ id: String(at), at: 0, mine: false, sender: "", msgtype },
    ...shapeOf(msgtype, content),
  }));
}

/** The text of a line in a list of conversations. */
export function summaryOf({ msgtype, content }: ChatMessage): string {
  const { title, text } = shapeOf(msgtype, content);
  return title ?? text;
}

/** Who this is: a person, a member, an official account, or a customer by the company's id. */
export function nameOf(world: World, id: string): string {
  const external = world.wecom.customers.externals.get(id);
  return (
    world.people.get(external?.personId ?? id)?.nickname ??
    world.wecom.contacts.members.get(id.toLowerCase())?.name ??
    world.weixin.accounts.get(id)?.name ??
    world.wecom.apps.get(id)?.name ??
    id
  );
}

function shapeOf(
  msgtype: string,
  content: unknown,
): Partial<Pick<LineView, "sender">> & Pick<LineView, "title" | "text" | "url" | "picture" | "miniProgram"> {
  const outer = record(content);
  const paid = payShape(msgtype, outer);
  if (paid) return { ...paid, url: undefined, picture: undefined, miniProgram: undefined };
  // Some families keep the wire's own nesting: { news: { articles: […] } }.
  const fields = outer[msgtype] && typeof outer[msgtype] === "object" ? record(outer[msgtype]) : outer;
  const [article] = Array.isArray(fields.articles) ? fields.articles.map(record) : [];
  const source = article ?? fields;
  const title = text(source.title) ?? text(record(source.main_title).title);
  const body =
    text(source.content) ?? text(source.description) ?? text(source.desc) ?? text(source.digest) ?? dataText(source);
  const appid = text(source.appid) ?? text(record(source.miniprogram).appid);
  const page = text(source.page) ?? text(source.pagepath) ?? text(record(source.miniprogram).pagepath);
  return {
    title,
    text: body ?? (title === undefined ? `[${NAMES[msgtype] ?? msgtype}]` : ""),
    url: text(source.url) ?? text(record(source.card_action).url),
    picture: pictureOf(source),
    miniProgram: appid !== undefined ? { appid, page: page ?? "" } : undefined,
  };
}

/** The values of a template or subscription message, a line each. */
function dataText({ data, head_content, list, tail_content }: Fields): string | undefined {
  if (Array.isArray(list))
    return [head_content, ...list.map((item) => `· ${record(item).content}`), tail_content].filter(Boolean).join("\n");
  if (typeof data !== "object" || data === null) return undefined;
  return Object.values(record(data))
    .map((item) => text(record(item).value) ?? "")
    .filter((value) => value !== "")
    .join("\n");
}

function pictureOf(source: Fields): string | undefined {
  const media =
    text(source.media_id) ?? text(source.pic_media_id) ?? text(source.thumb_media_id) ?? text(source.sdkfileid);
  if (media) return `/phone/media/${encodeURIComponent(media)}`;
  const address = text(source.pic_url) ?? text(source.picurl) ?? text(source.pic_Url);
  if (!address) return undefined;
  // Uploaded pictures live in the world; the rest is where it says.
  return /qpic\.cn/.test(address) ? `/phone/media/${encodeURIComponent(address)}` : address;
}

const record = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
