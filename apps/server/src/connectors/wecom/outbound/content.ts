import type { WecomAttachment, WecomMomentAttachment } from "@feilun/wechat-protocol";
import type { OutboundAttachment, OutboundContent } from "../../../engagement/index.ts";
import { cannotCarry } from "./refused.ts";

/** An attachment of a mass message: wecom-api.md §4.3. */
export function massAttachment(part: OutboundAttachment): WecomAttachment {
  switch (part.kind) {
    case "image":
      return { msgtype: "image", image: { media_id: part.mediaId } };
    case "video":
      return { msgtype: "video", video: { media_id: part.mediaId } };
    case "file":
      return { msgtype: "file", file: { media_id: part.mediaId } };
    case "link":
      return {
        msgtype: "link",
        link: {
          title: part.title,
          url: part.url,
          ...(part.description && { desc: part.description }),
          ...(part.pictureUrl && { picurl: part.pictureUrl }),
        },
      };
    case "mini_program":
      return {
        msgtype: "miniprogram",
        miniprogram: { title: part.title, appid: part.appId, page: part.page, pic_media_id: part.coverMediaId },
      };
  }
}

/** Text and attachments of a mass message. @throws HandOverRefused when there is neither */
export function massContent({ text, attachments = [] }: OutboundContent) {
  if (!text && attachments.length === 0) throw cannotCarry("群发没有内容", "请填写文字，或添加图片、链接等附件");
  return {
    ...(text && { text: { content: text } }),
    ...(attachments.length > 0 && { attachments: attachments.map(massAttachment) }),
  };
}

/** Text and attachments of a moment: one kind only, up to 9 pictures, 1 video or 1 link: wecom-api.md §8.2. @throws HandOverRefused */
export function momentContent({ text, attachments = [] }: OutboundContent) {
  const kinds = new Set(attachments.map(({ kind }) => kind));
  if (!text && attachments.length === 0) throw cannotCarry("朋友圈没有内容", "请填写文字，或添加图片、视频或链接");
  if (kinds.size > 1 || (attachments.length > 1 && !kinds.has("image")))
    throw cannotCarry("朋友圈只能带一种附件：最多 9 张图片、1 个视频或 1 个链接", "请只保留一种附件");
  return {
    ...(text && { text: { content: text } }),
    ...(attachments.length > 0 && { attachments: attachments.map(momentAttachment) }),
  };
}

function momentAttachment(part: OutboundAttachment): WecomMomentAttachment {
  if (part.kind === "image") return { msgtype: "image", image: { media_id: part.mediaId } };
  if (part.kind === "video") return { msgtype: "video", video: { media_id: part.mediaId } };
  if (part.kind === "link" && part.coverMediaId)
    return { msgtype: "link", link: { title: part.title, url: part.url, media_id: part.coverMediaId } };
  throw cannotCarry("朋友圈不能带这种附件，链接还需要封面图", "请改用图片、视频，或给链接上传封面");
}
