/** `coupon_state` of a merchant coupon: wechat-api.md §4.10. */
export const BUSIFAVOR_STATE = {
  sent: "SENDED",
  used: "USED",
  expired: "EXPIRED",
  deleted: "DELETED",
  deactivated: "DEACTIVATED",
} as const;
export type BusifavorState = (typeof BUSIFAVOR_STATE)[keyof typeof BUSIFAVOR_STATE];

/** wechat-api.md §4.10 b; amounts in fen. `irregulary_avaliable_time` is spelled so. */
export interface BusifavorStockDraft {
  stock_name: string;
  belong_merchant: string;
  comment?: string;
  goods_name: string;
  stock_type: "NORMAL" | "DISCOUNT" | "EXCHANGE";
  coupon_use_rule: {
    coupon_available_time: {
      available_begin_time: string;
      available_end_time: string;
      available_day_after_receive?: number;
      wait_days_after_receive?: number;
      available_week?: { week_day: number[]; available_day_time?: { begin_time: number; end_time: number }[] };
      irregulary_avaliable_time?: { begin_time: string; end_time: string }[];
    };
    fixed_normal_coupon?: { discount_amount: number; transaction_minimum: number };
    discount_coupon?: { discount_percent: number; transaction_minimum: number };
    exchange_coupon?: { exchange_price: number; transaction_minimum: number };
    use_method: "OFF_LINE" | "MINI_PROGRAMS" | "SELF_CONSUME" | "PAYMENT_CODE";
    mini_programs_appid?: string;
    mini_programs_path?: string;
  };
  stock_send_rule: {
    max_coupons?: number;
    max_coupons_per_user: number;
    max_coupons_by_day?: number;
    max_amount?: number;
    natural_person_limit?: boolean;
    prevent_api_abuse?: boolean;
    transferable?: boolean;
    shareable?: boolean;
  };
  out_request_no: string;
  custom_entrance?: object;
  display_pattern_info?: {
    description?: string;
    merchant_logo_url?: string;
    merchant_name?: string;
    background_color?: string;
    coupon_image_url?: string;
  };
  coupon_code_mode: "WECHATPAY_MODE" | "MERCHANT_API" | "MERCHANT_UPLOAD";
  notify_config?: { notify_appid?: string };
  subsidy?: boolean;
}

/** A user's merchant coupon. */
export interface BusifavorCoupon {
  belong_merchant: string;
  stock_name: string;
  goods_name: string;
  stock_type: BusifavorStockDraft["stock_type"];
  stock_id: string;
  coupon_code: string;
  coupon_state: BusifavorState;
  receive_time: string;
  available_start_time?: string;
  expire_time: string;
  use_time?: string;
  send_request_no?: string;
  use_request_no?: string;
}

/** The resource of COUPON.SEND: wechat-api.md §4.3. */
export interface BusifavorSendNotice {
  event_type: "EVENT_TYPE_BUSICOUPON_SEND";
  coupon_code: string;
  stock_id: string;
  send_time: string;
  openid: string;
  unionid?: string;
  send_channel: string;
  send_merchant: string;
  attach_info?: { transaction_id?: string; act_code?: string; card_id?: string; activity_id?: string };
}

/** Merchant coupons, 商家券: wechat-api.md §4.10 b. */
export interface PayCouponEndpoints {
  "POST /v3/marketing/busifavor/stocks": {
    body: BusifavorStockDraft;
    answer: { stock_id: string; create_time: string };
  };
  "POST /v3/marketing/busifavor/stocks/{stock_id}/couponcodes": {
    body: { coupon_code_list: string[]; upload_request_no: string };
    answer: {
      stock_id: string;
      total_count: number;
      success_count: number;
      success_codes?: string[];
      fail_count?: number;
      fail_codes?: { coupon_code: string; code: string; message: string }[];
      exist_codes?: string[];
      duplicate_codes?: string[];
    };
  };
  "POST /v3/marketing/busifavor/coupons/send": {
    body: { openid: string; appid: string; stock_id: string; out_request_no: string; coupon_code?: string };
    answer: { coupon_code: string };
  };
  "POST /v3/marketing/busifavor/coupons/use": {
    body: {
      coupon_code: string;
      stock_id?: string;
      appid: string;
      use_time: string;
      use_request_no: string;
      openid?: string;
    };
    answer: { stock_id: string; openid: string; wechatpay_use_time: string };
  };
  "POST /v3/marketing/busifavor/coupons/return": {
    body: { coupon_code: string; stock_id: string; return_request_no: string };
    answer: { wechatpay_return_time: string };
  };
  "POST /v3/marketing/busifavor/coupons/deactivate": {
    body: { coupon_code: string; stock_id: string; deactivate_request_no: string; deactivate_reason?: string };
    answer: { wechatpay_deactivate_time: string };
  };
  "GET /v3/marketing/busifavor/users/{openid}/coupons": {
    query: {
      appid: string;
      stock_id?: string;
      coupon_state?: BusifavorState;
      creator_merchant?: string;
      belong_merchant?: string;
      sender_merchant?: string;
      offset?: number;
      limit?: number;
    };
    answer: { data: BusifavorCoupon[]; total_count: number; limit: number; offset: number };
  };
  "GET /v3/marketing/busifavor/users/{openid}/coupons/{coupon_code}/appids/{appid}": { answer: BusifavorCoupon };
  "POST /v3/marketing/busifavor/callbacks": {
    body: { mchid?: string; notify_url: string };
    answer: { update_time: string; notify_url: string };
  };
  "GET /v3/marketing/busifavor/callbacks": { query: { mchid: string }; answer: { notify_url: string; mchid: string } };
}
