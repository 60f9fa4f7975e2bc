import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, refuse } from "../../http/endpoint.ts";
import { object, objects, optionalText, text, withinBytes } from "../../http/read.ts";
import { mediaNamed } from "../media/store.ts";
import type { MessagePart } from "./state.ts";

type Body = Call["body"];

/** Text (up to `maxTextBytes`) and attachments of a message to customers; 40063 when both are empty: wecom-api.md §4.3. */
export function messageParts(
  call: Call,
  maxTextBytes: number,
  maxAttachments = WECOM_QUOTAS.massMessageAttachments.amount,
): MessagePart[] {
  const content = optionalText(object(call.body, "text"), "content");
  const attachments = objects(call.body, "attachments");
  if (content === undefined && attachments.length === 0) refuse(40063, "text and attachments");
  if (attachments.length > maxAttachments) refuse(41064);
  if (content !== undefined) withinBytes(content, maxTextBytes, 45002);
  return [
    ...(content === undefined ? [] : [{ msgtype: "text", content: { content } }]),
    ...attachments.map((attachment) => {
      const msgtype = String(attachment.msgtype);
      return checkPart(call, msgtype, object(attachment, msgtype));
    }),
  ];
}

/** Checks one attachment: 41065 kind, 40007 media, 40058 a field missing, 45002 too long. */
export function checkPart(call: Call, msgtype: string, part: Body): MessagePart {
  const check = CHECKS[msgtype];
  if (!check) refuse(41065, msgtype);
  check(call, part);
  return { msgtype, content: part };
}

const CHECKS: Readonly<Record<string, (call: Call, part: Body) => void>> = {
  image({ world }, part) {
    // media_id wins; a picture address must come from uploadimg.
    if (part.media_id) mediaNamed(world, part.media_id, { kind: "image" });
    else if (!world.wecom.media.pictures.has(text(part, "pic_url", 40007))) refuse(40007, "pic_url not of uploadimg");
  },
  link(_call, part) {
    withinBytes(text(part, "title"), WECOM_QUOTAS.linkTitle.amount, 45002);
    withinBytes(text(part, "url"), WECOM_QUOTAS.linkUrl.amount, 45002);
    withinBytes(optionalText(part, "picurl") ?? "", WECOM_QUOTAS.linkUrl.amount, 45002);
    withinBytes(optionalText(part, "desc") ?? "", WECOM_QUOTAS.linkDescription.amount, 45002);
  },
  miniprogram({ world }, part) {
    withinBytes(text(part, "title"), WECOM_QUOTAS.miniProgramTitle.amount, 45002);
    mediaNamed(world, part.pic_media_id, { kind: "image" });
    text(part, "appid");
    text(part, "page");
  },
  video({ world }, part) {
    mediaNamed(world, part.media_id, { kind: "video" });
  },
  file({ world }, part) {
    mediaNamed(world, part.media_id, { kind: "file" });
  },
};
