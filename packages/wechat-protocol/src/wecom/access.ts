/** Every reply of WeCom, HTTP 200 even on refusal; successful ones may leave both out: wecom-api.md §0. */
export interface WecomReply {
  readonly errcode?: number;
  readonly errmsg?: string;
}

/** Token, addresses, JS tickets, member OAuth: wecom-api.md §1.1, §11.2, §11.3. */
export interface AccessEndpoints {
  "GET /cgi-bin/gettoken": {
    query: { corpid: string; corpsecret: string };
    /** `expires_in` in seconds. */
    answer: { access_token: string; expires_in: number };
  };
  "GET /cgi-bin/getcallbackip": { answer: { ip_list: string[] } };
  "GET /cgi-bin/get_api_domain_ip": { answer: { ip_list: string[] } };
  "GET /cgi-bin/get_jsapi_ticket": { answer: { ticket: string; expires_in: number } };
  "GET /cgi-bin/ticket/get": { query: { type: "agent_config" }; answer: { ticket: string; expires_in: number } };
  /** A member answers with `userid`, anyone else with `openid`. */
  "GET /cgi-bin/auth/getuserinfo": {
    query: { code: string };
    answer: {
      userid?: string;
      user_ticket?: string;
      user_doc_ticket?: string;
      openid?: string;
      external_userid?: string;
    };
  };
  "POST /cgi-bin/auth/getuserdetail": {
    body: { user_ticket: string };
    answer: {
      userid: string;
      gender?: string;
      avatar?: string;
      qr_code?: string;
      mobile?: string;
      email?: string;
      biz_mail?: string;
      address?: string;
    };
  };
}
