import { type PayCashierParams, SUBSCRIBE_SCENE, verifyPayCashier } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { personNamed } from "../../control/people-actions.ts";
import { follow } from "../../weixin/followers/follow.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { sendCoupon } from "../coupons/send.ts";
import { offeredAccount } from "../orders/offer-follow.ts";
import { orderAtCashier, payOrder } from "../orders/pay.ts";
import { transactionOf } from "../orders/wire.ts";
import { PayRefused } from "../refusal.ts";
import { confirmTransfer } from "../transfers/transfer.ts";
import { bestVoucher } from "../vouchers/redeem.ts";
import { merchantActions } from "./merchant-actions.ts";

const cashierParams = z.object({
  appId: z.string(),
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string().startsWith("prepay_id="),
  signType: z.literal("RSA"),
  paySign: z.string(),
});

/** What opens the cashier: a number, code or link, or what the page gave to wx.requestPayment. */
const cashierFields = z.object({
  person: z.string(),
  prepayId: z.string().optional(),
  codeUrl: z.string().optional(),
  h5Url: z.string().optional(),
  params: cashierParams.optional(),
});
const named = (input: z.infer<typeof cashierFields>) =>
  (input.prepayId ?? input.codeUrl ?? input.h5Url ?? input.params) !== undefined;
const cashier = cashierFields.refine(named, "prepayId、codeUrl、h5Url、params 须填一个");
/** As `cashier`, with whether the payer leaves the tick at 关注. */
const payment = cashierFields
  .extend({ follow: z.boolean().default(false) })
  .refine(named, "prepayId、codeUrl、h5Url、params 须填一个");

/** What people do at the cashier on the phone. */
export const payActions: readonly Action[] = [
  ...merchantActions,
  action("pay.look", cashier, (world, input) => {
    const person = personNamed(world, input.person);
    const { merchant, order } = opened(world, person, input);
    const { description, amount, out_trade_no } = order.draft;
    const discount = bestVoucher(world, person, order)?.amount ?? 0;
    const offered = offeredAccount(world, person, merchant, order);
    return {
      merchant: merchant.name,
      description,
      amount: amount.total - discount,
      discount,
      outTradeNo: out_trade_no,
      /** The account that may be followed with the payment. */
      follow: offered && { appid: offered.appid, name: offered.name },
    };
  }),
  action("pay.pay", payment, (world, input) => {
    const person = personNamed(world, input.person);
    const { merchant, order } = opened(world, person, input);
    const offered = input.follow ? offeredAccount(world, person, merchant, order) : undefined;
    if (input.follow && !offered) throw new RangeError("这笔付款没有可以关注的公众号");
    payOrder(world, person, merchant, order);
    if (offered) follow(world, offered, person, { scene: SUBSCRIBE_SCENE.paid });
    return transactionOf(order);
  }),
  action("pay.cancel", cashier, (world, input) => {
    opened(world, personNamed(world, input.person), input).order.cancelled++;
  }),
  action("pay.confirm_transfer", z.object({ person: z.string(), package: z.string() }), (world, input) => {
    const { state } = confirmTransfer(world, personNamed(world, input.person), input.package);
    return { state };
  }),
  action(
    "pay.claim_coupon",
    z.object({
      person: z.string(),
      appid: z.string(),
      stockId: z.string(),
      outRequestNo: z.string(),
      couponCode: z.string().optional(),
      channel: z.enum(["MINIAPP", "H5", "PAYGIFT"]).default("MINIAPP"),
    }),
    (world, { person, appid, stockId, outRequestNo, couponCode, channel }) => {
      const merchant = [...world.pay.merchants.values()].find(({ coupons }) => coupons.stocks.has(stockId));
      const stock = merchant?.coupons.stocks.get(stockId);
      if (!merchant || !stock) throw new RangeError(`没有这个批次：${stockId}`);
      const draft = { appid, requestNo: outRequestNo, code: couponCode, channel };
      const coupon = inWords(() => sendCoupon(world, merchant, stock, personNamed(world, person), draft));
      return { couponCode: coupon.code };
    },
  ),
];

/** What the platform would refuse to the merchant's server, the phone says to its person. */
function inWords<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof PayRefused) throw new RangeError(error.message);
    throw error;
  }
}

function opened(world: World, person: Person, input: z.infer<typeof cashier>) {
  const { params, prepayId, codeUrl, h5Url } = input;
  const key = prepayId ?? codeUrl ?? h5Url?.replace(/&redirect_url=.*$/, "") ?? params?.package.slice(10) ?? "";
  const found = orderAtCashier(world, person, key);
  if (params) checkParams(params, found);
  return found;
}

/** wx.requestPayment refuses what the merchant did not sign: wechat-api.md §4.1. */
function checkParams(params: PayCashierParams, { merchant, order }: ReturnType<typeof orderAtCashier>): void {
  const signed = merchant.certificates.some(({ publicKey }) => verifyPayCashier(publicKey, params));
  if (!signed || params.appId !== order.draft.appid) throw new RangeError("支付验证签名失败");
}
