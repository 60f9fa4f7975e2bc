import { PAY_TRADE_STATE, PAY_TRANSFER_STATE } from "@feilun/wechat-protocol";
import { secondsOf } from "../../world/clock.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { offeredAccount } from "../orders/offer-follow.ts";
import { bestVoucher } from "../vouchers/redeem.ts";

/** A sheet that WeChat would show this person: an order to pay, or money to take. Amounts in fen. */
export interface WaitingSheet {
  readonly kind: "payment" | "transfer";
  /** prepay_id of the order, or package of the transfer. */
  readonly key: string;
  readonly merchant: string;
  readonly description: string;
  readonly amount: number;
  /** The account that may be followed with the payment. */
  readonly follow?: { readonly appid: string; readonly name: string } | undefined;
}

/** What the person has neither answered nor dismissed, the newest first. Orders without a payer (codes, H5) wait for nobody. */
export function waitingSheets(world: World, person: Person): WaitingSheet[] {
  return [...payments(world, person), ...transfers(world, person)];
}

function payments(world: World, person: Person): WaitingSheet[] {
  const { pay, clock } = world;
  const { openids } = person;
  const now = secondsOf(clock);
  const found: WaitingSheet[] = [];
  for (const [key, { mchid, outTradeNo, expiresAt }] of pay.cashiers) {
    const merchant = expiresAt > now ? pay.merchants.get(mchid) : undefined;
    const order = merchant?.orders.byTradeNo.get(outTradeNo);
    if (!merchant || order?.state !== PAY_TRADE_STATE.notPaid || order.cashier !== key || order.cancelled > 0) continue;
    const { payer, appid, description, amount } = order.draft;
    if (payer && openids.get(appid) === payer.openid) {
      const due = amount.total - (bestVoucher(world, person, order)?.amount ?? 0);
      const offered = offeredAccount(world, person, merchant, order);
      const follow = offered && { appid: offered.appid, name: offered.name };
      found.push({ kind: "payment", key, merchant: merchant.name, description, amount: due, follow });
    }
  }
  return found.reverse();
}

function transfers({ pay }: World, { id }: Person): WaitingSheet[] {
  return [...pay.merchants.values()].flatMap((merchant) =>
    [...merchant.transfers.byOutNo.values()]
      .filter(({ personId, state }) => personId === id && state === PAY_TRANSFER_STATE.waitUserConfirm)
      .map(({ package: key, draft }) => ({
        ...{ kind: "transfer" as const, key, merchant: merchant.name },
        description: draft.transfer_remark,
        amount: draft.transfer_amount,
      }))
      .reverse(),
  );
}
