import type { PayBillAnswer, PayBillQuery } from "./orders.ts";

/** `state` of a transfer: wechat-api.md §4.9. TRANSFERING is spelled so. */
export const PAY_TRANSFER_STATE = {
  accepted: "ACCEPTED",
  processing: "PROCESSING",
  waitUserConfirm: "WAIT_USER_CONFIRM",
  transferring: "TRANSFERING",
  success: "SUCCESS",
  fail: "FAIL",
  cancelling: "CANCELING",
  cancelled: "CANCELLED",
} as const;
export type PayTransferState = (typeof PAY_TRANSFER_STATE)[keyof typeof PAY_TRANSFER_STATE];

export interface PayReceiver {
  type: "MERCHANT_ID" | "PERSONAL_OPENID" | "PERSONAL_SUB_OPENID";
  account: string;
  /** Sealed with the platform's public key. */
  name?: string;
}
export interface PayShare {
  type: PayReceiver["type"];
  account: string;
  amount: number;
  description: string;
  result: "PENDING" | "SUCCESS" | "CLOSED";
  fail_reason?: string;
  detail_id: string;
  create_time: string;
  finish_time: string;
}
/** FINISHED does not mean success: look at each receiver's result. */
export interface PaySharingOrder {
  transaction_id: string;
  out_order_no: string;
  order_id: string;
  state: "PROCESSING" | "FINISHED";
  receivers: PayShare[];
}
export interface PaySharingReturn {
  order_id: string;
  out_order_no: string;
  out_return_no: string;
  return_id: string;
  return_mchid: string;
  amount: number;
  description: string;
  result: "PROCESSING" | "SUCCESS" | "FAILED";
  fail_reason?: string;
  create_time: string;
  finish_time?: string;
}

/** wechat-api.md §4.9. */
export interface PayTransferDraft {
  appid: string;
  out_bill_no: string;
  transfer_scene_id: string;
  openid: string;
  /** Sealed; needed from 2000 yuan. */
  user_name?: string;
  transfer_amount: number;
  transfer_remark: string;
  notify_url?: string;
  user_recv_perception?: string;
  transfer_scene_report_infos: { info_type: string; info_content: string }[];
  user_recv_style?: { type: "CONFIRM_PAGE" | "RED_PACKET" };
}
export interface PayTransfer {
  mch_id?: string;
  appid?: string;
  out_bill_no: string;
  transfer_bill_no: string;
  state: PayTransferState;
  transfer_amount: number;
  transfer_remark?: string;
  openid?: string;
  user_name?: string;
  fail_reason?: string;
  create_time: string;
  update_time: string;
}

/** Profit sharing and merchant transfers: wechat-api.md §4.8, §4.9. */
export interface PayFundsEndpoints {
  "POST /v3/profitsharing/receivers/add": {
    body: PayReceiver & {
      appid: string;
      relation_type:
        | "SERVICE_PROVIDER"
        | "STORE"
        | "STAFF"
        | "STORE_OWNER"
        | "PARTNER"
        | "HEADQUARTER"
        | "BRAND"
        | "DISTRIBUTOR"
        | "USER"
        | "SUPPLIER"
        | "CUSTOM";
      custom_relation?: string;
    };
    answer: PayReceiver & { relation_type: string; custom_relation?: string };
  };
  "POST /v3/profitsharing/receivers/delete": {
    body: Omit<PayReceiver, "name"> & { appid: string };
    answer: Omit<PayReceiver, "name">;
  };
  "POST /v3/profitsharing/orders": {
    body: {
      appid: string;
      transaction_id: string;
      out_order_no: string;
      receivers: (PayReceiver & { amount: number; description: string })[];
      unfreeze_unsplit: boolean;
    };
    answer: PaySharingOrder;
  };
  "GET /v3/profitsharing/orders/{out_order_no}": { query: { transaction_id: string }; answer: PaySharingOrder };
  /** `out_order_no` is a new number. */
  "POST /v3/profitsharing/orders/unfreeze": {
    body: { transaction_id: string; out_order_no: string; description: string };
    answer: PaySharingOrder;
  };
  "POST /v3/profitsharing/return-orders": {
    body: {
      order_id?: string;
      out_order_no?: string;
      out_return_no: string;
      return_mchid: string;
      amount: number;
      description: string;
    };
    answer: PaySharingReturn;
  };
  "GET /v3/profitsharing/return-orders/{out_return_no}": {
    query: { out_order_no: string };
    answer: PaySharingReturn;
  };
  "GET /v3/profitsharing/transactions/{transaction_id}/amounts": {
    answer: { transaction_id: string; unsplit_amount: number };
  };
  "GET /v3/profitsharing/bills": { query: PayBillQuery; answer: PayBillAnswer };

  /** `package_info` goes to wx.requestMerchantTransfer. */
  "POST /v3/fund-app/mch-transfer/transfer-bills": {
    body: PayTransferDraft;
    answer: {
      out_bill_no: string;
      transfer_bill_no: string;
      create_time: string;
      state: PayTransferState;
      fail_reason?: string;
      package_info?: string;
    };
  };
  "POST /v3/fund-app/mch-transfer/transfer-bills/out-bill-no/{out_bill_no}/cancel": {
    answer: { out_bill_no: string; transfer_bill_no: string; state: PayTransferState; update_time: string };
  };
  "GET /v3/fund-app/mch-transfer/transfer-bills/out-bill-no/{out_bill_no}": { answer: PayTransfer };
  "GET /v3/fund-app/mch-transfer/transfer-bills/transfer-bill-no/{transfer_bill_no}": { answer: PayTransfer };
}
