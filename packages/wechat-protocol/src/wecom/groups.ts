import type { NextCursor } from "../endpoint.ts";

/** wecom-api.md §7. */
export interface WecomGroupMember {
  /** A member's userid, or an external_userid. */
  userid: string;
  /** `GROUP_MEMBER_TYPE`. */
  type: 1 | 2;
  unionid?: string;
  join_time: number;
  /** `JOIN_SCENE`. */
  join_scene: 1 | 2 | 3;
  /** Only when a member of this corp invited. */
  invitor?: { userid: string };
  group_nickname?: string;
  /** Only with need_name=1. */
  name?: string;
  /** `state` of the join way. */
  state?: string;
}

export interface WecomGroup {
  chat_id: string;
  name: string;
  owner: string;
  create_time: number;
  notice?: string;
  member_list: WecomGroupMember[];
  admin_list: { userid: string }[];
  /** Compare with `lastMemVer` of change_external_chat. */
  member_version?: string;
}

/** Customer groups: wecom-api.md §7. */
export interface GroupEndpoints {
  /** Without an owner filter at most 1000 visible members (81017); groups of resigned owners need the filter. */
  "POST /cgi-bin/externalcontact/groupchat/list": {
    body: {
      status_filter?: 0 | 1 | 2 | 3;
      owner_filter?: { userid_list: string[] };
      cursor?: string;
      limit: number;
    };
    answer: { group_chat_list: { chat_id: string; status: 0 | 1 | 2 | 3 }[] } & NextCursor;
  };
  "POST /cgi-bin/externalcontact/groupchat/get": {
    body: { chat_id: string; need_name?: 0 | 1 };
    answer: { group_chat: WecomGroup };
  };
  "POST /cgi-bin/externalcontact/opengid_to_chatid": { body: { opengid: string }; answer: { chat_id: string } };
}
