import type { OfficialAccount } from "../../weixin/accounts/state.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import type { Merchant } from "../merchants/state.ts";
import type { PayOrder } from "./state.ts";

/**
 * The account that the payer is offered to follow, 支付后关注: one that the merchant set, a verified service account, in WeChat or by a
 * scanned code, from an amount on, to whoever does not follow it yet (wechat-api.md §4.11).
 */
export function offeredAccount(
  world: World,
  person: Person,
  merchant: Merchant,
  { tradeType, draft }: PayOrder,
): OfficialAccount | undefined {
  const account = world.weixin.accounts.get(merchant.followAppid ?? "");
  if (account?.kind !== "official_account" || account.type !== "service" || !account.verified) return undefined;
  if (tradeType !== "JSAPI" && tradeType !== "NATIVE") return undefined;
  if (draft.amount.total < world.pay.settings.followSmallest) return undefined;
  const openid = person.openids.get(account.appid);
  return openid !== undefined && account.followers.people.get(openid)?.following ? undefined : account;
}
