import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, refuse } from "../../http/endpoint.ts";
import { object, objects, optionalText, text, withinBytes } from "../../http/read.ts";
import { mediaNamed } from "../media/store.ts";

type Body = Call["body"];

/** The content of a message to a customer of an account, checked: wecom-api.md §14. */
export function kfContent(
  call: Call,
  allowed?: readonly string[],
): { readonly msgtype: string; readonly content: Body } {
  const msgtype = text(call.body, "msgtype");
  const check = CHECKS[msgtype];
  if (!check || (allowed && !allowed.includes(msgtype))) refuse(40058, `invalid msgtype ${msgtype}`);
  const content = object(call.body, msgtype);
  check(call, content);
  return { msgtype, content };
}

const media = (kind: "image" | "voice" | "video" | "file") => (call: Call, part: Body) => {
  mediaNamed(call.world, part.media_id, { kind });
};

const CHECKS: Readonly<Record<string, (call: Call, part: Body) => void>> = {
  text: (_call, part) => void withinBytes(text(part, "content", 44004), WECOM_QUOTAS.kfText.amount, 45002),
  image: media("image"),
  voice: media("voice"),
  video: media("video"),
  file: media("file"),
  link({ world }, part) {
    withinBytes(text(part, "title"), WECOM_QUOTAS.linkTitle.amount, 45002);
    withinBytes(optionalText(part, "desc") ?? "", WECOM_QUOTAS.linkDescription.amount, 45002);
    withinBytes(text(part, "url"), WECOM_QUOTAS.linkUrl.amount, 45002);
    mediaNamed(world, part.thumb_media_id, { kind: "image" });
  },
  miniprogram({ world }, part) {
    text(part, "appid");
    withinBytes(optionalText(part, "title") ?? "", WECOM_QUOTAS.miniProgramTitle.amount, 45002);
    if (!/\.html(\?|$)/.test(text(part, "pagepath"))) refuse(40058, "pagepath needs .html");
    mediaNamed(world, part.thumb_media_id, { kind: "image" });
  },
  msgmenu(_call, part) {
    withinBytes(optionalText(part, "head_content") ?? "", 1024, 45002);
    withinBytes(optionalText(part, "tail_content") ?? "", 1024, 45002);
    const list = objects(part, "list");
    if (list.length > WECOM_QUOTAS.kfMenuItems.amount) refuse(40058, "msgmenu.list");
    const clickable = list.filter(({ type }) => type !== "text").length;
    if (clickable > WECOM_QUOTAS.kfMenuClickable.amount) refuse(40058, "msgmenu.list: at most 10 to tap");
    for (const item of list) {
      const type = text(item, "type");
      const max = { click: 128, view: 1024, miniprogram: 1024, text: 256 }[type];
      if (max === undefined) refuse(40058, "msgmenu.list.type");
      withinBytes(text(object(item, type), "content"), max, 45002);
    }
  },
  location(_call, part) {
    for (const name of ["latitude", "longitude"]) if (typeof part[name] !== "number") refuse(40058, name);
  },
  ca_link({ world }, part) {
    const url = text(part, "link_url").split("?")[0];
    if (![...world.wecom.acquisition.links.values()].some((link) => link.url === url)) refuse(40058, "link_url");
  },
};
