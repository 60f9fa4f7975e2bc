import type { NextCursor } from "../endpoint.ts";

/** wecom-api.md §3.1; larger `order` stands first, the root's id is 1. */
export interface WecomDepartment {
  id: number;
  name: string;
  name_en?: string;
  department_leader?: string[];
  parentid: number;
  order: number;
}

export interface WecomExternalAttribute {
  /** 0 text, 1 web, 2 mini program. */
  type: 0 | 1 | 2;
  name: string;
  text?: { value: string };
  web?: { url: string; title: string };
  miniprogram?: { appid: string; pagepath: string; title: string };
}

/** wecom-api.md §3.2. Apps made after 2022-06-20 do not receive avatar, gender, mobile, mails, qr_code and address. */
export interface WecomMember {
  userid: string;
  name: string;
  department: number[];
  order?: number[];
  position?: string;
  mobile?: string;
  /** A string here, a number in externalcontact/get. */
  gender?: "0" | "1" | "2";
  email?: string;
  biz_mail?: string;
  /** 0 or 1 per department, in the order of `department`. */
  is_leader_in_dept?: number[];
  direct_leader?: string[];
  avatar?: string;
  thumb_avatar?: string;
  telephone?: string;
  alias?: string;
  address?: string;
  open_userid?: string;
  main_department?: number;
  extattr?: { attrs: { type: 0 | 1; name: string; text?: { value: string }; web?: { url: string; title: string } }[] };
  /** `MEMBER_STATUS`. */
  status: 1 | 2 | 4 | 5;
  qr_code?: string;
  external_position?: string;
  external_profile?: {
    external_corp_name?: string;
    wechat_channels?: { nickname: string; status?: number };
    external_attr?: WecomExternalAttribute[];
  };
}

/** What user/create and user/update take beside the member's own fields. */
export interface WecomMemberDraft extends Partial<Omit<WecomMember, "status" | "userid">> {
  userid: string;
  enable?: 0 | 1;
  avatar_mediaid?: string;
  to_invite?: boolean;
}

interface TagMembers {
  tagid: number;
  userlist?: string[];
  partylist?: number[];
}
/** `invalidlist` is "a|b". */
interface TagMembersAnswer {
  invalidlist?: string;
  invalidparty?: number[];
}

/** Departments, members and member tags: wecom-api.md §3. */
export interface ContactEndpoints {
  "POST /cgi-bin/department/create": {
    body: { name: string; name_en?: string; parentid: number; order?: number; id?: number };
    answer: { id: number };
  };
  "POST /cgi-bin/department/update": {
    body: { id: number; name?: string; name_en?: string; parentid?: number; order?: number };
    answer: object;
  };
  "GET /cgi-bin/department/delete": { query: { id: number }; answer: object };
  "GET /cgi-bin/department/list": { query: { id?: number }; answer: { department: WecomDepartment[] } };
  "GET /cgi-bin/department/simplelist": {
    query: { id?: number };
    answer: { department_id: { id: number; parentid: number; order: number }[] };
  };
  "GET /cgi-bin/department/get": { query: { id: number }; answer: { department: WecomDepartment } };

  "GET /cgi-bin/user/get": { query: { userid: string }; answer: WecomMember };
  /** Children are not included. */
  "GET /cgi-bin/user/simplelist": {
    query: { department_id: number };
    answer: { userlist: { userid: string; name: string; department: number[]; open_userid?: string }[] };
  };
  "GET /cgi-bin/user/list": {
    query: { department_id: number; fetch_child?: 0 | 1 };
    answer: { userlist: WecomMember[] };
  };
  /** One row per member and department; only with the contact-sync secret. */
  "POST /cgi-bin/user/list_id": {
    body: { cursor?: string; limit?: number };
    answer: { dept_user: { userid: string; department: number }[] } & NextCursor;
  };
  "POST /cgi-bin/user/create": {
    body: WecomMemberDraft;
    answer: { created_department_list?: { department_info: { name: string; id: number }[] } };
  };
  "POST /cgi-bin/user/update": { body: WecomMemberDraft & { new_userid?: string }; answer: object };
  "GET /cgi-bin/user/delete": { query: { userid: string }; answer: object };
  "POST /cgi-bin/user/batchdelete": { body: { useridlist: string[] }; answer: object };
  "POST /cgi-bin/user/convert_to_openid": { body: { userid: string }; answer: { openid: string } };
  "POST /cgi-bin/user/getuserid": { body: { mobile: string }; answer: { userid: string } };
  "POST /cgi-bin/batch/openuserid_to_userid": {
    body: { open_userid_list: string[]; source_agentid: number };
    answer: { userid_list: { open_userid: string; userid: string }[]; invalid_open_userid_list: string[] };
  };

  "POST /cgi-bin/tag/create": { body: { tagname: string; tagid?: number }; answer: { tagid: number } };
  "POST /cgi-bin/tag/update": { body: { tagid: number; tagname: string }; answer: object };
  "GET /cgi-bin/tag/delete": { query: { tagid: number }; answer: object };
  "GET /cgi-bin/tag/get": {
    query: { tagid: number };
    answer: { tagname: string; userlist: { userid: string; name: string }[]; partylist: number[] };
  };
  "POST /cgi-bin/tag/addtagusers": { body: TagMembers; answer: TagMembersAnswer };
  "POST /cgi-bin/tag/deltagusers": { body: TagMembers; answer: TagMembersAnswer };
  "GET /cgi-bin/tag/list": { answer: { taglist: { tagid: number; tagname: string }[] } };
}
