import type { NextCursor } from "../endpoint.ts";

/** wecom-api.md §13. */
export interface WecomAcquisitionDraft {
  link_name: string;
  range: { user_list?: string[]; department_list?: number[] };
  skip_verify?: boolean;
  /** 1 the whole corp, 2 the listed members. */
  priority_option?: { priority_type: 1 | 2; priority_userid_list?: string[] };
  mark_source?: boolean;
}

export interface WecomAcquisitionLink {
  link_id?: string;
  link_name: string;
  url: string;
  create_time: number;
  skip_verify?: boolean;
  mark_source?: boolean;
}

/** Customer acquisition links, 获客助手: wecom-api.md §13. */
export interface AcquisitionEndpoints {
  "POST /cgi-bin/externalcontact/customer_acquisition/list_link": {
    body: { limit?: number; cursor?: string };
    answer: { link_id_list: string[] } & NextCursor;
  };
  "POST /cgi-bin/externalcontact/customer_acquisition/get": {
    body: { link_id: string };
    answer: {
      link: WecomAcquisitionLink;
      range: { user_list?: string[]; department_list?: number[] };
      priority_option?: { priority_type: 1 | 2; priority_userid_list?: string[] };
    };
  };
  "POST /cgi-bin/externalcontact/customer_acquisition/create_link": {
    body: WecomAcquisitionDraft;
    answer: { link: Required<Pick<WecomAcquisitionLink, "link_id" | "link_name" | "url" | "create_time">> };
  };
  /** `range` and `priority_option` overwrite. */
  "POST /cgi-bin/externalcontact/customer_acquisition/update_link": {
    body: Partial<WecomAcquisitionDraft> & { link_id: string };
    answer: object;
  };
  "POST /cgi-bin/externalcontact/customer_acquisition/delete_link": { body: { link_id: string }; answer: object };
  "POST /cgi-bin/externalcontact/customer_acquisition/customer": {
    body: { link_id: string; limit?: number; cursor?: string };
    answer: {
      /** `ACQUISITION_CHAT_STATUS`. */
      customer_list: { external_userid: string; userid: string; chat_status: 0 | 1 | 2; state?: string }[];
    } & NextCursor;
  };
  "GET /cgi-bin/externalcontact/customer_acquisition_quota": {
    /** `total` is what was used so far. */
    answer: { total: number; balance: number; quota_list: { expire_date: number; balance: number }[] };
  };
  "POST /cgi-bin/externalcontact/customer_acquisition/statistic": {
    body: { link_id: string; start_time: number; end_time: number };
    answer: { click_link_customer_cnt: number; new_customer_cnt: number };
  };
  "POST /cgi-bin/externalcontact/customer_acquisition/get_chat_info": {
    body: { chat_key: string };
    answer: {
      userid: string;
      external_userid: string;
      chat_info: { recv_msg_cnt: number; link_id: string; state?: string };
    };
  };
}
