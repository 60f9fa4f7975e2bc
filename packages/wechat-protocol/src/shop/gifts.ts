interface TimeRange {
  start_time: number;
  end_time: number;
}

/** Gift orders, 送礼物: wechat-api.md §5.3. */
export interface ShopGiftEndpoints {
  "POST /channels/ec/order/presentsuborder/get": {
    body: { present_order_id: string };
    answer: { order_ids: string[] };
  };
  "POST /channels/ec/order/presentnote/add": { body: { present_order_id: string; notes: string }; answer: object };
  /** `is_b2c_free_present`: 0 paid, 1 given by the merchant. */
  "POST /channels/ec/order/present/get": {
    body: { present_order_id: string };
    answer: {
      present: {
        present_order_id: string;
        is_b2c_free_present: 0 | 1;
        present_detail: {
          price_info: { order_price: number };
          pay_info?: { pay_time: number };
          wishmessage?: string;
        };
        sub_order_list: { order_id: string; openid?: string; status: number }[];
        activity_id?: string;
        create_time: number;
      };
    };
  };
  "POST /channels/ec/order/presentlist/get": {
    body: {
      shop_appid: string;
      create_time_range?: TimeRange;
      update_time_range?: TimeRange;
      page_size: number;
      next_key?: string;
    };
    answer: { present_order_list: { present_order_id: string }[]; next_key: string };
  };
  /** A gift the merchant pays for. */
  "POST /channels/ec/order/presentorder/create": {
    body: {
      idempotent_id: string;
      activity_id: string;
      openid: string;
      shop_appid: string;
      wishmessage?: string;
      product_id: string;
      sku_id: string;
    };
    answer: { present_order_id: string };
  };
  "POST /channels/ec/order/presentorder/receiver/set": {
    body: { present_order_id: string; sub_order_list: { order_id: string; openid: string }[] };
    answer: object;
  };
}
