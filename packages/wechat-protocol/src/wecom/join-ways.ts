import type { WecomImagePart, WecomLinkPart, WecomMediaPart, WecomMiniProgramPart } from "./message-parts.ts";

/** wecom-api.md §5.2; auto-created groups are named `room_base_name` + a number from `room_base_id`. */
export interface WecomJoinWayDraft {
  /** `JOIN_WAY_SCENE`. */
  scene: 1 | 2;
  remark?: string;
  /** 1 when left out. */
  auto_create_room?: 0 | 1;
  room_base_name?: string;
  room_base_id?: number;
  chat_id_list: string[];
  state?: string;
  mark_source?: boolean;
}

export interface WecomJoinWay extends WecomJoinWayDraft {
  config_id: string;
  qr_code?: string;
}

/** wecom-api.md §4.4; `%NICKNAME%` in the text stands for who joined. */
export interface WecomGroupWelcomeDraft {
  text?: { content: string };
  image?: WecomImagePart;
  link?: WecomLinkPart;
  miniprogram?: WecomMiniProgramPart;
  file?: WecomMediaPart;
  video?: WecomMediaPart;
}

/** Group join ways and group welcome templates: wecom-api.md §4.4, §5.2. */
export interface JoinWayEndpoints {
  /** The code's picture comes with get_join_way. */
  "POST /cgi-bin/externalcontact/groupchat/add_join_way": { body: WecomJoinWayDraft; answer: { config_id: string } };
  "POST /cgi-bin/externalcontact/groupchat/get_join_way": {
    body: { config_id: string };
    answer: { join_way: WecomJoinWay };
  };
  /** Overwrites everything. */
  "POST /cgi-bin/externalcontact/groupchat/update_join_way": {
    body: WecomJoinWayDraft & { config_id: string };
    answer: object;
  };
  "POST /cgi-bin/externalcontact/groupchat/del_join_way": { body: { config_id: string }; answer: object };
  "POST /cgi-bin/externalcontact/group_welcome_template/add": {
    body: WecomGroupWelcomeDraft & { notify?: 0 | 1; agentid?: number };
    answer: { template_id: string };
  };
  "POST /cgi-bin/externalcontact/group_welcome_template/edit": {
    body: WecomGroupWelcomeDraft & { template_id: string; agentid?: number };
    answer: object;
  };
  "POST /cgi-bin/externalcontact/group_welcome_template/get": {
    body: { template_id: string };
    answer: WecomGroupWelcomeDraft;
  };
  "POST /cgi-bin/externalcontact/group_welcome_template/del": {
    body: { template_id: string; agentid?: number };
    answer: object;
  };
}
