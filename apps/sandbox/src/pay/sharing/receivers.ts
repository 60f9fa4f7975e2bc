import { PAY_QUOTAS, type PayReceiver } from "@feilun/wechat-protocol";
import { personByOpenid } from "../../world/people.ts";
import type { World } from "../../world/world.ts";
import type { Merchant } from "../merchants/state.ts";
import { badParameter, payRefuse } from "../refusal.ts";
import { openSecret } from "../secrets.ts";
import type { Receiver } from "./state.ts";

export const receiverKey = ({ type, account }: Pick<PayReceiver, "type" | "account">) => `${type} ${account}`;

/** Registers whom a merchant shares with; once more changes nothing. `name` is sealed: a merchant's must be its own. */
export function addReceiver(world: World, merchant: Merchant, receiver: Receiver, name: string | undefined): void {
  const { receivers } = merchant.sharing;
  const opened = name === undefined ? undefined : openSecret(merchant, name, "/name");
  if (receiver.type === "MERCHANT_ID") checkMerchant(world, receiver.account, opened);
  else if (!personByOpenid(world, receiver.appid, receiver.account))
    badParameter("/account", receiver.account, "分账接收方的 openid 不存在");
  if (receiver.relation === "CUSTOM" && !receiver.customRelation)
    badParameter("/custom_relation", undefined, "relation_type 为 CUSTOM 时必填");
  if (receivers.size >= PAY_QUOTAS.profitSharingRegistered.amount)
    payRefuse("RULE_LIMIT", "分账接收方数量已达上限 20000");
  receivers.set(receiverKey(receiver), receiver);
}

function checkMerchant(world: World, account: string, name: string | undefined): void {
  const known = world.pay.merchants.get(account);
  if (!known) badParameter("/account", account, "分账接收方的商户号不存在");
  if (name === undefined) badParameter("/name", undefined, "接收方类型为 MERCHANT_ID 时 name 必填");
  if (name !== known.name) badParameter("/name", name, "接收方名称与商户全称不一致");
}
