import { isDeepStrictEqual } from "node:util";
import { PAY_QUOTAS, type PayReceiver, type PayShare } from "@feilun/wechat-protocol";
import { nowOf, secondsOf } from "../../world/clock.ts";
import { onDue } from "../../world/schedule.ts";
import type { World } from "../../world/world.ts";
import { fundId } from "../ids.ts";
import { book } from "../merchants/funds.ts";
import type { Merchant } from "../merchants/state.ts";
import { notify } from "../notices/notify.ts";
import type { Payment, PayOrder } from "../orders/state.ts";
import { badParameter, payRefuse } from "../refusal.ts";
import { wireTime } from "../time.ts";
import { receiverKey } from "./receivers.ts";
import type { Sharing } from "./state.ts";

const DAY = 86_400;

export interface ShareDraft {
  readonly appid: string;
  readonly transaction_id: string;
  readonly out_order_no: string;
  readonly receivers: readonly (PayReceiver & { readonly amount: number; readonly description: string })[];
  readonly unfreeze_unsplit: boolean;
}

const finish = onDue<{ mchid: string; outOrderNo: string }>("pay.finish_sharing", (world, ref) => {
  const merchant = world.pay.merchants.get(ref.mchid);
  const sharing = merchant?.sharing.sharings.get(ref.outOrderNo);
  if (merchant && sharing?.state === "PROCESSING") settle(world, merchant, sharing);
});

const unfreezeAt = onDue<{ mchid: string; transactionId: string }>("pay.unfreeze", (world, ref) => {
  const merchant = world.pay.merchants.get(ref.mchid);
  const payment = merchant && paymentOf(merchant, ref.transactionId);
  if (merchant && payment) release(merchant, payment.unsplit, payment);
});

/** Holds a payment back for sharing: 30 days at most, then it is free by itself (wechat-api.md §4.8). */
export function holdForSharing(world: World, merchant: Merchant, payment: Payment): void {
  payment.unsplit = payment.settled - payment.fee;
  merchant.funds.available -= payment.unsplit;
  merchant.funds.frozen += payment.unsplit;
  const end = nowOf(world.clock) + PAY_QUOTAS.profitSharingEnd.amount * DAY * 1000;
  unfreezeAt(world, end, { mchid: merchant.mchid, transactionId: payment.transactionId });
}

/** Takes a request to pass parts on, or the same request once more; what becomes of it shows later, per receiver. */
export function share(world: World, merchant: Merchant, draft: ShareDraft): Sharing {
  const known = merchant.sharing.sharings.get(draft.out_order_no);
  if (known) return same(known, draft);
  const payment = sharable(world, merchant, draft.transaction_id);
  checkReceivers(merchant, draft.receivers);
  const amount = sum(draft.receivers);
  const { sharingRatio } = world.pay.settings;
  if (amount > payment.unsplit) payRefuse("INVALID_REQUEST", "分账金额不足");
  if (payment.shared + amount > Math.floor(((payment.settled - payment.fee) * sharingRatio) / 10_000))
    payRefuse("RULE_LIMIT", "分账金额超出最大分账比例");
  return open(world, merchant, payment, draft.out_order_no, draft, draft.receivers, draft.unfreeze_unsplit);
}

/** Ends the sharing of a payment: what is left belongs to the merchant. Needs a number of its own. */
export function unfreeze(
  world: World,
  merchant: Merchant,
  draft: { readonly transaction_id: string; readonly out_order_no: string; readonly description: string },
): Sharing {
  const known = merchant.sharing.sharings.get(draft.out_order_no);
  if (known) return same(known, draft);
  const payment = sharable(world, merchant, draft.transaction_id);
  const rest = { type: "MERCHANT_ID" as const, account: merchant.mchid, amount: payment.unsplit };
  return open(world, merchant, payment, draft.out_order_no, draft, [{ ...rest, description: draft.description }], true);
}

/** The payment of a transaction, or RESOURCE_NOT_EXISTS. */
export function paymentNamed(merchant: Merchant, transactionId: string): Payment {
  return paymentOf(merchant, transactionId) ?? payRefuse("RESOURCE_NOT_EXISTS", "微信支付订单不存在");
}

function paymentOf(merchant: Merchant, transactionId: string): Payment | undefined {
  return orderOf(merchant, transactionId)?.payment;
}

function orderOf({ orders }: Merchant, transactionId: string): PayOrder | undefined {
  return orders.byTradeNo.get(orders.byTransaction.get(transactionId) ?? "");
}

function same(known: Sharing, draft: unknown): Sharing {
  if (!isDeepStrictEqual(known.draft, draft))
    payRefuse("INVALID_REQUEST", "商户分账单号已存在，请求参数与首次请求时不一致");
  return known;
}

function sharable(world: World, merchant: Merchant, transactionId: string): Payment {
  const payment = paymentNamed(merchant, transactionId);
  const order = orderOf(merchant, transactionId);
  if (!order?.draft.settle_info?.profit_sharing) payRefuse("INVALID_REQUEST", "非分账订单不支持分账");
  const age = secondsOf(world.clock) - payment.paidAt;
  if (age < PAY_QUOTAS.profitSharingStart.amount) payRefuse("INVALID_REQUEST", "订单处理中，请稍后重试");
  const requests = [...merchant.sharing.sharings.values()].filter((known) => known.transactionId === transactionId);
  if (requests.length >= PAY_QUOTAS.profitSharingRequests.amount) payRefuse("RULE_LIMIT", "单笔订单最多支持 50 次分账");
  if (payment.unsplit === 0) payRefuse("INVALID_REQUEST", "订单的分账已完结");
  return payment;
}

