import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { tellAcquisitionEvent } from "../tell.ts";

const TOLD_AT = new Set([3, 5, 10]);

/** A customer won by a link writes: the first message and the 3rd, 5th and 10th are told (wecom-api.md §13). */
export function noteAcquiredMessage(world: World, userid: string, externalUserid: string): void {
  const { acquisition } = world.wecom;
  const customer = acquisition.customers.get(`${userid}/${externalUserid}`);
  const link = acquisition.links.get(customer?.linkId ?? "");
  if (!customer || !link) return;
  customer.messages++;
  const { linkId, agentId } = link;
  if (customer.messages === 1)
    tellAcquisitionEvent(world, agentId, "customer_start_chat", {
      UserID: userid,
      ExternalUserID: externalUserid,
      LinkId: linkId,
    });
  if (!TOLD_AT.has(customer.messages)) return;
  const key = opaqueId(world.random, "", 43);
  const expiresAt = secondsOf(world.clock) + WECOM_QUOTAS.acquisitionChatKeyLife.amount;
  acquisition.chatKeys.set(key, { agentId, customer, messages: customer.messages, expiresAt });
  tellAcquisitionEvent(world, agentId, "message_from_customer", { LinkId: linkId, ChatKey: key });
}
