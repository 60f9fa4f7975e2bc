import type { WecomKfContent, WecomKfMessage } from "./kf-messages.ts";

interface Servicers {
  open_kfid: string;
  userid_list?: string[];
  department_id_list?: number[];
}
interface ServicersAnswer {
  result_list: { userid?: string; department_id?: number; errcode: number; errmsg: string }[];
}
interface Session {
  open_kfid: string;
  external_userid: string;
}

/** WeChat customer service, 微信客服: wecom-api.md §14. */
export interface CustomerServiceEndpoints {
  "POST /cgi-bin/kf/account/add": { body: { name: string; media_id: string }; answer: { open_kfid: string } };
  "POST /cgi-bin/kf/account/update": {
    body: { open_kfid: string; name?: string; media_id?: string };
    answer: object;
  };
  "POST /cgi-bin/kf/account/del": { body: { open_kfid: string }; answer: object };
  "POST /cgi-bin/kf/account/list": {
    body: { offset?: number; limit?: number };
    answer: { account_list: { open_kfid: string; name: string; avatar: string; manage_privilege?: boolean }[] };
  };
  "POST /cgi-bin/kf/add_contact_way": { body: { open_kfid: string; scene?: string }; answer: { url: string } };
  "POST /cgi-bin/kf/servicer/add": { body: Servicers; answer: ServicersAnswer };
  "POST /cgi-bin/kf/servicer/del": { body: Servicers; answer: ServicersAnswer };
  "GET /cgi-bin/kf/servicer/list": {
    query: { open_kfid: string };
    /** `status` 0 receiving, 1 stopped; `stop_type` 0 stopped, 1 paused. */
    answer: { servicer_list: { userid?: string; status?: 0 | 1; stop_type?: 0 | 1; department_id?: number }[] };
  };
  "POST /cgi-bin/kf/service_state/get": {
    body: Session;
    /** `KF_STATE`. */
    answer: { service_state: number; servicer_userid?: string };
  };
  "POST /cgi-bin/kf/service_state/trans": {
    body: Session & { service_state: number; servicer_userid?: string };
    answer: { msg_code?: string };
  };
  /** May answer has_more=1 with an empty list. */
  "POST /cgi-bin/kf/sync_msg": {
    body: { cursor?: string; token?: string; limit?: number; voice_format?: 0 | 1; open_kfid: string };
    answer: { next_cursor: string; has_more: 0 | 1; msg_list: WecomKfMessage[] };
  };
  /** Accepted, not delivered: failures arrive as msg_send_fail. */
  "POST /cgi-bin/kf/send_msg": {
    body: { touser: string; open_kfid: string; msgid?: string } & WecomKfContent;
    answer: { msgid: string };
  };
  "POST /cgi-bin/kf/send_msg_on_event": {
    body: { code: string; msgid?: string } & Extract<WecomKfContent, { msgtype: "text" | "msgmenu" }>;
    answer: { msgid: string };
  };
  "POST /cgi-bin/kf/customer/batchget": {
    body: { external_userid_list: string[]; need_enter_session_context?: 0 | 1 };
    answer: {
      customer_list: {
        external_userid: string;
        nickname: string;
        avatar: string;
        gender: number;
        unionid?: string;
        enter_session_context?: { scene?: string; scene_param?: string; wechat_channels?: object };
      }[];
      invalid_external_userid: string[];
    };
  };
  "GET /cgi-bin/kf/customer/get_upgrade_service_config": {
    answer: {
      member_range: { userid_list: string[]; department_id_list: number[] };
      groupchat_range: { chat_id_list: string[] };
    };
  };
  "POST /cgi-bin/kf/customer/upgrade_service": {
    body: Session &
      (
        | { type: 1; member: { userid: string; wording?: string } }
        | { type: 2; groupchat: { chat_id: string; wording?: string } }
      );
    answer: object;
  };
  "POST /cgi-bin/kf/customer/cancel_upgrade_service": { body: Session; answer: object };
  "POST /cgi-bin/kf/get_corp_statistic": {
    body: { open_kfid?: string; start_time: number; end_time: number };
    answer: { statistic_list: { stat_time: number; statistic: Record<string, number> }[] };
  };
  "POST /cgi-bin/kf/get_servicer_statistic": {
    body: { open_kfid?: string; servicer_userid?: string; start_time: number; end_time: number };
    answer: { statistic_list: { stat_time: number; statistic: Record<string, number> }[] };
  };
}
