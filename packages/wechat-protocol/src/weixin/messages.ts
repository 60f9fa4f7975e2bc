interface MediaPart {
  media_id: string;
}

/** A customer-service message: wechat-api.md §1.5; `link` for mini programs only. */
export type WeixinCustomMessage = { touser: string; customservice?: { kf_account: string } } & (
  | { msgtype: "text"; text: { content: string } }
  | { msgtype: "image"; image: MediaPart }
  | { msgtype: "voice"; voice: MediaPart }
  | { msgtype: "video"; video: MediaPart & { thumb_media_id?: string; title?: string; description?: string } }
  | {
      msgtype: "news";
      news: { articles: [{ title: string; description: string; url: string; picurl: string }] };
    }
  | { msgtype: "mpnewsarticle"; mpnewsarticle: { article_id: string } }
  | {
      msgtype: "msgmenu";
      msgmenu: { head_content?: string; list: { id: string; content: string }[]; tail_content?: string };
    }
  | { msgtype: "wxcard"; wxcard: { card_id: string } }
  | {
      msgtype: "miniprogrampage";
      miniprogrampage: { title: string; appid?: string; pagepath: string; thumb_media_id: string };
    }
  | { msgtype: "link"; link: { title: string; description: string; url: string; thumb_url: string } }
);

/** Values by the template's keys, e.g. `{ thing1: { value: "…" } }`. */
export type WeixinTemplateData = Record<string, { value: string; color?: string }>;
export interface WeixinMiniProgramTarget {
  appid: string;
  pagepath?: string;
}

/** Either tag members or, with `is_to_all`, everyone. */
type MassContent =
  | { msgtype: "text"; text: { content: string } }
  | { msgtype: "mpnews"; mpnews: MediaPart; send_ignore_reprint?: 0 | 1 }
  | { msgtype: "voice"; voice: MediaPart }
  | { msgtype: "image"; images: { media_ids: string[]; recommend?: string } }
  | { msgtype: "mpvideo"; mpvideo: MediaPart }
  | { msgtype: "wxcard"; wxcard: { card_id: string } };

/** Customer-service, template, subscription and mass messages: wechat-api.md §1.5–§1.7, §2.4. */
export interface WeixinMessageEndpoints {
  "POST /cgi-bin/message/custom/send": { body: WeixinCustomMessage; answer: object };
  "POST /cgi-bin/message/custom/typing": {
    body: { touser: string; command: "Typing" | "CancelTyping" };
    answer: object;
  };
  /** With both a url and a mini program, the url is only the fallback. */
  "POST /cgi-bin/message/template/send": {
    body: {
      touser: string;
      template_id: string;
      url?: string;
      miniprogram?: WeixinMiniProgramTarget;
      client_msg_id?: string;
      data: WeixinTemplateData;
    };
    answer: { msgid: number };
  };
  "POST /cgi-bin/template/api_add_template": {
    body: { template_id_short: string; keyword_name_list?: string[] };
    answer: { template_id: string };
  };
  "GET /cgi-bin/template/get_all_private_template": {
    answer: {
      template_list: {
        template_id: string;
        title: string;
        primary_industry?: string;
        deputy_industry?: string;
        content: string;
        example?: string;
      }[];
    };
  };
  "POST /cgi-bin/template/del_private_template": { body: { template_id: string }; answer: object };
  /** Service accounts; no message id: match by subscribe_msg_sent_event. */
  "POST /cgi-bin/message/subscribe/bizsend": {
    body: {
      touser: string;
      template_id: string;
      page?: string;
      miniprogram?: WeixinMiniProgramTarget;
      miniprogram_state?: "developer" | "trial" | "formal";
      lang?: string;
      data: WeixinTemplateData;
    };
    answer: object;
  };
  /** Mini programs. */
  "POST /cgi-bin/message/subscribe/send": {
    body: {
      touser: string;
      template_id: string;
      page?: string;
      data: WeixinTemplateData;
      miniprogram_state?: "developer" | "trial" | "formal";
      lang?: "zh_CN" | "en_US" | "zh_HK" | "zh_TW";
    };
    answer: { msgid?: number };
  };
  "GET /wxaapi/newtmpl/gettemplate": {
    answer: { data: { priTmplId: string; title: string; content: string; example?: string; type: number }[] };
  };
  "POST /wxaapi/newtmpl/addtemplate": {
    body: { tid: string; kidList: number[]; sceneDesc?: string };
    answer: { priTmplId: string };
  };
  "POST /wxaapi/newtmpl/deltemplate": { body: { priTmplId: string }; answer: object };
  "POST /cgi-bin/message/mass/sendall": {
    body: { filter: { is_to_all: boolean; tag_id?: number }; clientmsgid?: string } & MassContent;
    answer: { msg_id: number; msg_data_id?: number };
  };
  "POST /cgi-bin/message/mass/send": {
    body: { touser: string[]; clientmsgid?: string } & MassContent;
    answer: { msg_id: number; msg_data_id?: number };
  };
  "POST /cgi-bin/message/mass/preview": {
    body: { touser?: string; towxname?: string } & MassContent;
    answer: { msg_id: number };
  };
  "POST /cgi-bin/message/mass/delete": {
    body: { msg_id?: number; url?: string; article_idx?: number };
    answer: object;
  };
  "POST /cgi-bin/message/mass/get": {
    body: { msg_id: number };
    answer: { msg_id: number; msg_status: "SEND_SUCCESS" | "SENDING" | "SEND_FAIL" | "DELETE" };
  };
  "POST /cgi-bin/message/mass/speed/get": { answer: { speed: number; realspeed: number } };
  "POST /cgi-bin/message/mass/speed/set": { body: { speed: 0 | 1 | 2 | 3 | 4 }; answer: object };
}
