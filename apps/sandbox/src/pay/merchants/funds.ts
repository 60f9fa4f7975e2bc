import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import { digits } from "../ids.ts";
import { dayDigits } from "../time.ts";
import type { FundEntry, Merchant } from "./state.ts";

/** What a change of the balance is about. */
export type FundReason = Pick<FundEntry, "businessId" | "name" | "type" | "applicant" | "note" | "voucher">;

/** Books a change of the account; `amount` in fen, negative where money goes out. */
export function book(world: World, { funds }: Merchant, amount: number, reason: FundReason): void {
  if (amount === 0) return;
  funds.available += amount;
  funds.entries.push({
    ...reason,
    at: secondsOf(world.clock),
    flowId: `${dayDigits(world)}${digits(world, 20)}`,
    amount,
    balance: funds.available + funds.frozen,
  });
}
