import { WECOM_QUOTAS, type WecomAnswer } from "@feilun/wechat-protocol";
import type { OutboundChannel, OutboundContent } from "../../../engagement/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { apiOf } from "./api.ts";
import { choosing } from "./choosing.ts";
import { asHandOver, cannotCarry } from "./refused.ts";

/** Messages of the app to guides (userids): wecom-api.md §11.1. The platform drops repetitions, so a lost answer may be asked again. */
export function appMessageChannel(platform: Platform): OutboundChannel {
  return {
    name: "wecom_app",
    maxTargets: 1000,
    ...choosing(platform),
    repetitionMinutes: WECOM_QUOTAS.duplicateCheckLongest.amount / 60,
    resolve: async () => [],
    async hand(task, targets, signal) {
      if (targets.length === 0) throw cannotCarry("没有收件的导购", "请选择至少一位导购");
      const api = await apiOf(platform, task.accountId);
      const answer = await asHandOver(
        api.post<WecomAnswer<"POST /cgi-bin/message/send">>(
          "/cgi-bin/message/send",
          {
            touser: targets.join("|"),
            agentid: Number(api.account.agentId),
            enable_duplicate_check: 1,
            duplicate_check_interval: WECOM_QUOTAS.duplicateCheckLongest.amount,
            ...appContent(task.title, task.content),
          },
          // The same words to the same people within the interval are answered, not sent.
          { repeatable: true, signal },
        ),
      );
      const listed = (text: string | undefined) => new Set((text ?? "").toLowerCase().split("|").filter(Boolean));
      const invalid = listed(answer.invaliduser);
      const unlicensed = listed(answer.unlicenseduser);
      return {
        platformKey: answer.msgid,
        final: true,
        results: targets.map((key) => ({
          target: { key, originNo: null, memberNo: null },
          ...(invalid.has(key.toLowerCase())
            ? { outcome: "unreachable" as const, reason: "不在应用可见范围，或没有这个成员" }
            : unlicensed.has(key.toLowerCase())
              ? { outcome: "unreachable" as const, reason: "成员没有接口许可" }
              : { outcome: "sent" as const }),
          at: new Date(),
        })),
      };
    },
  };
}

/** A card when there is a link to open, otherwise plain text. */
function appContent(title: string, { text = "", attachments = [] }: OutboundContent) {
  const [part] = attachments;
  if (attachments.length > 1 || (part && part.kind !== "link" && part.kind !== "image" && part.kind !== "file"))
    throw cannotCarry("应用消息只能带一个链接、图片或文件", "请只保留一个附件");
  if (part?.kind === "link")
    return {
      msgtype: "textcard",
      textcard: { title, description: text || part.description || title, url: part.url, btntxt: "查看" },
    };
  if (part?.kind === "image") return { msgtype: "image", image: { media_id: part.mediaId } };
  if (part?.kind === "file") return { msgtype: "file", file: { media_id: part.mediaId } };
  if (!text) throw cannotCarry("应用消息没有内容", "请填写文字");
  return { msgtype: "text", text: { content: text } };
}
