import { isDeepStrictEqual } from "node:util";
import { PAY_QUOTAS, type PaySharingReturn } from "@feilun/wechat-protocol";
import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import { fundId } from "../ids.ts";
import { book } from "../merchants/funds.ts";
import type { Merchant } from "../merchants/state.ts";
import { payRefuse } from "../refusal.ts";
import { wireTime } from "../time.ts";
import { tellReceiver } from "./share.ts";
import type { Sharing } from "./state.ts";

export interface ReturnDraft {
  readonly order_id?: string | undefined;
  readonly out_order_no?: string | undefined;
  readonly out_return_no: string;
  readonly return_mchid: string;
  readonly amount: number;
  readonly description: string;
}

/** Takes a share back from a merchant; answers at once what became of it (wechat-api.md §4.8). */
export function returnShare(world: World, merchant: Merchant, draft: ReturnDraft): PaySharingReturn {
  const { returns } = merchant.sharing;
  const known = returns.get(draft.out_return_no);
  if (known) {
    if (!isDeepStrictEqual(known.draft, draft))
      payRefuse("INVALID_REQUEST", "商户回退单号已存在，请求参数与首次请求时不一致");
    return known.wire;
  }
  const sharing = sharingNamed(merchant, draft);
  const share = sharing.shares.find(({ type, account }) => type === "MERCHANT_ID" && account === draft.return_mchid);
  const receiver = world.pay.merchants.get(draft.return_mchid);
  if (share?.result !== "SUCCESS" || !receiver) payRefuse("INVALID_REQUEST", "该商户没有收到过这笔分账，不能回退");
  const earlier = [...returns.values()].map(({ wire }) => wire).filter(({ order_id }) => order_id === sharing.orderId);
  if (earlier.length >= PAY_QUOTAS.profitSharingReturns.amount) payRefuse("RULE_LIMIT", "一笔分账最多回退 50 次");
  const returned = earlier
    .filter(({ return_mchid, result }) => return_mchid === draft.return_mchid && result === "SUCCESS")
    .reduce((total, { amount }) => total + amount, 0);
  if (returned + draft.amount > share.amount) payRefuse("INVALID_REQUEST", "回退金额超过已分账金额");
  const now = secondsOf(world.clock);
  const late = now - Date.parse(share.finish_time) / 1000 > PAY_QUOTAS.profitSharingReturnWindow.amount * 86_400;
  if (late) payRefuse("INVALID_REQUEST", "分账完成超过 180 天，不能回退");
  const poor = receiver.funds.available < draft.amount;
  const wire: PaySharingReturn = {
    order_id: sharing.orderId,
    out_order_no: sharing.outOrderNo,
    out_return_no: draft.out_return_no,
    return_id: fundId(world, "3108"),
    return_mchid: draft.return_mchid,
    amount: draft.amount,
    description: draft.description,
    result: poor ? "FAILED" : "SUCCESS",
    ...(poor && { fail_reason: "PAYER_ACCOUNT_ABNORMAL" }),
    create_time: wireTime(now),
    finish_time: wireTime(now),
  };
  returns.set(draft.out_return_no, { draft, wire });
  if (!poor) giveBack(world, merchant, receiver, sharing, wire);
  return wire;
}

/** A sharing by either of its numbers, or RESOURCE_NOT_EXISTS. */
export function sharingNamed(merchant: Merchant, by: Pick<ReturnDraft, "order_id" | "out_order_no">): Sharing {
  const { sharings } = merchant.sharing;
  const found =
    by.out_order_no === undefined
      ? [...sharings.values()].find(({ orderId }) => orderId === by.order_id)
      : sharings.get(by.out_order_no);
  return found ?? payRefuse("RESOURCE_NOT_EXISTS", "分账单不存在");
}

function giveBack(
  world: World,
  merchant: Merchant,
  receiver: Merchant,
  sharing: Sharing,
  wire: PaySharingReturn,
): void {
  const { amount, description, return_id, out_return_no } = wire;
  const reason = { businessId: return_id, voucher: out_return_no, applicant: merchant.mchid };
  const booked = { ...reason, name: "分账回退", type: "分账回退", note: description };
  book(world, receiver, -amount, booked);
  book(world, merchant, amount, booked);
  const share = { type: "MERCHANT_ID" as const, account: receiver.mchid, amount, description };
  tellReceiver(world, receiver, merchant, sharing, share, "分账回退");
}
