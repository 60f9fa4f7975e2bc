import { randomBytes } from "node:crypto";
import {
  PAY_TRADE_STATE,
  type PayAnswer,
  type PayOrderDraft,
  type PayRefund,
  type PayRefundDraft,
  type PayRefundStatus,
  type PayTransaction,
  signPayCashier,
} from "@feilun/wechat-protocol";
import type { PaymentOpening, PaymentOrder, PaymentProvider, PaymentTold, RefundTold } from "../../commerce/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { WechatAccount } from "../wechat/index.ts";
import { readBill } from "./bill.ts";
import { chinaTime, inWords, inWordsAll, merchant, notifyUrl, orNothing } from "./merchant-calls.ts";
import { listMerchants, merchantOf } from "./merchants.ts";
import { callPay } from "./pay-api.ts";

/** WeChat Pay as the place where payments are taken (wechat-api.md §4.4, §4.5). */
export function wechatPayments(platform: Platform): PaymentProvider {
  const call = async <Answer extends object>(
    merchantId: string,
    method: "GET" | "POST",
    path: string,
    more: { readonly query?: Record<string, string>; readonly body?: object } = {},
  ) => callPay<Answer>(platform, await merchant(platform, merchantId), { method, path, ...more });

  return {
    merchantFor: (storeNo) => merchantOf(platform.db, storeNo),
    merchants: async () =>
      (await listMerchants(platform.db)).flatMap(({ accountId, enabled }) => (enabled ? accountId : [])),
    place: (order) =>
      inWords(async () => {
        const account = await merchant(platform, order.merchantId);
        const body = await draftOf(platform, account, order);
        const path = `/v3/pay/transactions/${order.way}`;
        return openingOf(account, order, await callPay(platform, account, { method: "POST", path, body }));
      }),
    ask: (payment) =>
      orNothing(async () => {
        const account = await merchant(platform, payment.merchantId);
        const path = `/v3/pay/transactions/out-trade-no/${payment.tradeNo}`;
        const query = { mchid: account.accountId };
        return toldOf(
          payment.merchantId,
          await callPay<PayTransaction>(platform, account, { method: "GET", path, query }),
        );
      }),
    close: ({ merchantId, tradeNo }) =>
      inWords(async () => {
        const { accountId: mchid } = await merchant(platform, merchantId);
        await call(merchantId, "POST", `/v3/pay/transactions/out-trade-no/${tradeNo}/close`, { body: { mchid } });
      }),
    refund: (order) =>
      inWords(async () => {
        const body: PayRefundDraft = {
          out_trade_no: order.tradeNo,
          out_refund_no: order.refundNo,
          reason: order.reason,
          notify_url: await notifyUrl(platform, order.merchantId),
          amount: { refund: order.amountFen, total: order.totalFen, currency: "CNY" },
        };
        return refundTold(
          order.merchantId,
          await call(order.merchantId, "POST", "/v3/refund/domestic/refunds", { body }),
        );
      }),
    askRefund: ({ merchantId, refundNo }) =>
      orNothing(async () =>
        refundTold(merchantId, await call(merchantId, "GET", `/v3/refund/domestic/refunds/${refundNo}`)),
      ),
    redirectRefund: ({ merchantId, refundNo, platformRefundId }) =>
      inWords(async () => {
        const body = { out_refund_no: refundNo, type: "MERCHANT_BANK_CARD" };
        const path = `/v3/refund/domestic/refunds/${platformRefundId}/apply-abnormal-refund`;
        return refundTold(merchantId, await call(merchantId, "POST", path, { body }));
      }),
    bill: (merchantId, day) =>
      inWords(async () => {
        const parts = await readBill(platform, await merchant(platform, merchantId), day);
        return parts && inWordsAll(parts);
      }),
  };
}

async function draftOf(platform: Platform, { accountId }: WechatAccount, order: PaymentOrder) {
  const draft: PayOrderDraft = {
    appid: order.appId,
    mchid: accountId,
    description: order.description,
    out_trade_no: order.tradeNo,
    time_expire: chinaTime(order.expiresAt),
    notify_url: await notifyUrl(platform, order.merchantId),
    amount: { total: order.amountFen, currency: "CNY" },
  };
  const { openid = "", clientIp = "", device = "Wap" } = order.payer;
  if (order.way === "jsapi") return { ...draft, payer: { openid } };
  if (order.way === "h5") return { ...draft, scene_info: { payer_client_ip: clientIp, h5_info: { type: device } } };
  return draft;
}

type Placed = PayAnswer<"POST /v3/pay/transactions/jsapi"> &
  PayAnswer<"POST /v3/pay/transactions/h5"> &
  PayAnswer<"POST /v3/pay/transactions/native">;

function openingOf({ secrets }: WechatAccount, { way, appId }: PaymentOrder, placed: Placed): PaymentOpening {
  if (way === "h5") return { way, url: placed.h5_url };
  if (way === "native") return { way, codeUrl: placed.code_url };
  const of = {
    appId,
    timestamp: Math.floor(Date.now() / 1000),
    nonce: randomBytes(16).toString("hex"),
    prepayId: placed.prepay_id,
  };
  return { way, params: { ...signPayCashier(secrets.merchantKey ?? "", of) } };
}

/** What a transaction says, whether it was asked for or told. */
export function toldOf(merchantId: string, transaction: PayTransaction): PaymentTold {
  const { out_trade_no: tradeNo, trade_state: state, transaction_id, success_time, amount, payer, appid } = transaction;
  const about = { merchantId, tradeNo };
  if (state === PAY_TRADE_STATE.success || state === PAY_TRADE_STATE.refund)
    return {
      ...about,
      state: "paid",
      transactionId: transaction_id ?? "",
      paidAt: new Date(success_time ?? Number.NaN),
      amountFen: amount?.total ?? 0,
      payerFen: amount?.payer_total ?? amount?.total ?? 0,
      identifier: payer?.openid ? { kind: "openid", scope: appid, value: payer.openid } : null,
    };
  const isClosed = state === PAY_TRADE_STATE.closed || state === PAY_TRADE_STATE.revoked;
  return { ...about, state: isClosed ? "closed" : "open" };
}

const refundStates = {
  SUCCESS: "done",
  CLOSED: "closed",
  PROCESSING: "processing",
  ABNORMAL: "abnormal",
} as const satisfies Record<PayRefundStatus, RefundTold["state"]>;

/** What a refund says, whether it was asked for or told; a notice names its state otherwise. */
export function refundTold(
  merchantId: string,
  refund: Pick<PayRefund, "out_refund_no" | "refund_id" | "user_received_account" | "success_time"> & {
    readonly status?: PayRefundStatus;
    readonly refund_status?: PayRefundStatus;
    readonly amount: { readonly refund: number };
  },
): RefundTold {
  const state = refundStates[refund.status ?? refund.refund_status ?? "PROCESSING"];
  return {
    merchantId,
    refundNo: refund.out_refund_no,
    state,
    amountFen: refund.amount.refund,
    platformRefundId: refund.refund_id,
    receivedBy: refund.user_received_account,
    refundedAt: refund.success_time ? new Date(refund.success_time) : null,
  };
}
