/** One sealed row as the native SDK's GetChatData gives it: wecom-api.md §12.1. */
export interface WecomArchiveRow {
  seq: number;
  msgid: string;
  publickey_ver: number;
  /** Base64, RSA-2048 PKCS#1 with the public key of that version. */
  encrypt_random_key: string;
  encrypt_chat_msg: string;
}

/** An opened message; the part named by `msgtype` stands beside (`info` for voiptext, qydiskfile, solitaire, note). */
export interface WecomArchiveMessage {
  /** The dedupe key; `_external` at its end for chats with customers. */
  msgid: string;
  action: "send" | "recall";
  from: string;
  tolist: string[];
  /** Empty for single chats. */
  roomid: string;
  /** Milliseconds, unlike every other time of WeCom. */
  msgtime: number;
  msgtype: string;
  readonly [part: string]: unknown;
}

/** A member changed the device's account. */
export interface WecomArchiveSwitch {
  msgid: string;
  action: "switch";
  time: number;
  user: string;
}

/** Consent and internal groups of the archive; the messages themselves come by the native SDK: wecom-api.md §12.1. */
export interface ArchiveEndpoints {
  "POST /cgi-bin/msgaudit/get_permit_user_list": { body: { type?: 1 | 2 | 3 }; answer: { ids: string[] } };
  /** `exteranalopenid` is spelled so. */
  "POST /cgi-bin/msgaudit/check_single_agree": {
    body: { info: { userid: string; exteranalopenid: string }[] };
    answer: {
      agreeinfo: { userid: string; exteranalopenid: string; agree_status: string; status_change_time: number }[];
    };
  };
  "POST /cgi-bin/msgaudit/check_room_agree": {
    body: { roomid: string };
    answer: { agreeinfo: { exteranalopenid: string; agree_status: string; status_change_time: number }[] };
  };
  "POST /cgi-bin/msgaudit/groupchat/get": {
    body: { roomid: string };
    answer: {
      roomname: string;
      creator: string;
      room_create_time: number;
      notice: string;
      members: { memberid: string; jointime: number }[];
    };
  };
  "GET /cgi-bin/msgaudit/get_robot_info": {
    query: { robot_id: string };
    answer: { data: { robot_id: string; name: string; creator_userid: string } };
  };
  /** Data zone: `request_data` and `response_data` are JSON in a string (§12.2). */
  "POST /cgi-bin/chatdata/sync_call_program": {
    body: { program_id: string; ability_id: string; notify_id?: string; request_data: string };
    answer: { response_data: string };
  };
}
