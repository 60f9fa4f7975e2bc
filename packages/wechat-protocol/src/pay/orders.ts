/** `trade_state`: wechat-api.md §4.4. */
export const PAY_TRADE_STATE = {
  success: "SUCCESS",
  refund: "REFUND",
  notPaid: "NOTPAY",
  closed: "CLOSED",
  revoked: "REVOKED",
  userPaying: "USERPAYING",
  payError: "PAYERROR",
} as const;
export type PayTradeState = (typeof PAY_TRADE_STATE)[keyof typeof PAY_TRADE_STATE];
export type PayTradeType = "JSAPI" | "NATIVE" | "APP" | "MICROPAY" | "MWEB" | "FACEPAY";
/** `status` of a refund: wechat-api.md §4.5. */
export const PAY_REFUND_STATUS = {
  success: "SUCCESS",
  closed: "CLOSED",
  processing: "PROCESSING",
  abnormal: "ABNORMAL",
} as const;
export type PayRefundStatus = (typeof PAY_REFUND_STATUS)[keyof typeof PAY_REFUND_STATUS];

export interface PayGoods {
  merchant_goods_id: string;
  wechatpay_goods_id?: string;
  goods_name?: string;
  quantity: number;
  unit_price: number;
}
/** Amounts in fen everywhere. */
export interface PayAmount {
  total: number;
  payer_total?: number;
  currency?: string;
  payer_currency?: string;
}

/** The body of every order: wechat-api.md §4.4. */
export interface PayOrderDraft {
  appid: string;
  mchid: string;
  description: string;
  out_trade_no: string;
  /** RFC 3339 with +08:00. */
  time_expire?: string;
  attach?: string;
  notify_url: string;
  goods_tag?: string;
  support_fapiao?: boolean;
  amount: { total: number; currency?: "CNY" };
  detail?: { cost_price?: number; invoice_id?: string; goods_detail?: PayGoods[] };
  scene_info?: {
    payer_client_ip: string;
    device_id?: string;
    store_info?: { id: string; name?: string; area_code?: string; address?: string };
    h5_info?: {
      type: "iOS" | "Android" | "Wap";
      app_name?: string;
      app_url?: string;
      bundle_id?: string;
      package_name?: string;
    };
  };
  settle_info?: { profit_sharing?: boolean };
}

export interface PayPromotion {
  coupon_id: string;
  name?: string;
  scope?: "GLOBAL" | "SINGLE";
  type?: "CASH" | "NOCASH";
  amount: number;
  stock_id?: string;
  activity_id?: string;
  wechatpay_contribute?: number;
  merchant_contribute?: number;
  other_contribute?: number;
  currency?: string;
  goods_detail?: object[];
}

/** An order as queried, and the resource of TRANSACTION.SUCCESS. */
export interface PayTransaction {
  appid: string;
  mchid: string;
  out_trade_no: string;
  transaction_id?: string;
  trade_type?: PayTradeType;
  trade_state: PayTradeState;
  trade_state_desc: string;
  bank_type?: string;
  attach?: string;
  success_time?: string;
  payer?: { openid: string };
  amount?: PayAmount;
  scene_info?: { device_id?: string };
  promotion_detail?: PayPromotion[];
}

/** wechat-api.md §4.5; one of transaction_id and out_trade_no. */
export interface PayRefundDraft {
  transaction_id?: string;
  out_trade_no?: string;
  out_refund_no: string;
  reason?: string;
  notify_url?: string;
  funds_account?: "AVAILABLE";
  amount: {
    refund: number;
    total: number;
    currency: "CNY";
    from?: { account: "AVAILABLE" | "UNAVAILABLE"; amount: number }[];
  };
  goods_detail?: {
    merchant_goods_id: string;
    wechatpay_goods_id?: string;
    goods_name?: string;
    unit_price: number;
    refund_amount: number;
    refund_quantity: number;
  }[];
}

export interface PayRefund {
  refund_id: string;
  out_refund_no: string;
  transaction_id: string;
  out_trade_no: string;
  channel: "ORIGINAL" | "BALANCE" | "OTHER_BALANCE" | "OTHER_BANKCARD";
  user_received_account: string;
  success_time?: string;
  create_time: string;
  status: PayRefundStatus;
  funds_account?: string;
  amount: {
    total: number;
    refund: number;
    payer_total: number;
    payer_refund: number;
    settlement_refund?: number;
    settlement_total?: number;
    discount_refund?: number;
    currency: "CNY";
    refund_fee?: number;
    from?: { account: string; amount: number }[];
  };
  promotion_detail?: object[];
}

/** The resource of REFUND.*: `refund_status` instead of `status`. */
export interface PayRefundNotice {
  mchid: string;
  out_trade_no: string;
  transaction_id: string;
  out_refund_no: string;
  refund_id: string;
  refund_status: PayRefundStatus;
  success_time?: string;
  user_received_account: string;
  amount: { total: number; refund: number; payer_total: number; payer_refund: number };
}

interface ByMerchant {
  mchid: string;
}
export interface PayBillQuery {
  /** yyyy-MM-dd; ready after 10:00 of the next day. */
  bill_date: string;
  tar_type?: "GZIP";
  sub_mchid?: string;
}
export interface PayBillAnswer {
  hash_type: "SHA1";
  hash_value: string;
  download_url: string;
}

/** Orders, refunds, bills, certificates: wechat-api.md §4.2, §4.4, §4.5, §4.7. `{…}` in a path stands for a value. */
export interface PayOrderEndpoints {
  "POST /v3/pay/transactions/jsapi": {
    body: PayOrderDraft & { payer: { openid: string } };
    answer: { prepay_id: string };
  };
  "POST /v3/pay/transactions/app": { body: PayOrderDraft; answer: { prepay_id: string } };
  "POST /v3/pay/transactions/h5": { body: PayOrderDraft; answer: { h5_url: string } };
  "POST /v3/pay/transactions/native": { body: PayOrderDraft; answer: { code_url: string } };
  "GET /v3/pay/transactions/out-trade-no/{out_trade_no}": { query: ByMerchant; answer: PayTransaction };
  "GET /v3/pay/transactions/id/{transaction_id}": { query: ByMerchant; answer: PayTransaction };
  /** 204 without a body. */
  "POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close": { body: ByMerchant; answer: object };
  "POST /v3/refund/domestic/refunds": { body: PayRefundDraft; answer: PayRefund };
  "GET /v3/refund/domestic/refunds/{out_refund_no}": { answer: PayRefund };
  "POST /v3/refund/domestic/refunds/{refund_id}/apply-abnormal-refund": {
    body: { out_refund_no: string; type: string; bank_type?: string; bank_account?: string; real_name?: string };
    answer: PayRefund;
  };
  "GET /v3/bill/tradebill": {
    query: PayBillQuery & { bill_type?: "ALL" | "SUCCESS" | "REFUND" };
    answer: PayBillAnswer;
  };
  "GET /v3/bill/fundflowbill": {
    query: PayBillQuery & { account_type?: "BASIC" | "OPERATION" | "FEES" };
    answer: PayBillAnswer;
  };
  "GET /v3/certificates": {
    answer: {
      data: {
        serial_no: string;
        effective_time: string;
        expire_time: string;
        encrypt_certificate: {
          algorithm: "AEAD_AES_256_GCM";
          nonce: string;
          associated_data: string;
          ciphertext: string;
        };
      }[];
    };
  };
}
