import type { Merchant } from "../merchants/state.ts";
import type { PayOrder } from "../orders/state.ts";
import type { Refund } from "../refunds/state.ts";
import type { PaySettings } from "../settings.ts";
import { billTime } from "../time.ts";
import { type Bill, fineYuan, sumOf, yuan } from "./write.ts";

export type TradeBillKind = "ALL" | "SUCCESS" | "REFUND";

/** How bills name the state of a refund. */
const BILL_STATUS = { SUCCESS: "SUCCESS", PROCESSING: "PROCESSING", ABNORMAL: "CHANGE", CLOSED: "FAIL" } as const;

/** A payment or a refund of the day. */
interface Row {
  readonly at: number;
  readonly order: PayOrder;
  readonly refund: Refund | undefined;
}

const OF_TRADE = [
  ...["交易时间", "公众账号ID", "商户号", "特约商户号", "设备号", "微信订单号", "商户订单号", "用户标识"],
  ...["交易类型", "交易状态", "付款银行", "货币种类", "应结订单金额", "代金券金额"],
];
const OF_REFUND = ["微信退款单号", "商户退款单号", "退款金额", "充值券退款金额", "退款类型", "退款状态"];
const OF_GOODS = ["商品名称", "商户数据包", "手续费", "费率"];
const SUMS = [
  "总交易单数",
  "应结订单总金额",
  "退款总金额",
  "充值券退款总金额",
  "手续费总金额",
  "订单总金额",
  "申请退款总金额",
];

/** The trade bill of [from, until) in virtual seconds; undefined where nothing happened. */
export function tradeBill(
  merchant: Merchant,
  kind: TradeBillKind,
  [from, until]: readonly [number, number],
  settings: PaySettings,
): Bill | undefined {
  const rows = rowsOf(merchant)
    .filter(({ at, refund }) => at >= from && at < until && wanted(kind, refund !== undefined))
    .sort((a, b) => a.at - b.at);
  if (rows.length === 0) return undefined;
  const rate = `${(settings.feeBasisPoints / 100).toFixed(2)}%`;
  const paid = rows.filter(({ refund }) => !refund).map(({ order }) => order);
  const refunded = rows.flatMap(({ refund }) => refund ?? []);
  return {
    columns: [
      ...OF_TRADE,
      ...(kind === "REFUND" ? ["退款申请时间", "退款成功时间"] : []),
      ...(kind === "SUCCESS" ? [] : OF_REFUND),
      ...OF_GOODS,
      "订单金额",
      ...(kind === "SUCCESS" ? [] : ["申请退款金额"]),
      "费率备注",
    ],
    rows: rows.map((row) => cellsOf(kind, row, rate)),
    sumColumns: SUMS,
    sums: [
      String(rows.length),
      yuan(sumOf(paid.map(({ payment }) => payment?.settled ?? 0))),
      yuan(sumOf(refunded.map(({ settledRefund }) => settledRefund))),
      yuan(0),
      fineYuan(sumOf(paid.map(({ payment }) => payment?.fee ?? 0)) - sumOf(refunded.map(({ feeRefund }) => feeRefund))),
      yuan(sumOf(paid.map(({ draft }) => draft.amount.total))),
      yuan(sumOf(refunded.map(({ draft }) => draft.amount.refund))),
    ],
  };
}

function rowsOf({ orders, refunds }: Merchant): Row[] {
  const paid = [...orders.byTradeNo.values()].flatMap((order) =>
    order.payment ? [{ at: order.payment.paidAt, order, refund: undefined }] : [],
  );
  const refunded = [...refunds.byRefundNo.values()].flatMap((refund) => {
    const order = orders.byTradeNo.get(refund.outTradeNo);
    return order && refund.status !== "CLOSED" ? [{ at: refund.createdAt, order, refund }] : [];
  });
  return [...paid, ...refunded];
}

const wanted = (kind: TradeBillKind, isRefund: boolean) => kind === "ALL" || (kind === "REFUND") === isRefund;

function cellsOf(kind: TradeBillKind, { at, order, refund }: Row, rate: string): string[] {
  const { draft, payment, mchid, tradeType } = order;
  const total = draft.amount.total;
  const settled = payment?.settled ?? 0;
  const vouchers = total - (payment?.payerTotal ?? total);
  const trade = [
    ...[billTime(kind === "REFUND" ? (payment?.paidAt ?? at) : at), draft.appid, mchid, "0"],
    ...[draft.scene_info?.device_id ?? "", payment?.transactionId ?? "", draft.out_trade_no, payment?.openid ?? ""],
    ...[tradeType, refund ? "REFUND" : "SUCCESS", payment?.bankType ?? "", "CNY"],
    ...[yuan(refund ? 0 : settled), yuan(refund ? 0 : vouchers)],
  ];
  const times = refund
    ? [billTime(refund.createdAt), refund.succeededAt ? billTime(refund.succeededAt) : ""]
    : ["", ""];
  const back = refund
    ? [
        refund.refundId,
        refund.draft.out_refund_no,
        yuan(refund.settledRefund),
        yuan(0),
        refund.channel,
        BILL_STATUS[refund.status],
      ]
    : ["0", "0", yuan(0), yuan(0), "", ""];
  const fee = refund ? -refund.feeRefund : (payment?.fee ?? 0);
  return [
    ...trade,
    ...(kind === "REFUND" ? times : []),
    ...(kind === "SUCCESS" ? [] : back),
    ...[draft.description, draft.attach ?? "", fineYuan(fee), rate, yuan(refund ? 0 : total)],
    ...(kind === "SUCCESS" ? [] : [yuan(refund?.draft.amount.refund ?? 0)]),
    "",
  ];
}
