interface MediaPart {
  media_id: string;
}
/** A menu of which only click, view and miniprogram items can be tapped. */
interface KfMenu {
  head_content?: string;
  list?: (
    | { type: "click"; click: { id?: string; content: string } }
    | { type: "view"; view: { url: string; content: string } }
    | { type: "miniprogram"; miniprogram: { appid: string; pagepath: string; content: string } }
    | { type: "text"; text: { content: string; no_newline?: 0 | 1 } }
  )[];
  tail_content?: string;
}

/** What kf/send_msg may carry: wecom-api.md §14. */
export type WecomKfContent =
  | { msgtype: "text"; text: { content: string } }
  | { msgtype: "image"; image: MediaPart }
  | { msgtype: "voice"; voice: MediaPart }
  | { msgtype: "video"; video: MediaPart }
  | { msgtype: "file"; file: MediaPart }
  | { msgtype: "link"; link: { title: string; desc?: string; url: string; thumb_media_id: string } }
  | {
      msgtype: "miniprogram";
      miniprogram: { appid: string; title?: string; thumb_media_id: string; pagepath: string };
    }
  | { msgtype: "msgmenu"; msgmenu: KfMenu }
  | { msgtype: "location"; location: { name?: string; address?: string; latitude: number; longitude: number } }
  | { msgtype: "ca_link"; ca_link: { link_url: string } };

/** `event` of a synced message of origin 4. */
export type WecomKfEvent =
  | {
      event_type: "enter_session";
      open_kfid: string;
      external_userid: string;
      scene?: string;
      scene_param?: string;
      welcome_code?: string;
      wechat_channels?: { nickname?: string; scene?: number };
    }
  /** `KF_FAIL_TYPE`. */
  | { event_type: "msg_send_fail"; open_kfid: string; external_userid: string; fail_msgid: string; fail_type: number }
  | {
      event_type: "servicer_status_change";
      open_kfid: string;
      servicer_userid: string;
      status: 1 | 2;
      stop_type?: number;
    }
  /** `change_type`: 1 picked from the queue, 2 transferred, 3 ended, 4 reopened. */
  | {
      event_type: "session_status_change";
      open_kfid: string;
      external_userid: string;
      change_type: 1 | 2 | 3 | 4;
      old_servicer_userid?: string;
      new_servicer_userid?: string;
      msg_code?: string;
    }
  | { event_type: "user_recall_msg"; open_kfid: string; external_userid: string; recall_msgid: string }
  | { event_type: "servicer_recall_msg"; open_kfid: string; external_userid: string; recall_msgid: string }
  | {
      event_type: "reject_customer_msg_switch_change";
      open_kfid: string;
      reject_switch: 0 | 1;
      [more: string]: unknown;
    };

/** One row of kf/sync_msg: wecom-api.md §14. API-sent messages are not among them. */
export type WecomKfMessage = {
  msgid: string;
  open_kfid?: string;
  external_userid?: string;
  send_time: number;
  /** `KF_ORIGIN`. */
  origin: 3 | 4 | 5;
  servicer_userid?: string;
} & (
  | { msgtype: "text"; text: { content: string; menu_id?: string } }
  | { msgtype: "image"; image: MediaPart }
  | { msgtype: "voice"; voice: MediaPart }
  | { msgtype: "video"; video: MediaPart }
  | { msgtype: "file"; file: MediaPart }
  | { msgtype: "location"; location: { latitude: number; longitude: number; name: string; address: string } }
  | { msgtype: "link"; link: { title: string; desc: string; url: string; pic_url: string } }
  | { msgtype: "business_card"; business_card: { userid: string } }
  | {
      msgtype: "miniprogram";
      miniprogram: { title: string; appid: string; pagepath: string; thumb_media_id: string };
    }
  | { msgtype: "merged_msg"; merged_msg: { title: string; item: object[] } }
  | { msgtype: "channels"; channels: { sub_type: number; nickname: string; title: string } }
  | { msgtype: "event"; event: WecomKfEvent }
  | { msgtype: "msgmenu" | "channels_shop_product" | "channels_shop_order" | "meeting" | "calendar" | "note" }
);
