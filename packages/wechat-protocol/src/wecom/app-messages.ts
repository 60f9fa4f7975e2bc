import type { WecomTemplateCard } from "./template-card.ts";

interface Targets {
  /** "a|b" or "@all", up to 1000. */
  touser?: string;
  toparty?: string;
  totag?: string;
  agentid: number;
  /** 2 only for mpnews. */
  safe?: 0 | 1 | 2;
  enable_id_trans?: 0 | 1;
  enable_duplicate_check?: 0 | 1;
  duplicate_check_interval?: number;
}

interface NewsArticle {
  title: string;
  description?: string;
  url?: string;
  picurl?: string;
  appid?: string;
  pagepath?: string;
}
interface MpNewsArticle {
  title: string;
  thumb_media_id: string;
  author?: string;
  content_source_url?: string;
  content: string;
  digest?: string;
}
interface MiniProgramNotice {
  appid: string;
  page?: string;
  title: string;
  description?: string;
  emphasis_first_item?: boolean;
  content_item?: { key: string; value: string }[];
}

/** wecom-api.md §11.1. */
export type WecomAppMessage = Targets &
  (
    | { msgtype: "text"; text: { content: string } }
    | { msgtype: "image"; image: { media_id: string } }
    | { msgtype: "voice"; voice: { media_id: string } }
    | { msgtype: "file"; file: { media_id: string } }
    | { msgtype: "video"; video: { media_id: string; title?: string; description?: string } }
    | { msgtype: "textcard"; textcard: { title: string; description: string; url: string; btntxt?: string } }
    | { msgtype: "news"; news: { articles: NewsArticle[] } }
    | { msgtype: "mpnews"; mpnews: { articles: MpNewsArticle[] } }
    | { msgtype: "markdown"; markdown: { content: string } }
    | { msgtype: "miniprogram_notice"; miniprogram_notice: MiniProgramNotice }
    | { msgtype: "template_card"; template_card: WecomTemplateCard }
  );

/** Messages of an app to members: wecom-api.md §11.1. */
export interface AppMessageEndpoints {
  /** The lists are "a|b", userids in lower case; a partly bad target still sends. */
  "POST /cgi-bin/message/send": {
    body: WecomAppMessage;
    answer: {
      invaliduser?: string;
      invalidparty?: string;
      invalidtag?: string;
      unlicenseduser?: string;
      msgid: string;
      response_code?: string;
    };
  };
  "POST /cgi-bin/message/update_template_card": {
    body: {
      userids?: string[];
      partyids?: number[];
      tagids?: number[];
      atall?: 0 | 1;
      agentid: number;
      response_code: string;
      button?: { replace_name: string };
      template_card?: WecomTemplateCard;
    };
    answer: { invaliduser?: string[] };
  };
  "POST /cgi-bin/message/recall": { body: { msgid: string }; answer: object };
}
