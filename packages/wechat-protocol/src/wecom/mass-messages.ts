import type { NextCursor } from "../endpoint.ts";
import type { WecomAttachment } from "./message-parts.ts";

/** wecom-api.md §8.1. A task sends nothing by itself: each sender confirms in the client. */
export interface WecomMassMessageDraft {
  /** `single` when left out. */
  chat_type?: "single" | "group";
  external_userid?: string[];
  chat_id_list?: string[];
  /** Any tag inside a group, every group; ignored when external_userid is given. */
  tag_filter?: { group_list: { tag_list: string[] }[] };
  /** Needed for groups. */
  sender?: string;
  allow_select?: boolean;
  text?: { content: string };
  attachments?: WecomAttachment[];
}

export interface WecomMassMessage {
  msgid: string;
  /** Absent for those made by API. */
  creator?: string;
  create_time: number;
  /** 0 corp, 1 personal. */
  create_type: 0 | 1;
  text?: { content: string };
  attachments?: WecomAttachment[];
}

export interface WecomMassSendResult {
  external_userid?: string;
  chat_id?: string;
  userid: string;
  /** `MASS_SEND_STATUS`. */
  status: 0 | 1 | 2 | 3;
  send_time?: number;
}

/** Mass messages, 企业群发: wecom-api.md §8.1. */
export interface MassMessageEndpoints {
  "POST /cgi-bin/externalcontact/add_msg_template": {
    body: WecomMassMessageDraft;
    answer: { msgid: string; fail_list?: string[] };
  };
  "POST /cgi-bin/externalcontact/get_groupmsg_list_v2": {
    body: {
      chat_type: "single" | "group";
      start_time: number;
      end_time: number;
      creator?: string;
      filter_type?: 0 | 1 | 2;
      limit?: number;
      cursor?: string;
    };
    answer: { group_msg_list: WecomMassMessage[] } & NextCursor;
  };
  "POST /cgi-bin/externalcontact/get_groupmsg_task": {
    body: { msgid: string; limit?: number; cursor?: string };
    answer: {
      /** `MASS_TASK_STATUS`. */
      task_list: { userid: string; status: 0 | 2; send_time?: number }[];
    } & NextCursor;
  };
  "POST /cgi-bin/externalcontact/get_groupmsg_send_result": {
    body: { msgid: string; userid: string; limit?: number; cursor?: string };
    answer: { send_list: WecomMassSendResult[] } & NextCursor;
  };
  "POST /cgi-bin/externalcontact/remind_groupmsg_send": { body: { msgid: string }; answer: object };
  "POST /cgi-bin/externalcontact/cancel_groupmsg_send": { body: { msgid: string }; answer: object };
}
