interface TimeRange {
  start_time: number;
  end_time: number;
}

/** One commission of an order's line; `commssion_order` and `profit_sharding_suc_time` are spelled so: wechat-api.md §5.7. */
export interface ShopCommissionOrder {
  order_id: string;
  sku_id: string;
  /** 20 unsettled, 100 settled, 200 cancelled. */
  status: 20 | 100 | 200;
  create_time: number;
  update_time: number;
  order_detail: {
    shop_info?: { appid: string };
    product_info?: { product_id: string; title: string; actual_payment: number };
    order_info?: { order_status: number; pay_time?: number };
    commission_info?: {
      sharer_info?: {
        sharer_appid: string;
        nickname?: string;
        ratio: number;
        amount: number;
        opensharerid?: string;
      };
      service_ratio?: number;
      service_amount?: number;
      profit_sharding_suc_time?: number;
      promotion_channel?: number;
    };
    buyer_info?: { open_id?: string; union_id?: string };
  };
}

/** Promoters, 推客: callable only by a league agency (联盟带货机构): wechat-api.md §5.7. */
export interface ShopPromoterEndpoints {
  "POST /channels/ec/promoter/get_promoter_register_and_bind_status": {
    body: { sharer_openid?: string; sharer_appid?: string; is_simple_register?: boolean };
    answer: { bind_status: 0 | 1; register_status: number; business_type?: string; query_string?: string };
  };
  /** `commission_type`: 0 the platform splits, 1 the agency; the ratio in millionths, 100 000–1 000 000. */
  "POST /channels/ec/promoter/set_sharer_commission_info": {
    body: { sharer_appid: string; commission_type: 0 | 1; commission_ratio: number };
    answer: object;
  };
  "POST /channels/ec/promoter/set_sharer_product_commission_info": {
    body: { sharer_appid: string; product_id: string; commission_ratio: number };
    answer: object;
  };
  "POST /channels/ec/promoter/get_sharer_product_commission_info": {
    body: { sharer_appid: string; product_id: string };
    answer: { is_set: boolean; commission_ratio?: number };
  };
  "POST /channels/ec/promoter/get_bind_sharer_list": {
    body: { next_key?: string; page_size: number; sharer_appid?: string; sharer_openid?: string };
    answer: {
      sharer_info_list: {
        sharer_appid: string;
        bind_time: number;
        commission_ratio: number;
        commission_type: number;
        nickname?: string;
        head_img_url?: string;
      }[];
      next_key: string;
    };
  };
  "POST /channels/ec/promoter/headsupplier_unbind_promoter": { body: { sharer_appid: string }; answer: object };
  "POST /channels/ec/promoter/get_promoter_single_product_promotion_info": {
    body: { sharer_appid?: string; sharer_openid?: string; shop_appid: string; product_id: string };
    answer: { product_promotion_link: string };
  };
  "POST /channels/ec/league/headsupplier/order/list/get": {
    body: {
      appid?: string;
      sharer_appid?: string;
      openfinderid?: string;
      create_time_range?: TimeRange;
      update_time_range?: TimeRange;
      order_id?: string;
      page_size: number;
      next_key?: string;
    };
    answer: { list: { order_id: string; sku_id: string }[]; next_key: string; has_more: boolean };
  };
  "POST /channels/ec/league/headsupplier/order/get": {
    body: { order_id: string; sku_id: string };
    answer: { commssion_order: ShopCommissionOrder };
  };
}
