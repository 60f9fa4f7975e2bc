interface TimeRange {
  start_time: number;
  end_time: number;
}

export interface ShopOrderProduct {
  product_id: string;
  sku_id: string;
  sku_cnt: number;
  sku_code?: string;
  title: string;
  thumb_img?: string;
  sku_attrs?: { attr_key: string; attr_value: string }[];
  sale_price: number;
  market_price?: number;
  real_price?: number;
  out_product_id?: string;
  out_sku_id?: string;
  on_aftersale_sku_cnt?: number;
  finish_aftersale_sku_cnt?: number;
  order_product_coupon_info_list?: {
    user_coupon_id: string;
    coupon_type: 1 | 2;
    discounted_price: number;
    coupon_id: string;
  }[];
  is_free_gift?: boolean;
}

/**
 * wechat-api.md §5.2. In a gift order `openid` and `unionid` are the receiver's, the payer's are `present_giver_*`.
 * Amounts in fen, times in unix seconds, ids as digits.
 */
export interface ShopOrder {
  order_id: string;
  create_time: number;
  update_time: number;
  /** `SHOP_ORDER_STATUS`. */
  status: number;
  openid: string;
  unionid?: string;
  is_present?: boolean;
  /** `PRESENT_SEND_TYPE`. */
  present_send_type?: number;
  present_order_id_str?: string;
  /** Deprecated, a bare 64-bit number on the wire. */
  present_order_id?: string | bigint;
  present_note?: string;
  present_giver_openid?: string;
  present_giver_unionid?: string;
  order_present_info?: { is_b2c_free_present?: 0 | 1 };
  aftersale_detail?: {
    aftersale_order_list?: { aftersale_order_id: string; status?: number }[];
    on_aftersale_order_cnt: number;
  };
  order_detail: {
    product_infos: ShopOrderProduct[];
    pay_info?: {
      prepay_id?: string;
      prepay_time?: number;
      transaction_id?: string;
      pay_time?: number;
      /** `SHOP_PAYMENT_METHOD`. */
      payment_method?: number;
    };
    price_info: {
      product_price: number;
      order_price: number;
      freight: number;
      discounted_price?: number;
      original_order_price?: number;
      change_down_price?: number;
      deduction_price?: number;
      /** Spelled so. */
      merchant_receieve_price?: number;
      merchant_discounted_price?: number;
      finder_discounted_price?: number;
      vip_discounted_price?: number;
    };
    delivery_info?: {
      deliver_method?: number;
      address_info?: {
        user_name: string;
        postal_code?: string;
        province_name: string;
        city_name: string;
        county_name: string;
        detail_info: string;
        tel_number?: string;
        house_number?: string;
        virtual_order_tel_number?: string;
        hash_code?: string;
      };
      delivery_product_info?: {
        waybill_id: string;
        delivery_id: string;
        delivery_name?: string;
        delivery_time?: number;
        deliver_type?: number;
        product_infos: { product_id: string; sku_id: string; product_cnt: number }[];
      }[];
      ship_done_time?: number;
    };
    coupon_info?: { user_coupon_id?: string };
    ext_info?: {
      customer_notes?: string;
      merchant_notes?: string;
      confirm_receipt_time?: number;
      finder_id?: string;
      live_id?: string;
      /** `SHOP_ORDER_SCENE`. */
      order_scene?: number;
    };
    commission_infos?: {
      sku_id: string;
      nickname?: string;
      type: number;
      status?: number;
      amount: number;
      finder_id?: string;
      openfinderid?: string;
      talent_id?: string;
      agency_id?: string;
    }[];
    sharer_info?: {
      sharer_openid: string;
      sharer_unionid?: string;
      /** `SHARER_TYPE`. */
      sharer_type: number;
      /** `SHOP_SHARE_SCENE`. */
      share_scene?: number;
    };
    sku_sharer_infos?: { sku_id: string; sharer_openid?: string; sharer_type?: number; from_wecom?: boolean }[];
    settle_info?: { predict_commission_fee?: number; commission_fee?: number; settle_time?: number };
    source_infos?: {
      sku_id: string;
      /** `SHOP_SALE_CHANNEL`. */
      sale_channel: number;
      /** `SHOP_SOURCE_ACCOUNT`. */
      account_type: number;
      account_id: string;
      account_nickname?: string;
      content_type?: number;
      content_id?: string;
    }[];
    refund_info?: { refund_freight?: number };
  };
}

