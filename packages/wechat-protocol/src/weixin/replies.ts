import type { XmlDraft } from "../callback/xml.ts";

/** A passive reply within 5 s: wechat-api.md §1.4. `none` is the empty answer that ends the retries. */
export type WeixinReply =
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly content: string }
  | { readonly kind: "image" | "voice"; readonly mediaId: string }
  | { readonly kind: "video"; readonly mediaId: string; readonly title?: string; readonly description?: string }
  | {
      readonly kind: "news";
      readonly articles: readonly {
        readonly title: string;
        readonly description: string;
        readonly picUrl: string;
        readonly url: string;
      }[];
    }
  | { readonly kind: "transfer_customer_service"; readonly kfAccount?: string };

/** The document of a reply to a message, or undefined for the empty answer. `createTime` in unix seconds. */
export function writeWeixinReply(
  message: { readonly toUserName: string; readonly fromUserName?: string },
  reply: WeixinReply,
  createTime: number,
): XmlDraft | undefined {
  if (reply.kind === "none") return undefined;
  const envelope = {
    ToUserName: message.fromUserName ?? "",
    FromUserName: message.toUserName,
    CreateTime: createTime,
    MsgType: reply.kind,
  };
  return { ...envelope, ...content(reply) };
}

function content(reply: Exclude<WeixinReply, { kind: "none" }>): XmlDraft {
  switch (reply.kind) {
    case "text":
      return { Content: reply.content };
    case "image":
      return { Image: { MediaId: reply.mediaId } };
    case "voice":
      return { Voice: { MediaId: reply.mediaId } };
    case "video":
      return { Video: { MediaId: reply.mediaId, Title: reply.title, Description: reply.description } };
    case "news":
      return {
        ArticleCount: reply.articles.length,
        Articles: {
          item: reply.articles.map(({ title, description, picUrl, url }) => ({
            Title: title,
            Description: description,
            PicUrl: picUrl,
            Url: url,
          })),
        },
      };
    case "transfer_customer_service":
      return reply.kfAccount ? { TransInfo: { KfAccount: reply.kfAccount } } : {};
  }
}
