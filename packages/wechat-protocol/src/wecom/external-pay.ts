import type { NextCursor } from "../endpoint.ts";

/** One receipt or refund of 对外收款: wecom-api.md §16. Amounts in fen. */
export interface WecomBill {
  transaction_id: string;
  /** 0 receipt, 1 refund. */
  bill_type: 0 | 1;
  /** 1 done, 3 done with refund. */
  trade_state: 1 | 3;
  pay_time: number;
  out_trade_no: string;
  out_refund_no?: string;
  external_userid: string;
  total_fee: number;
  payee_userid: string;
  /** 0 chat, 1 code, 2 live, 3 album, 14 transfer, 15 mini program. */
  payment_type: number;
  mch_id: string;
  remark?: string;
  commodity_list?: { description: string; amount: number }[];
  total_refund_fee?: number;
  refund_list?: object[];
  contact_info?: object;
  miniprogram_info?: object;
}

/** Receipts from customers: wecom-api.md §16. */
export interface ExternalPayEndpoints {
  "POST /cgi-bin/externalpay/get_bill_list": {
    body: { begin_time: number; end_time: number; payee_userid?: string; cursor?: string; limit?: number };
    answer: { bill_list: WecomBill[] } & NextCursor;
  };
}