/** wechat-api.md §5.4. */
export interface ShopAftersale {
  after_sale_order_id: string;
  order_id: string;
  openid: string;
  unionid?: string;
  present_giver_openid?: string;
  /** One of `SHOP_AFTERSALE_STATUS`, or an exchange state. */
  status: string;
  type: "REFUND" | "RETURN" | "EXCHANGE";
  reason?: string;
  product_info: { product_id: string; sku_id: string; count: number; fast_refund?: boolean };
  details?: { desc?: string; receive_product?: boolean; cancel_time?: number; media_id_list?: string[] };
  refund_info?: { amount: number; refund_reason?: number };
  return_info?: { waybill_id?: string; delivery_id?: string; delivery_name?: string };
  create_time: number;
  update_time: number;
  complete_time?: number;
}

/** Orders and after-sales: wechat-api.md §5.2, §5.4. */
export interface ShopOrderEndpoints {
  /** At least one range, each at most 7 days long. */
  "POST /channels/ec/order/list/get": {
    body: {
      create_time_range?: TimeRange;
      update_time_range?: TimeRange;
      status?: number;
      openid?: string;
      page_size: number;
      next_key?: string;
    };
    answer: { order_id_list: string[]; next_key: string; has_more: boolean };
  };
  "POST /channels/ec/order/get": {
    body: { order_id: string; encode_sensitive_info?: boolean };
    answer: { order: ShopOrder };
  };
  /** The sources disagree on the answer's key: accept both. */
  "POST /channels/ec/order/search": {
    body: {
      search_condition: {
        title?: string;
        sku_code?: string;
        user_name?: string;
        tel_number_last4?: string;
        order_id?: string;
        merchant_notes?: string;
        customer_notes?: string;
        present_order_id?: string;
      };
      status?: number;
      on_aftersale_order_exist?: 0 | 1;
      page_size: number;
      next_key?: string;
    };
    answer: { order_id_list?: string[]; orders?: string[]; next_key: string; has_more: boolean };
  };
  "POST /channels/ec/order/delivery/send": {
    body: {
      order_id: string;
      delivery_list: {
        delivery_id?: string;
        waybill_id?: string;
        deliver_type: 1 | 3;
        product_infos: { product_id: string; sku_id: string; product_cnt: number }[];
      }[];
    };
    answer: object;
  };
  "POST /channels/ec/order/deliverycompanylist/new/get": {
    body: object;
    answer: { company_list: { delivery_id: string; delivery_name: string }[] };
  };
  "POST /channels/ec/order/merchantnotes/update": {
    body: { order_id: string; merchant_notes: string };
    answer: object;
  };
  "POST /channels/ec/order/sensitiveinfo/decode": { body: { order_id: string }; answer: { address_info: object } };
  /** One pair of times, at most 24 h apart. */
  "POST /channels/ec/aftersale/getaftersalelist": {
    body: {
      begin_create_time?: number;
      end_create_time?: number;
      begin_update_time?: number;
      end_update_time?: number;
      next_key?: string;
    };
    answer: { after_sale_order_id_list: string[]; next_key: string; has_more: boolean };
  };
  "POST /channels/ec/aftersale/getaftersaleorder": {
    body: { after_sale_order_id: string };
    answer: { after_sale_order: ShopAftersale };
  };
  "POST /channels/ec/aftersale/acceptapply": {
    body: { after_sale_order_id: string; address_id?: string };
    answer: object;
  };
  "POST /channels/ec/aftersale/rejectapply": {
    body: { after_sale_order_id: string; reject_reason?: string; reject_reason_type?: number };
    answer: object;
  };
}
