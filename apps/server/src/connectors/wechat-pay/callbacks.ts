import {
  type BusifavorSendNotice,
  EnvelopeRefused,
  openPayResource,
  type PayNotify,
  type PayRefundNotice,
  PayResourceRefused,
  type PayTransaction,
  type PayTransferNotice,
  verifyPayAnswer,
} from "@feilun/wechat-protocol";
import { PaymentMismatch, recordClaim, settlePacket, settlePayment, settleRefund } from "../../commerce/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import { type CallbackDialect, CallbackParked, CallbackRefused, type WechatAccount } from "../wechat/index.ts";
import { couponTold } from "./coupons.ts";
import { packetTold } from "./packets.ts";
import { platformKeyFor } from "./platform-keys.ts";
import { refundTold, toldOf } from "./provider.ts";

/** What is kept of a notice: its type and its opened resource. */
interface Opened {
  readonly type: string;
  readonly resource: Partial<PayTransaction> &
    Partial<PayRefundNotice> &
    Partial<BusifavorSendNotice> &
    Partial<PayTransferNotice>;
}

/** Notices of WeChat Pay: believed by their signature over the bytes, stored, answered, and worked off once (wechat-api.md §4.2, §4.3). */
export function wechatPayCallbacks(platform: Platform): CallbackDialect {
  return {
    platform: "wechat_pay",
    accepted: "",
    refusedStatus: 401,
    verify() {
      // WeChat Pay checks no address.
      throw new EnvelopeRefused("signature_wrong");
    },
    async open(account, _query, body, headers) {
      const serial = headers["wechatpay-serial"];
      if (typeof serial !== "string") throw new EnvelopeRefused("parameters_missing");
      const key = await trustedKey(platform, account, serial);
      const fault = verifyPayAnswer(key, headers, body, Math.floor(Date.now() / 1000));
      if (fault) throw fault === "signature_wrong" ? new EnvelopeRefused(fault) : new CallbackRefused(fault);
      const { id, event_type: type, create_time, resource } = JSON.parse(body) as PayNotify;
      const opened: Opened = { type, resource: JSON.parse(openResource(account, resource)) };
      return {
        key: id,
        event: type,
        subject: opened.resource.out_trade_no ? `order ${opened.resource.out_trade_no}` : "",
        occurredAt: new Date(create_time),
        payload: JSON.stringify(opened),
      };
    },
    async work(_platform, account, stored) {
      const { type, resource } = JSON.parse(stored.payload) as Opened;
      const owner = resource.mchid ?? resource.mch_id ?? resource.send_merchant;
      if (owner !== account.accountId)
        throw new CallbackParked(
          `通知属于商户 ${owner ?? "（未写明）"}，不是 ${account.accountId}：请核对下单用的商户`,
        );
      try {
        const known = await settle(platform, account, resource);
        if (known === undefined) throw new CallbackParked(`微信支付发来了本系统还不处理的通知 ${type}`);
        if (!known)
          throw new CallbackParked(
            `${nameOf(resource)}不是在本系统发起的：如果这个商户号还有别的系统在用，可以不处理；否则请核对商户订单号`,
          );
      } catch (error) {
        throw error instanceof PaymentMismatch ? new CallbackParked(error.message) : error;
      }
    },
  };
}

/** Told by content, not by type: profit sharing comes under the type of a payment (wechat-api.md §4.3). Undefined: none of payment, refund, red packet and coupon. */
async function settle(
  platform: Platform,
  { id }: WechatAccount,
  resource: Opened["resource"],
): Promise<boolean | undefined> {
  if (resource.out_refund_no && resource.refund_status) {
    const told = refundTold(id, resource as PayRefundNotice);
    return platform.db.transaction().execute((tx) => settleRefund(tx, platform, told));
  }
  if (resource.out_trade_no && resource.trade_state) {
    const told = toldOf(id, resource as PayTransaction);
    return (await platform.db.transaction().execute((tx) => settlePayment(tx, platform, told))) !== undefined;
  }
  if (resource.out_bill_no && resource.transfer_bill_no) {
    const told = packetTold(id, resource as PayTransferNotice);
    return platform.db.transaction().execute((tx) => settlePacket(tx, platform, told));
  }
  if (resource.coupon_code && resource.send_channel) {
    const told = couponTold(id, resource as BusifavorSendNotice);
    return told === null || platform.db.transaction().execute((tx) => recordClaim(tx, platform, told));
  }
  return undefined;
}

function nameOf(resource: Opened["resource"]): string {
  if (resource.coupon_code) return `券批次 ${resource.stock_id} `;
  return resource.out_bill_no ? `转账单 ${resource.out_bill_no} ` : `支付单 ${resource.out_trade_no ?? ""} `;
}

async function trustedKey(platform: Platform, account: WechatAccount, serial: string): Promise<string> {
  const key = await platformKeyFor(platform, account, serial);
  if (!key) throw new CallbackRefused("key_unknown");
  return key;
}

function openResource({ secrets }: WechatAccount, resource: PayNotify["resource"]): string {
  try {
    return openPayResource(secrets.secret, resource);
  } catch (error) {
    throw error instanceof PayResourceRefused ? new CallbackRefused("pay_key_wrong") : error;
  }
}
