/** wechat-api.md §1.9: at most 3 buttons, 5 sub-buttons each. */
export interface WeixinMenuButton {
  type?:
    | "click"
    | "view"
    | "scancode_push"
    | "scancode_waitmsg"
    | "pic_sysphoto"
    | "pic_photo_or_album"
    | "pic_weixin"
    | "location_select"
    | "media_id"
    | "article_id"
    | "article_view_limited"
    | "miniprogram";
  name: string;
  key?: string;
  url?: string;
  media_id?: string;
  article_id?: string;
  appid?: string;
  pagepath?: string;
  sub_button?: WeixinMenuButton[];
}

/** Any other rule is refused with 65320. `client_platform_type`: 1 iOS, 2 Android, 3 other. */
export interface WeixinMenuRule {
  tag_id?: string;
  client_platform_type?: "1" | "2" | "3";
}

/** Menus and the read-only keyword replies: wechat-api.md §1.9, §1.15. */
export interface WeixinMenuEndpoints {
  "POST /cgi-bin/menu/create": { body: { button: WeixinMenuButton[] }; answer: object };
  "GET /cgi-bin/menu/get": {
    answer: {
      menu: { button: WeixinMenuButton[]; menuid?: number };
      conditionalmenu?: { button: WeixinMenuButton[]; matchrule: WeixinMenuRule; menuid: number }[];
    };
  };
  /** Conditional menus go with it. */
  "GET /cgi-bin/menu/delete": { answer: object };
  "GET /cgi-bin/get_current_selfmenu_info": {
    answer: { is_menu_open: 0 | 1; selfmenu_info: { button: object[] } };
  };
  "POST /cgi-bin/menu/addconditional": {
    body: { button: WeixinMenuButton[]; matchrule: WeixinMenuRule };
    answer: { menuid: string };
  };
  "POST /cgi-bin/menu/delconditional": { body: { menuid: string }; answer: object };
  "POST /cgi-bin/menu/trymatch": { body: { user_id: string }; answer: { button: WeixinMenuButton[] } };
  "GET /cgi-bin/get_current_autoreply_info": {
    answer: {
      is_add_friend_reply_open: 0 | 1;
      is_autoreply_open: 0 | 1;
      add_friend_autoreply_info?: { type: string; content: string };
      message_default_autoreply_info?: { type: string; content: string };
      keyword_autoreply_info?: {
        list: {
          rule_name: string;
          create_time: number;
          reply_mode: "reply_all" | "random_one";
          keyword_list_info: { type: string; match_mode: "contain" | "equal"; content: string }[];
          reply_list_info: {
            type: "text" | "img" | "voice" | "video" | "news";
            content?: string;
            news_info?: object;
          }[];
        }[];
      };
    };
  };
}
