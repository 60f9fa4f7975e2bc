import type { RecordedCall } from "./wecom-examples.ts";

/** A call of api.weixin.qq.com in the shape that wechat-api.md documents; `of` names whose token it needs. */
export interface WeixinRecordedCall extends RecordedCall {
  readonly of: "official_account" | "mini_program";
}

const OK = { errcode: 0, errmsg: "ok" };
const DAY = { begin_date: "2026-03-10", end_date: "2026-03-10" };
const COMPACT_DAY = { begin_date: "20260310", end_date: "20260310" };
const of = "official_account";
const mini = "mini_program";

/** Ids in braces are those of the test's world; `{openid}` follows the account, `{mini}` is the same person in the mini program. */
export const WEIXIN_EXAMPLES: readonly WeixinRecordedCall[] = [
  { of, endpoint: "GET /cgi-bin/getcallbackip", answer: { ip_list: ["127.0.0.1"] } },
  {
    of,
    endpoint: "POST /cgi-bin/openapi/quota/get",
    request: { cgi_path: "/cgi-bin/message/mass/send" },
    answer: { quota: { daily_limit: 1, used: 0, remain: 1 }, rate_limit: { call_count: 60, refresh_second: 60 } },
  },
  { of, endpoint: "GET /cgi-bin/ticket/getticket?type=jsapi", answer: { ...OK, ticket: "t", expires_in: 7200 } },
  {
    of,
    endpoint: "GET /cgi-bin/user/get?next_openid=",
    answer: { total: 1, count: 1, data: { openid: ["o"] }, next_openid: "o" },
  },
  {
    of,
    endpoint: "GET /cgi-bin/user/info?openid={openid}&lang=zh_CN",
    answer: {
      subscribe: 1,
      openid: "o",
      language: "zh_CN",
      subscribe_time: 1,
      unionid: "u",
      remark: "",
      groupid: 0,
      tagid_list: [],
      subscribe_scene: "ADD_SCENE_QR_CODE",
      qr_scene: 0,
      qr_scene_str: "",
    },
  },
  {
    of,
    endpoint: "POST /cgi-bin/tags/create",
    request: { tag: { name: "VIP" } },
    answer: { tag: { id: 100, name: "VIP" } },
  },
  { of, endpoint: "GET /cgi-bin/tags/get", answer: { tags: [{ id: 100, name: "VIP", count: 0 }] } },
  {
    of,
    endpoint: "POST /cgi-bin/qrcode/create",
    request: { expire_seconds: 604800, action_name: "QR_STR_SCENE", action_info: { scene: { scene_str: "test" } } },
    answer: { ticket: "gQ", expire_seconds: 604800, url: "http://weixin.qq.com/q/x" },
  },
  {
    of,
    endpoint: "POST /cgi-bin/menu/create",
    request: { button: [{ type: "click", name: "A", key: "K" }] },
    answer: OK,
  },
  {
    of,
    endpoint: "POST /cgi-bin/menu/addconditional",
    request: { button: [{ type: "click", name: "A", key: "K" }], matchrule: { client_platform_type: "1" } },
    answer: { menuid: "1" },
  },
  {
    of,
    endpoint: "POST /cgi-bin/message/custom/send",
    request: {
      touser: "{openid}",
      msgtype: "msgmenu",
      msgmenu: { head_content: "满意吗？", list: [{ id: "101", content: "满意" }], tail_content: "谢谢" },
    },
    answer: OK,
  },
  {
    of,
    endpoint: "POST /cgi-bin/message/mass/sendall",
    request: { filter: { is_to_all: true }, text: { content: "CONTENT" }, msgtype: "text", clientmsgid: "c1" },
    answer: { errcode: 0, errmsg: "send job submission success", msg_id: 1, msg_data_id: 1 },
  },
  { of, endpoint: "POST /cgi-bin/message/mass/speed/get", request: {}, answer: { speed: 3, realspeed: 30 } },
  { of, endpoint: "GET /cgi-bin/draft/count", answer: { total_count: 0 } },
  {
    of,
    endpoint: "POST /cgi-bin/draft/batchget",
    request: { offset: 0, count: 20, no_content: 1 },
    answer: { total_count: 0, item_count: 0, item: [] },
  },
  {
    of,
    endpoint: "POST /datacube/getusersummary",
    request: DAY,
    answer: { list: [{ ref_date: "2026-03-10", user_source: 0, new_user: 1, cancel_user: 0 }] },
  },
  {
    of,
    endpoint: "POST /datacube/getusercumulate",
    request: DAY,
    answer: { list: [{ ref_date: "2026-03-10", cumulate_user: 1 }] },
  },
  {
    of,
    endpoint: "POST /datacube/getinterfacesummary",
    request: DAY,
    answer: {
      list: [{ ref_date: "2026-03-10", callback_count: 1, fail_count: 0, total_time_cost: 1, max_time_cost: 1 }],
    },
  },
  {
    of: mini,
    endpoint: "POST /wxa/generate_urllink",
    request: { path: "pages/index/index", query: "a=1", expire_type: 1, expire_interval: 1 },
    answer: { ...OK, url_link: "https://wxaurl.cn/x" },
  },
  {
    of: mini,
    endpoint: "POST /wxa/msg_sec_check",
    request: { openid: "{mini}", scene: 1, version: 2, content: "hello" },
    answer: {
      ...OK,
      trace_id: "t",
      result: { suggest: "pass", label: 100 },
      detail: [{ strategy: "content_model", errcode: 0, suggest: "pass", label: 100, prob: 10 }],
    },
  },
  {
    of: mini,
    endpoint: "POST /wxa/getuserriskrank",
    request: { appid: "{appid}", openid: "{mini}", scene: 0, client_ip: "1.2.3.4" },
    answer: { errcode: 0, errmsg: "getuserriskrank succ", risk_rank: 0, unoin_id: 1 },
  },
  {
    of: mini,
    endpoint: "POST /datacube/getweanalysisappiddailyvisittrend",
    request: COMPACT_DAY,
    answer: {
      list: [
        {
          ref_date: "20260310",
          session_cnt: 1,
          visit_pv: 1,
          visit_uv: 1,
          visit_uv_new: 1,
          stay_time_uv: 1,
          stay_time_session: 1,
          visit_depth: 1,
        },
      ],
    },
  },
  {
    of: mini,
    endpoint: "POST /wxa/sec/order/is_trade_managed",
    request: { appid: "{appid}" },
    answer: { ...OK, is_trade_managed: true },
  },
];
