import type { WeixinArticle } from "@feilun/wechat-protocol";

export interface Draft {
  readonly mediaId: string;
  readonly articles: WeixinArticle[];
  /** Virtual seconds. */
  updatedAt: number;
}

/** An article that readers can open: published, or gone out with a mass send. */
export interface Publication {
  readonly articleId: string;
  /** `<msg_data_id>_<idx>` is the article's name in the figures. */
  readonly msgDataId: number;
  readonly articles: (WeixinArticle & { readonly url: string; deleted: boolean })[];
  /** Virtual milliseconds. */
  readonly at: number;
  /** 0: went to followers' chats; 1: published alone. */
  readonly publishType: 0 | 1;
}

export interface PublishJob {
  readonly publishId: string;
  readonly msgDataId: number;
  readonly mediaId: string;
  /** `PUBLISH_STATUS`. */
  status: number;
  articleId: string | undefined;
}

export interface ArticlesState {
  readonly drafts: Map<string, Draft>;
  readonly jobs: Map<string, PublishJob>;
  readonly publications: Map<string, Publication>;
}

export function noArticles(): ArticlesState {
  return { drafts: new Map(), jobs: new Map(), publications: new Map() };
}
