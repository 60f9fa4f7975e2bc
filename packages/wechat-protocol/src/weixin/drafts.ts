/** wechat-api.md §1.8; `thumb_media_id` is permanent material. */
export interface WeixinArticle {
  article_type?: "news" | "newspic";
  title: string;
  author?: string;
  digest?: string;
  content: string;
  content_source_url?: string;
  thumb_media_id?: string;
  need_open_comment?: 0 | 1;
  only_fans_can_comment?: 0 | 1;
  pic_crop_235_1?: string;
  pic_crop_1_1?: string;
  image_info?: { image_list: { image_media_id: string }[] };
}

/** `publish_status`: wechat-api.md §1.8. */
export const PUBLISH_STATUS = {
  success: 0,
  publishing: 1,
  originalCheckFailed: 2,
  failed: 3,
  rejected: 4,
  deletedByUser: 5,
  banned: 6,
} as const;

const MB = 1024 * 1024;
export type WeixinMediaKind = "image" | "voice" | "video" | "thumb";
/** What a file of each kind may be: wechat-api.md §1.8 (sizes unconfirmed there). Voice also lasts 60 seconds at most. */
export const WEIXIN_MEDIA: Readonly<
  Record<WeixinMediaKind, { readonly bytes: number; readonly formats: readonly string[] }>
> = {
  image: { bytes: 10 * MB, formats: ["jpg", "png", "gif"] },
  voice: { bytes: 2 * MB, formats: ["amr", "mp3"] },
  video: { bytes: 10 * MB, formats: ["mp4"] },
  thumb: { bytes: 64 * 1024, formats: ["jpg", "png"] },
};

interface Page {
  offset: number;
  count: number;
  no_content?: 0 | 1;
}

/** Drafts, publishing and media: wechat-api.md §1.8. Publishing does not reach followers' chats. */
export interface WeixinDraftEndpoints {
  "POST /cgi-bin/draft/add": { body: { articles: WeixinArticle[] }; answer: { media_id: string } };
  "POST /cgi-bin/draft/get": { body: { media_id: string }; answer: { news_item: WeixinArticle[] } };
  "POST /cgi-bin/draft/delete": { body: { media_id: string }; answer: object };
  "POST /cgi-bin/draft/update": {
    body: { media_id: string; index: number; articles: WeixinArticle };
    answer: object;
  };
  "GET /cgi-bin/draft/count": { answer: { total_count: number } };
  "POST /cgi-bin/draft/batchget": {
    body: Page;
    answer: {
      total_count: number;
      item_count: number;
      item: { media_id: string; content: { news_item: WeixinArticle[] }; update_time: number }[];
    };
  };
  "POST /cgi-bin/freepublish/submit": {
    body: { media_id: string };
    answer: { publish_id: string; msg_data_id?: string };
  };
  "POST /cgi-bin/freepublish/get": {
    body: { publish_id: string };
    answer: {
      publish_id: string;
      publish_status: number;
      article_id?: string;
      article_detail?: { count: number; item: { idx: number; article_url: string }[] };
      fail_idx?: number[];
    };
  };
  "POST /cgi-bin/freepublish/delete": { body: { article_id: string; index?: number }; answer: object };
  "POST /cgi-bin/freepublish/getarticle": {
    body: { article_id: string };
    answer: { news_item: (WeixinArticle & { url: string; is_deleted: boolean })[] };
  };
  "POST /cgi-bin/freepublish/batchget": {
    body: Page;
    answer: {
      total_count: number;
      item_count: number;
      item: { article_id: string; content: { news_item: WeixinArticle[] }; update_time: number }[];
    };
  };
  /** Multipart field `media`. */
  "POST /cgi-bin/media/upload": {
    query: { type: "image" | "voice" | "video" | "thumb" };
    answer: { type: string; media_id: string; created_at: number };
  };
  "GET /cgi-bin/media/get": { query: { media_id: string }; answer: object };
  "POST /cgi-bin/media/uploadimg": { answer: { url: string } };
  "POST /cgi-bin/material/add_material": {
    query: { type: "image" | "voice" | "video" | "thumb" };
    answer: { media_id: string; url?: string };
  };
  /** The file itself, not JSON. */
  "POST /cgi-bin/material/get_material": { body: { media_id: string }; answer: object };
}
