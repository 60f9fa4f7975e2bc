import type { NextCursor } from "../endpoint.ts";
import type { WecomExternalAttribute } from "./contacts.ts";
import type { WecomAttachment } from "./message-parts.ts";

/** wecom-api.md §4.1. */
export interface WecomCustomer {
  external_userid: string;
  name: string;
  avatar?: string;
  /** `CUSTOMER_TYPE`. */
  type: 1 | 2;
  /** A number here, a string in user/get. */
  gender: 0 | 1 | 2;
  /** Only for WeChat users when a developer id is bound. */
  unionid?: string;
  position?: string;
  corp_name?: string;
  corp_full_name?: string;
  external_profile?: { external_attr: WecomExternalAttribute[] };
}

/** One member's relation to a customer, as far as both reads share it. */
export interface WecomRelation {
  userid: string;
  remark: string;
  description: string;
  /** Unix seconds when the member added the customer. */
  createtime: number;
  remark_corp_name?: string;
  remark_mobiles?: string[];
  /** `ADD_WAY`. */
  add_way?: number;
  /** The member, the customer, or the admin or sharer who began it. */
  oper_userid?: string;
  /** `state` of the contact way, or `customer_channel` of the link. */
  state?: string;
  wechat_channels?: { nickname: string; source: number };
}

/** `follow_user[]` of externalcontact/get: tags with names, personal ones too. */
export interface WecomFollower extends WecomRelation {
  tags?: {
    group_name: string;
    tag_name: string;
    /** `FOLLOW_TAG_TYPE`. */
    type: 1 | 2 | 3;
    /** Absent for personal tags. */
    tag_id?: string;
  }[];
}

/** `follow_info` of batch/get_by_user: ids of corp and strategy tags only. */
export interface WecomFollowInfo extends WecomRelation {
  tag_id?: string[];
}

/** Customers, remarks, welcome messages and id conversion: wecom-api.md §4, §11.4. */
export interface CustomerEndpoints {
  "GET /cgi-bin/externalcontact/get_follow_user_list": { answer: { follow_user: string[] } };
  "GET /cgi-bin/externalcontact/list": { query: { userid: string }; answer: { external_userid: string[] } };
  "GET /cgi-bin/externalcontact/get": {
    query: { external_userid: string; cursor?: string };
    answer: { external_contact: WecomCustomer; follow_user: WecomFollower[] } & NextCursor;
  };
  "POST /cgi-bin/externalcontact/batch/get_by_user": {
    body: { userid_list: string[]; cursor?: string; limit?: number };
    answer: {
      external_contact_list: { external_contact: WecomCustomer; follow_info: WecomFollowInfo }[];
      fail_info?: { unlicensed_userid_list: string[] };
    } & NextCursor;
  };
  /** `remark_mobiles` replaces all; one empty string clears. */
  "POST /cgi-bin/externalcontact/remark": {
    body: {
      userid: string;
      external_userid: string;
      remark?: string;
      description?: string;
      remark_company?: string;
      remark_mobiles?: string[];
      remark_pic_mediaid?: string;
    };
    answer: object;
  };
  /** The cursor and `tmp_openid` live for 4 h. */
  "POST /cgi-bin/externalcontact/contact_list": {
    body: { cursor?: string; limit?: number };
    answer: {
      info_list: {
        is_customer: boolean;
        tmp_openid: string;
        external_userid?: string;
        name?: string;
        follow_userid: string;
        chat_id?: string;
        chat_name?: string;
        add_time: number;
      }[];
    } & NextCursor;
  };
  "POST /cgi-bin/externalcontact/send_welcome_msg": {
    body: { welcome_code: string; text?: { content: string }; attachments?: WecomAttachment[] };
    answer: object;
  };
  "POST /cgi-bin/externalcontact/convert_to_openid": { body: { external_userid: string }; answer: { openid: string } };
  "POST /cgi-bin/externalcontact/unionid_to_external_userid": {
    body: { unionid: string; openid: string };
    answer: { external_userid: string };
  };
  /** For provider apps; `pending_id` (90 days) when the person is no customer yet. */
  "POST /cgi-bin/idconvert/unionid_to_external_userid": {
    body: { unionid: string; openid: string; subject_type?: 0 | 1 };
    answer: { external_userid?: string; pending_id?: string };
  };
  "POST /cgi-bin/externalcontact/from_service_external_userid": {
    body: { external_userid: string; source_agentid: number };
    answer: { external_userid: string };
  };
  "POST /cgi-bin/idconvert/convert_tmp_external_userid": {
    body: { business_type: 1 | 2 | 3; user_type: 1 | 2 | 3 | 4; tmp_external_userid_list: string[] };
    answer: {
      results: { tmp_external_userid: string; external_userid: string }[];
      invalid_tmp_external_userid_list: string[];
    };
  };
}
