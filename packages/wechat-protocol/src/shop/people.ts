export interface ShopCouponDraft {
  type: number;
  name: string;
  discount_info: {
    discount_condition?: { product_cnt?: number; product_ids?: string[]; product_price?: number };
    /** Discount × 1000. */
    discount_num?: number;
    discount_fee?: number;
  };
  receive_info: { start_time: number; end_time: number; limit_num_one_person: number; total_num: number };
  /** `promote_type`: 1 shop, 9 member, 10 member-card gift. */
  promote_info?: { promote_type: number };
  /** `valid_type`: 1 a range, 2 days. */
  valid_info: { valid_type: 1 | 2; valid_day_num?: number; start_time?: number; end_time?: number };
}

export interface ShopSharer {
  openid: string;
  nickname: string;
  bind_time: number;
  /** `SHARER_TYPE`. */
  sharer_type: number;
  unionid?: string;
}

export interface ShopMember {
  openid: string;
  unionid?: string;
  /** Only where asked for (`need_phone_number`, SDK) and authorised. */
  user_info?: { phone_number?: string };
  user_grade_info: { grade: number; experience_value: number };
}

export interface ShopScoreEntry {
  /** With its sign. */
  score: string;
  source?: number;
  remark?: string;
}

/** Coupons, sharers, members (read-only), the WeCom link: wechat-api.md §5.6–§5.8, §5.10. */
export interface ShopPeopleEndpoints {
  "POST /channels/ec/coupon/create": { body: ShopCouponDraft; answer: { data: { coupon_id: string } } };
  "POST /channels/ec/coupon/update_status": { body: { coupon_id: string; status: number }; answer: object };
  "POST /channels/ec/coupon/get": {
    body: { coupon_id: string };
    answer: { coupon: ShopCouponDraft & { coupon_id: string; status: number } };
  };
  /** `page_ctx` is empty first, then echoed; at most 10 pages may be skipped. */
  "POST /channels/ec/coupon/get_list": {
    body: { status: number; page: number; page_size: number; page_ctx?: string };
    answer: { coupons: { coupon_id: string }[]; total_num: number; page_ctx: string };
  };
  "POST /channels/ec/coupon/get_user_coupon_list": {
    body: { openid: string; status?: number; page: number; page_size: number; page_ctx?: string };
    answer: { user_coupon_list: { user_coupon_id: string; coupon_id: string }[]; total_num: number; page_ctx: string };
  };
  /** The QR code is valid for 15 days; without `username` anyone may scan it. */
  "POST /channels/ec/sharer/bind": {
    body: { username?: string };
    answer: { qrcode_img: string; qrcode_img_base64: string };
  };
  "POST /channels/ec/sharer/unbind": {
    body: { openid_list: string[] };
    answer: { success_openid?: string[]; fail_openid?: string[]; refuse_openid?: string[] };
  };
  "POST /channels/ec/sharer/get_sharer_list": {
    body: { page: number; page_size: number; sharer_type?: number };
    answer: { sharer_info_list: ShopSharer[] };
  };
  "POST /channels/ec/sharer/get_sharer_order_list": {
    body: {
      openid?: string;
      share_scene?: number;
      start_time?: number;
      end_time?: number;
      page: number;
      page_size: number;
    };
    answer: { order_list: { order_id: string; share_scene: number; sharer_openid: string; sharer_type: number }[] };
  };
  "POST /channels/ec/vip/user/list/get": {
    body: { page_num: number; page_size: number };
    answer: { list: ShopMember[]; total_num: number };
  };
  "POST /channels/ec/vip/user/info/get": {
    body: { openid: string; need_phone_number?: boolean };
    answer: { info: ShopMember };
  };
  /** `score` is a string. */
  "POST /channels/ec/vip/user/score/get": { body: { openid: string }; answer: { info: { score: string } } };
  "POST /channels/ec/vip/user/score/flowrecord/get": {
    body: { openid: string; page_num: number; page_size: number };
    answer: { list: ShopScoreEntry[]; total_num: number };
  };
  "POST /channels/ec/wecom/get_wecom_id": {
    body: { corp_id: string; user_id: string };
    answer: { data: { wecom_corp_id: string; wecom_user_id: string } };
  };
}
