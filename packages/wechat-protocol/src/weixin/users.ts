/** `subscribe_scene`: wechat-api.md §1.11. */
export const SUBSCRIBE_SCENE = {
  search: "ADD_SCENE_SEARCH",
  accountMigration: "ADD_SCENE_ACCOUNT_MIGRATION",
  profileCard: "ADD_SCENE_PROFILE_CARD",
  qrCode: "ADD_SCENE_QR_CODE",
  profileLink: "ADD_SCENE_PROFILE_LINK",
  profileItem: "ADD_SCENE_PROFILE_ITEM",
  paid: "ADD_SCENE_PAID",
  advertisement: "ADD_SCENE_WECHAT_ADVERTISEMENT",
  reprint: "ADD_SCENE_REPRINT",
  livestream: "ADD_SCENE_LIVESTREAM",
  channels: "ADD_SCENE_CHANNELS",
  miniProgram: "ADD_SCENE_WXA",
  others: "ADD_SCENE_OTHERS",
} as const;
export type SubscribeScene = (typeof SUBSCRIBE_SCENE)[keyof typeof SUBSCRIBE_SCENE];

/** A follower; names and pictures have not been returned since 2021-12-27. */
export interface WeixinUser {
  /** 0: not following, the rest is absent. */
  subscribe: 0 | 1;
  openid: string;
  language?: string;
  subscribe_time?: number;
  unionid?: string;
  remark?: string;
  groupid?: number;
  tagid_list?: number[];
  subscribe_scene?: SubscribeScene;
  qr_scene?: number;
  qr_scene_str?: string;
}

interface OpenidPage {
  count: number;
  data?: { openid: string[] };
  next_openid: string;
}
interface TagMembers {
  openid_list: string[];
  tagid: number;
}

/** Followers, tags, parametric QR codes: wechat-api.md §1.10, §1.11. */
export interface WeixinUserEndpoints {
  "GET /cgi-bin/user/get": { query: { next_openid?: string }; answer: OpenidPage & { total: number } };
  "GET /cgi-bin/user/info": { query: { openid: string; lang?: string }; answer: WeixinUser };
  "POST /cgi-bin/user/info/batchget": {
    body: { user_list: { openid: string; lang?: string }[] };
    answer: { user_info_list: WeixinUser[] };
  };
  "POST /cgi-bin/user/info/updateremark": { body: { openid: string; remark: string }; answer: object };
  "POST /cgi-bin/tags/create": { body: { tag: { name: string } }; answer: { tag: { id: number; name: string } } };
  "GET /cgi-bin/tags/get": { answer: { tags: { id: number; name: string; count: number }[] } };
  "POST /cgi-bin/tags/update": { body: { tag: { id: number; name: string } }; answer: object };
  "POST /cgi-bin/tags/delete": { body: { tag: { id: number } }; answer: object };
  "POST /cgi-bin/tags/members/batchtagging": { body: TagMembers; answer: object };
  "POST /cgi-bin/tags/members/batchuntagging": { body: TagMembers; answer: object };
  "POST /cgi-bin/user/tag/get": { body: { tagid: number; next_openid?: string }; answer: OpenidPage };
  "POST /cgi-bin/tags/getidlist": { body: { openid: string }; answer: { tagid_list: number[] } };
  "POST /cgi-bin/tags/members/getblacklist": {
    body: { begin_openid?: string };
    answer: OpenidPage & { total: number };
  };
  "POST /cgi-bin/tags/members/batchblacklist": { body: { openid_list: string[] }; answer: object };
  "POST /cgi-bin/tags/members/batchunblacklist": { body: { openid_list: string[] }; answer: object };
  "POST /cgi-bin/changeopenid": {
    body: { from_appid: string; openid_list: string[] };
    answer: { result_list: { ori_openid: string; new_openid?: string; err_msg: string }[] };
  };
  /** Permanent codes: scene_id 1–100 000; the picture stands at mp.weixin.qq.com/cgi-bin/showqrcode?ticket=…. */
  "POST /cgi-bin/qrcode/create": {
    body: {
      expire_seconds?: number;
      action_name: "QR_SCENE" | "QR_STR_SCENE" | "QR_LIMIT_SCENE" | "QR_LIMIT_STR_SCENE";
      action_info: { scene: { scene_id: number } | { scene_str: string } };
    };
    answer: { ticket: string; expire_seconds?: number; url: string };
  };
  "POST /cgi-bin/shorten/gen": {
    body: { long_data: string; expire_seconds?: number };
    answer: { short_key: string };
  };
  "POST /cgi-bin/shorten/fetch": {
    body: { short_key: string };
    answer: { long_data: string; create_time: number; expire_seconds: number };
  };
}
