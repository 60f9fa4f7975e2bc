/** `suggest` of a content check: wechat-api.md §2.6. */
export const CONTENT_SUGGEST = { pass: "pass", review: "review", risky: "risky" } as const;
/** `label` of a content check: wechat-api.md §2.6. */
export const CONTENT_LABEL = {
  normal: 100,
  ads: 10_001,
  politics: 20_001,
  porn: 20_002,
  abuse: 20_003,
  crime: 20_006,
  fraud: 20_008,
  vulgar: 20_012,
  copyright: 20_013,
  other: 21_000,
} as const;

interface CodeStyle {
  width?: number;
  auto_color?: boolean;
  line_color?: { r: number; g: number; b: number };
  is_hyaline?: boolean;
  env_version?: "release" | "trial" | "develop";
}
interface LinkLife {
  /** 0: expire_time (unix seconds); 1: expire_interval (days, up to 30). */
  expire_type?: 0 | 1;
  expire_time?: number;
  expire_interval?: number;
}
interface Verdict {
  suggest: "pass" | "review" | "risky";
  label: number;
}
/** Login, phone, codes, links, checks, unionid of payers: wechat-api.md §2.1–§2.7, §3. */
export interface MiniProgramEndpoints {
  /** errcode may be absent on success; `unionid` only when bound to an Open Platform account. */
  "GET /sns/jscode2session": {
    query: { appid: string; secret: string; js_code: string; grant_type: "authorization_code" };
    answer: { openid: string; session_key: string; unionid?: string };
  };
  "GET /wxa/checksession": {
    query: { openid: string; signature: string; sig_method: "hmac_sha256" };
    answer: object;
  };
  "POST /wxa/business/getuserphonenumber": {
    body: { code: string; openid?: string };
    answer: {
      phone_info: {
        phoneNumber: string;
        purePhoneNumber: string;
        countryCode: string;
        watermark: { timestamp: number; appid: string };
      };
    };
  };
  /** Answers the image, or JSON on failure. `page` without a leading slash. */
  "POST /wxa/getwxacodeunlimit": {
    body: CodeStyle & { scene: string; page?: string; check_path?: boolean };
    answer: object;
  };
  "POST /wxa/getwxacode": { body: CodeStyle & { path: string }; answer: object };
  "POST /cgi-bin/wxaapp/createwxaqrcode": { body: { path: string; width?: number }; answer: object };
  "POST /wxa/generatescheme": {
    body: LinkLife & {
      jump_wxa?: { path?: string; query?: string; env_version?: "release" | "trial" | "develop" };
      is_expire?: boolean;
    };
    answer: { openlink: string };
  };
  "POST /wxa/generate_urllink": {
    body: LinkLife & {
      path?: string;
      query?: string;
      env_version?: "release" | "trial" | "develop";
      cloud_base?: { env: string; domain?: string; path?: string; query?: string; resource_appid?: string };
    };
    answer: { url_link: string };
  };
  "POST /wxa/queryscheme": {
    body: { scheme: string; query_type?: 0 | 1 };
    answer: {
      scheme_info: {
        appid: string;
        path: string;
        query: string;
        create_time: number;
        expire_time: number;
        env_version: string;
      };
      quota_info?: { remain_visit_quota: number };
    };
  };
  "POST /wxa/query_urllink": {
    body: { url_link: string; query_type?: 0 | 1 };
    answer: {
      url_link_info: {
        appid: string;
        path: string;
        query: string;
        create_time: number;
        expire_time: number;
        env_version: string;
      };
      quota_info?: { remain_visit_quota: number };
    };
  };
  "POST /wxa/genwxashortlink": {
    body: { page_url: string; page_title?: string; is_permanent?: boolean };
    answer: { link: string };
  };
  /** The user must have visited within 2 h (61010). `scene`: 1 profile, 2 comment, 3 forum, 4 social log. */
  "POST /wxa/msg_sec_check": {
    body: {
      content: string;
      version: 2;
      scene: 1 | 2 | 3 | 4;
      openid: string;
      title?: string;
      nickname?: string;
      signature?: string;
    };
    answer: {
      trace_id: string;
      result: Verdict;
      detail: ({
        strategy: string;
        errcode: number;
        prob?: number;
        level?: number;
        keyword?: string;
      } & Partial<Verdict>)[];
    };
  };
  /** The result arrives as wxa_media_check within 30 min. `media_type`: 1 audio, 2 image. */
  "POST /wxa/media_check_async": {
    body: { media_url: string; media_type: 1 | 2; version: 2; scene: 1 | 2 | 3 | 4; openid: string };
    answer: { trace_id: string };
  };
  /** `scene`: 0 register or login, 1 marketing; `unoin_id` is spelled so. */
  "POST /wxa/getuserriskrank": {
    body: {
      appid: string;
      openid: string;
      scene: number;
      client_ip: string;
      mobile_no?: string;
      email_address?: string;
      extended_info?: string;
      is_test?: boolean;
    };
    answer: { risk_rank: 0 | 1 | 2 | 3 | 4; unoin_id: number };
  };
  "GET /wxa/getpaidunionid": {
    query: { openid: string; transaction_id?: string; mch_id?: string; out_trade_no?: string };
    answer: { unionid: string };
  };
}
