/** `order_state` of shipping info: wechat-api.md §2.8. */
export const SHIPPING_STATE = { toShip: 1, shipped: 2, received: 3, finished: 4, refunded: 5 } as const;

/** `order_number_type`: 1 mchid + out_trade_no, 2 transaction_id. */
export type WeixinOrderKey =
  | { order_number_type: 1; mchid: string; out_trade_no: string }
  | { order_number_type: 2; transaction_id: string };
export interface WeixinShippingParcel {
  tracking_no?: string;
  express_company?: string;
  item_desc: string;
  contact?: { consignor_contact?: string; receiver_contact?: string };
}

export interface WeixinShippedOrder {
  transaction_id: string;
  merchant_id: string;
  merchant_trade_no: string;
  paid_amount: number;
  openid: string;
  /** `SHIPPING_STATE`. */
  order_state: number;
  in_complaint: boolean;
  shipping?: object;
}

/** Shipping info that trading mini programs must record: wechat-api.md §2.8. */
export interface WeixinShippingEndpoints {
  /** `logistics_type`: 1 express, 2 local, 3 virtual, 4 pick-up; `delivery_mode`: 1 at once, 2 split. */
  "POST /wxa/sec/order/upload_shipping_info": {
    body: {
      order_key: WeixinOrderKey;
      logistics_type: 1 | 2 | 3 | 4;
      delivery_mode: 1 | 2;
      is_all_delivered?: boolean;
      shipping_list: WeixinShippingParcel[];
      /** RFC 3339. */
      upload_time: string;
      payer: { openid: string };
    };
    answer: object;
  };
  "POST /wxa/sec/order/get_order": {
    body: { transaction_id?: string; merchant_id?: string; merchant_trade_no?: string };
    answer: { order: WeixinShippedOrder };
  };
  "POST /wxa/sec/order/get_order_list": {
    body: {
      pay_time_range?: { begin_time: number; end_time: number };
      order_state?: number;
      openid?: string;
      last_index?: string;
      page_size?: number;
    };
    answer: { order_list: WeixinShippedOrder[]; has_more: boolean; last_index: string };
  };
  /** Express only. */
  "POST /wxa/sec/order/notify_confirm_receive": {
    body: { transaction_id?: string; merchant_id?: string; merchant_trade_no?: string; received_time: number };
    answer: object;
  };
  "POST /wxa/sec/order/set_msg_jump_path": { body: { path: string }; answer: object };
  "POST /wxa/sec/order/is_trade_managed": { body: { appid: string }; answer: { is_trade_managed: boolean } };
}
