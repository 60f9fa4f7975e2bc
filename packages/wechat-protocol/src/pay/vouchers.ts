/** Status of a voucher stock; `stoped` is spelled so: wechat-api.md §4.10 a. */
export const FAVOR_STOCK_STATUS = ["unactivated", "audit", "running", "stoped", "paused"] as const;
/** Status of a user's voucher: wechat-api.md §4.10 a. */
export const FAVOR_COUPON_STATUS = { sent: "SENDED", used: "USED", expired: "EXPIRED" } as const;

/** wechat-api.md §4.10 a; amounts in fen. */
export interface FavorStockDraft {
  stock_name: string;
  comment?: string;
  belong_merchant: string;
  available_begin_time: string;
  available_end_time: string;
  stock_use_rule: {
    max_coupons: number;
    max_amount: number;
    max_amount_by_day?: number;
    max_coupons_per_user: number;
    natural_person_limit: boolean;
    prevent_api_abuse: boolean;
  };
  pattern_info?: {
    description: string;
    merchant_logo?: string;
    merchant_name?: string;
    background_color?: string;
    coupon_image?: string;
  };
  coupon_use_rule: {
    coupon_available_time?: object;
    fixed_normal_coupon?: { coupon_amount: number; transaction_minimum: number };
    goods_tag?: string[];
    limit_pay?: string[];
    limit_card?: { name: string; bin: string[] };
    trade_type?: string[];
    combine_use?: boolean;
    available_items?: string[];
    available_merchants?: string[];
  };
  no_cash: boolean;
  stock_type: "NORMAL";
  out_request_no: string;
}

/** A user's voucher. */
export interface FavorCoupon {
  stock_creator_mchid: string;
  stock_id: string;
  coupon_id: string;
  coupon_name: string;
  status: "SENDED" | "USED" | "EXPIRED";
  description?: string;
  create_time: string;
  coupon_type: string;
  no_cash: boolean;
  available_begin_time: string;
  available_end_time: string;
  singleitem: boolean;
  normal_coupon_information?: { coupon_amount: number; transaction_minimum: number };
}

/** The resource of COUPON.USE: wechat-api.md §4.3. */
export interface FavorUseNotice extends FavorCoupon {
  consume_information: {
    consume_time: string;
    consume_mchid: string;
    transaction_id: string;
    goods_detail?: { goods_id: string; quantity: number; price: number; discount_amount: number }[];
  };
}

interface OfCreator {
  stock_creator_mchid: string;
}

/** Vouchers, 代金券, and guides on the pay-success page, 支付即服务: wechat-api.md §4.10 a, §4.11. */
export interface PayVoucherEndpoints {
  "POST /v3/marketing/favor/coupon-stocks": {
    body: FavorStockDraft;
    answer: { stock_id: string; create_time: string };
  };
  "POST /v3/marketing/favor/stocks/{stock_id}/start": {
    body: OfCreator;
    answer: { start_time: string; stock_id: string };
  };
  "POST /v3/marketing/favor/stocks/{stock_id}/pause": {
    body: OfCreator;
    answer: { pause_time: string; stock_id: string };
  };
  "POST /v3/marketing/favor/stocks/{stock_id}/restart": {
    body: OfCreator;
    answer: { restart_time: string; stock_id: string };
  };
  "POST /v3/marketing/favor/users/{openid}/coupons": {
    body: OfCreator & {
      stock_id: string;
      out_request_no: string;
      appid: string;
      coupon_value?: number;
      coupon_minimum?: number;
    };
    answer: { coupon_id: string };
  };
  "GET /v3/marketing/favor/users/{openid}/coupons": {
    query: {
      appid: string;
      stock_id?: string;
      status?: "SENDED" | "USED";
      creator_mchid?: string;
      sender_mchid?: string;
      available_mchid?: string;
      offset?: number;
      limit?: number;
    };
    answer: { data: FavorCoupon[]; total_count: number; limit: number; offset: number };
  };
  "GET /v3/marketing/favor/users/{openid}/coupons/{coupon_id}": { query: { appid: string }; answer: FavorCoupon };
  "POST /v3/marketing/favor/callbacks": {
    body: { mchid: string; notify_url: string; switch?: boolean };
    answer: { update_time: string; notify_url: string };
  };
  /** `userid` is the WeCom member; name and mobile are sealed. */
  "POST /v3/smartguide/guides": {
    body: {
      corpid: string;
      store_id: number;
      userid: string;
      name: string;
      mobile: string;
      qr_code: string;
      avatar: string;
      group_qrcode?: string;
    };
    answer: { guide_id: string };
  };
  /** 204 without a body. */
  "POST /v3/smartguide/guides/{guide_id}/assign": { body: { out_trade_no: string }; answer: object };
}