function checkReceivers(merchant: Merchant, receivers: ShareDraft["receivers"]): void {
  const keys = receivers.map(receiverKey);
  for (const [at, key] of keys.entries())
    if (keys.indexOf(key) < at) badParameter(`/receivers/${at}`, key, "分账接收方重复");
  const own = receivers.findIndex(({ account }) => account === merchant.mchid);
  if (own >= 0) badParameter(`/receivers/${own}/account`, merchant.mchid, "分账接收方不能是分账方自己");
}

function open(
  world: World,
  merchant: Merchant,
  payment: Payment,
  outOrderNo: string,
  draft: unknown,
  receivers: readonly Omit<ShareDraft["receivers"][number], "name">[],
  unfreezes: boolean,
): Sharing {
  const at = wireTime(secondsOf(world.clock));
  const sharing: Sharing = {
    outOrderNo,
    orderId: fundId(world, "3008"),
    transactionId: payment.transactionId,
    draft,
    unfreezes,
    state: "PROCESSING",
    shares: receivers.map(({ type, account, amount, description }) => ({
      ...{ type, account, amount, description, result: "PENDING" as const },
      detail_id: fundId(world, "3601"),
      create_time: at,
      finish_time: at,
    })),
  };
  merchant.sharing.sharings.set(outOrderNo, sharing);
  const promised = sum(sharing.shares.filter(({ account }) => account !== merchant.mchid));
  payment.shared += promised;
  payment.unsplit -= promised;
  const later = nowOf(world.clock) + world.pay.settings.sharingSeconds * 1000;
  finish(world, later, { mchid: merchant.mchid, outOrderNo });
  return sharing;
}

/** Each receiver succeeds or fails by itself; what failed falls back to the merchant. */
function settle(world: World, merchant: Merchant, sharing: Sharing): void {
  const payment = paymentOf(merchant, sharing.transactionId);
  if (!payment) return;
  sharing.state = "FINISHED";
  for (const share of sharing.shares) {
    share.finish_time = wireTime(secondsOf(world.clock));
    if (share.account === merchant.mchid) {
      share.result = "SUCCESS";
      continue;
    }
    const fault = faultOf(world, merchant, share);
    share.result = fault ? "CLOSED" : "SUCCESS";
    if (fault) {
      share.fail_reason = fault;
      payment.shared -= share.amount;
      payment.unsplit += share.amount;
    } else pass(world, merchant, sharing, share);
  }
  if (sharing.unfreezes) release(merchant, payment.unsplit, payment);
}

function faultOf(world: World, merchant: Merchant, share: PayShare): string | undefined {
  if (!merchant.sharing.receivers.has(receiverKey(share))) return "NO_RELATION";
  if (share.type === "MERCHANT_ID" && world.pay.merchants.get(share.account)?.suspended) return "ACCOUNT_ABNORMAL";
  if (share.type === "MERCHANT_ID") return undefined;
  const month = wireTime(secondsOf(world.clock)).slice(0, 7);
  const received = [...merchant.sharing.sharings.values()]
    .flatMap(({ shares }) => shares)
    .filter((known) => known.account === share.account && known.result === "SUCCESS")
    .filter(({ finish_time }) => finish_time.startsWith(month));
  const limit = PAY_QUOTAS.profitSharingPersonalAmount.amount;
  return sum(received) + share.amount > limit ? "RECEIVER_RECEIPT_LIMIT" : undefined;
}

function pass(world: World, merchant: Merchant, sharing: Sharing, share: PayShare): void {
  const { amount, account, description } = share;
  merchant.funds.frozen -= amount;
  merchant.funds.available += amount;
  const reason = { businessId: sharing.orderId, voucher: sharing.outOrderNo, applicant: merchant.mchid };
  book(world, merchant, -amount, { ...reason, name: "分账", type: "分账", note: description });
  const receiver = share.type === "MERCHANT_ID" ? world.pay.merchants.get(account) : undefined;
  if (!receiver) return;
  book(world, receiver, amount, { ...reason, name: "分账", type: "分账", note: description });
  tellReceiver(world, receiver, merchant, sharing, share, "分账");
}

/** Told to the receiving merchant alone, at the address of its console, and with the event type of payments: wechat-api.md §4.3. */
export function tellReceiver(
  world: World,
  receiver: Merchant,
  from: Merchant,
  { transactionId, orderId, outOrderNo }: Sharing,
  { type, account, amount, description }: Pick<PayShare, "type" | "account" | "amount" | "description">,
  summary: "分账" | "分账回退",
): void {
  notify(world, receiver, receiver.sharing.notifyUrl, {
    eventType: "TRANSACTION.SUCCESS",
    originalType: "profitsharing",
    summary,
    resource: {
      mchid: from.mchid,
      transaction_id: transactionId,
      order_id: orderId,
      out_order_no: outOrderNo,
      receiver: { type, account, amount, description },
      success_time: wireTime(secondsOf(world.clock)),
    },
  });
}

/** Sets so much of what is held back free, as far as there is that much: at the end of sharing, and for refunds. */
export function release({ funds }: Merchant, amount: number, payment: Payment): void {
  const free = Math.min(amount, payment.unsplit);
  funds.frozen -= free;
  funds.available += free;
  payment.unsplit -= free;
}

const sum = (parts: readonly { readonly amount: number }[]) => parts.reduce((total, { amount }) => total + amount, 0);
