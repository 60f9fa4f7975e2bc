/** Every reply: HTTP 200 even on refusal, errcode absent or 0 on success: wechat-api.md §0.1. */
export interface WeixinReplyEnvelope {
  readonly errcode?: number;
  readonly errmsg?: string;
}

interface Credential {
  grant_type: "client_credential";
  appid: string;
  secret: string;
}
interface Token {
  access_token: string;
  expires_in: number;
}
/** A web user's token, another than the account's. */
export interface WeixinUserToken extends Token {
  refresh_token: string;
  openid: string;
  scope: string;
  /** 1 for the virtual account of a snapshot page. */
  is_snapshotuser?: 1;
  unionid?: string;
}

/** Tokens, quotas, JS tickets, web OAuth: wechat-api.md §1.1, §1.13, §1.14. */
export interface WeixinAccessEndpoints {
  "GET /cgi-bin/token": { query: Credential; answer: Token };
  "POST /cgi-bin/stable_token": { body: Credential & { force_refresh?: boolean }; answer: Token };
  "POST /cgi-bin/clear_quota": { body: { appid: string }; answer: object };
  "POST /cgi-bin/openapi/quota/get": {
    body: { cgi_path: string };
    answer: {
      quota: { daily_limit: number; used: number; remain: number };
      rate_limit?: { call_count: number; refresh_second: number };
    };
  };
  "POST /cgi-bin/openapi/rid/get": {
    body: { rid: string };
    answer: { request: { invoke_time: number; cost_in_ms: number; request_url: string; client_ip: string } };
  };
  "GET /cgi-bin/get_api_domain_ip": { answer: { ip_list: string[] } };
  "GET /cgi-bin/getcallbackip": { answer: { ip_list: string[] } };
  "POST /cgi-bin/callback/check": {
    body: { action: "all" | "dns" | "ping"; check_operator: "DEFAULT" | "CHINANET" | "UNICOM" | "CAP" };
    answer: {
      dns?: { ip: string; real_operator: string }[];
      ping?: { ip: string; from_operator: string; package_loss: string; time: string }[];
    };
  };
  "GET /cgi-bin/ticket/getticket": {
    query: { type: "jsapi" | "wx_card" };
    answer: { ticket: string; expires_in: number };
  };
  "GET /sns/oauth2/access_token": {
    query: { appid: string; secret: string; code: string; grant_type: "authorization_code" };
    answer: WeixinUserToken;
  };
  "GET /sns/oauth2/refresh_token": {
    query: { appid: string; grant_type: "refresh_token"; refresh_token: string };
    answer: WeixinUserToken;
  };
  /** Only with scope snsapi_userinfo; `access_token` is the user's. */
  "GET /sns/userinfo": {
    query: { access_token: string; openid: string; lang?: "zh_CN" };
    answer: {
      openid: string;
      nickname: string;
      sex: number;
      province: string;
      city: string;
      country: string;
      headimgurl: string;
      privilege: string[];
      unionid?: string;
    };
  };
  "GET /sns/auth": { query: { access_token: string; openid: string }; answer: object };
}
