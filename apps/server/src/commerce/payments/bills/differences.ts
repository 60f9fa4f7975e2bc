/** What may differ between what stands here and what a platform billed, and what to do about it. */
export const differenceKinds = {
  payment_unknown: ["账单有，系统没有这笔支付", "商户号可能还有别的系统在用；核对商户订单号是谁发起的，再补录订单"],
  payment_not_paid: ["账单已付，系统还没记为已付", "系统已经重新查询；仍未变化请到“平台接入”看通知是否被拒绝"],
  payment_amount: ["支付金额不一致", "到商户平台核对这笔交易，联系系统管理员"],
  payment_not_billed: ["系统已付，账单没有", "到商户平台按微信支付单号查询；跨日附近的交易看前后一天的账单"],
  refund_unknown: ["账单有，系统没有这笔退款", "多半是在商户平台直接退的：补录一张退款单"],
  refund_state: ["退款结果不一致", "系统已经重新查询；仍未变化请在退款列表里处理"],
  refund_amount: ["退款金额不一致", "到商户平台核对这笔退款，联系系统管理员"],
  refund_not_billed: ["系统已退，账单没有", "退款按申请日入账；看前后一天的账单"],
} as const satisfies Record<string, readonly [name: string, todo: string]>;
export type DifferenceKind = keyof typeof differenceKinds;
